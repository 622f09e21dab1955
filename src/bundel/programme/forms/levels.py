"""Forms about a level: its scale, and its lines of hours, money and reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.programme.forms import fields

LOW_TO_HIGH = _("Zet de getallen van laag naar hoog.")


class SpreadForm(forms.Form):
    """A form with estimates: each has a low, a middle and a high, in that order."""

    spreads: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Check that low is at most middle, and middle at most high."""
        data: dict[str, Any] = super().clean() or {}
        for name in self.spreads:
            three = [data.get(f"{name}_{end}") for end in ("low", "mid", "high")]
            known = [number for number in three if number is not None]
            if known != sorted(known):
                self.add_error(f"{name}_mid", LOW_TO_HIGH)
        return data


class EditLevel(SpreadForm):
    """One scale at which the initiative can be done."""

    spreads = ("now", "later")

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 120, help_text=_("Zoals klein, gewoon of groot."))
    code = fields.words(_("Code"), 40)
    position = fields.WholeField(label=_("Plaats in de rij"), least=1, most=99, initial=1)
    usual = forms.BooleanField(label=_("Dit is het gewone niveau"), required=False)
    duration_quarters = fields.WholeField(
        label=_("Hoeveel kwartalen duurt het?"),
        least=1,
        most=40,
        required=False,
        help_text=_("Laat leeg als het doorgaat zonder einde."),
    )
    start_quarters = fields.WholeField(
        label=_("Hoeveel daarvan zijn om te starten?"), least=0, most=40, initial=1
    )
    now_low = fields.AmountField(label=_("Laag"), required=False, initial=0)
    now_mid = fields.AmountField(label=_("Midden"), required=False, initial=0)
    now_high = fields.AmountField(label=_("Hoog"), required=False, initial=0)
    later_low = fields.AmountField(label=_("Laag"), required=False, initial=0)
    later_mid = fields.AmountField(label=_("Midden"), required=False, initial=0)
    later_high = fields.AmountField(label=_("Hoog"), required=False, initial=0)
    grade = fields.GradeField()
    basis = fields.prose(_("Waarop rust dat?"), rows=3)
    source = fields.words(_("Bron"), 500, required=False)

    def clean(self) -> dict[str, Any]:
        """Check that the start fits within the whole."""
        data = super().clean()
        starting, whole = data.get("start_quarters"), data.get("duration_quarters")
        if starting is not None and whole is not None and starting > whole:
            self.add_error("start_quarters", _("De start kan niet langer duren dan het geheel."))
        return data


class HoursLine(forms.Form):
    """The hours of one team; two empty cells mean that the level does not need the team."""

    pool_id = forms.UUIDField(widget=forms.HiddenInput)
    start_hours = fields.AmountField(label=_("Uren om te starten"), required=False)
    running_hours = fields.AmountField(label=_("Uren per kwartaal"), required=False)


class MoneyLine(forms.Form):
    """The euros from one fund, over some of the quarters since the start."""

    fund_id = fields.IdField(label=_("Geldbron"), empty=_("Geen"), required=False)
    from_quarter = fields.WholeField(label=_("Vanaf kwartaal"), least=1, most=40, initial=1)
    until_quarter = fields.WholeField(
        label=_("Tot en met kwartaal"), least=1, most=40, required=False
    )
    start_eur = fields.AmountField(label=_("Euro om te starten"), required=False)
    running_eur = fields.AmountField(label=_("Euro per kwartaal"), required=False)

    def __init__(self, *args: Any, funds: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "fund_id", funds)

    def clean(self) -> dict[str, Any]:
        """Check that the cover does not end before it begins."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("from_quarter"), data.get("until_quarter")
        if first is not None and last is not None and last < first:
            self.add_error("until_quarter", _("Het laatste kwartaal ligt voor het eerste."))
        return data


class ReachLine(SpreadForm):
    """Households helped a quarter in one area and group, and what that is worth to each."""

    spreads = ("households", "now", "later")

    area_id = fields.IdField(label=_("Gebied"), empty=_("Geen"), required=False)
    group_id = fields.IdField(label=_("Maatregelgroep"), empty=_("Geen"), required=False)
    households_low = fields.AmountField(label=_("Laag"), required=False)
    households_mid = fields.AmountField(label=_("Midden"), required=False)
    households_high = fields.AmountField(label=_("Hoog"), required=False)
    now_low = fields.AmountField(label=_("Laag"), required=False)
    now_mid = fields.AmountField(label=_("Midden"), required=False)
    now_high = fields.AmountField(label=_("Hoog"), required=False)
    later_low = fields.AmountField(label=_("Laag"), required=False)
    later_mid = fields.AmountField(label=_("Midden"), required=False)
    later_high = fields.AmountField(label=_("Hoog"), required=False)
    ramp_shares = fields.SharesField(
        label=_("Aanloop"),
        required=False,
        help_text=_("Het deel per kwartaal, zoals 0,5; 1. Het laatste deel blijft gelden."),
    )
    grade = fields.GradeField(required=False)
    basis = fields.words(_("Waarop rust dat?"), 5000, required=False)
    source = fields.words(_("Bron"), 500, required=False)

    def __init__(
        self, *args: Any, areas: Sequence[Any] = (), groups: Sequence[Any] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "area_id", areas)
        fields.offer(self, "group_id", groups)

    def clean(self) -> dict[str, Any]:
        """Ask for both the area and the group, or for neither."""
        data = super().clean()
        if data.get("area_id") and not data.get("group_id"):
            self.add_error("group_id", _("Kies ook een maatregelgroep."))
        if data.get("group_id") and not data.get("area_id"):
            self.add_error("area_id", _("Kies ook een gebied."))
        return data
