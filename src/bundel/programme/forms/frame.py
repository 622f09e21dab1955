"""Forms about the frame: horizon, weights, saturation, goals, benefits, and the upload."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.core.quarters import NotAQuarter, parse_quarter
from bundel.programme.forms import fields


class EditProgramme(forms.Form):
    """What the programme is called, over which quarters it plans, and what weighs."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam van het programma"), 200)
    first_quarter = fields.words(
        _("Eerste kwartaal van het plan"), 7, help_text=_("Schrijf het als 2027-K1.")
    )
    quarters_count = fields.WholeField(
        label=_("Hoeveel kwartalen vooruit?"), least=1, most=40, initial=12
    )
    weight_now = fields.AmountField(label=_("Gewicht van hulp nu"), most=999, decimals=3, initial=1)
    weight_later = fields.AmountField(
        label=_("Gewicht van effect later"), most=999, decimals=3, initial=1
    )

    def clean_first_quarter(self) -> str:
        """Return the quarter as it is kept."""
        text = str(self.cleaned_data["first_quarter"]).strip().upper()
        try:
            return str(parse_quarter(text))
        except NotAQuarter:
            raise forms.ValidationError(_("Schrijf het kwartaal als 2027-K1.")) from None


class SaturationLine(forms.Form):
    """Up to this percentage of those at risk, a household counts for this percentage."""

    upto_pct = fields.AmountField(label=_("Tot en met"), most=100, decimals=1, required=False)
    worth_pct = fields.AmountField(label=_("Telt voor"), most=100, decimals=1, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both, or for neither."""
        data: dict[str, Any] = super().clean() or {}
        upto, worth = data.get("upto_pct"), data.get("worth_pct")
        if upto is not None and worth is None and "worth_pct" not in self.errors:
            self.add_error("worth_pct", _("Vul in waarvoor een huishouden dan telt."))
        if worth is not None and upto is None and "upto_pct" not in self.errors:
            self.add_error("upto_pct", _("Vul in tot welk deel dit geldt."))
        return data


class EditGoal(forms.Form):
    """What the programme is for, in one sentence that a council can judge."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Doel, in één zin"), 200)
    code = fields.words(_("Code"), 40)
    description = fields.prose(_("Wat merken mensen daarvan?"), rows=3)


class EditBenefit(forms.Form):
    """What people notice when the goal comes nearer, and which value is aimed at."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Wat meten we?"), 200)
    code = fields.words(_("Code"), 40)
    unit = fields.words(_("Eenheid"), 60, help_text=_("Zoals huishoudens of euro per jaar."))
    target_value = fields.AmountField(label=_("Streefwaarde"), required=False)
    target_date = fields.DayField(label=_("Streefdatum"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a date with every value aimed at."""
        data: dict[str, Any] = super().clean() or {}
        valued = data.get("target_value") is not None
        if valued and not data.get("target_date") and "target_date" not in self.errors:
            self.add_error("target_date", _("Vul in wanneer de streefwaarde gehaald moet zijn."))
        return data


class UploadWorkbook(forms.Form):
    """A workbook, or a bundle of CSV files."""

    file = forms.FileField(
        label=_("Werkboek"),
        help_text=_("Een bestand van Excel (.xlsx), of een zip met CSV-bestanden."),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Dit bestand is leeg. Kies een bestand met bladen."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.zip"}),
    )
