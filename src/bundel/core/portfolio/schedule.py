"""A plan in the making: what is chosen, what hours and money are left, and what still fits."""

from __future__ import annotations

from collections.abc import Mapping

from bundel.core.portfolio.problem import (
    Choice,
    Initiative,
    Level,
    Precedence,
    PrecedenceType,
    Problem,
)
from bundel.core.portfolio.rules import above


class Schedule:
    """Choices placed one by one; hours that synergies give back are not counted on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.placed: dict[str, tuple[Level, int]] = {}
        self._hours = {pool.id: list(pool.hours) for pool in problem.pools}
        self._funds = {fund.id: fund for fund in problem.funds}
        self._euros = {x.id: list(x.euros) for x in problem.funds if x.euros is not None}
        self._totals = {x.id: x.total_eur for x in problem.funds if x.total_eur is not None}
        self._not_beside = _not_beside(problem)
        self._befores, self._afters = _by_end(problem)
        self._limits = _limits_of(problem)
        self._starts: dict[tuple[int, int], int] = {}

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """Return what is placed, in the order of the problem."""
        order = (x.id for x in self.problem.initiatives if x.id in self.placed)
        return tuple(Choice(x, self.placed[x][0].id, self.placed[x][1]) for x in order)

    def place(self, initiative: Initiative, level: Level, start: int) -> None:
        """Take up a choice and what it uses, whether it fits or not."""
        self.placed[initiative.id] = (level, start)
        for pool, profile in level.hours.items():
            _take(self._hours[pool], profile, start)
        for fund, profile in level.euros.items():
            if fund in self._euros:
                _take(self._euros[fund], profile, start)
            if fund in self._totals:
                self._totals[fund] -= self._spent(profile, start)
        for limit in self._limits.get(initiative.id, ()):
            self._starts[limit, start] = self._starts.get((limit, start), 0) + 1

    def earliest(self, initiative: Initiative, level: Level) -> int | None:
        """Return the first quarter in which this fits; None if there is none."""
        if initiative.forbidden or self._not_beside.get(initiative.id, set()) & set(self.placed):
            return None
        first, last = self._window(initiative, level)
        starts = range(first, last + 1)
        return next((start for start in starts if self._fits(initiative, level, start)), None)

    def _window(self, initiative: Initiative, level: Level) -> tuple[int, int]:
        n_quarters = len(self.problem.quarters)
        last = n_quarters - 1 if initiative.latest is None else initiative.latest
        last = min(last, n_quarters - (level.duration if initiative.must_finish else 1))
        first = initiative.earliest
        for rule in self._befores.get(initiative.id, ()):
            if rule.before not in self.placed:
                return 0, -1
            first = max(first, _ready(rule, *self.placed[rule.before]))
        for rule in self._afters.get(initiative.id, ()):
            if rule.after in self.placed:
                last = min(last, self.placed[rule.after][1] - _ready(rule, level, 0))
        return first, last

    def _fits(self, initiative: Initiative, level: Level, start: int) -> bool:
        limits = self.problem.start_limits
        return (
            all(
                self._starts.get((limit, start), 0) < limits[limit].per_quarter
                for limit in self._limits.get(initiative.id, ())
            )
            and all(_has(self._hours[p], profile, start) for p, profile in level.hours.items())
            and all(self._pays(fund, profile, start) for fund, profile in level.euros.items())
        )

    def _pays(self, fund: str, profile: tuple[float, ...], start: int) -> bool:
        until = self._funds[fund].until
        if until is not None and self._spent(profile, start, first=until + 1) > 0:
            return False
        if fund in self._totals and above(self._spent(profile, start), self._totals[fund]):
            return False
        return fund not in self._euros or _has(self._euros[fund], profile, start)

    def _spent(self, profile: tuple[float, ...], start: int, first: int = 0) -> float:
        end = len(self.problem.quarters) - start
        return sum(profile[max(0, first - start) : max(0, end)])


def _ready(rule: Precedence, level: Level, start: int) -> int:
    lasts = level.duration if rule.type == PrecedenceType.FINISH_START else 0
    return start + lasts + rule.lag


def _take(left: list[float], profile: tuple[float, ...], start: int) -> None:
    for t, amount in enumerate(profile, start):
        if 0 <= t < len(left):
            left[t] -= amount


def _has(left: list[float], profile: tuple[float, ...], start: int) -> bool:
    # What lies beyond the horizon is not counted: the shorter of the two ends it.
    return not any(
        amount and above(amount, free) for amount, free in zip(profile, left[start:], strict=False)
    )


def _not_beside(problem: Problem) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for group in (*problem.exclusions, *problem.exactly_one):
        for name in group:
            found.setdefault(name, set()).update(other for other in group if other != name)
    return found


def _by_end(
    problem: Problem,
) -> tuple[Mapping[str, list[Precedence]], Mapping[str, list[Precedence]]]:
    befores: dict[str, list[Precedence]] = {}
    afters: dict[str, list[Precedence]] = {}
    for rule in problem.precedences:
        befores.setdefault(rule.after, []).append(rule)
        afters.setdefault(rule.before, []).append(rule)
    return befores, afters


def _limits_of(problem: Problem) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, limit in enumerate(problem.start_limits):
        for name in limit.initiatives:
            found.setdefault(name, []).append(index)
    return found
