"""HiGHS alone on the rows of one problem."""

from __future__ import annotations

from typing import Any

import highspy
from raw import Rows, Watch, run


def highs(rows: Rows, seconds: float, gap: float, watch: Watch) -> None:
    """HiGHS with two threads and its parallel search."""

    solver = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 2),
        ("parallel", "on"),
        ("time_limit", seconds),
        ("mip_rel_gap", gap),
    ):
        solver.setOptionValue(option, value)
    program = highspy.HighsLp()
    n_columns, n_rows = len(rows["objective"]), len(rows["row_lower"])
    program.num_col_, program.num_row_ = n_columns, n_rows
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = rows["objective"]
    program.col_lower_, program.col_upper_ = rows["lower"], rows["upper"]
    program.row_lower_, program.row_upper_ = rows["row_lower"], rows["row_upper"]
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.num_col_, program.a_matrix_.num_row_ = n_columns, n_rows
    program.a_matrix_.start_, program.a_matrix_.index_ = rows["starts"], rows["columns"]
    program.a_matrix_.value_ = rows["values"]
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    program.integrality_ = [kinds[int(each)] for each in rows["whole"]]
    solver.passModel(program)

    def hear(event: Any) -> None:
        watch.tell(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)

    solver.cbMipInterrupt.subscribe(hear)
    solver.run()
    info = solver.getInfo()
    watch.tell(info.objective_function_value, info.mip_dual_bound)


if __name__ == "__main__":
    run(highs)
