"""The form of a what-if: hours, money, weights and wishes, as changes on the programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.programme.forms import fields
from bundel.programme.selectors import Frame, FundRow, InitiativeRow, PoolRow

MOST = Decimal(100_000_000)
WISHES = [
    ("", _("laat de planner kiezen")),
    ("require", _("moet erin")),
    ("forbid", _("mag er niet in")),
]
COMMITTED_WISHES = [
    ("", _("loopt door zoals nu")),
    ("release", _("laat de planner kiezen")),
    ("forbid", _("stopt")),
]


@dataclass(frozen=True, slots=True)
class Basis:
    """What stands in the programme, for people to change."""

    frame: Frame
    pools: Sequence[PoolRow]
    funds: Sequence[FundRow]
    initiatives: Sequence[InitiativeRow]


class WhatIf(forms.Form):
    """Changes on top of the programme; an empty field changes nothing."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = fields.words(
        _("Hoe heet dit scenario?"),
        120,
        help_text=_("Zoals: een jurist privacy erbij."),
        error_messages={"required": _("Geef het scenario een naam.")},
    )
    description = fields.prose(_("Wat onderzoekt u?"), rows=2)
    weight_now = fields.AmountField(label=_("Gewicht van nu"), most=999, decimals=3, required=False)
    weight_later = fields.AmountField(
        label=_("Gewicht van later"), most=999, decimals=3, required=False
    )
    met = forms.MultipleChoiceField(
        label=_("Neem aan dat aan alle randvoorwaarden is voldaan van"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, basis: Basis, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.basis = basis
        for pool in basis.pools:
            self._add_pool(pool)
        for fund in basis.funds:
            self.fields[f"fund_eur.{fund.code}"] = _change(
                _("%(name)s: euro erbij of eraf") % {"name": fund.name}
            )
        for row in basis.initiatives:
            self._add_initiative(row)
        free = [(row.code, row.name) for row in basis.initiatives if not row.committed]
        fields.choose(self, "met", free)

    def _add_pool(self, pool: PoolRow) -> None:
        key = f"pool_hours.{pool.code}"
        words = {"name": pool.name}
        self.fields[key] = _change(_("%(name)s: uren per kwartaal erbij of eraf") % words)
        self.fields[f"{key}.from"] = self._quarter(_("%(name)s: vanaf") % words, _("begin"))
        self.fields[f"{key}.until"] = self._quarter(_("%(name)s: tot en met") % words, _("eind"))

    def _add_initiative(self, row: InitiativeRow) -> None:
        words = {"name": row.name}
        self.fields[f"wish.{row.code}"] = forms.ChoiceField(
            label=_("%(name)s: wens") % words,
            choices=COMMITTED_WISHES if row.committed else WISHES,
            required=False,
        )
        if not row.committed:
            self.fields[f"earliest.{row.code}"] = self._quarter(
                _("%(name)s: niet eerder dan") % words, _("maakt niet uit")
            )

    def _quarter(self, label: Any, empty: Any) -> forms.ChoiceField:
        options = fields.quarter_options(self.basis.frame.quarters, empty=empty)
        return forms.ChoiceField(label=label, choices=options, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask that a change of hours ends after it begins."""
        data: dict[str, Any] = super().clean() or {}
        for pool in self.basis.pools:
            first, last = (data.get(f"pool_hours.{pool.code}.{end}") for end in ("from", "until"))
            if first and last and last < first:
                message = _("Kies een kwartaal na het begin.")
                self.add_error(f"pool_hours.{pool.code}.until", message)
        return data

    def changes(self) -> dict[str, Any]:
        """Return what was filled in, as the changes of a scenario."""
        weights = {
            name: float(value)
            for name in ("now", "later")
            if (value := self.cleaned_data.get(f"weight_{name}")) is not None
        }
        found: dict[str, Any] = {
            "pool_hours": self._pool_hours(),
            "fund_eur": self._fund_eur(),
            "weights": weights,
            "earliest": self._filled("earliest"),
            "met": self.cleaned_data.get("met", []),
            **{
                wish: [code for code, wanted in self._filled("wish").items() if wanted == wish]
                for wish in ("require", "forbid", "release")
            },
        }
        return {key: value for key, value in found.items() if value}

    def _filled(self, prefix: str) -> dict[str, str]:
        return {
            name.removeprefix(f"{prefix}."): value
            for name, value in self.cleaned_data.items()
            if name.startswith(f"{prefix}.") and value
        }

    def _pool_hours(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for pool in self.basis.pools:
            key = f"pool_hours.{pool.code}"
            if not self.cleaned_data.get(key):
                continue
            ends = {
                end: quarter
                for end in ("from", "until")
                if (quarter := self.cleaned_data.get(f"{key}.{end}"))
            }
            found[pool.code] = {"add": float(self.cleaned_data[key])} | ends
        return found

    def _fund_eur(self) -> dict[str, Any]:
        return {
            fund.code: {"add": float(value)}
            for fund in self.basis.funds
            if (value := self.cleaned_data.get(f"fund_eur.{fund.code}"))
        }

    def pool_lines(self) -> list[tuple[PoolRow, list[forms.BoundField]]]:
        """Return per team its three fields."""
        return [
            (pool, [self[f"pool_hours.{pool.code}{end}"] for end in ("", ".from", ".until")])
            for pool in self.basis.pools
        ]

    def fund_lines(self) -> list[tuple[FundRow, forms.BoundField]]:
        """Return per fund its field."""
        return [(fund, self[f"fund_eur.{fund.code}"]) for fund in self.basis.funds]

    def wish_lines(
        self,
    ) -> list[tuple[InitiativeRow, forms.BoundField, forms.BoundField | None]]:
        """Return per initiative its wish and its earliest quarter."""
        return [
            (
                row,
                self[f"wish.{row.code}"],
                None if row.committed else self[f"earliest.{row.code}"],
            )
            for row in self.basis.initiatives
        ]


def _change(label: Any) -> fields.AmountField:
    return fields.AmountField(label=label, least=-MOST, most=MOST, decimals=0, required=False)


def initial_of(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a scenario that stands."""
    found: dict[str, Any] = {
        f"weight_{name}": value for name, value in changes.get("weights", {}).items()
    }
    for code, change in changes.get("pool_hours", {}).items():
        found[f"pool_hours.{code}"] = change["add"]
        found |= {f"pool_hours.{code}.{x}": change.get(x, "") for x in ("from", "until")}
    for code, change in changes.get("fund_eur", {}).items():
        found[f"fund_eur.{code}"] = change["add"]
    for code, quarter in changes.get("earliest", {}).items():
        found[f"earliest.{code}"] = quarter
    if "met" in changes:
        found["met"] = changes["met"]
    for wish in ("require", "forbid", "release"):
        found |= {f"wish.{code}": wish for code in changes.get(wish, ())}
    return found
