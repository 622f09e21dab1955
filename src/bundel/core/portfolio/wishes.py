"""Everything in a problem that could be given up, in words and as the problem without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bundel.core.portfolio.problem import (
    Floor,
    Fund,
    Initiative,
    Pool,
    Precedence,
    PrecedenceType,
    Problem,
    StartLimit,
)
from bundel.core.portfolio.rules import floor_place
from bundel.core.portfolio.words import Words, number

# The lists of a problem whose members are wishes by themselves.
_LISTS = ("precedences", "exclusions", "exactly_one", "start_limits", "floors")


@dataclass(frozen=True, slots=True)
class Wish:
    """
    One wish: where it stands in the problem, and how one would say it.

    `part` is a list of the problem, or what of one pool, fund or initiative is given up.
    """

    sentence: str
    part: str
    what: object

    def given_up(self, problem: Problem) -> Problem:
        """Return the problem without this wish; all that was possible still is."""
        if self.part in _LISTS:
            left = tuple(x for x in getattr(problem, self.part) if x != self.what)
            changes: dict[str, Any] = {self.part: left}
            return replace(problem, **changes)
        if self.part == "pool":
            return _with_pool(problem, str(self.what))
        if self.part in {"until", "money"}:
            return _with_fund(problem, str(self.what), self.part)
        return _with_initiative(problem, str(self.what), self.part)


def wishes(problem: Problem) -> Iterator[Wish]:
    """Return all wishes; what people hold dearest comes last: it stays in a conflict longest."""
    words = Words(problem)
    yield from _agreements(problem, words)
    for fund in problem.funds:
        yield from _money(fund, words)
    for pool in problem.pools:
        yield Wish(f"Pool {words.pool(pool.id)} krijgt er geen uren bij.", "pool", pool.id)
    for initiative in problem.initiatives:
        yield from _promises(initiative, words)
    for group in dict.fromkeys(problem.exactly_one):
        names = words.initiatives(group)
        one = f"Precies één van {names}." if len(group) > 1 else f"{names} moet in het plan."
        yield Wish(one, "exactly_one", group)
    for floor in dict.fromkeys(problem.floors):
        yield Wish(_floor(floor), "floors", floor)


def _agreements(problem: Problem, words: Words) -> Iterator[Wish]:
    for limit in dict.fromkeys(problem.start_limits):
        yield Wish(_start_limit(limit, words), "start_limits", limit)
    for initiative in problem.initiatives:
        if initiative.forbidden:
            name = words.initiative(initiative.id)
            yield Wish(f"{name} mag niet in het plan.", "forbidden", initiative.id)
    for group in dict.fromkeys(problem.exclusions):
        yield Wish(f"Hoogstens één van {words.initiatives(group)}.", "exclusions", group)
    for rule in dict.fromkeys(problem.precedences):
        yield Wish(_precedence(rule, words), "precedences", rule)


def _start_limit(limit: StartLimit, words: Words) -> str:
    who = limit.name or words.initiatives(limit.initiatives)
    return f"Van {who} starten er hoogstens {limit.per_quarter} per kwartaal."


def _precedence(rule: Precedence, words: Words) -> str:
    before, after = words.initiative(rule.before), words.initiative(rule.after)
    done = "klaar" if rule.type == PrecedenceType.FINISH_START else "gestart"
    lag = f" en {rule.lag} kwartalen verder" if rule.lag else ""
    return f"{after} start pas als {before} {done} is{lag}."


def _money(fund: Fund, words: Words) -> Iterator[Wish]:
    name = words.fund(fund.id)
    if fund.euros is not None or fund.total_eur is not None:
        yield Wish(f"Er komt geen geld bij in {name}.", "money", fund.id)
    if fund.until is not None:
        when = words.quarter(fund.until)
        yield Wish(f"Geld {name} mag tot en met {when} worden uitgegeven.", "until", fund.id)


def _promises(initiative: Initiative, words: Words) -> Iterator[Wish]:
    name = words.initiative(initiative.id)
    if initiative.must_finish:
        yield Wish(f"{name} moet klaar zijn aan het eind.", "must_finish", initiative.id)
    if initiative.committed:
        when = words.quarter(initiative.committed.start)
        yield Wish(f"{name} is toegezegd vanaf {when}.", "committed", initiative.id)


def _floor(floor: Floor) -> str:
    return f"{floor_place(floor)} tellen minstens {number(floor.households)} huishoudens mee."


def _with_pool(problem: Problem, name: str) -> Problem:
    pools = (_enough(problem, x) if x.id == name else x for x in problem.pools)
    return replace(problem, pools=tuple(pools))


def _enough(problem: Problem, pool: Pool) -> Pool:
    most = sum(
        max((max(x.hours.get(pool.id, ()), default=0.0) for x in initiative.levels), default=0.0)
        for initiative in problem.initiatives
    )
    return replace(pool, hours=tuple(max(most, hours) for hours in pool.hours))


def _with_fund(problem: Problem, name: str, part: str) -> Problem:
    gone: dict[str, Any] = (
        {"until": None} if part == "until" else {"euros": None, "total_eur": None}
    )
    funds = (replace(x, **gone) if x.id == name else x for x in problem.funds)
    return replace(problem, funds=tuple(funds))


def _with_initiative(problem: Problem, name: str, part: str) -> Problem:
    initiatives = (_freed(x, part) if x.id == name else x for x in problem.initiatives)
    return replace(problem, initiatives=tuple(initiatives))


def _freed(initiative: Initiative, part: str) -> Initiative:
    promised = initiative.committed
    if part != "committed" or promised is None:
        dropped: dict[str, Any] = {part: False}
        return replace(initiative, **dropped)
    # As promised, or not at all: so that all that was possible with the promise still is.
    levels = tuple(level for level in initiative.levels if level.id == promised.level)
    return replace(
        initiative,
        levels=levels,
        earliest=promised.start,
        latest=promised.start,
        committed=None,
    )
