"""What a scan is asked: places, cases, and how far it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Model = Literal["permutation", "poisson"]
# A shape is how many times longer than wide, and in how many directions it is laid.
Shape = tuple[float, int]
CIRCLE: Shape = (1.0, 1)
CIRCLES: tuple[Shape, ...] = (CIRCLE,)
CIRCLES_AND_ELLIPSES: tuple[Shape, ...] = (CIRCLE, (2.0, 2))


class UnknownPlace(ValueError):
    """A case names a place that is not among the places."""


class OutsidePeriod(ValueError):
    """A case falls before the first or after the last step."""


class NobodyAtRisk(ValueError):
    """The Poisson model needs people in every place that has a case."""


@dataclass(frozen=True, slots=True)
class Place:
    """
    An area, seen as its centre.

    Args:
        key: What names it; also decides which comes first when two lie equally far.
        x_km: East of any fixed point. [km]
        y_km: North of the same point. [km]
        at_risk: How many people live there, where that is known. [people]
    """

    key: str
    x_km: float
    y_km: float
    at_risk: float | None = None


@dataclass(frozen=True, slots=True, order=True)
class Case:
    """One thing told: where, in which step of time (a day or week from 0), about what, by whom."""

    place: str
    step: int
    theme: str = ""
    teller: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """
    How far a scan looks.

    Args:
        steps: How many steps of time there are.
        most_steps: How long a cluster may last. [steps]
        most_share: Which share of the people (or of the areas) a cluster may hold. [0 to 1]
        fewest_inside: From how many cases a window may be called a cluster.
        fewest_cases: Below how many cases on a theme nothing can be said.
        alive_only: Look only at clusters that still last at the end.
        shapes: Circles, ellipses, or both.
    """

    steps: int
    most_steps: int
    most_share: float = 0.5
    fewest_inside: int = 3
    fewest_cases: int = 12
    alive_only: bool = False
    shapes: tuple[Shape, ...] = CIRCLES

    def __post_init__(self) -> None:
        """Refuse a reach in which no window fits."""
        if not 1 <= self.most_steps <= self.steps:
            raise ValueError(f"most_steps is {self.most_steps}, of {self.steps} steps.")
        if not 0 < self.most_share <= 1:
            raise ValueError(f"most_share is {self.most_share}, not above 0 and at most 1.")
        if self.fewest_inside < 1:
            raise ValueError("A cluster holds at least one case.")


def once_per_teller(cases: Iterable[Case], within_steps: int) -> list[Case]:
    """
    Return the cases, of which those that one teller repeats count once.

    A case falls out when the same teller told of the same theme and place at most so many steps
    after the last case that counted. A case without a teller always counts.

    Args:
        cases: In any order.
        within_steps: How long a repetition says nothing new. [steps]
    """
    kept: list[Case] = []
    last: dict[tuple[str, str, str], int] = {}
    for case in sorted(cases, key=lambda one: (one.step, one)):
        who = (case.teller, case.theme, case.place)
        if case.teller and who in last and case.step - last[who] <= within_steps:
            continue
        last[who] = case.step
        kept.append(case)
    return kept
