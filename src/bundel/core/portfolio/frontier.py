"""Now against later: plans of which none is beaten on both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bundel.core.portfolio.answer import FrontierPlan
from bundel.core.portfolio.asking import Asking, possible
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.problem import Choice, Problem, Weights

INNER_PLANS = 5

# How heavily the other axis counts when one is maximised: just enough to choose among equals.
TIE_SHARE = 1e-4

MOST_NOW, MOST_LATER = Weights(1.0, TIE_SHARE), Weights(TIE_SHARE, 1.0)


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

    def ask(weights: Weights, at_least_now: float | None, seconds: float) -> FrontierPlan | None:
        warm = [x for x in found if at_least_now is None or x.now >= at_least_now]
        solved = asking.best(
            problem,
            warm=max(warm, key=lambda x: x.later).chosen,
            weights=weights,
            at_least_now=at_least_now,
            seconds=seconds,
        )
        if possible(problem, solved) is None:
            return None
        return _valued(problem, solved.chosen, solved.gap)

    ends = [partial(ask, weights, None) for weights in (MOST_NOW, MOST_LATER)]
    third = asking.share(asking.seconds_left / 3, asking.gap)
    found += [end for end in third.each("frontier", ends) if end is not None]
    low, high = min(x.now for x in found), max(x.now for x in found)
    if high - low > 1e-9 * max(1.0, abs(high)):
        steps = [low + (high - low) * at / (INNER_PLANS + 1) for at in range(1, INNER_PLANS + 1)]
        inner = asking.each("frontier", [partial(ask, MOST_LATER, step) for step in steps])
        found += [x for x in list(inner) if x is not None]
    return undominated(found)


def undominated(plans: Sequence[FrontierPlan]) -> tuple[FrontierPlan, ...]:
    """Return the plans that no other equals or beats on both axes, the least now first."""
    kept: list[FrontierPlan] = []
    for plan in sorted(plans, key=lambda x: (x.now, x.later), reverse=True):
        margin = 1e-9 * max(1.0, abs(plan.later))
        if not kept or plan.later > kept[-1].later + margin:
            kept.append(plan)
    return tuple(reversed(kept))


def _valued(problem: Problem, chosen: Sequence[Choice], gap: float) -> FrontierPlan:
    found = evaluate(problem, chosen)
    return FrontierPlan(found.now, found.later, tuple(chosen), gap)
