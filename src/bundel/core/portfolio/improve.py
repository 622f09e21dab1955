"""Large-neighbourhood search: set a part of the plan free, solve that part, keep what is better."""

from __future__ import annotations

import time

import numpy as np

from bundel.core.portfolio import neighbourhoods, solver
from bundel.core.portfolio.board import Board
from bundel.core.portfolio.model import Model
from bundel.core.portfolio.neighbourhoods import PICKS, Terrain, free_columns, restricted
from bundel.core.portfolio.rows import Bools, Floats, Rows

# Patience with one neighbourhood, in seconds of this thread's own work: on a busy machine the
# clock on the wall says little about what a solver could do.
PATIENCE = 1.5
FIRST_SIZE = 20
# The initiatives on which the relaxation is least decided get more, once: in a knapsack the best
# plan seldom differs from it elsewhere.
CORE_SIZES = (25, 30)
CORE_PATIENCE = 5.0


class _Pace:
    """Learns which ways of picking pay, and how large a neighbourhood still gets solved."""

    def __init__(self, n_initiatives: int) -> None:
        self.worth = np.ones(len(PICKS))
        self.sizes = np.full(len(PICKS), float(min(FIRST_SIZE, n_initiatives)))
        self.most = n_initiatives

    def pick(self, draw: np.random.Generator) -> int:
        shares = self.worth + 0.15 * self.worth.sum()
        return int(draw.choice(len(PICKS), p=shares / shares.sum()))

    def learn(self, way: int, gained: float, seconds: float, *, solved: bool) -> None:
        self.worth[way] = 0.9 * self.worth[way] + 0.1 * min(gained / max(seconds, 0.05), 10.0)
        grown = 1.12 if solved and seconds < PATIENCE / 3 else 1.0 if solved else 0.93
        self.sizes[way] = min(max(4.0, self.sizes[way] * grown), float(self.most))


def improve(model: Model, board: Board, relaxed: solver.Relaxed, seed: int) -> None:
    """Improve what is on the board until it says that the search is over."""
    here = neighbourhoods.terrain(model, relaxed.x, relaxed.reduced)
    draw = np.random.default_rng(seed)
    pace = _Pace(here.n_initiatives)
    _begin(here, board, seed)
    turn = 0
    while not board.is_over():
        turn += 1
        if board.x is None:
            # Nothing to improve on: leave it to the prover to find a first plan.
            board.wait_for_end(0.1)
            continue
        way = pace.pick(draw)
        before, began = board.objective, time.thread_time()
        solved = _try(here, board, board.x, way, round(pace.sizes[way]), draw, seed + turn)
        slack = max(board.bound - board.objective, 1e-9)
        gained = 100.0 * (board.objective - before) / slack
        pace.learn(way, gained, time.thread_time() - began, solved=solved)


def _begin(here: Terrain, board: Board, seed: int) -> None:
    """Solve over what the relaxation uses, for a first plan or a better one than was given."""
    n_options = len(here.relaxed)
    free = np.ones(here.model.rows.n_columns, dtype=np.bool_)
    free[:n_options] = (here.relaxed > 1e-6) | (here.reduced > -1e-9)
    base = np.zeros(len(free)) if board.x is None else board.x
    free[:n_options] |= base[:n_options] > 0.5
    part = restricted(here.model.rows, free, np.where(free, 0.0, base))
    _solve(here, board, part, free, base, max(2 * PATIENCE, 0.05 * board.seconds), seed)
    for size in CORE_SIZES:
        _solve_core(here, board, size, seed)


def _solve_core(here: Terrain, board: Board, size: int, seed: int) -> None:
    """Solve over the initiatives that the relaxation leaves undecided; for the rest, follow it."""
    base = np.zeros(here.model.rows.n_columns)
    base[: len(here.relaxed)] = here.relaxed > 1 - 1e-6
    core = -neighbourhoods.price_of_otherwise(here)
    free = free_columns(here, base, core, size, board.bound - board.objective)
    part = restricted(here.model.rows, free, base)
    _solve(here, board, part, free, base, min(CORE_PATIENCE, 0.25 * board.seconds), seed)


def _try(
    here: Terrain,
    board: Board,
    x: Floats,
    way: int,
    size: int,
    draw: np.random.Generator,
    seed: int,
) -> bool:
    scores = PICKS[way](here, x, draw)
    slack = board.bound - board.objective
    free = free_columns(here, x, scores, size, slack)
    return _solve(here, board, restricted(here.model.rows, free, x), free, x, PATIENCE, seed)


def _solve(
    here: Terrain,
    board: Board,
    part: Rows,
    free: Bools,
    x: Floats,
    seconds: float,
    seed: int,
) -> bool:
    """Solve the free part and offer the whole; return whether the part was solved to its end."""
    warm = x[free] if part.violation(x[free]) <= 1e-9 else None
    until = time.thread_time() + seconds

    def is_late() -> bool:
        return time.thread_time() > until or board.is_over()

    found = solver.maximise(
        part,
        gap=board.gap / 10,
        seconds=min(4 * seconds, board.seconds_left),
        seed=seed,
        warm=warm,
        stop=is_late,
    )
    if found.x is not None:
        whole = x.copy()
        whole[free] = found.x
        board.offer(whole)
    return found.status in ("optimal", "infeasible")
