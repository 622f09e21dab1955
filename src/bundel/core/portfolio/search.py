"""The search for the best plan: what to try when, and when it is good enough."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from bundel.core.portfolio import solver
from bundel.core.portfolio.board import Board, Heard, relative_gap
from bundel.core.portfolio.improve import improve
from bundel.core.portfolio.model import (
    Model,
    build_model,
    with_extra_hours,
    with_row,
    with_wishes,
)
from bundel.core.portfolio.problem import Choice, Problem, Weights
from bundel.core.portfolio.prove import prove, prove_with_cuts
from bundel.core.portfolio.rows import Floats

# Up to this many yes-or-no columns, one solver alone gets this long first, in seconds of its own
# work: what it solves in that time is solved the same way every time.
EASY_COLUMNS = 600
EASY_SECONDS = 10.0

# The prover looks up between steps, and a step on a large problem can take long: so long we wait.
PARTING_SECONDS = 0.5

# Called with (seconds, objective, bound, chosen) when the best plan or the bound moved.
Progress = Callable[[float, float, float, tuple[Choice, ...]], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Solved:
    """
    A plan and what is proven about it.

    `status` is optimal (within the gap that was asked), feasible, infeasible or unknown. No plan is
    worth more than `bound`; `gap` is (bound - objective) as a share of the objective. `extra_hours`
    is what pools got added per quarter, where asked; `objective` is then minus their sum.
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
    model = _limited(model, at_least_now, at_least_later, at_least_objective)
    heard = None if progress is None else _telling(model, progress)
    seconds_left = max(0.0, time_limit - (time.monotonic() - began))
    board = Board(model.rows, gap=gap, seconds=seconds_left, heard=heard, stop=stop)
    board.prove(model.loose_bound())
    if warm:
        board.offer(model.complete(model.columns(warm)))
    _search(model, board, seed)
    return _solved(model, board, time.monotonic() - began)


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
    seconds_left = max(0.0, time_limit - (time.monotonic() - began))
    board = Board(rows, gap=gap, seconds=seconds_left, heard=None, stop=stop)
    prove(replace(model, rows=rows), board, seed, seconds=seconds_left)
    solved = _solved(model, board, time.monotonic() - began)
    if board.x is None:
        return solved
    extra = board.x[first:].reshape(len(problem.pools), len(problem.quarters))
    by_pool = {pool.id: tuple(extra[p].tolist()) for p, pool in enumerate(problem.pools)}
    return replace(solved, extra_hours=by_pool)


def _search(model: Model, board: Board, seed: int) -> None:
    """Solve directly what is easy; for the rest, prove and improve at the same time."""
    if not board.is_over() and model.rows.whole.sum() <= EASY_COLUMNS:
        prove(model, board, seed, seconds=min(EASY_SECONDS, board.seconds / 4))
    if board.is_over():
        return
    relaxed = solver.relax(model.rows, seconds=board.seconds_left, stop=board.is_over)
    if relaxed.status == "infeasible":
        board.prove_infeasible()
    elif relaxed.status == "optimal":
        board.prove(relaxed.objective)
        _race(model, board, relaxed, seed)


def _race(model: Model, board: Board, relaxed: solver.Relaxed, seed: int) -> None:
    """Prove in a second thread while this one improves."""
    failed: list[BaseException] = []

    def proving() -> None:
        try:
            prove_with_cuts(model, board, relaxed, seed)
        except BaseException as error:
            # A thread of its own has nobody to raise to: raised again below.
            failed.append(error)
            board.end()

    # No daemon: should it hang on in a long step of the solver, the process ends after it.
    prover = threading.Thread(target=proving)
    prover.start()
    try:
        improve(model, board, relaxed, seed)
    finally:
        board.end()
        prover.join(timeout=PARTING_SECONDS)
    if failed:
        raise failed[0]


def _prepared(problem: Problem, forced: Mapping[str, bool], weights: Weights | None) -> Model:
    model = build_model(problem)
    if weights is not None:
        model = model.weighed(weights)
    return with_wishes(model, forced)


def _limited(
    model: Model, now: float | None, later: float | None, objective: float | None
) -> Model:
    rows = model.rows
    limits = ((model.now, now), (model.later, later), (model.rows.objective, objective))
    for worth, at_least in limits:
        if at_least is not None:
            rows = with_row(rows, worth, at_least)
    return replace(model, rows=rows)


def _telling(model: Model, progress: Progress) -> Heard:
    def tell(seconds: float, objective: float, bound: float, x: Floats | None) -> None:
        if x is not None:
            progress(seconds, objective, bound, model.chosen(x))

    return tell


def _solved(model: Model, board: Board, seconds: float) -> Solved:
    if board.x is None:
        if board.is_infeasible:
            return Solved("infeasible", (), 0.0, 0.0, 0.0, seconds)
        return Solved("unknown", (), 0.0, board.bound, np.inf, seconds)
    bound = max(board.bound, board.objective)
    distance = relative_gap(board.objective, bound)
    status = "optimal" if distance <= board.gap + 1e-12 else "feasible"
    return Solved(status, model.chosen(board.x), board.objective, bound, distance, seconds)
