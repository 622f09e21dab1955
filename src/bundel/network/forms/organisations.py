"""Forms about partners and how to reach them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.models import OrganisationState
from bundel.ui import fields


class EditOrganisation(forms.Form):
    """What a partner is and does."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 200)
    alternate_name = fields.words(_("Ook bekend als"), 200, required=False)
    kind_id = fields.IdField(label=_("Soort organisatie"), empty=_("Kies"), required=False)
    description = fields.TextField(
        label=_("Wat doet deze organisatie?"), max_length=5000, widget=forms.Textarea
    )
    url = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    email = forms.EmailField(
        label=_("Algemeen e-mailadres"),
        required=False,
        help_text=_("Hier gaat de vraag of alles nog klopt heen, als er geen aanspreekpunt is."),
    )
    legal_status = fields.words(_("Rechtsvorm"), 80, required=False)
    joined_date = fields.DayField(label=_("Doet mee sinds"), required=False)
    confirm_months = fields.WholeField(
        label=_("Vraag of het nog klopt na"),
        least=1,
        most=36,
        required=False,
        help_text=_("Leeg is: zoals de gemeente het koos."),
    )

    def __init__(self, *args: Any, kinds: Sequence[fields.Words] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.choose(self, "kind_id", [("", _("Kies")), *kinds])


class Phone(forms.Form):
    """A telephone number; an empty one falls away."""

    number = fields.PhoneField(label=_("Nummer"), required=False)
    description = fields.words(_("Waarvoor of wanneer"), 200, required=False)


class MoveOrganisation(forms.Form):
    """Whether a partner takes part, and why that changes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Doet deze organisatie mee?"),
        choices=OrganisationState.choices,
        widget=forms.RadioSelect,
    )
    reason = fields.prose(_("Waarom?"), rows=2)
