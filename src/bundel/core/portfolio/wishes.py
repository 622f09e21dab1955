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
from bundel.core.portfolio.said import Kind, Said, Value, said
from bundel.core.portfolio.words import Words, called

# The lists of a problem whose members are wishes by themselves.
_LISTS = ("precedences", "exclusions", "exactly_one", "start_limits", "floors")


@dataclass(frozen=True, slots=True)
class Wish:
    """
    One wish: where it stands in the problem, and how one would say it.

    `part` is a list of the problem, or what of one pool, fund or initiative is given up.
    """

    sentence: Said
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
        sentence = said("Team %(team)s krijgt er geen uren bij.", team=words.pool(pool.id))
        yield Wish(sentence, "pool", pool.id)
    for initiative in problem.initiatives:
        yield from _promises(initiative, words)
    for group in dict.fromkeys(problem.exactly_one):
        yield Wish(_exactly_one(words.initiatives(group), len(group)), "exactly_one", group)
    for floor in dict.fromkeys(problem.floors):
        yield Wish(_floor(floor), "floors", floor)


def _agreements(problem: Problem, words: Words) -> Iterator[Wish]:
    for limit in dict.fromkeys(problem.start_limits):
        yield Wish(_start_limit(limit, words), "start_limits", limit)
    for initiative in problem.initiatives:
        if initiative.forbidden:
            name = words.initiative(initiative.id)
            sentence = said("%(initiative)s mag niet in het plan.", initiative=name)
            yield Wish(sentence, "forbidden", initiative.id)
    for group in dict.fromkeys(problem.exclusions):
        names = words.initiatives(group)
        sentence = said("Hoogstens één van %(initiatives)s mag in het plan.", initiatives=names)
        yield Wish(sentence, "exclusions", group)
    for rule in dict.fromkeys(problem.precedences):
        yield Wish(_precedence(rule, words), "precedences", rule)


def _exactly_one(names: Value, count: int) -> Said:
    if count == 1:
        return said("%(initiative)s moet in het plan.", initiative=names)
    return said("Precies één van %(initiatives)s moet in het plan.", initiatives=names)


def _start_limit(limit: StartLimit, words: Words) -> Said:
    most = Value(Kind.COUNT, limit.per_quarter)
    if limit.name:
        rule = called(limit.name)
        if limit.per_quarter == 1:
            return said("Regel %(rule)s: hoogstens 1 start per kwartaal.", rule=rule)
        return said(
            "Regel %(rule)s: hoogstens %(limit)s starts per kwartaal.", rule=rule, limit=most
        )
    names = words.initiatives(limit.initiatives)
    if limit.per_quarter == 1:
        return said(
            "Van %(initiatives)s mag er hoogstens 1 per kwartaal starten.", initiatives=names
        )
    return said(
        "Van %(initiatives)s mogen er hoogstens %(limit)s per kwartaal starten.",
        initiatives=names,
        limit=most,
    )


def _precedence(rule: Precedence, words: Words) -> Said:
    names = {"before": words.initiative(rule.before), "after": words.initiative(rule.after)}
    lag = Value(Kind.QUARTERS, abs(rule.lag))
    if rule.type == PrecedenceType.FINISH_START:
        if rule.lag > 0:
            return said(
                "%(after)s start minstens %(lag)s nadat %(before)s klaar is.", **names, lag=lag
            )
        if rule.lag < 0:
            return said(
                "%(after)s start hoogstens %(lag)s voordat %(before)s klaar is.", **names, lag=lag
            )
        return said("%(after)s start pas als %(before)s klaar is.", **names)
    if rule.lag > 0:
        return said(
            "%(after)s start minstens %(lag)s na de start van %(before)s.", **names, lag=lag
        )
    if rule.lag < 0:
        return said(
            "%(after)s start hoogstens %(lag)s voor de start van %(before)s.", **names, lag=lag
        )
    return said("%(after)s start niet eerder dan %(before)s.", **names)


def _money(fund: Fund, words: Words) -> Iterator[Wish]:
    name = words.fund(fund.id)
    if fund.euros is not None or fund.total_eur is not None:
        sentence = said("Geldbron %(fund)s krijgt er geen geld bij.", fund=name)
        yield Wish(sentence, "money", fund.id)
    if fund.until is not None:
        when = words.quarter(fund.until)
        sentence = said("Geldbron %(fund)s loopt tot en met %(quarter)s.", fund=name, quarter=when)
        yield Wish(sentence, "until", fund.id)


def _promises(initiative: Initiative, words: Words) -> Iterator[Wish]:
    name = words.initiative(initiative.id)
    if initiative.must_finish:
        sentence = said("%(initiative)s moet binnen het plan klaar zijn.", initiative=name)
        yield Wish(sentence, "must_finish", initiative.id)
    if initiative.committed:
        sentence = said(
            "%(initiative)s is toegezegd vanaf %(quarter)s.",
            initiative=name,
            quarter=words.quarter(initiative.committed.start),
        )
        yield Wish(sentence, "committed", initiative.id)


def _floor(floor: Floor) -> Said:
    households = Value(Kind.HOUSEHOLDS, floor.households)
    if floor.area is None and floor.group is None:
        return said("Het plan moet minstens %(households)s bereiken.", households=households)
    if floor.group is None:
        return said(
            "Het plan moet in gebied %(area)s minstens %(households)s bereiken.",
            area=Value(Kind.AREA, floor.area or ""),
            households=households,
        )
    group = Value(Kind.GROUP, floor.group)
    if floor.area is None:
        return said(
            "Het plan moet met groep %(group)s minstens %(households)s bereiken.",
            group=group,
            households=households,
        )
    return said(
        "Het plan moet in gebied %(area)s met groep %(group)s minstens %(households)s bereiken.",
        area=Value(Kind.AREA, floor.area),
        group=group,
        households=households,
    )


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
