"""The changes of a scenario as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from bundel.ui.templatetags.ui_format import euros, hours, number, quarter


@dataclass(frozen=True, slots=True)
class Names:
    """How teams, funds and initiatives are called, by code."""

    pools: Mapping[str, str] = field(default_factory=dict)
    funds: Mapping[str, str] = field(default_factory=dict)
    initiatives: Mapping[str, str] = field(default_factory=dict)


def sentences(changes: Mapping[str, Any], names: Names) -> list[str]:
    """Return one sentence per change, hours first."""
    return [
        *_hours(changes.get("pool_hours", {}), names),
        *_money(changes.get("fund_eur", {}), names),
        *_weights(changes.get("weights", {})),
        *_wishes(changes, names),
    ]


def _hours(changes: Mapping[str, Any], names: Names) -> Iterator[str]:
    for code, change in changes.items():
        words = {
            "team": names.pools.get(code, code),
            "hours": hours(abs(change["add"])),
            "when": _when(change),
        }
        if change["add"] >= 0:
            yield _("%(team)s krijgt per kwartaal %(hours)s erbij%(when)s.") % words
        else:
            yield _("%(team)s heeft per kwartaal %(hours)s minder%(when)s.") % words


def _when(change: Mapping[str, Any]) -> str:
    first, last = change.get("from"), change.get("until")
    words = {"first": quarter(first or ""), "last": quarter(last or "")}
    if first and last:
        return _(", van %(first)s tot en met %(last)s") % words
    if first:
        return _(", vanaf %(first)s") % words
    return _(", tot en met %(last)s") % words if last else ""


def _money(changes: Mapping[str, Any], names: Names) -> Iterator[str]:
    for code, change in changes.items():
        words = {"fund": names.funds.get(code, code), "euros": euros(abs(change["add"]))}
        if change["add"] >= 0:
            yield _("%(fund)s krijgt %(euros)s erbij.") % words
        else:
            yield _("%(fund)s heeft %(euros)s minder.") % words


def _weights(weights: Mapping[str, float]) -> Iterator[str]:
    if "now" in weights:
        yield _("Nu telt voor %(weight)s.") % {"weight": number(weights["now"], 2)}
    if "later" in weights:
        yield _("Later telt voor %(weight)s.") % {"weight": number(weights["later"], 2)}


def _wishes(changes: Mapping[str, Any], names: Names) -> Iterator[str]:
    words = {
        "require": _("%(name)s moet erin."),
        "forbid": _("%(name)s mag er niet in."),
        "release": _("%(name)s ligt niet meer vast."),
        "met": _("Van %(name)s is aan alle randvoorwaarden voldaan."),
    }
    for wish, sentence in words.items():
        for code in changes.get(wish, ()):
            yield sentence % {"name": names.initiatives.get(code, code)}
    for code, first in changes.get("earliest", {}).items():
        yield _("%(name)s start niet eerder dan %(quarter)s.") % {
            "name": names.initiatives.get(code, code),
            "quarter": quarter(first),
        }
