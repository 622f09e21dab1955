"""Our own search on one problem, in a process of its own: a JSON line comes out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from raw import Watch

from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.greedy import spreadsheet_plan
from bundel.core.portfolio.problem import Choice
from bundel.core.portfolio.reading import read_problem
from bundel.core.portfolio.search import solve


def main() -> None:
    """Plan the problem in file `argv[1]` for `argv[2]` seconds or to gap `argv[3]`."""
    watch = Watch()
    problem = read_problem(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    ranked = spreadsheet_plan(problem)

    def tell(_seconds: float, objective: float, bound: float, _chosen: tuple[Choice, ...]) -> None:
        watch.tell(objective, bound)

    solved = solve(
        problem,
        time_limit=float(sys.argv[2]),
        gap=float(sys.argv[3]),
        warm=ranked.chosen,
        progress=tell,
    )
    judged = evaluate(problem, solved.chosen)
    report = watch.report() | {
        "objective": judged.objective,
        "bound": solved.bound,
        "gap": solved.gap,
        "chosen": len(solved.chosen),
        "broken": list(judged.broken),
        "spreadsheet": ranked.objective,
        "gain_over_spreadsheet": judged.objective / ranked.objective - 1,
    }
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
