"""Forms of the demarcation: domains, activities, cells, and settling what is not clear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.steering.models import Stance
from bundel.ui import fields

NOT_FILLED = ("", _("nog niet ingevuld"))


class ActivityForm(forms.Form):
    """Something that must be somebody's."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(
        _("Activiteit"), 200, help_text=_("Zoals: het eerste gesprek aan de keukentafel.")
    )
    description = fields.prose(_("Omschrijving"), rows=3)
    agreement = fields.prose(
        _("Afspraak van wie dit samen doen"),
        rows=3,
        help_text=_("Wijzigt de afspraak, dan zegt iedereen opnieuw ja."),
    )


class NewDomainForm(forms.Form):
    """A department or a partner, and who says yes for it."""

    who = forms.ChoiceField(label=_("Afdeling of partner"))
    speaker_id = fields.IdField(
        label=_("Wie zegt ja?"),
        required=False,
        empty=_("iedereen die voor de partner beslist"),
        help_text=_("Kies bij een afdeling iemand. Anders kan niemand ja zeggen."),
    )

    def __init__(
        self,
        *args: Any,
        departments: Iterable[tuple[str, str]] = (),
        partners: Iterable[tuple[str, str]] = (),
        people: Iterable[Any] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        groups = [(_("Afdelingen"), list(departments)), (_("Partners"), list(partners))]
        fields.choose(self, "who", [("", _("Kies")), *groups])
        fields.offer(self, "speaker_id", people)


class SpeakerForm(forms.Form):
    """Who says yes for a domain."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    speaker_id = fields.IdField(
        label=_("Wie zegt ja?"), required=False, empty=_("iedereen die voor de partner beslist")
    )

    def __init__(self, *args: Any, people: Iterable[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "speaker_id", people)


class CellForm(forms.Form):
    """What a domain does of an activity."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    stance = forms.ChoiceField(
        label=_("Wat doet dit domein?"),
        choices=[NOT_FILLED, *Stance.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    note = fields.words(_("Toelichting"), 500, required=False)


class AssignForm(forms.Form):
    """Who settles it, and by when."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    settler_id = fields.IdField(label=_("Wie lost dit op?"))
    due_date = fields.DayField(label=_("Voor welke dag?"))

    def __init__(self, *args: Any, people: Sequence[Any] | Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "settler_id", people)


class SettleForm(forms.Form):
    """How it was settled."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    how = fields.prose(_("Hoe is dit opgelost?"), rows=3)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["how"].required = True
        self.fields["how"].error_messages["required"] = _("Schrijf op hoe dit is opgelost.")
