"""Why not: for each initiative left out, what it would cost to have it, and what gets it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from bundel.core.portfolio.answer import ExtraHours, LeftOut
from bundel.core.portfolio.asking import Asking, possible
from bundel.core.portfolio.evaluate import Evaluation
from bundel.core.portfolio.hindrance import Hindrance, Hindrances
from bundel.core.portfolio.problem import Choice, Initiative, Problem
from bundel.core.portfolio.said import Said, said

# Less than this is rounding, not hours that somebody works.
LEAST_HOURS = 1e-3

TIME_IS_UP = said("De tijd was op voordat dit was uitgerekend.")
MAYBE_FEWER = said("Misschien kan het met minder uren: de tijd was op.")


def left_out(
    problem: Problem, plan: Sequence[Choice], found: Evaluation, asking: Asking
) -> tuple[LeftOut, ...]:
    """
    Return the reasons for each initiative that the plan does not hold, in the order of the problem.

    The loss is that of the best plan that must hold it. What gets it in is the least sum of hours,
    over pools and quarters, for which some plan holds it and is worth as much as this one.
    """
    chosen = {choice.initiative for choice in plan}
    missing = [x for x in problem.initiatives if x.id not in chosen]
    hindrances = Hindrances(problem, plan, found)
    because = [hindrances.of(initiative) for initiative in missing]
    reasons = asking.each(
        "why",
        [
            partial(_reason, problem, initiative, found, why, asking)
            for initiative, why in zip(missing, because, strict=True)
        ],
    )
    return tuple(
        reason or _out_of_time(LeftOut(initiative.id, None, None, why))
        for initiative, why, reason in zip(missing, because, reasons, strict=True)
    )


def _reason(
    problem: Problem,
    initiative: Initiative,
    found: Evaluation,
    because: Hindrance,
    asking: Asking,
    seconds: float,
) -> LeftOut:
    if initiative.forbidden:
        return LeftOut(initiative.id, None, None, because)
    solved = asking.best(problem, forced={initiative.id: True}, seconds=seconds / 2)
    with_it = possible(problem, solved)
    loss = None if with_it is None else max(0.0, found.objective - with_it.objective)
    extra = asking.extra_hours(
        problem,
        initiative=initiative.id,
        at_least_objective=found.objective,
        seconds=max(seconds / 2, seconds - solved.seconds),
    )
    is_found = extra.status in {"optimal", "feasible"}
    reason = LeftOut(
        initiative.id, loss, _per_pool(extra.extra_hours) if is_found else None, because
    )
    if (loss is None and solved.status != "infeasible") or extra.status == "unknown":
        reason = _out_of_time(reason)
    return _adding(reason, MAYBE_FEWER) if extra.status == "feasible" else reason


def _out_of_time(reason: LeftOut) -> LeftOut:
    return replace(_adding(reason, TIME_IS_UP), time_was_up=True)


def _adding(reason: LeftOut, sentence: Said) -> LeftOut:
    why = reason.why
    return replace(reason, why=replace(why, because=(*why.because, sentence)))


def _per_pool(extra: Mapping[str, tuple[float, ...]]) -> tuple[ExtraHours, ...]:
    sums = {pool: sum(hours) for pool, hours in extra.items()}
    return tuple(
        ExtraHours(pool, round(hours, 6)) for pool, hours in sums.items() if hours > LEAST_HOURS
    )
