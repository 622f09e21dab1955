"""Forms of what has to be in place first: what it is, the proof that it is, why it is not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.programme.forms import fields
from bundel.programme.models import PreconditionKind


class PreconditionForm(forms.Form):
    """What has to be in place, who sees to it, by when, and whether the start waits for it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = fields.words(
        _("Wat moet er eerst zijn?"),
        300,
        help_text=_("Zoals: de privacytoets is akkoord."),
        error_messages={"required": _("Schrijf op wat er moet zijn.")},
    )
    kind = forms.ChoiceField(label=_("Soort"), choices=PreconditionKind.choices, initial="other")
    owner_id = fields.IdField(label=_("Wie zorgt ervoor?"), required=False, empty=_("nog niemand"))
    owner_name = fields.words(
        _("Of iemand zonder account"),
        120,
        required=False,
        help_text=_("Een naam of een functie. Leeg als u hierboven iemand kiest."),
    )
    due_date = fields.DayField(label=_("Voor welke dag?"), required=False)
    needed_for_start = forms.BooleanField(
        label=_("Zonder dit kan het initiatief niet starten"),
        required=False,
        initial=True,
        help_text=_("Het plan laat het initiatief dan pas na deze dag beginnen."),
    )

    def __init__(self, *args: Any, people: Iterable[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "owner_id", people)

    def clean(self) -> dict[str, Any]:
        """Ask for one owner: an account or a name."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("owner_id"):
            data["owner_name"] = ""
        return data


class MetForm(forms.Form):
    """That it is in place, and what shows that."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    proof = fields.words(
        _("Waaruit blijkt dat?"),
        2000,
        help_text=_("Zoals: collegebesluit 2027-014 van 12 januari."),
        error_messages={"required": _("Schrijf op waaruit blijkt dat het is voldaan.")},
    )


class ReopenForm(forms.Form):
    """That it is not in place after all, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = fields.words(
        _("Waarom staat het weer open?"),
        500,
        error_messages={"required": _("Schrijf op waarom het weer open staat.")},
    )
