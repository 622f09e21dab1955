"""CBC alone on the rows of one problem."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pulp
from raw import Rows, Watch, run


def cbc(rows: Rows, seconds: float, gap: float, watch: Watch) -> None:
    """CBC with two threads, through PuLP; only the end is known."""

    problem = pulp.LpProblem("plan", pulp.LpMaximize)
    kinds = [("Continuous", "Integer")[int(each)] for each in rows["whole"]]
    bounds = zip(rows["lower"], rows["upper"], kinds, strict=True)
    columns = [
        pulp.LpVariable(f"x{at}", low, None if np.isinf(high) else high, kind)
        for at, (low, high, kind) in enumerate(bounds)
    ]
    problem += pulp.LpAffineExpression(zip(columns, rows["objective"], strict=True))
    for row, (low, high) in enumerate(zip(rows["row_lower"], rows["row_upper"], strict=True)):
        entries = slice(rows["starts"][row], rows["starts"][row + 1])
        total = pulp.LpAffineExpression(
            [
                (columns[at], value)
                for at, value in zip(rows["columns"][entries], rows["values"][entries], strict=True)
            ]
        )
        if np.isfinite(high):
            problem += total <= high
        if np.isfinite(low):
            problem += total >= low
    log = Path(f"{sys.argv[1]}.log")
    solver = pulp.PULP_CBC_CMD(
        msg=False, threads=2, timeLimit=seconds, gapRel=gap, logPath=str(log)
    )
    problem.solve(solver)
    objective = pulp.value(problem.objective)
    watch.tell(-np.inf if objective is None else objective, _cbc_bound(log.read_text(), objective))


def _cbc_bound(log: str, objective: float | None) -> float:
    """Return the bound in CBC's log; where it is done, the objective and its gap."""
    for line in reversed(log.splitlines()):
        if line.startswith(("Upper bound:", "Lower bound:")):
            return abs(float(line.split(":")[1]))
    is_done = "Optimal solution found" in log and objective is not None
    return np.inf if not is_done or objective is None else objective * 1.001


if __name__ == "__main__":
    run(cbc)
