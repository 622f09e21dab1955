"""The one file that knows the solvers: plain rows go in, a solution and a proven bound come out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from bundel.core.portfolio.rows import Floats, Ints, Rows

# Called with (seconds, best objective, bound, better solution or None).
Progress = Callable[[float, float, float, Floats | None], None]
Stop = Callable[[], bool]
Better = Callable[[], Floats | None]


@dataclass(frozen=True, slots=True)
class Solution:
    """The best that a solver found, and what it proved: no solution is worth more than `bound`."""

    status: str
    x: Floats | None
    objective: float
    bound: float


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The optimum when whole columns may be fractions, with its prices and reduced worths."""

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
    better: Better | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Solution:
    """
    Return the best solution of the rows that HiGHS finds.

    Args:
        gap: Stop once (bound - objective) is at most this share of the objective.
        nodes: Stop after this many nodes of the search: a limit that does not depend on the clock.
        warm: A solution to start from.
        better: Asked often for the best solution that anybody else found meanwhile.
        progress: Told the best objective and bound, and each better solution, as they come.
        stop: Asked often; once true, the best so far comes back.
    """
    if rows.n_columns == 0:
        return _nothing_to_choose(rows)
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
    _listen(solver, progress, stop)
    if better is not None:
        _hand_over(solver, rows, better)
    solver.run()
    return _solution(solver, rows)


def relax(rows: Rows, *, seconds: float = np.inf, stop: Stop | None = None) -> Relaxed:
    """Return the optimum of the rows when whole columns may be fractions."""
    solver = _loaded(rows, seconds=seconds, threads=1, seed=0, whole=False)
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


class Weighing:
    """A small linear program: weights from 0 to 1 that make the most of amounts."""

    def __init__(self, amounts: Floats) -> None:
        """Begin with no packing forbidden."""
        self._solver = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self._solver.setOptionValue(option, value)
        count = len(amounts)
        self._solver.addVars(count, np.zeros(count), np.ones(count))
        self._solver.changeColsCost(count, np.arange(count, dtype=np.int32), -amounts)

    def propose(self) -> Floats:
        """Return the best weights under which no forbidden packing weighs more than 1."""
        self._solver.run()
        return np.array(self._solver.getSolution().col_value)

    def forbid(self, packing: Ints) -> None:
        """From now on these together weigh at most 1."""
        self._solver.addRow(-np.inf, 1.0, len(packing), packing, np.ones(len(packing)))


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


def _listen(solver: highspy.Highs, progress: Progress | None, stop: Stop | None) -> None:
    began = time.monotonic()

    def tell(event: Any) -> None:
        if stop is not None and stop():
            event.interrupt()
        if progress is not None:
            out = event.data_out
            seconds = time.monotonic() - began
            progress(seconds, out.mip_primal_bound, out.mip_dual_bound, None)

    def hear(event: Any) -> None:
        if progress is not None:
            out = event.data_out
            x = np.array(out.mip_solution)
            seconds = time.monotonic() - began
            progress(seconds, out.mip_primal_bound, out.mip_dual_bound, x)

    def ask(event: Any) -> None:
        if stop is not None and stop():
            event.interrupt()

    solver.cbMipInterrupt.subscribe(tell)
    solver.cbMipImprovingSolution.subscribe(hear)
    solver.cbSimplexInterrupt.subscribe(ask)


def _hand_over(solver: highspy.Highs, rows: Rows, better: Better) -> None:
    """Give the solver each solution that somebody else found and that beats its own."""
    given = -np.inf

    def give(event: Any) -> None:
        nonlocal given
        x = better()
        if x is None:
            return
        objective = float(rows.objective @ x)
        if objective > max(given, event.data_out.mip_primal_bound) + 1e-9 * abs(objective):
            given = objective
            event.data_in.setSolution(x)

    solver.cbMipUserSolution.subscribe(give)


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


def _nothing_to_choose(rows: Rows) -> Solution:
    """Return what is so without any column; HiGHS calls such a model empty and judges no row."""
    x = np.zeros(0)
    if rows.violation(x) > 0:
        return Solution("infeasible", None, -np.inf, -np.inf)
    return Solution("optimal", x, 0.0, 0.0)


def _solution(solver: highspy.Highs, rows: Rows) -> Solution:
    status, info = _status(solver), solver.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if status == "infeasible" or not found:
        bound = -np.inf if status == "infeasible" else float(info.mip_dual_bound)
        return Solution(status, None, -np.inf, bound)
    x = np.array(solver.getSolution().col_value)
    x[rows.whole] = np.round(x[rows.whole])
    bound = float(info.mip_dual_bound)
    objective = float(rows.objective @ x)
    return Solution(status, x, objective, max(bound, objective))
