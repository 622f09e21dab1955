"""Asking the solver many questions about one problem, within one budget of time and work."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from bundel.core.portfolio.evaluate import Evaluation, evaluate
from bundel.core.portfolio.problem import Choice, Problem, Weights
from bundel.core.portfolio.search import Solved, least_extra_hours, solve


@dataclass(frozen=True, slots=True)
class Step:
    """How far long work is; the figures of the plan only while that is searched."""

    part: str
    seconds: float
    done: int = 0
    total: int = 0
    objective: float | None = None
    bound: float | None = None


# Questions that are asked side by side: the solver works outside Python's lock.
AT_ONCE = 2

Found = TypeVar("Found")

Progress = Callable[[Step], None]
Stop = Callable[[], bool]


@dataclass
class Asking:
    """One run: its patience, its seed, and who is told and may stop it."""

    gap: float
    time_limit: float
    seed: int
    progress: Progress | None = None
    stop: Stop | None = None
    began: float = field(default_factory=time.monotonic)

    def share(self, seconds: float, gap: float) -> Asking:
        """Return a part of this run with its own patience, from now."""
        return Asking(gap, seconds, self.seed, self.progress, self.stop)

    @property
    def seconds_left(self) -> float:
        """Return what is left of the patience. [s]"""
        return max(0.0, self.time_limit - (time.monotonic() - self.began))

    @property
    def is_over(self) -> bool:
        """Return whether the time is up, or somebody stopped the run."""
        return self.seconds_left <= 0 or (self.stop is not None and self.stop())

    def tell(self, part: str, done: int = 0, total: int = 0) -> None:
        """Tell how far a part is."""
        if self.progress is not None:
            self.progress(Step(part, time.monotonic() - self.began, done, total))

    def settle(self, objective: float, bound: float) -> None:
        """Tell what the search came to, before anything is explained."""
        if self.progress is not None:
            seconds = time.monotonic() - self.began
            self.progress(Step("found", seconds, objective=objective, bound=bound))

    def each(
        self, part: str, questions: Sequence[Callable[[float], Found]]
    ) -> Iterator[Found | None]:
        """
        Yield what each question finds, in their order; None for those that the time did not reach.

        Args:
            questions: They do not depend on each other; each is given the seconds it may take.
        """

        def ask(at: int) -> Found | None:
            if self.is_over:
                return None
            share = AT_ONCE / (len(questions) - at)
            return questions[at](self.seconds_left * min(1.0, share))

        with ThreadPoolExecutor(AT_ONCE) as workers:
            for done, found in enumerate(workers.map(ask, range(len(questions))), start=1):
                self.tell(part, done, len(questions))
                yield found

    def best(
        self,
        problem: Problem,
        *,
        warm: Sequence[Choice] = (),
        forced: Mapping[str, bool] | None = None,
        weights: Weights | None = None,
        at_least_now: float | None = None,
        seconds: float | None = None,
    ) -> Solved:
        """Return the best plan; with fewer `seconds` than are left, it takes no more than those."""
        return solve(
            problem,
            gap=self.gap,
            time_limit=min(self.seconds_left, seconds or self.time_limit),
            seed=self.seed,
            forced=forced,
            warm=warm,
            weights=weights,
            at_least_now=at_least_now,
            stop=self.stop,
        )

    def extra_hours(
        self, problem: Problem, *, initiative: str, at_least_objective: float, seconds: float
    ) -> Solved:
        """Return the least hours with which an initiative comes in without loss."""
        return least_extra_hours(
            problem,
            gap=self.gap,
            time_limit=min(self.seconds_left, seconds),
            seed=self.seed,
            forced={initiative: True},
            at_least_objective=at_least_objective,
            stop=self.stop,
        )


def possible(problem: Problem, solved: Solved) -> Evaluation | None:
    """Return what a solved plan is worth by the independent judge; None if it breaks a rule."""
    if solved.status not in {"optimal", "feasible"}:
        return None
    found = evaluate(problem, solved.chosen)
    return None if found.broken else found
