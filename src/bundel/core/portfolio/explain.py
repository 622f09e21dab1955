"""The explanations that were asked for, each with its share of the patience."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bundel.core.portfolio.answer import Explanations
from bundel.core.portfolio.asking import Asking
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.frontier import frontier
from bundel.core.portfolio.prices import price_of_hours
from bundel.core.portfolio.problem import Choice, Problem
from bundel.core.portfolio.stability import stability
from bundel.core.portfolio.whynot import left_out

PARTS = ("plan", "frontier", "prices", "why", "stability")

# A sample asks which way the plan leans, not for the last tenth of a percent.
STABILITY_GAP = 0.01


def explained(
    problem: Problem,
    plan: Sequence[Choice],
    plan_gap: float,
    parts: Collection[str],
    asking: Asking,
) -> Explanations:
    """
    Return the explanations asked for.

    Each part may take a quarter of the patience; what one leaves is not passed on, so that the
    same question gets the same answer whichever parts are asked with it.
    """

    def share(gap: float = asking.gap) -> Asking:
        return asking.share(asking.time_limit / (len(PARTS) - 1), gap)

    return Explanations(
        frontier=frontier(problem, plan, plan_gap, share()) if "frontier" in parts else (),
        price_of_hours=price_of_hours(problem, plan, share()) if "prices" in parts else {},
        left_out=(
            left_out(problem, plan, evaluate(problem, plan), share()) if "why" in parts else ()
        ),
        stability=(
            stability(problem, plan, share(max(asking.gap, STABILITY_GAP)))
            if "stability" in parts
            else {}
        ),
    )
