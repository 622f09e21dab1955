"""What stands in the way of one initiative beside a plan, in one Dutch sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bundel.core.portfolio.evaluate import Evaluation
from bundel.core.portfolio.problem import Choice, Initiative, Level, PrecedenceType, Problem
from bundel.core.portfolio.words import Words, number


@dataclass(frozen=True, slots=True, order=True)
class _Shortage:
    """What an option lacks most: first how much of what it asks, then where."""

    share: float
    sentence: str


class Hindrances:
    """The plan, and what it leaves of hours and money."""

    def __init__(self, problem: Problem, plan: Sequence[Choice], found: Evaluation) -> None:
        self._problem = problem
        self._words = Words(problem)
        levels = {(x.id, y.id): y for x in problem.initiatives for y in x.levels}
        self._plan = {x.initiative: (levels[x.initiative, x.level], x.start) for x in plan}
        self._hours = {
            pool.id: [
                have - used for have, used in zip(pool.hours, found.hours[pool.id], strict=True)
            ]
            for pool in problem.pools
        }
        self._euros = found.euros
        self._funds = {fund.id: fund for fund in problem.funds}

    def of(self, initiative: Initiative) -> str:
        """Return why this one is not in the plan as it stands."""
        if initiative.forbidden:
            return "Dit initiatief is uitgesloten door een wens."
        for sentence in self._bonds(initiative):
            return sentence
        lacks = [
            min(shortages)
            for level in initiative.levels
            if (shortages := list(self._per_start(initiative, level)))
        ]
        if not lacks:
            return self._no_start(initiative)
        least = min(lacks)
        return least.sentence or "Het past, maar het plan wordt er niet beter van."

    def _no_start(self, initiative: Initiative) -> str:
        befores = [x.before for x in self._problem.precedences if x.after == initiative.id]
        if befores:
            names = self._words.initiatives(befores)
            return f"Na {names} is er binnen de kwartalen geen start meer die mag."
        return "Binnen de kwartalen is er geen start die mag."

    def _bonds(self, initiative: Initiative) -> Iterator[str]:
        for group in (*self._problem.exclusions, *self._problem.exactly_one):
            others = [x for x in group if x in self._plan]
            if initiative.id in group and others:
                names = self._words.initiatives(others)
                yield f"Het kan niet samen met {names}, en dat staat in het plan."
        for rule in self._problem.precedences:
            if rule.after == initiative.id and rule.before not in self._plan:
                name = self._words.initiative(rule.before)
                yield f"Eerst is {name} nodig, en dat staat niet in het plan."

    def _per_start(self, initiative: Initiative, level: Level) -> Iterator[_Shortage]:
        n_quarters = len(self._problem.quarters)
        last = n_quarters - 1 if initiative.latest is None else initiative.latest
        last = min(last, n_quarters - (level.duration if initiative.must_finish else 1))
        for start in range(max(initiative.earliest, self._ready(initiative)), last + 1):
            worst = max(self._lacks(level, start), default=_Shortage(0.0, ""))
            yield max(worst, self._start_limit(initiative, start))

    def _ready(self, initiative: Initiative) -> int:
        ready = 0
        for rule in self._problem.precedences:
            if rule.after == initiative.id:
                level, start = self._plan[rule.before]
                lasts = level.duration if rule.type == PrecedenceType.FINISH_START else 0
                ready = max(ready, start + lasts + rule.lag)
        return ready

    def _lacks(self, level: Level, start: int) -> Iterator[_Shortage]:
        for pool, profile in level.hours.items():
            for t, asked in _within(profile, start, len(self._problem.quarters)):
                free = self._hours[pool][t]
                if asked > free + 1e-6:
                    yield _Shortage(
                        1 - free / asked,
                        f"Pool {self._words.pool(pool)} heeft in {self._words.quarter(t)} nog"
                        f" {number(max(0.0, free))} uur; nodig is {number(asked)} uur.",
                    )
        for fund, profile in level.euros.items():
            yield from self._fund_lacks(fund, profile, start)

    def _fund_lacks(self, name: str, profile: tuple[float, ...], start: int) -> Iterator[_Shortage]:
        fund, words = self._funds[name], self._words
        asked_in = list(_within(profile, start, len(self._problem.quarters)))
        for t, asked in asked_in:
            if fund.until is not None and t > fund.until and asked > 0:
                yield _Shortage(2.0, f"Geld {words.fund(name)} loopt af vóór {words.quarter(t)}.")
            free = fund.euros[t] - self._euros[name][t] if fund.euros is not None else asked
            if asked > free + 1e-6:
                yield _Shortage(
                    1 - free / asked,
                    f"Geld {words.fund(name)} heeft in {words.quarter(t)} nog"
                    f" {number(max(0.0, free))} euro; nodig is {number(asked)} euro.",
                )
        total = sum(asked for _, asked in asked_in)
        if fund.total_eur is not None and total:
            free = fund.total_eur - sum(self._euros[name])
            if total > free + 1e-6:
                yield _Shortage(
                    1 - free / total,
                    f"Geld {words.fund(name)} heeft nog {number(max(0.0, free))} euro;"
                    f" nodig is {number(total)} euro.",
                )

    def _start_limit(self, initiative: Initiative, start: int) -> _Shortage:
        for limit in self._problem.start_limits:
            starting = [x for x in limit.initiatives if self._plan.get(x, (None, -1))[1] == start]
            if initiative.id in limit.initiatives and len(starting) >= limit.per_quarter:
                when = self._words.quarter(start)
                return _Shortage(
                    1.0, f"In {when} mogen er hoogstens {limit.per_quarter} starten, en dat is vol."
                )
        return _Shortage(0.0, "")


def _within(profile: tuple[float, ...], start: int, n_quarters: int) -> Iterator[tuple[int, float]]:
    return ((t, asked) for t, asked in enumerate(profile, start) if 0 <= t < n_quarters)
