"""What stays the same however chance deals the cases: zones, their weights, and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bundel.core.scan.question import (
    Case,
    Model,
    NobodyAtRisk,
    OutsidePeriod,
    Place,
    Reach,
    UnknownPlace,
)
from bundel.core.scan.zones import in_order, orders

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Field:
    """
    The windows of one scan.

    The expected count of a window is `weight * (time[until] - time[start]) * scale` in both models:
    the marks of place and of time stay what they are, whatever chance does.

    Args:
        places: In the order of the scan.
        order: One row a centre (and direction): the places by distance, -1 where the zone ends.
        weight: Of the zone of the first k places of a row.
        time: Weight of all steps before this one; one longer than there are steps.
        scale: Turns a product of weights into an expected count.
        total: How many cases there are.
        reach: How far to look.
        model: How chance deals the cases.
        place_of_case: Where each case lies.
        step_of_case: When each case falls.
    """

    places: tuple[Place, ...]
    order: Ints
    weight: Floats
    time: Floats
    scale: float
    total: int
    reach: Reach
    model: Model
    place_of_case: Ints
    step_of_case: NDArray[np.int16]

    @cached_property
    def least(self) -> tuple[float, float]:
        """The smallest weights of place and time that a window with enough cases can have."""
        if self.model == "permutation":
            return float(self.reach.fewest_inside), float(self.reach.fewest_inside)
        return float(self.weight[self.weight > 0].min()), 1.0

    def expected(self, row: int, size: int, start: int, until: int) -> float:
        """Return what chance brings to a window. [cases]"""
        weight = self.weight[row, size - 1] * (self.time[until] - self.time[start])
        return float(weight * self.scale)


def lay_out(places: Sequence[Place], cases: Sequence[Case], reach: Reach, model: Model) -> Field:
    """
    Return the field in which cases are sought together.

    Raises:
        UnknownPlace: if a case names a place that is not there.
        OutsidePeriod: if a case falls outside the steps.
        NobodyAtRisk: if the model is Poisson and a place with a case has no people.
    """
    known = in_order(places)
    number = {place.key: row for row, place in enumerate(known)}
    _check(number, cases, reach)
    ordered = sorted(cases, key=lambda case: (number[case.place], case.step))
    where = np.array([number[case.place] for case in ordered], dtype=np.int32)
    when = np.array([case.step for case in ordered], dtype=np.int16)
    weights = _weights(known, where, model)
    shares = _shares(known, model)
    rows = [orders(known, shares, reach.most_share, shape) for shape in reach.shapes]
    widest = max(part.shape[1] for part in rows)
    order = np.concatenate(
        [np.pad(p, ((0, 0), (0, widest - p.shape[1])), constant_values=-1) for p in rows]
    )
    time = np.arange(reach.steps + 1, dtype=np.float64)
    if model == "permutation":
        time = np.concatenate([[0.0], np.cumsum(np.bincount(when, minlength=reach.steps))])
    return Field(
        places=tuple(known),
        order=order,
        weight=np.where(order >= 0, np.cumsum(weights[order], axis=1), np.inf),
        time=time,
        scale=len(ordered) / (float(weights.sum()) * float(time[-1])),
        total=len(ordered),
        reach=reach,
        model=model,
        place_of_case=where,
        step_of_case=when,
    )


def _check(number: dict[str, int], cases: Sequence[Case], reach: Reach) -> None:
    for case in cases:
        if case.place not in number:
            raise UnknownPlace(f"{case.place} is not among the places.")
        if not 0 <= case.step < reach.steps:
            raise OutsidePeriod(f"Step {case.step} is not within {reach.steps} steps.")


def _weights(places: Sequence[Place], where: Ints, model: Model) -> Floats:
    """Return what a place weighs: its cases where dates are permuted, else its people."""
    seen = np.bincount(where, minlength=len(places)).astype(np.float64)
    if model == "permutation":
        return seen
    people = np.array([place.at_risk or 0.0 for place in places])
    if (people[seen > 0] <= 0).any():
        raise NobodyAtRisk("A place with cases has no people at risk.")
    return people


def _shares(places: Sequence[Place], model: Model) -> Floats:
    """Return which part of the whole a place is: by people where all are known, else by number."""
    people = np.array([place.at_risk or 0.0 for place in places])
    if model == "permutation" and any(place.at_risk is None for place in places):
        people = np.ones(len(places))
    return people / max(float(people.sum()), 1.0)
