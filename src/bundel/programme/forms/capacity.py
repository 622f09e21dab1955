"""Forms about people's hours and about money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.programme.forms import fields


class EditPool(forms.Form):
    """A team: who they are with, and which hours are left after fixed tasks."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120)
    code = fields.words(_("Code"), 40)
    department_id = fields.IdField(label=_("Afdeling"), empty=_("Geen"), required=False)
    internal = forms.BooleanField(label=_("Van de gemeente zelf"), required=False, initial=True)
    people = fields.WholeField(label=_("Hoeveel mensen?"), initial=1)
    fte = fields.AmountField(label=_("Hoeveel fte samen?"), most=9999)
    hours_per_fte = fields.AmountField(label=_("Uren per fte per kwartaal"), most=600, initial=345)
    fixed_hours = fields.AmountField(
        label=_("Uren voor vaste taken per kwartaal"),
        most=9_999_999,
        initial=0,
        help_text=_("Deze uren gaan eraf voordat het plan begint."),
    )
    grade = fields.GradeField()
    basis = fields.prose(_("Waarop rust dat?"), rows=3)
    source = fields.words(_("Bron"), 500, required=False)

    def __init__(self, *args: Any, departments: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "department_id", departments)


class PoolChangeLine(forms.Form):
    """More or fewer hours in one quarter than usual."""

    quarter = forms.ChoiceField(label=_("Kwartaal"), required=False)
    hours = fields.AmountField(
        label=_("Uren erbij of eraf"), least=-9_999_999, most=9_999_999, required=False
    )
    reason = fields.words(_("Reden"), 200, required=False)

    def __init__(self, *args: Any, quarters: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        kept = str(self.initial.get("quarter") or "")
        options = fields.quarter_options(quarters, empty=_("Geen"), kept=kept)
        fields.choose(self, "quarter", options)

    def clean(self) -> dict[str, Any]:
        """Ask for hours and a reason when a quarter is chosen."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("quarter"):
            if data.get("hours") is None and "hours" not in self.errors:
                self.add_error("hours", _("Vul in hoeveel uren erbij komen of eraf gaan."))
            if not data.get("reason"):
                self.add_error("reason", _("Vul in waarom."))
        return data


class EditFund(forms.Form):
    """A fund: one total, or an amount every quarter; until when, and on which conditions."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120)
    code = fields.words(_("Code"), 40)
    total_eur = fields.AmountField(
        label=_("Totaal bedrag"),
        required=False,
        help_text=_("Vul dit in als er één bedrag is voor de hele tijd."),
    )
    quarterly_eur = fields.AmountField(
        label=_("Bedrag per kwartaal"),
        required=False,
        help_text=_("Vul dit in als er elk kwartaal een bedrag is."),
    )
    end_date = fields.DayField(label=_("Te besteden tot en met"), required=False)
    conditions = fields.prose(_("Voorwaarden"), rows=3)
    payee_ids = forms.MultipleChoiceField(
        label=_("Alleen voor deze afdelingen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies niets als elke afdeling het mag gebruiken."),
    )
    grade = fields.GradeField()
    basis = fields.prose(_("Waarop rust dat?"), rows=3)
    source = fields.words(_("Bron"), 500, required=False)

    def __init__(self, *args: Any, departments: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.choose(self, "payee_ids", [(str(d.id), d.name) for d in departments])

    def clean(self) -> dict[str, Any]:
        """Ask for one of both amounts."""
        data: dict[str, Any] = super().clean() or {}
        if {"total_eur", "quarterly_eur"} & set(self.errors):
            return data
        total, quarterly = data.get("total_eur"), data.get("quarterly_eur")
        if (total is None) == (quarterly is None):
            self.add_error("total_eur", _("Vul één van beide bedragen in, niet allebei."))
        return data


class FundChangeLine(forms.Form):
    """The amount of one quarter, where it differs from the usual one."""

    quarter = forms.ChoiceField(label=_("Kwartaal"), required=False)
    eur = fields.AmountField(label=_("Bedrag in dat kwartaal"), required=False)
    reason = fields.words(_("Reden"), 200, required=False)

    def __init__(self, *args: Any, quarters: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        kept = str(self.initial.get("quarter") or "")
        options = fields.quarter_options(quarters, empty=_("Geen"), kept=kept)
        fields.choose(self, "quarter", options)

    def clean(self) -> dict[str, Any]:
        """Ask for an amount and a reason when a quarter is chosen."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("quarter"):
            if data.get("eur") is None and "eur" not in self.errors:
                self.add_error("eur", _("Vul het bedrag van dat kwartaal in, of 0."))
            if not data.get("reason"):
                self.add_error("reason", _("Vul in waarom."))
        return data
