"""The price of hours: what a plan gains when a pool gets more of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bundel.core.portfolio.asking import Asking, possible
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.problem import Choice, Pool, Problem

EXTRA_HOURS = 100.0


def price_of_hours(problem: Problem, plan: Sequence[Choice], asking: Asking) -> dict[str, float]:
    """
    Return per pool the objective gained by 100 hours more in every quarter, by solving again.

    The plan itself stays possible with more hours, so no price is negative; each is at most the
    gap of the search too low. A pool that is never short has price 0 without a search. Pools that
    the time does not reach are left out.
    """
    worth = evaluate(problem, plan).objective

    def gain(pool: Pool, seconds: float) -> float:
        richer = with_extra_hours(problem, pool.id, EXTRA_HOURS)
        found = possible(richer, asking.best(richer, warm=plan, seconds=seconds))
        return max(0.0, found.objective - worth) if found else 0.0

    short = [pool for pool in problem.pools if _most_asked(problem, pool) > min(pool.hours)]
    gains = asking.each("prices", [partial(gain, pool) for pool in short])
    prices: dict[str, float | None] = dict.fromkeys((x.id for x in problem.pools), 0.0)
    found = prices | {pool.id: gained for pool, gained in zip(short, gains, strict=True)}
    return {name: gained for name, gained in found.items() if gained is not None}


def with_extra_hours(problem: Problem, pool_id: str, hours: float) -> Problem:
    """Return the problem in which one pool has this many hours more in every quarter."""
    pools = tuple(
        replace(pool, hours=tuple(x + hours for x in pool.hours)) if pool.id == pool_id else pool
        for pool in problem.pools
    )
    return replace(problem, pools=pools)


def _most_asked(problem: Problem, pool: Pool) -> float:
    return sum(
        max((max(level.hours.get(pool.id, ()), default=0.0) for level in x.levels), default=0.0)
        for x in problem.initiatives
    )
