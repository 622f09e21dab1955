"""The form about a place of a partner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.network.models import LocationType
from bundel.ui import fields


class EditLocation(forms.Form):
    """Where people go; never somebody's home."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 200)
    location_type = forms.ChoiceField(
        label=_("Soort"), choices=LocationType.choices, initial=LocationType.PHYSICAL
    )
    address = fields.words(_("Straat en nummer"), 200, required=False)
    postal_code = fields.words(_("Postcode"), 10, required=False)
    city = fields.words(_("Plaats"), 120, required=False)
    area_id = fields.IdField(label=_("Gebied"), empty=_("Geen"), required=False)
    url = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    transportation = fields.words(
        _("Bereikbaar met"), 300, required=False, help_text=_("Zoals: bus M4, halte Centrum.")
    )
    accessibility = fields.words(
        _("Toegankelijk voor"), 300, required=False, help_text=_("Zoals: rolstoel, ringleiding.")
    )

    def __init__(self, *args: Any, areas: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.choose(self, "area_id", [("", _("Geen")), *areas])
