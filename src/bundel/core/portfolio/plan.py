"""From a problem to its answer: the plan first, then what explains it."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Collection
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from bundel.core.portfolio.answer import Answer
from bundel.core.portfolio.asking import Asking, Progress, Step, Stop, possible
from bundel.core.portfolio.board import relative_gap
from bundel.core.portfolio.conflict import conflict
from bundel.core.portfolio.evaluate import Evaluation, evaluate
from bundel.core.portfolio.explain import PARTS, explained
from bundel.core.portfolio.greedy import SpreadsheetPlan, spreadsheet_plan
from bundel.core.portfolio.problem import Choice, Problem
from bundel.core.portfolio.said import Said
from bundel.core.portfolio.search import Solved, solve
from bundel.core.portfolio.writing import write_problem


@dataclass(frozen=True, slots=True)
class _Best:
    """The best plan that the search or the ranking found, judged without the solver; or none."""

    chosen: tuple[Choice, ...]
    evaluation: Evaluation | None
    bound: float
    gap: float
    status: str


def answer(
    problem: Problem,
    *,
    parts: Collection[str] = PARTS,
    gap: float = 0.001,
    time_limit: float = 60.0,
    seed: int = 0,
    input_sha256: str | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Answer:
    """
    Return the plan, and the explanations asked for in `parts`.

    Args:
        gap: Good enough: the bound may lie this share of the objective above it.
        time_limit: Seconds for the plan, and as many again for all explanations together.
        input_sha256: Of the text the problem came in; else of the problem as we write it.
        stop: Once true, the best so far comes back, as "feasible" where it is not proven.
    """
    asking = Asking(gap, time_limit, seed, progress, stop)
    ranked = spreadsheet_plan(problem)
    solved = _searched(problem, ranked, asking)
    best = _best(problem, solved, ranked, gap)
    has_plan = best.evaluation is not None
    if best.evaluation is not None:
        asking.settle(best.evaluation.objective, best.bound)
    return Answer(
        status=best.status,
        seconds=solved.seconds,
        seed=seed,
        spreadsheet=ranked,
        bound=best.bound,
        gap=best.gap,
        chosen=best.chosen,
        evaluation=best.evaluation,
        explanations=explained(problem, best.chosen, best.gap, parts if has_plan else (), asking),
        conflict=_clash(problem, asking) if best.status == "infeasible" else (),
        input_sha256=input_sha256 or problem_sha256(problem),
        versions=versions(),
    )


def problem_sha256(problem: Problem) -> str:
    """Return the fingerprint of a problem: of what it says, not of how it was laid out."""
    text = json.dumps(write_problem(problem), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of all that can change an answer."""
    names = ("bundel", "highspy", "numpy")
    return {"python": platform.python_version()} | {name: _version(name) for name in names}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        # Run from its source folder, without being installed.
        return "source"


def _searched(problem: Problem, ranked: SpreadsheetPlan, asking: Asking) -> Solved:
    def tell(seconds: float, objective: float, bound: float, chosen: tuple[Choice, ...]) -> None:
        if asking.progress is not None:
            asking.progress(Step("plan", seconds, objective=objective, bound=bound))

    return solve(
        problem,
        gap=asking.gap,
        time_limit=asking.seconds_left,
        seed=asking.seed,
        warm=() if ranked.broken else ranked.chosen,
        progress=tell,
        stop=asking.stop,
    )


def _clash(problem: Problem, asking: Asking) -> tuple[Said, ...]:
    again = asking.share(asking.time_limit, asking.gap)
    return tuple(wish.sentence for wish in conflict(problem, again))


def _best(problem: Problem, solved: Solved, ranked: SpreadsheetPlan, gap: float) -> _Best:
    found, chosen = possible(problem, solved), solved.chosen
    if not ranked.broken and (found is None or found.objective < ranked.objective):
        found, chosen = evaluate(problem, ranked.chosen), ranked.chosen
    if found is None and solved.status == "infeasible":
        return _Best((), None, 0.0, 0.0, "infeasible")
    if found is None:
        return _Best((), None, solved.bound, 1.0, "unknown")
    bound = max(solved.bound, found.objective)
    distance = relative_gap(found.objective, bound)
    status = "optimal" if distance <= gap else "feasible"
    return _Best(tuple(chosen), found, bound, distance, status)
