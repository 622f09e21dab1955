"""CP-SAT alone on the rows of one problem."""

from __future__ import annotations

from typing import Any

import numpy as np
from ortools.sat.python import cp_model
from raw import Rows, Watch, run


def cp_sat(rows: Rows, seconds: float, gap: float, watch: Watch) -> None:
    """
    CP-SAT with two threads.

    It takes whole numbers only: households are counted in tenths, hours and worths are rounded to
    the side that keeps every plan possible, so its bound is good and its plan a fraction too dear.
    """

    model, scale = _whole_numbers(rows)

    class Hear(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            watch.tell(self.objective_value / scale, self.best_objective_bound / scale)

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.relative_gap_limit = gap
    solver.best_bound_callback = lambda bound: watch.tell(-np.inf, bound / scale)
    solver.solve(model, Hear())
    watch.tell(-np.inf, solver.best_objective_bound / scale)


def _whole_numbers(rows: Rows) -> tuple[Any, float]:
    model = cp_model.CpModel()
    upper, starts = rows["upper"], rows["starts"]
    tenths = np.where(~rows["whole"] & (upper > 1.0), 10.0, 1.0)
    bounds = zip(np.ceil(rows["lower"] * tenths), np.floor(upper * tenths), strict=True)
    columns = [model.new_int_var(int(low), int(high), "") for low, high in bounds]
    for row, (low, high) in enumerate(zip(rows["row_lower"], rows["row_upper"], strict=True)):
        inside = rows["columns"][starts[row] : starts[row + 1]]
        values = rows["values"][starts[row] : starts[row + 1]] / tenths[inside]
        used = [columns[each] for each in inside]
        if not used:
            continue
        if high == 1 and low <= 0 and bool((values == 1).all()):
            model.add_at_most_one(used)
            continue
        sizes = [abs(each) for each in (low, high) if np.isfinite(each)]
        exact = bool((values == np.round(values)).all())
        largest = max(float(np.abs(values).max()), *sizes)
        factor = 1.0 if exact else 10.0 ** np.floor(np.log10(1e10 / largest))
        for limit, side in ((high, 1.0), (-low, -1.0)):
            if np.isfinite(limit):
                weights = np.floor(side * values * factor).astype(int).tolist()
                total = cp_model.LinearExpr.weighted_sum(used, weights)
                model.add_linear_constraint(total, -(10**15), int(np.floor(limit * factor + 1e-6)))
    worth = rows["objective"] / tenths
    scale = 1e7 / float(np.abs(worth).max())
    weights = np.ceil(worth * scale).astype(int).tolist()
    model.maximize(cp_model.LinearExpr.weighted_sum(columns, weights))
    return model, scale


if __name__ == "__main__":
    run(cp_sat)
