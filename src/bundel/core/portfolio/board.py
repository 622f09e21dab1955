"""What two searchers know together: the best solution so far, and the lowest bound proven."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np

from bundel.core.portfolio.rows import Floats, Rows

# Relative to the limit: what rounding in a solver may leave, and an evaluation takes for equal.
TOLERANCE = 1e-7

# Called with seconds, best objective, bound, best solution.
Heard = Callable[[float, float, float, Floats | None], None]
Stop = Callable[[], bool]


class Board:
    """Shared by threads; the search is over at a small gap, out of time, or when stop says so."""

    def __init__(
        self, rows: Rows, *, gap: float, seconds: float, heard: Heard | None, stop: Stop | None
    ) -> None:
        """Begin with nothing known."""
        self.rows, self.gap = rows, gap
        self.began = time.monotonic()
        self.seconds = seconds
        self.x: Floats | None = None
        self.objective, self.bound = -np.inf, np.inf
        self.is_infeasible = False
        self._heard, self._stop = heard, stop
        self._lock = threading.Lock()
        self._ended = threading.Event()

    @property
    def seconds_left(self) -> float:
        """Return what is left of the time limit. [s]"""
        return max(0.0, self.seconds - (time.monotonic() - self.began))

    def offer(self, x: Floats, rows: Rows | None = None) -> bool:
        """Take a solution if it is possible and better; return whether it was."""
        x = x[: self.rows.n_columns].copy()
        x[self.rows.whole] = np.round(x[self.rows.whole])
        objective = float(self.rows.objective @ x)
        if objective <= self.objective or self.rows.violation(x) > TOLERANCE:
            return False
        with self._lock:
            if objective <= self.objective:
                return False
            self.x, self.objective = x, objective
        self._tell()
        return True

    def prove(self, bound: float) -> None:
        """Take a bound if it is lower."""
        with self._lock:
            lower = bound < self.bound
            self.bound = min(self.bound, bound)
        if lower:
            self._tell()

    def prove_infeasible(self) -> None:
        """Nothing is possible."""
        self.is_infeasible = True
        self._ended.set()

    def end(self) -> None:
        """Let all searchers stop."""
        self._ended.set()

    def wait_for_end(self, seconds: float) -> None:
        """Wait until the search is over, or these seconds are."""
        self._ended.wait(seconds)

    def is_over(self) -> bool:
        """Return whether there is nothing left to do, or no time or patience to do it in."""
        if not self._ended.is_set() and (
            self.distance() <= self.gap
            or self.seconds_left <= 0
            or (self._stop is not None and self._stop())
        ):
            self._ended.set()
        return self._ended.is_set()

    def distance(self) -> float:
        """Return how far the bound lies above the best, as a share of the best."""
        return relative_gap(self.objective, self.bound)

    def _tell(self) -> None:
        if self._heard is not None and not self._ended.is_set():
            seconds = time.monotonic() - self.began
            self._heard(seconds, self.objective, max(self.bound, self.objective), self.x)


def relative_gap(objective: float, bound: float) -> float:
    """Return how far the bound lies above the objective, as a share of the objective."""
    if np.isinf(objective) or np.isinf(bound):
        return np.inf
    if bound - objective <= 1e-9:
        return 0.0
    return float((bound - objective) / max(abs(objective), 1e-9))
