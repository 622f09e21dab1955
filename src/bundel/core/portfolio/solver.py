"""The one file that knows the solvers: plain rows go in, a solution and a proven bound come out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

from bundel.core.portfolio.rows import Floats, Rows

# Called with (seconds, best objective, bound, best solution); the solution is None while there is none.
Progress = Callable[[float, float, float, Floats | None], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Solution:
    """The best that a solver found, and what it proved: no solution is worth more than `bound`."""

    status: str
    x: Floats | None
    objective: float
    bound: float


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The optimum when whole columns may be fractions: prices per row and slack worth per column."""

    status: str
    x: Floats
    objective: float
    prices: Floats
    reduced: Floats


def maximise(
    rows: Rows,
    *,
    gap: float = 0.0,
    seconds: float = np.inf,
    threads: int = 1,
    seed: int = 0,
    warm: Floats | None = None,
    nodes: int | None = None,
    heuristics: float | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Solution:
    """
    Return the best solution of the rows that HiGHS finds.

    Args:
        gap: Stop once (bound - objective) is at most this share of the objective.
        nodes: Stop after this many nodes of the search: a limit that does not depend on the clock.
        warm: A solution to start from.
        stop: Asked often; once true, the best so far comes back.
    """
    solver = _loaded(rows, seconds=seconds, threads=threads, seed=seed)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_abs_gap", 1e-9)
    if nodes is not None:
        solver.setOptionValue("mip_max_nodes", nodes)
    if heuristics is not None:
        solver.setOptionValue("mip_heuristic_effort", heuristics)
    if warm is not None:
        start = highspy.HighsSolution()
        start.col_value = warm.tolist()
        solver.setSolution(start)
    if progress is not None or stop is not None:
        _listen(solver, progress, stop)
    solver.run()
    return _solution(solver, rows)


def relax(rows: Rows, *, seconds: float = np.inf, stop: Stop | None = None) -> Relaxed:
    """Return the optimum of the rows when whole columns may be fractions."""
    solver = _loaded(rows, seconds=seconds, threads=1, seed=0, whole=False)
    if stop is not None:
        _listen(solver, None, stop)
    solver.run()
    status = _status(solver)
    solution = solver.getSolution()
    return Relaxed(
        status,
        np.array(solution.col_value),
        float(solver.getInfo().objective_function_value),
        np.array(solution.row_dual),
        np.array(solution.col_dual),
    )


def _loaded(
    rows: Rows, *, seconds: float, threads: int, seed: int, whole: bool = True
) -> highspy.Highs:
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", threads)
    solver.setOptionValue("random_seed", seed)
    solver.setOptionValue("time_limit", float(seconds))
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = rows.n_columns, rows.n_rows
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_, program.col_lower_, program.col_upper_ = (
        rows.objective,
        rows.lower,
        rows.upper,
    )
    program.row_lower_, program.row_upper_ = rows.row_lower, rows.row_upper
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.num_col_, program.a_matrix_.num_row_ = rows.n_columns, rows.n_rows
    program.a_matrix_.start_ = rows.starts
    program.a_matrix_.index_ = rows.columns
    program.a_matrix_.value_ = rows.values
    if whole:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        program.integrality_ = [kinds[int(each)] for each in rows.whole]
    solver.passModel(program)
    return solver


def _listen(
    solver: highspy.Highs, progress: Progress | None, stop: Stop | None
) -> None:
    began = time.monotonic()

    def hear(event: highspy.cb.HighsCallbackEvent) -> None:
        if (
            progress is not None
            and event.callback_type != highspy.cb.kCallbackSimplexInterrupt
        ):
            out = event.data_out
            progress(
                time.monotonic() - began, out.mip_primal_bound, out.mip_dual_bound, None
            )
        if stop is not None and stop():
            event.interrupt()

    solver.cbMipInterrupt.subscribe(hear)
    solver.cbSimplexInterrupt.subscribe(hear)


def _status(solver: highspy.Highs) -> str:
    ended = solver.getModelStatus()
    if ended == highspy.HighsModelStatus.kOptimal:
        return "optimal"
    if ended in (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    ):
        return "infeasible"
    return "stopped"


def _solution(solver: highspy.Highs, rows: Rows) -> Solution:
    status, info = _status(solver), solver.getInfo()
    found = (
        info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    )
    if status == "infeasible" or not found:
        bound = -np.inf if status == "infeasible" else float(info.mip_dual_bound)
        return Solution(status, None, -np.inf, bound)
    x = np.array(solver.getSolution().col_value)
    x[rows.whole] = np.round(x[rows.whole])
    bound = float(info.mip_dual_bound)
    objective = float(rows.objective @ x)
    return Solution(status, x, objective, max(bound, objective))
