"""The search for the best plan: what to try when, and when it is good enough."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bundel.core.portfolio import solver
from bundel.core.portfolio.model import (
    Model,
    build_model,
    with_extra_hours,
    with_row,
    with_wishes,
)
from bundel.core.portfolio.problem import Choice, Problem, Weights
from bundel.core.portfolio.rows import Floats, Rows

# Called with (seconds, objective, bound, chosen) when the best plan or the bound moved.
Progress = Callable[[float, float, float, tuple[Choice, ...]], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Solved:
    """
    A plan and what is proven about it.

    `status` is optimal (within the gap that was asked), feasible, infeasible or unknown. No plan is
    worth more than `bound`; `gap` is (bound - objective) as a share of the objective. `extra_hours` is
    what each pool got added per quarter, where that was asked; `objective` is then minus their sum.
    """

    status: str
    chosen: tuple[Choice, ...]
    objective: float
    bound: float
    gap: float
    seconds: float
    extra_hours: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


def solve(
    problem: Problem,
    *,
    gap: float = 0.001,
    time_limit: float = 60.0,
    seed: int = 0,
    forced: Mapping[str, bool] | None = None,
    warm: Sequence[Choice] = (),
    weights: Weights | None = None,
    at_least_now: float | None = None,
    at_least_later: float | None = None,
    at_least_objective: float | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Solved:
    """
    Return the best plan found for a problem, with a proven bound.

    Args:
        gap: Good enough: the bound may lie this share of the objective above it.
        time_limit: Seconds after which the best so far comes back.
        forced: Initiatives that must be in (true) or out (false), by id.
        warm: A plan to start from; ignored where it is not possible.
        weights: Instead of those of the problem.
        at_least_now: Only plans worth this much now (by the filling that is best for them).
        at_least_later: Only plans worth this much later.
        at_least_objective: Only plans worth this much by the weights.
        progress: Told when the best plan or the bound moved.
        stop: Asked about once a second; once true, the best so far comes back.
    """
    began = time.monotonic()
    model = _prepared(problem, forced or {}, weights)
    rows = _limited(model, at_least_now, at_least_later, at_least_objective)
    found = solver.maximise(
        rows,
        gap=gap,
        seconds=time_limit,
        threads=2,
        seed=seed,
        warm=_warm(model, rows, warm),
        progress=_telling(progress),
        stop=stop,
    )
    return _solved(model, found, gap, time.monotonic() - began)


def least_extra_hours(
    problem: Problem,
    *,
    gap: float = 0.001,
    time_limit: float = 60.0,
    seed: int = 0,
    forced: Mapping[str, bool] | None = None,
    weights: Weights | None = None,
    at_least_objective: float | None = None,
    stop: Stop | None = None,
) -> Solved:
    """
    Return a plan that respects the wishes with the fewest hours added to pools, over all quarters.

    Without `at_least_objective` a wish is often met at no hours at all, by dropping something else.
    """
    began = time.monotonic()
    model = _prepared(problem, forced or {}, weights)
    rows, first = with_extra_hours(model)
    if at_least_objective is not None:
        worth = np.append(model.rows.objective, np.zeros(rows.n_columns - first))
        rows = with_row(rows, worth, at_least_objective)
    found = solver.maximise(
        rows, gap=gap, seconds=time_limit, threads=2, seed=seed, stop=stop
    )
    solved = _solved(model, found, gap, time.monotonic() - began)
    if found.x is None:
        return solved
    extra = found.x[first:].reshape(len(problem.pools), -1)
    by_pool = {
        pool.id: tuple(extra[p].tolist()) for p, pool in enumerate(problem.pools)
    }
    return Solved(
        solved.status,
        solved.chosen,
        solved.objective,
        solved.bound,
        solved.gap,
        solved.seconds,
        by_pool,
    )


def _prepared(
    problem: Problem, forced: Mapping[str, bool], weights: Weights | None
) -> Model:
    model = build_model(problem)
    if weights is not None:
        model = model.weighed(weights)
    return with_wishes(model, forced)


def _limited(
    model: Model, now: float | None, later: float | None, objective: float | None
) -> Rows:
    rows = model.rows
    limits = ((model.now, now), (model.later, later), (model.rows.objective, objective))
    for worth, at_least in limits:
        if at_least is not None:
            rows = with_row(rows, worth, at_least)
    return rows


def _warm(model: Model, rows: Rows, warm: Sequence[Choice]) -> Floats | None:
    if not warm:
        return None
    x = model.complete(model.columns(warm))
    return x if rows.violation(x) <= 1e-9 else None


def _telling(progress: Progress | None) -> solver.Progress | None:
    if progress is None:
        return None

    def tell(seconds: float, objective: float, bound: float, x: Floats | None) -> None:
        progress(seconds, objective, bound, ())

    return tell


def _solved(model: Model, found: solver.Solution, gap: float, seconds: float) -> Solved:
    if found.x is None:
        status = "infeasible" if found.status == "infeasible" else "unknown"
        return Solved(status, (), 0.0, found.bound, np.inf, seconds)
    distance = relative_gap(found.objective, found.bound)
    status = "optimal" if distance <= gap + 1e-12 else "feasible"
    return Solved(
        status, model.chosen(found.x), found.objective, found.bound, distance, seconds
    )


def relative_gap(objective: float, bound: float) -> float:
    """Return how far the bound lies above the objective, as a share of the objective."""
    if bound - objective <= 1e-9:
        return 0.0
    return (bound - objective) / max(abs(objective), 1e-9)
