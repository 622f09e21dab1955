"""Households that count: what is reached fills the steps of saturation in the best way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bundel.core.portfolio.problem import Level, Problem, Weights

NOW_QUARTERS = 4

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reached:
    """Households reached that are all worth the same."""

    households: float
    now_each: float
    later_each: float


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts in one (area, group), and what that is worth now and later."""

    area: str
    group: str
    households: float
    now: float
    later: float


def reached_by(level: Level, start: int, n_quarters: int) -> list[tuple[Pair, Reached]]:
    """Return what a level reaches within the horizon, now and after that apart."""
    found: list[tuple[Pair, Reached]] = []
    for reach in level.reach:
        soon = late = 0.0
        for t, households in enumerate(reach.households, start):
            soon += households if 0 <= t < min(NOW_QUARTERS, n_quarters) else 0.0
            late += households if NOW_QUARTERS <= t < n_quarters else 0.0
        pair, later_each = (reach.area, reach.group), reach.later_each.mid
        if soon:
            found.append((pair, Reached(soon, reach.now_each.mid, later_each)))
        if late:
            found.append((pair, Reached(late, 0.0, later_each)))
    return found


def count(
    problem: Problem, reached: Iterable[tuple[Pair, Reached]], weights: Weights
) -> list[Counted]:
    """Return what counts per (area, group), in the order of the names."""
    sources: dict[Pair, list[Reached]] = {}
    for pair, source in reached:
        sources.setdefault(pair, []).append(source)
    steps = _Steps(problem)
    return [steps.count(pair, sources[pair], weights) for pair in sorted(sources)]


class _Steps:
    """The room and worth of the steps, per (area, group)."""

    def __init__(self, problem: Problem) -> None:
        self._at_risk = {(x.area, x.group): x for x in problem.at_risk}
        self._steps = []
        before = 0.0
        for step in problem.saturation:
            self._steps.append((step.upto_share - before, step.worth_share))
            before = step.upto_share

    def count(self, pair: Pair, sources: list[Reached], weights: Weights) -> Counted:
        """
        Return the best filling of one pair's steps.

        A household of source i is worth v_i, a place in step s is worth w_s, together v_i x w_s.
        Steps are filled from the first, so the places taken have the highest w there are. By the
        rearrangement inequality a sum of products is largest when both are sorted alike: the
        dearest household takes the best place. That holds for parts of households too, as small
        as one likes. A household of negative worth is better left out of every step; it still
        counts as reached, for the floors.
        """
        risk = self._at_risk.get(pair)
        total = sum(source.households for source in sources)
        places = [(total, 1.0)] if risk is None else self._places(risk.households)
        weight = 1.0 if risk is None else risk.weight
        now, later = _fill(_dearest_first(sources, weights), places)
        room = sum(room for room, _ in places)
        return Counted(*pair, min(total, room), now * weight, later * weight)

    def _places(self, households: float) -> list[tuple[float, float]]:
        return [(share * households, worth) for share, worth in self._steps]


def _dearest_first(sources: list[Reached], weights: Weights) -> list[Reached]:
    def worth(source: Reached) -> float:
        return weights.now * source.now_each + weights.later * source.later_each

    kept = [source for source in sources if worth(source) >= 0]
    # Among equals, what is worth more unweighted goes first: then the answer is one.
    return sorted(kept, key=lambda x: (worth(x), x.now_each + x.later_each), reverse=True)


def _fill(sources: list[Reached], places: list[tuple[float, float]]) -> tuple[float, float]:
    now = later = 0.0
    at, free = 0, places[0][0] if places else 0.0
    for source in sources:
        left = source.households
        while left > 0 and at < len(places):
            taken = min(left, free)
            now += taken * source.now_each * places[at][1]
            later += taken * source.later_each * places[at][1]
            left, free = left - taken, free - taken
            if free <= 0:
                at += 1
                free = places[at][0] if at < len(places) else 0.0
    return now, later
