"""The way of the spreadsheet: rank by worth per hour, walk down the list, start when it fits."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter
from heapq import heappop, heappush

from bundel.core.portfolio.counting import count, reached_by
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.problem import Choice, Floor, Initiative, Level, Problem
from bundel.core.portfolio.schedule import Schedule


@dataclass(frozen=True, slots=True)
class SpreadsheetPlan:
    """What the ranking chooses; `broken` holds the wishes that it could not meet, in words."""

    chosen: tuple[Choice, ...]
    objective: float
    broken: tuple[str, ...]


def spreadsheet_plan(problem: Problem) -> SpreadsheetPlan:
    """
    Return the plan of a person with a ranked list.

    What must be goes first: promises, what promises need, one of each group. Then the list is
    walked. Where floors are missed, the walk is done again with those who serve floors in front.
    """
    ranked = _ranked(problem)
    plain = _judged(problem, _walk(problem, ranked))
    if not plain.broken or not problem.floors:
        return plain
    serving = [(i, x) for i, x in ranked if _serves(x, problem.floors)]
    fair = _judged(problem, _walk(problem, [*serving, *ranked]))
    return fair if len(fair.broken) < len(plain.broken) else plain


_Ranked = list[tuple[Initiative, Level]]


def _ranked(problem: Problem) -> _Ranked:
    """Return what is worth doing, the most per hour first; ties in the order of the problem."""
    found = [
        (_worth_per_hour(problem, initiative, level), initiative, level)
        for initiative in problem.initiatives
        for level in initiative.levels
    ]
    found.sort(key=lambda each: -each[0])
    return [(initiative, level) for worth, initiative, level in found if worth >= 0]


def _worth_per_hour(problem: Problem, initiative: Initiative, level: Level) -> float:
    reached = reached_by(level, initiative.earliest, len(problem.quarters))
    gains = count(problem, reached, problem.weights)
    now = level.now.mid + sum(x.now for x in gains)
    later = level.later.mid + sum(x.later for x in gains)
    worth = problem.weights.now * now + problem.weights.later * later
    hours = sum(sum(profile) for profile in level.hours.values())
    # What costs no hours stands above what costs some.
    return worth / hours if hours else worth * 1e12


def _serves(level: Level, floors: tuple[Floor, ...]) -> bool:
    return any(
        floor.area in (None, reach.area) and floor.group in (None, reach.group)
        for floor in floors
        for reach in level.reach
    )


def _walk(problem: Problem, ranked: _Ranked) -> tuple[Choice, ...]:
    schedule = Schedule(problem)
    for initiative in problem.initiatives:
        if initiative.committed:
            level = next(x for x in initiative.levels if x.id == initiative.committed.level)
            schedule.place(initiative, level, initiative.committed.start)
    _walk_down(schedule, _needed(problem, set(schedule.placed)))
    for group in problem.exactly_one:
        if not schedule.placed.keys() & set(group):
            _place_one(schedule, [x for x in (*ranked, *_all(problem)) if x[0].id in group])
    _walk_down(schedule, ranked)
    return schedule.chosen


def _all(problem: Problem) -> _Ranked:
    return [
        (initiative, level) for initiative in problem.initiatives for level in initiative.levels
    ]


def _place_one(schedule: Schedule, ranked: _Ranked) -> None:
    """Place the first of these that fits, with all that it needs before it."""
    for initiative, level in ranked:
        _walk_down(schedule, _needed(schedule.problem, {initiative.id}))
        if _walk_down(schedule, [(initiative, level)]):
            return


def _walk_down(schedule: Schedule, ranked: _Ranked) -> bool:
    """Place what fits; what waited for it is tried again right after, the best ranked first."""
    waiting_for: dict[str, set[str]] = {}
    for rule in schedule.problem.precedences:
        waiting_for.setdefault(rule.before, set()).add(rule.after)
    ranks: dict[str, list[int]] = {}
    for rank, (initiative, _) in enumerate(ranked):
        ranks.setdefault(initiative.id, []).append(rank)
    queue = list(range(len(ranked)))
    any_placed = False
    while queue:
        initiative, level = ranked[heappop(queue)]
        start = None
        if initiative.id not in schedule.placed:
            start = schedule.earliest(initiative, level)
        if start is not None:
            schedule.place(initiative, level, start)
            any_placed = True
            for name in waiting_for.get(initiative.id, ()):
                for rank in ranks.get(name, ()):
                    heappush(queue, rank)
    return any_placed


def _needed(problem: Problem, wanted: set[str]) -> _Ranked:
    """Return all that must come before the wanted ones, what comes first in front."""
    befores: dict[str, list[str]] = {}
    for rule in problem.precedences:
        befores.setdefault(rule.after, []).append(rule.before)
    needed: set[str] = set()
    waiting = list(wanted)
    while waiting:
        news = set(befores.get(waiting.pop(), ())) - needed
        needed |= news
        waiting.extend(news)
    order = TopologicalSorter({x.id: befores.get(x.id, ()) for x in problem.initiatives})
    by_id = {initiative.id: initiative for initiative in problem.initiatives}
    names = [name for name in order.static_order() if name in needed]
    return [(by_id[name], level) for name in names for level in by_id[name].levels]


def _judged(problem: Problem, chosen: tuple[Choice, ...]) -> SpreadsheetPlan:
    found = evaluate(problem, chosen)
    return SpreadsheetPlan(chosen, found.objective, found.broken)
