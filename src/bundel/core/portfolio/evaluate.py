"""What a plan uses and brings, and which rules it breaks; no solver is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bundel.core.portfolio.counting import Counted, count, reached_by
from bundel.core.portfolio.problem import Choice, Initiative, Level, Problem, Synergy, Weights
from bundel.core.portfolio.rules import broken_rules

PerQuarter = dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A plan in figures; it is possible when nothing is `broken`."""

    objective: float
    now: float
    later: float
    hours: PerQuarter
    euros: PerQuarter
    counted: tuple[Counted, ...]
    broken: tuple[str, ...]


def evaluate(
    problem: Problem, chosen: Sequence[Choice], weights: Weights | None = None
) -> Evaluation:
    """
    Return what a plan is worth, what it uses, and every rule it breaks in a Dutch sentence.

    Args:
        chosen: Of initiatives and levels that exist; one choice or more per initiative.
        weights: Instead of those of the problem.
    """
    weights = weights or problem.weights
    plan = _planned(problem, chosen)
    names = {choice.initiative for choice in chosen}
    together = [synergy for synergy in problem.synergies if names.issuperset(synergy.all_of)]
    n_quarters = len(problem.quarters)
    reached = [found for _, level, start in plan for found in reached_by(level, start, n_quarters)]
    counted = tuple(count(problem, reached, weights))
    gains: list[Counted | Synergy] = [*counted, *together]
    now = sum(level.now.mid for _, level, _ in plan) + sum(x.now for x in gains)
    later = sum(level.later.mid for _, level, _ in plan) + sum(x.later for x in gains)
    hours, euros = _hours(problem, plan, together), _euros(problem, plan)
    return Evaluation(
        objective=weights.now * now + weights.later * later,
        now=now,
        later=later,
        hours=hours,
        euros=euros,
        counted=counted,
        broken=tuple(broken_rules(problem, plan, hours, euros, counted)),
    )


Planned = tuple[Initiative, Level, int]


def _planned(problem: Problem, chosen: Sequence[Choice]) -> list[Planned]:
    known = {(x.id, level.id): (x, level) for x in problem.initiatives for level in x.levels}
    for choice in chosen:
        if (choice.initiative, choice.level) not in known:
            raise ValueError(
                f"Niet in het vraagstuk: {choice.initiative} met niveau {choice.level}."
            )
    return [(*known[x.initiative, x.level], x.start) for x in chosen]


def _hours(problem: Problem, plan: list[Planned], together: list[Synergy]) -> PerQuarter:
    used = {pool.id: [0.0] * len(problem.quarters) for pool in problem.pools}
    for _, level, start in plan:
        for pool, profile in level.hours.items():
            _add(used[pool], profile, start)
    for synergy in together:
        runs = [(s, s + level.duration) for x, level, s in plan if x.id in synergy.all_of]
        first = max(0, *(start for start, _ in runs))
        end = min(len(problem.quarters), *(finish for _, finish in runs))
        for pool, hours in synergy.hours.items():
            _add(used[pool], (-hours,) * (end - first), first)
    return {pool: tuple(amounts) for pool, amounts in used.items()}


def _euros(problem: Problem, plan: list[Planned]) -> PerQuarter:
    used = {fund.id: [0.0] * len(problem.quarters) for fund in problem.funds}
    for _, level, start in plan:
        for fund, profile in level.euros.items():
            _add(used[fund], profile, start)
    return {fund: tuple(amounts) for fund, amounts in used.items()}


def _add(total: list[float], profile: tuple[float, ...], start: int) -> None:
    for t, amount in enumerate(profile, start):
        if 0 <= t < len(total):
            total[t] += amount
