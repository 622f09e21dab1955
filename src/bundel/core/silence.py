"""Silence: where risk is high and little is told, or few help; and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# Below so many signals in all, silence of a single area says nothing.
FEWEST_SIGNALS = 20
# The part of the areas that count as high risk: the highest third.
HIGH_SHARE = 1 / 3
# A count as low as this comes by chance in at most one of ten areas like it.
QUIET_P = 0.10
FEW_PARTNERS = 2

Sure = Literal["sure", "maybe", "unknown"]


@dataclass(frozen=True, slots=True)
class Ground:
    """
    What is known of an area.

    Args:
        key: What names it.
        people: Who live there.
        risk: Any figure that is higher where more people are at risk; None where not known.
        signals: Told in the period.
        partners: That help there.
        grade: Of the figures, A to D.
    """

    key: str
    people: int
    risk: float | None
    signals: int
    partners: int
    grade: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """
    A quiet area.

    Args:
        key: What names it.
        expected: Signals, if all told as much a head. [signals]
        p: How often as few come by chance; None where too little is told in all.
        is_quiet: Whether fewer is told than chance would leave.
        has_few: Whether few partners help there.
        sure: How sure that is.
    """

    key: str
    expected: float
    p: float | None
    is_quiet: bool
    has_few: bool
    sure: Sure


def quiet(grounds: Sequence[Ground]) -> list[Quiet]:
    """
    Return the areas of high risk in which little is told or few help, the highest risk first.

    Little is: so few that with as many signals a head as everywhere it comes by chance in at most
    one of ten areas (Poisson). With too few signals in all only the partners are judged.
    """
    known = [one for one in grounds if one.risk is not None and one.people > 0]
    known.sort(key=lambda one: (-(one.risk or 0.0), one.key))
    people = sum(one.people for one in known)
    told = sum(one.signals for one in known)
    high = known[: math.ceil(len(known) * HIGH_SHARE)]
    judged = (_judged(one, told * one.people / people, told) for one in high)
    return [one for one in judged if one.is_quiet or one.has_few]


def _judged(ground: Ground, expected: float, told: int) -> Quiet:
    p = at_most(ground.signals, expected) if told >= FEWEST_SIGNALS else None
    is_quiet = p is not None and p <= QUIET_P
    has_few = ground.partners < FEW_PARTNERS
    return Quiet(ground.key, expected, p, is_quiet, has_few, _sure(ground, p, is_quiet=is_quiet))


def _sure(ground: Ground, p: float | None, *, is_quiet: bool) -> Sure:
    """Return how sure: an assumption about the risk is never sure."""
    if p is None:
        return "unknown"
    return "sure" if is_quiet and ground.grade in "AB" else "maybe"


def at_most(count: int, mean: float) -> float:
    """Return the chance that a Poisson count is this or less. [0 to 1]"""
    term = math.exp(-mean)
    total = term
    for number in range(1, count + 1):
        term *= mean / number
        total += term
    return min(1.0, total)
