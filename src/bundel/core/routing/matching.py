"""Which rule of an ordered list fits a case first, and why the ones before it did not."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_TRAITS = 2


class Part(StrEnum):
    """What a rule can ask for."""

    THEME = "theme"
    AREA = "area"
    SIZE = "size"
    SEVERITY = "severity"
    MONTH = "month"
    TRAIT = "trait"


@dataclass(frozen=True, slots=True)
class Rule:
    """
    What a case must be to fit; an empty part fits all.

    Attributes:
        areas: Each holds for all that lies in it.
        months: Of the year, 1 to 12.
        traits: One of these is enough.
    """

    themes: frozenset[Hashable] = frozenset()
    areas: frozenset[Hashable] = frozenset()
    sizes: frozenset[str] = frozenset()
    severities: frozenset[str] = frozenset()
    months: frozenset[int] = frozenset()
    traits: frozenset[Hashable] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """
    What is to be sorted.

    Attributes:
        places: Its area with all that it lies in; nothing for the whole municipality.
        traits: At most two.
    """

    theme: Hashable
    places: frozenset[Hashable]
    size: str
    severity: str
    month: int
    traits: frozenset[Hashable] = frozenset()


def first_match(rules: Sequence[Rule], case: Case) -> int | None:
    """Return the place in the list of the first rule that fits, from 0, or None."""
    return next((place for place, rule in enumerate(rules) if not misfits(rule, case)), None)


def misfits(rule: Rule, case: Case) -> tuple[Part, ...]:
    """Return the parts in which a case is not what a rule asks; none if the rule fits."""
    fits = {
        Part.THEME: not rule.themes or case.theme in rule.themes,
        Part.AREA: not rule.areas or bool(rule.areas & case.places),
        Part.SIZE: not rule.sizes or case.size in rule.sizes,
        Part.SEVERITY: not rule.severities or case.severity in rule.severities,
        Part.MONTH: not rule.months or case.month in rule.months,
        Part.TRAIT: not rule.traits or bool(rule.traits & case.traits),
    }
    return tuple(part for part, right in fits.items() if not right)
