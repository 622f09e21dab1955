"""Which rule of an ordered list fits a case first, and why the ones before it did not."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import and_
from typing import Any

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


# What each part of a rule takes, given the value that a case has there.
FITS: dict[Part, Callable[[Rule, Any], bool]] = {
    Part.THEME: lambda rule, theme: not rule.themes or theme in rule.themes,
    Part.AREA: lambda rule, places: not rule.areas or bool(rule.areas & places),
    Part.SIZE: lambda rule, size: not rule.sizes or size in rule.sizes,
    Part.SEVERITY: lambda rule, severity: not rule.severities or severity in rule.severities,
    Part.MONTH: lambda rule, month: not rule.months or month in rule.months,
    Part.TRAIT: lambda rule, traits: not rule.traits or bool(rule.traits & traits),
}


def first_match(rules: Sequence[Rule], case: Case) -> int | None:
    """Return the place in the list of the first rule that fits, from 0, or None."""
    return next((place for place, rule in enumerate(rules) if not misfits(rule, case)), None)


def misfits(rule: Rule, case: Case) -> tuple[Part, ...]:
    """Return the parts in which a case is not what a rule asks; none if the rule fits."""
    return tuple(part for part, value in _values(case) if not FITS[part](rule, value))


class Sorter:
    """The first rule that fits, for many cases: what a value rules out is worked out once."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._known: dict[tuple[Part, Hashable], int] = {}

    def place(self, case: Case) -> int | None:
        """Return what `first_match` returns."""
        fitting = reduce(and_, (self._fitting(part, value) for part, value in _values(case)))
        return (fitting & -fitting).bit_length() - 1 if fitting else None

    def _fitting(self, part: Part, value: Hashable) -> int:
        """Return a bit for each rule that fits this value of a part."""
        known = self._known.get((part, value))
        if known is None:
            fits = FITS[part]
            known = sum(1 << place for place, rule in enumerate(self._rules) if fits(rule, value))
            self._known[part, value] = known
        return known


def _values(case: Case) -> Iterator[tuple[Part, Hashable]]:
    yield Part.THEME, case.theme
    yield Part.AREA, case.places
    yield Part.SIZE, case.size
    yield Part.SEVERITY, case.severity
    yield Part.MONTH, case.month
    yield Part.TRAIT, case.traits
