"""Forms of the communication plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import User
from bundel.reporting.models import Audience, Channel, Occasion
from bundel.steering.models import Matter
from bundel.ui.fields import DayField, IdField, choose, offer

RHYTHMS = (
    ("FREQ=WEEKLY", _("elke week")),
    ("FREQ=WEEKLY;INTERVAL=2", _("elke twee weken")),
    ("FREQ=MONTHLY", _("elke maand")),
    ("FREQ=MONTHLY;INTERVAL=3", _("elke drie maanden")),
    ("FREQ=MONTHLY;INTERVAL=6", _("elk half jaar")),
    ("FREQ=MONTHLY;INTERVAL=12", _("elk jaar")),
)


class RuleForm(forms.Form):
    """A rule: for whom, on which occasion, what, how and by whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    what = forms.CharField(label=_("Wat vertelt u?"), max_length=300)
    occasion = forms.ChoiceField(label=_("Wanneer?"), choices=Occasion.choices)
    recurrence = forms.ChoiceField(
        label=_("Hoe vaak?"),
        choices=[("", "–"), *RHYTHMS],
        required=False,
        help_text=_("Bij een vast ritme. De eerste dag bepaalt de dag van de week of maand."),
    )
    first_date = DayField(label=_("Voor het eerst op"), required=False)
    matter = forms.ChoiceField(
        label=_("Na besluiten over"), choices=[("", _("alles")), *Matter.choices], required=False
    )
    days_after = forms.IntegerField(
        label=_("Binnen zoveel dagen na het besluit"), min_value=0, max_value=365, initial=7
    )
    channel = forms.ChoiceField(label=_("Hoe?"), choices=Channel.choices)
    owner_id = IdField(label=_("Wie vertelt het?"), required=False, empty=_("nog niemand"))
    is_on = forms.BooleanField(label=_("Deze regel staat aan"), required=False, initial=True)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner_id", people)


class NewRule(RuleForm):
    """A rule with its audience: one that is there, or a new one."""

    audience = forms.ChoiceField(label=_("Wie moet het weten?"), required=False)
    new_audience = forms.CharField(
        label=_("Of iemand anders, zoals: huisartsen"), max_length=120, required=False
    )

    field_order = ("audience", "new_audience")

    def __init__(self, *args: Any, audiences: list[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), one.name) for one in audiences]
        choose(self, "audience", [("", "–"), *named])


class EditMessage(forms.Form):
    """A message that was not told yet."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    what = forms.CharField(label=_("Waarover?"), max_length=300)
    text = forms.CharField(
        label=_("Tekst"), max_length=20000, required=False, widget=forms.Textarea
    )
    due_date = DayField(label=_("Voor"))
    channel = forms.ChoiceField(label=_("Hoe?"), choices=Channel.choices)
    owner_id = IdField(label=_("Wie vertelt het?"), required=False, empty=_("nog niemand"))

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner_id", people)


class NewMessage(forms.Form):
    """A message that no rule asks for."""

    audience_id = IdField(label=_("Wie moet het weten?"))
    what = forms.CharField(label=_("Waarover?"), max_length=300)
    text = forms.CharField(
        label=_("Tekst"), max_length=20000, required=False, widget=forms.Textarea
    )
    due_date = DayField(label=_("Voor"))
    channel = forms.ChoiceField(label=_("Hoe?"), choices=Channel.choices)

    def __init__(self, *args: Any, audiences: list[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "audience_id", audiences)


class Told(forms.Form):
    """Where it can be seen that it was told, or why it lapses."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    proof = forms.CharField(
        label=_("Waar is dat te zien?"),
        help_text=_("Zoals: besproken in de raad van 3 maart, agendapunt 4."),
        max_length=2000,
        widget=forms.Textarea,
    )
