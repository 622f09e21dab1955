"""How many households a plan helps: within a year, and for good. The two are never added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from bundel.core.portfolio.counting import NOW_QUARTERS, Pair
from bundel.core.portfolio.problem import Choice, Problem


def households_helped(problem: Problem, chosen: Iterable[Choice]) -> tuple[float, float]:
    """
    Return how many households a plan helps within four quarters, and how many for good.

    A household that two initiatives reach in one area and group is counted once, as far as there
    are no more of them there. The two counts may be the same households. [households]
    """
    levels = {(one.id, level.id): level for one in problem.initiatives for level in one.levels}
    now: dict[Pair, float] = defaultdict(float)
    later: dict[Pair, float] = defaultdict(float)
    horizon = len(problem.quarters)
    for choice in chosen:
        for reach in levels[choice.initiative, choice.level].reach:
            spread = list(enumerate(reach.households, choice.start))
            pair = (reach.area, reach.group)
            if reach.now_each.mid > 0 or reach.later_each.mid <= 0:
                now[pair] += sum(n for t, n in spread if 0 <= t < min(NOW_QUARTERS, horizon))
            if reach.later_each.mid > 0:
                later[pair] += sum(n for t, n in spread if 0 <= t < horizon)
    room = {(risk.area, risk.group): risk.households for risk in problem.at_risk}
    return _capped(now, room), _capped(later, room)


def _capped(reached: Mapping[Pair, float], room: Mapping[Pair, float]) -> float:
    return sum(min(count, room.get(pair, count)) for pair, count in reached.items())
