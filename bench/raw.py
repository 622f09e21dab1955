"""What the single solvers share: rows come in as a file, a JSON line goes out."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


def run(solve: Solve) -> None:
    """Solve the rows in file `argv[1]` for `argv[2]` seconds or to gap `argv[3]`."""
    path, seconds, gap = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    with np.load(path) as file:
        rows = dict(file)
    watch = Watch()
    solve(rows, seconds, gap, watch)
    sys.stdout.write(json.dumps(watch.report()) + "\n")


class Watch:
    """Remembers when which gap was reached."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.objective, self.bound = -np.inf, np.inf
        self.reached: dict[str, float] = {}

    def tell(self, objective: float, bound: float) -> None:
        self.objective = max(self.objective, objective)
        self.bound = min(self.bound, bound)
        if not (np.isfinite(self.objective) and np.isfinite(self.bound)):
            return
        for share in (0.01, 0.001):
            if self.bound - self.objective <= share * abs(self.objective) + 1e-9:
                self.reached.setdefault(str(share), time.monotonic() - self.began)

    def report(self) -> dict[str, Any]:
        has_both = np.isfinite(self.objective) and np.isfinite(self.bound)
        gap = (self.bound - self.objective) / max(abs(self.objective), 1e-9) if has_both else None
        return {
            "objective": self.objective if np.isfinite(self.objective) else None,
            "bound": self.bound if np.isfinite(self.bound) else None,
            "gap": None if gap is None else max(0.0, gap),
            "seconds": time.monotonic() - self.began,
            "seconds_to_gap": self.reached,
        }


Rows = dict[str, npt.NDArray[Any]]
Solve = Callable[[Rows, float, float, Watch], None]
