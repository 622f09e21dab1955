"""Forms about the ties between initiatives: what comes first, and rules for several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.programme.forms import fields
from bundel.programme.models import Order, RuleKind


class EditOrder(forms.Form):
    """Which initiative comes before which, and by how much."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    before_id = fields.IdField(label=_("Eerst"))
    after_id = fields.IdField(label=_("Daarna"))
    order = forms.ChoiceField(
        label=_("Wanneer mag het tweede beginnen?"),
        choices=[
            (Order.FINISH_START.value, _("na het einde van het eerste")),
            (Order.START_START.value, _("na de start van het eerste")),
        ],
    )
    lag_quarters = fields.WholeField(
        label=_("Kwartalen ertussen"),
        least=-40,
        most=40,
        initial=0,
        help_text=_("0 is meteen erna. Een min ervoor mag: dan overlappen ze."),
    )
    grade = fields.GradeField(label=_("Hoe zeker is dit?"))
    basis = fields.prose(_("Waarop rust dat?"), rows=3)
    source = fields.words(_("Bron"), 500, required=False)

    def __init__(self, *args: Any, initiatives: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "before_id", initiatives)
        fields.offer(self, "after_id", initiatives)


class EditRule(forms.Form):
    """A rule for several initiatives; which fields it has, follows from its kind."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(_("Naam"), 200, help_text=_("Zeg kort waarom, zoals: zelfde doelgroep."))
    code = fields.words(_("Code"), 40)
    per_quarter = fields.WholeField(label=_("Hooguit zoveel starts per kwartaal"), least=1, most=99)
    now_eur = fields.AmountField(label=_("Extra waarde nu"), initial=0)
    later_eur = fields.AmountField(label=_("Extra waarde later"), initial=0)
    department_id = fields.IdField(
        label=_("Voeg toe: alles van afdeling"), empty=_("Geen"), required=False
    )
    lead = forms.ChoiceField(label=_("Voeg toe: alles van trekker"), required=False)
    grade = fields.GradeField(label=_("Hoe zeker is dit?"))
    basis = fields.prose(_("Waarop rust dat?"), rows=3)
    source = fields.words(_("Bron"), 500, required=False)

    ONLY: dict[str, RuleKind] = {  # noqa: RUF012  # read only
        "per_quarter": RuleKind.START_LIMIT,
        "department_id": RuleKind.START_LIMIT,
        "lead": RuleKind.START_LIMIT,
        "now_eur": RuleKind.SYNERGY,
        "later_eur": RuleKind.SYNERGY,
    }

    def __init__(
        self,
        *args: Any,
        kind: RuleKind,
        departments: Sequence[Any] = (),
        leads: Sequence[str] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        for name, only in self.ONLY.items():
            if only != kind:
                del self.fields[name]
        if kind == RuleKind.START_LIMIT:
            fields.offer(self, "department_id", departments)
            fields.choose(self, "lead", [("", _("Niemand")), *((lead, lead) for lead in leads)])


class MemberLine(forms.Form):
    """One initiative of a rule."""

    initiative_id = fields.IdField(label=_("Initiatief"), empty=_("Geen"), required=False)

    def __init__(self, *args: Any, initiatives: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "initiative_id", initiatives)


class HoursBackLine(forms.Form):
    """Hours that a synergy gives back to one team."""

    pool_id = fields.IdField(label=_("Team"), empty=_("Geen"), required=False)
    hours = fields.AmountField(label=_("Uren terug per kwartaal"), most=9_999_999, required=False)

    def __init__(self, *args: Any, pools: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "pool_id", pools)

    def clean(self) -> dict[str, Any]:
        """Ask for hours when a team is chosen."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("pool_id") and data.get("hours") is None and "hours" not in self.errors:
            self.add_error("hours", _("Vul in hoeveel uren dit team terugkrijgt."))
        return data
