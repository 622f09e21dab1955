"""Forms of figures and their values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from bundel.ui import fields

CODE = RegexValidator(r"^[a-z0-9][a-z0-9-]*$", _("Gebruik kleine letters, cijfers en streepjes."))
GRADES = [
    ("A", _("A: officiële bron")),
    ("B", _("B: bron uit tweede hand")),
    ("C", _("C: afgeleid van A of B")),
    ("D", _("D: aanname, niet bevestigd")),
]


class IndicatorForm(forms.Form):
    """What a figure is called, and whether it adds up."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120, help_text=_("Bijvoorbeeld: Huisbezoeken gedaan."))
    code = fields.words(
        _("Code"), 40, validators=[CODE], help_text=_("Voor bestanden en koppelingen.")
    )
    unit = fields.words(_("Eenheid"), 60, help_text=_("Bijvoorbeeld: EUR/m³, bezoeken of mensen."))
    source = fields.words(_("Bron"), 300, required=False)
    is_sum = forms.BooleanField(label=_("Telt op over een periode, zoals bezoeken"), required=False)


class ReadingForm(forms.Form):
    """One value on a day."""

    date = fields.DayField(label=_("Dag"))
    value = fields.AmountField(label=_("Waarde"), least=-1_000_000_000, decimals=4)
    source = fields.words(_("Bron"), 300, required=False)
    grade = forms.ChoiceField(label=_("Graad"), choices=GRADES, initial="D")


class FileForm(forms.Form):
    """A file with values."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("CSV of XLSX met de kolommen code, dag, waarde, bron en graad."),
    )


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values without the version, which a new figure does not have."""
    return {name: value for name, value in values.items() if name != "version"}
