"""Forms of decisions: ask, add options, decide with grounds, and set lines in the data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.steering.models import DecisionKind, Matter, Measure, Stand
from bundel.ui import fields


class AskForm(forms.Form):
    """The question, why it is asked, of whom, and before when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    question = fields.words(
        _("Wat moet worden besloten?"),
        300,
        help_text=_("Als vraag: Gaan de energiefixers door in Haven?"),
    )
    background = fields.prose(_("Aanleiding"), rows=4)
    matter = forms.ChoiceField(label=_("Waarover gaat het?"), choices=Matter)
    body_id = fields.IdField(label=_("Wie besluit?"), required=False, empty=_("nog niet bekend"))
    initiative_id = fields.IdField(label=_("Initiatief"), required=False, empty=_("geen"))
    decide_before_date = fields.DayField(label=_("Besluit nodig voor"), required=False)

    def __init__(
        self, *given: Any, bodies: Iterable[Any], initiatives: Iterable[Any], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        fields.offer(self, "body_id", bodies)
        fields.offer(self, "initiative_id", initiatives)


class OptionForm(forms.Form):
    """What may be chosen, and which plan says what it brings."""

    title = fields.words(_("Optie"), 200)
    text = fields.prose(_("Wat dit betekent"), rows=2)
    source = forms.ChoiceField(label=_("Cijfers uit"))

    def __init__(self, *given: Any, sources: Iterable[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "source", sources)


class ThreeForm(forms.Form):
    """The initiative of which three options are made."""

    initiative_id = fields.IdField(label=_("Initiatief"))

    def __init__(self, *given: Any, initiatives: Iterable[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.offer(self, "initiative_id", initiatives)


class DecideForm(forms.Form):
    """What was decided, on which grounds, and when it is looked at again."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    chosen_id = forms.TypedChoiceField(
        label=_("Gekozen optie"), required=False, empty_value=None, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=_("Soort besluit"), choices=DecisionKind, widget=forms.RadioSelect
    )
    outcome = fields.prose(
        _("Wat is besloten?"), rows=2, help_text=_("Leeg: de naam van de gekozen optie.")
    )
    grounds = fields.prose(
        _("Waarom? De gronden"), rows=4, help_text=_("Wie later vraagt waarom, leest dit.")
    )
    dissent = fields.prose(_("Wie dacht anders, en waarom?"), rows=2)
    review_date = fields.DayField(
        label=_("Opnieuw bekijken op"), required=False, help_text=_("Nodig bij 'nu niet'.")
    )
    body_id = fields.IdField(label=_("Wie besloot?"), required=False, empty=_("geen overleg"))

    def __init__(
        self,
        *given: Any,
        options: Iterable[Any],
        bodies: Iterable[Any],
        question: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.fields["grounds"].required = True
        choices = [(str(one.id), one.title) for one in options]
        if choices:
            fields.choose(self, "chosen_id", choices)
        else:
            del self.fields["chosen_id"]
            self.fields["outcome"].help_text = ""
            self.fields["outcome"].required = True
        fields.offer(self, "body_id", bodies)
        if question:
            self.fields["question"] = fields.words(_("Nieuwe vraag"), 300)
            self.order_fields(["question"])


class VoiceForm(forms.Form):
    """Somebody who decided."""

    name = fields.words(_("Naam"), 200, required=False)
    role = fields.words(_("Rol"), 120, required=False)
    stand = forms.ChoiceField(label=_("Stem"), choices=Stand, required=False)


class ReasonForm(forms.Form):
    """Why a decision is not needed any more."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = fields.prose(_("Waarom is dit besluit niet meer nodig?"), rows=2)


class TriggerForm(forms.Form):
    """A line in the data, said as a sentence."""

    watched = forms.ChoiceField(
        label=_("Wat volgt u?"), error_messages={"required": _("Kies wat u wilt volgen.")}
    )
    is_above = forms.TypedChoiceField(
        label=_("Komt terug als dit"),
        choices=[("1", _("boven de grens komt")), ("0", _("onder de grens komt"))],
        coerce=lambda value: value == "1",
    )
    limit = fields.AmountField(label=_("Grens"), least=-1_000_000_000, decimals=4)
    judge_date = fields.DayField(
        label=_("Oordeel op één dag"),
        required=False,
        help_text=_("Zoals: minder dan 40 bezoeken op 1 maart. Leeg: steeds."),
    )
    from_date = fields.DayField(label=_("Tel vanaf"), required=False)

    def __init__(self, *given: Any, watched: Iterable[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        fields.choose(self, "watched", [("", _("Kies")), *watched])


def measure_labels() -> dict[str, Any]:
    """Return how people call what a line watches."""
    return dict(Measure.choices)
