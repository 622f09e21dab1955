"""Now against later: plans of which none is beaten on both."""

from __future__ import annotations

from collections.abc import Sequence

from bundel.core.portfolio.answer import FrontierPlan
from bundel.core.portfolio.asking import Asking, possible
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.problem import Choice, Problem, Weights

INNER_PLANS = 5

# How heavily the other axis counts when one is maximised: just enough to choose among equals.
TIE_SHARE = 1e-4


def frontier(
    problem: Problem, plan: Sequence[Choice], plan_gap: float, asking: Asking
) -> tuple[FrontierPlan, ...]:
    """
    Return up to eight plans from most later to most now, by the epsilon-constraint method.

    Both ends are found first; between them, for evenly spread amounts of now, the most later.
    All are valued by the filling of the problem's own weights, as the plan itself is.

    Source:
        Haimes, Lasdon & Wismer, On a bicriterion formulation of the problems of integrated system
        identification and system optimization, 1971 (the epsilon-constraint method).
    """
    found = [_valued(problem, plan, plan_gap)]
    total = INNER_PLANS + 2
    for done, weights in enumerate((Weights(1.0, TIE_SHARE), Weights(TIE_SHARE, 1.0))):
        found += _solved(problem, found[0].chosen, asking, weights, None, total - done)
        asking.tell("frontier", done + 1, total)
    low, high = min(x.now for x in found), max(x.now for x in found)
    for inner in range(1, INNER_PLANS + 1):
        if high - low <= 1e-9 * max(1.0, abs(high)):
            break
        at_least = low + (high - low) * inner / (INNER_PLANS + 1)
        warm = max((x for x in found if x.now >= at_least), key=lambda x: x.later).chosen
        left = INNER_PLANS + 1 - inner
        found += _solved(problem, warm, asking, Weights(TIE_SHARE, 1.0), at_least, left)
        asking.tell("frontier", inner + 2, total)
    return undominated(found)


def undominated(plans: Sequence[FrontierPlan]) -> tuple[FrontierPlan, ...]:
    """Return the plans that no other equals or beats on both axes, the least now first."""
    kept: list[FrontierPlan] = []
    for plan in sorted(plans, key=lambda x: (x.now, x.later), reverse=True):
        margin = 1e-9 * max(1.0, abs(plan.later))
        if not kept or plan.later > kept[-1].later + margin:
            kept.append(plan)
    return tuple(reversed(kept))


def _solved(
    problem: Problem,
    warm: Sequence[Choice],
    asking: Asking,
    weights: Weights,
    at_least_now: float | None,
    questions_left: int,
) -> list[FrontierPlan]:
    if asking.is_over:
        return []
    seconds = asking.seconds_left / max(1, questions_left)
    solved = asking.best(
        problem, warm=warm, weights=weights, at_least_now=at_least_now, seconds=seconds
    )
    if possible(problem, solved) is None:
        return []
    return [_valued(problem, solved.chosen, solved.gap)]


def _valued(problem: Problem, chosen: Sequence[Choice], gap: float) -> FrontierPlan:
    found = evaluate(problem, chosen)
    return FrontierPlan(found.now, found.later, tuple(chosen), gap)
