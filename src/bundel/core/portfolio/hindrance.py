"""What stands in the way of one initiative beside a plan, in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bundel.core.portfolio.evaluate import Evaluation
from bundel.core.portfolio.problem import (
    Choice,
    Initiative,
    Level,
    PrecedenceType,
    Problem,
    StartLimit,
)
from bundel.core.portfolio.said import Kind, Said, Value, said
from bundel.core.portfolio.words import ROUNDING, Words, called, left, needed


@dataclass(frozen=True, slots=True)
class ShortMoney:
    """
    Money that a fund lacks for one initiative, beside the plan as it stands.

    `first` and `last` are the quarters in which it lacks; None where it lacks over all of them.
    """

    fund: str
    euros: float
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Hindrance:
    """
    Why not, in words.

    `short_money` is only filled where money lacks at every level and start; `fits` tells that there
    is a level and start at which nothing does.
    """

    because: tuple[Said, ...]
    short_money: tuple[ShortMoney, ...] = ()
    fits: bool = False


@dataclass(frozen=True, slots=True, order=True)
class _Lack:
    """What an option lacks: first how much of what it asks, then where."""

    share: float
    because: tuple[Said, ...] = field(compare=False)
    money: ShortMoney | None = field(compare=False, default=None)


@dataclass(frozen=True, slots=True)
class _Option:
    """A level and a start: what it lacks, and whether the plan ends before it does."""

    lacks: Sequence[_Lack]
    is_cut_off: bool

    @property
    def distance(self) -> tuple[bool, bool, bool, float, float]:
        """Return how far it is from fitting; one that needs no more money is always nearer."""
        shares = [x.share for x in self.lacks]
        needs_money = any(x.money for x in self.lacks)
        worst = max(shares, default=0.0)
        return bool(self.lacks), needs_money, self.is_cut_off, worst, sum(shares)


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

    def of(self, initiative: Initiative) -> Hindrance:
        """
        Return why this one is not in the plan as it stands.

        What the option lacks that is nearest to fitting. One that the plan cuts off lacks less, but
        that is no reason why the whole of it does not fit: it is only named for want of others.
        """
        if initiative.forbidden:
            return _because(said("Dit initiatief doet niet mee: het is vooraf uitgesloten."))
        for bond in self._bonds(initiative):
            return _because(bond)
        options = [
            option for level in initiative.levels for option in self._per_start(initiative, level)
        ]
        if not options:
            return _because(self._no_start(initiative))
        nearest = min(options, key=lambda option: option.distance)
        if not nearest.lacks:
            sentence = said("Het past, maar het plan wordt er niet beter van.")
            return Hindrance((sentence,), fits=True)
        return _hindrance(nearest.lacks)

    def _no_start(self, initiative: Initiative) -> Said:
        befores = [x.before for x in self._problem.precedences if x.after == initiative.id]
        if befores:
            return said(
                "Na %(initiatives)s mag het in geen enkel kwartaal van dit plan nog starten.",
                initiatives=self._words.initiatives(befores),
            )
        return said("Het mag in geen enkel kwartaal van dit plan starten.")

    def _bonds(self, initiative: Initiative) -> Iterator[Said]:
        for group in (*self._problem.exclusions, *self._problem.exactly_one):
            others = [x for x in group if x in self._plan]
            if initiative.id not in group or not others:
                continue
            names = self._words.initiatives(others)
            if len(others) == 1:
                yield said(
                    "Het kan niet samen met %(initiatives)s, en dat zit in het plan.",
                    initiatives=names,
                )
            else:
                yield said(
                    "Het kan niet samen met %(initiatives)s, en die zitten in het plan.",
                    initiatives=names,
                )
        for rule in self._problem.precedences:
            if rule.after == initiative.id and rule.before not in self._plan:
                yield said(
                    "Eerst is %(initiative)s nodig, en dat zit niet in het plan.",
                    initiative=self._words.initiative(rule.before),
                )

    def _per_start(self, initiative: Initiative, level: Level) -> Iterator[_Option]:
        n_quarters = len(self._problem.quarters)
        last = n_quarters - 1 if initiative.latest is None else initiative.latest
        last = min(last, n_quarters - (level.duration if initiative.must_finish else 1))
        for start in range(max(initiative.earliest, self._ready(initiative)), last + 1):
            lacks = (*self._lacks(level, start), *self._start_limits(initiative, start))
            yield _Option(lacks, is_cut_off=start + level.duration > n_quarters)

    def _ready(self, initiative: Initiative) -> int:
        ready = 0
        for rule in self._problem.precedences:
            if rule.after == initiative.id:
                level, start = self._plan[rule.before]
                lasts = level.duration if rule.type == PrecedenceType.FINISH_START else 0
                ready = max(ready, start + lasts + rule.lag)
        return ready

    def _lacks(self, level: Level, start: int) -> Iterator[_Lack]:
        for pool, profile in level.hours.items():
            for t, asked in _within(profile, start, len(self._problem.quarters)):
                free = self._hours[pool][t]
                if asked > free + ROUNDING:
                    sentence = said(
                        "Team %(team)s heeft in %(quarter)s nog %(free)s; nodig is %(asked)s.",
                        team=self._words.pool(pool),
                        quarter=self._words.quarter(t),
                        free=left(Kind.HOURS, free),
                        asked=needed(Kind.HOURS, asked),
                    )
                    yield _Lack(1 - free / asked, (sentence,))
        for fund, profile in level.euros.items():
            asked_in = list(_within(profile, start, len(self._problem.quarters)))
            yield from self._after_end(fund, asked_in)
            yield from self._per_quarter(fund, asked_in)
            yield from self._in_total(fund, sum(asked for _, asked in asked_in))

    def _after_end(self, name: str, asked_in: Sequence[tuple[int, float]]) -> Iterator[_Lack]:
        until = self._funds[name].until
        late = [(t, asked) for t, asked in asked_in if until is not None and t > until and asked]
        if late and (euros := sum(asked for _, asked in late)) > 0:
            sentence = said(
                "Geldbron %(fund)s loopt af vóór %(quarter)s; vanaf dan is nog %(asked)s nodig.",
                fund=self._words.fund(name),
                quarter=self._words.quarter(late[0][0]),
                asked=needed(Kind.EUROS, euros),
            )
            yield _Lack(2.0, (sentence,), ShortMoney(name, euros, late[0][0], late[-1][0]))

    def _per_quarter(self, name: str, asked_in: Sequence[tuple[int, float]]) -> Iterator[_Lack]:
        fund = self._funds[name]
        for t, asked in asked_in:
            if fund.euros is None or (fund.until is not None and t > fund.until):
                continue
            free = fund.euros[t] - self._euros[name][t]
            if asked > free + ROUNDING:
                sentence = said(
                    "Geldbron %(fund)s heeft in %(quarter)s nog %(free)s; nodig is %(asked)s.",
                    fund=self._words.fund(name),
                    quarter=self._words.quarter(t),
                    free=left(Kind.EUROS, free),
                    asked=needed(Kind.EUROS, asked),
                )
                yield _Lack(1 - free / asked, (sentence,), ShortMoney(name, asked - free, t, t))

    def _in_total(self, name: str, asked: float) -> Iterator[_Lack]:
        total = self._funds[name].total_eur
        if total is None or not asked:
            return
        free = total - sum(self._euros[name])
        if asked > free + ROUNDING:
            sentence = said(
                "Geldbron %(fund)s heeft nog %(free)s; nodig is %(asked)s.",
                fund=self._words.fund(name),
                free=left(Kind.EUROS, free),
                asked=needed(Kind.EUROS, asked),
            )
            yield _Lack(1 - free / asked, (sentence,), ShortMoney(name, asked - free))

    def _start_limits(self, initiative: Initiative, start: int) -> Iterator[_Lack]:
        for limit in self._problem.start_limits:
            starting = [x for x in limit.initiatives if self._plan.get(x, (None, -1))[1] == start]
            if initiative.id in limit.initiatives and len(starting) >= limit.per_quarter:
                yield _Lack(1.0, tuple(_full(limit, self._words.quarter(start))))


def _because(sentence: Said) -> Hindrance:
    return Hindrance((sentence,))


def _hindrance(lacks: Sequence[_Lack]) -> Hindrance:
    """Say the worst; where money lacks, say that first, and then what else lacks most."""
    money = [x for x in lacks if x.money is not None]
    other = [x for x in lacks if x.money is None]
    worst = [max(some) for some in (money, other) if some]
    return Hindrance(
        tuple(sentence for lack in worst for sentence in lack.because),
        tuple(_per_fund([x.money for x in money if x.money is not None])),
    )


def _per_fund(lacking: Sequence[ShortMoney]) -> Iterator[ShortMoney]:
    """Return per fund what it lacks: over the quarters in which it does, or over all of them."""
    for fund in dict.fromkeys(x.fund for x in lacking):
        rows = [x for x in lacking if x.fund == fund]
        when = [t for x in rows for t in (x.first, x.last) if t is not None]
        in_quarters = sum(x.euros for x in rows if x.first is not None)
        in_total = max((x.euros for x in rows if x.first is None), default=0.0)
        if in_total >= in_quarters:
            yield ShortMoney(fund, in_total)
        else:
            yield ShortMoney(fund, in_quarters, min(when), max(when))


def _full(limit: StartLimit, quarter: Value) -> Iterator[Said]:
    if limit.per_quarter == 0:
        yield said("In %(quarter)s mag er niets starten.", quarter=quarter)
    elif limit.per_quarter == 1:
        yield said("In %(quarter)s mag er hoogstens 1 starten, en die is er al.", quarter=quarter)
    else:
        yield said(
            "In %(quarter)s mogen er hoogstens %(limit)s starten, en die zijn er al.",
            quarter=quarter,
            limit=Value(Kind.COUNT, limit.per_quarter),
        )
    if limit.name:
        yield said("Dat zegt de regel %(rule)s.", rule=called(limit.name))


def _within(profile: tuple[float, ...], start: int, n_quarters: int) -> Iterator[tuple[int, float]]:
    return ((t, asked) for t, asked in enumerate(profile, start) if 0 <= t < n_quarters)
