"""Lowering the bound: a branch-and-bound over rows that cuts have tightened first."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from bundel.core.portfolio import knapsacks, solver
from bundel.core.portfolio.board import Board
from bundel.core.portfolio.model import Model
from bundel.core.portfolio.options import Options
from bundel.core.portfolio.rows import Floats, Rows

# Rounds of cuts go on while one lowers the bound by this share of the gap.
ROUND_PAYS = 0.005
# And take at most this share of the time.
CUTTING_SHARE = 0.25


def prove(model: Model, board: Board, seed: int, *, seconds: float) -> None:
    """
    Search as one solver alone does, and put what it finds on the board.

    Args:
        seconds: Of this thread's own work; a busy machine takes longer for the same search.
    """
    rows = with_sums(model.rows, model.options)
    found = _searched(board, rows, seed, seconds=seconds, heuristics=None)
    if found.status == "infeasible" and board.x is None:
        board.prove_infeasible()


def prove_with_cuts(model: Model, board: Board, relaxed: solver.Relaxed, seed: int) -> None:
    """Tighten the rows by cuts, then search them with all effort on the bound."""
    rows = with_sums(_tightened(model, board, relaxed), model.options)
    if not board.is_over():
        found = _searched(board, rows, seed, seconds=board.seconds_left, heuristics=0.0)
        if found.status == "infeasible" and board.x is None:
            board.prove_infeasible()
        elif found.status == "optimal":
            board.end()


def _tightened(model: Model, board: Board, relaxed: solver.Relaxed) -> Rows:
    rows = model.rows
    last = model.hours_row + len(model.problem.pools) * len(model.problem.quarters)
    scarce = knapsacks.knapsacks(rows, model.options.initiative, model.hours_row, last)
    until = time.monotonic() + CUTTING_SHARE * board.seconds_left

    def is_late() -> bool:
        return time.monotonic() > until or board.is_over()

    while not is_late():
        found = knapsacks.cuts(scarce, relaxed.x, is_late)
        if not found:
            break
        tighter = knapsacks.with_cuts(_slackless(rows, relaxed.x, model.rows.n_rows), found)
        again = solver.relax(tighter, seconds=board.seconds_left, stop=board.is_over)
        if again.status != "optimal":
            break
        gained = relaxed.objective - again.objective
        rows, relaxed = tighter, again
        board.prove(relaxed.objective)
        if gained < ROUND_PAYS * (relaxed.objective - board.objective):
            break
    return rows


def with_sums(rows: Rows, options: Options) -> Rows:
    """
    Return the rows with a whole column for each initiative and each of several levels.

    Deciding whether an initiative is in says more than deciding on one of its many starts, so a
    search does well to branch on these first.
    """
    sums = [np.arange(a, b) for a, b in options.of if b - a > 1]
    levels = [np.arange(a, b) for _, _, a, b in options.blocks if b - a > 1]
    whole = {(each[0], each[-1]) for each in sums}
    sums += [each for each in levels if (each[0], each[-1]) not in whole]
    count, first = len(sums), rows.n_columns
    lengths = [len(each) + 1 for each in sums]
    columns = [np.append(each, first + at) for at, each in enumerate(sums)]
    values = [np.append(np.ones(len(each)), -1.0) for each in sums]
    return replace(
        rows,
        objective=np.append(rows.objective, np.zeros(count)),
        lower=np.append(rows.lower, np.zeros(count)),
        upper=np.append(rows.upper, np.ones(count)),
        whole=np.append(rows.whole, np.ones(count, dtype=np.bool_)),
        row_lower=np.append(rows.row_lower, np.zeros(count)),
        row_upper=np.append(rows.row_upper, np.zeros(count)),
        starts=np.append(rows.starts, rows.starts[-1] + np.cumsum(lengths)).astype(np.int32),
        columns=np.concatenate([rows.columns, *columns]).astype(np.int32),
        values=np.concatenate([rows.values, *values]),
    )


def _slackless(rows: Rows, x: Floats, n_own: int) -> Rows:
    """Return the rows without the cuts that are far from tight."""
    tight = rows.activity(x) >= rows.row_upper - 0.05
    kept = (np.arange(rows.n_rows) < n_own) | tight
    return knapsacks.with_rows(rows, kept)


def _grown(rows: Rows, x: Floats) -> Floats:
    """Return x with the sums that the last rows ask for behind it."""
    count = rows.n_columns - len(x)
    grown = np.append(x, np.zeros(count))
    if count:
        grown[len(x) :] = rows.activity(grown)[-count:]
    return grown


def _searched(
    board: Board, rows: Rows, seed: int, *, seconds: float, heuristics: float | None
) -> solver.Solution:
    until = time.thread_time() + seconds

    def best() -> Floats | None:
        return None if board.x is None else _grown(rows, board.x)

    def hear(_seconds: float, _objective: float, bound: float, x: Floats | None) -> None:
        if x is not None:
            board.offer(x)
        board.prove(bound)

    found = solver.maximise(
        rows,
        gap=board.gap,
        seconds=board.seconds_left,
        seed=seed,
        warm=best(),
        heuristics=heuristics,
        better=best,
        progress=hear,
        stop=lambda: time.thread_time() > until or board.is_over(),
    )
    if found.x is not None:
        board.offer(found.x)
    if found.status != "infeasible":
        board.prove(found.bound)
    return found
