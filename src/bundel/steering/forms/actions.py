"""Forms of actions: one line to write down, one line to round off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.ui import fields


class ActionForm(forms.Form):
    """Who does what, by when, and when they are reminded."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = fields.words(_("Wat moet er gebeuren?"), 500)
    owner = forms.ChoiceField(label=_("Wie doet het?"))
    due_date = fields.DayField(label=_("Klaar op"))
    initiative_id = fields.IdField(label=_("Hoort bij initiatief"), required=False, empty=_("geen"))
    remind_days_before = fields.WholeField(
        label=_("Herinner zoveel dagen vooraf"), most=60, initial=3
    )
    remind_every_days = fields.WholeField(
        label=_("En erna om de zoveel dagen"), least=1, most=60, initial=7
    )

    def __init__(
        self,
        *given: Any,
        people: Iterable[Any],
        partners: Iterable[Any],
        initiatives: Iterable[Any],
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        of_partner = [(f"partner:{one.id}", one.name) for one in partners]
        choices: list[Any] = [
            ("", _("Kies")),
            (_("Medewerkers"), [(f"user:{one.id}", one.name) for one in people]),
        ]
        if of_partner:
            choices.append((_("Partners"), of_partner))
        fields.choose(self, "owner", choices)
        fields.offer(self, "initiative_id", initiatives)

    def clean(self) -> dict[str, Any]:
        """Part the owner in a person or a partner."""
        found = super().clean() or {}
        kind, _colon, key = str(found.pop("owner", "")).partition(":")
        found["owner_id"] = UUID(key) if kind == "user" else None
        found["organisation_id"] = UUID(key) if kind == "partner" else None
        return found


class FinishAction(forms.Form):
    """By what it shows that it is done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    proof = fields.prose(
        _("Waaraan is te zien dat het klaar is?"),
        rows=2,
        help_text=_("Bijvoorbeeld: de brief is verstuurd op 3 maart."),
    )


class DropAction(forms.Form):
    """Why it is not needed any more."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = fields.prose(_("Waarom hoeft dit niet meer?"), rows=2)
