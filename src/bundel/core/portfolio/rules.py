"""The rules of a problem held against a plan: each that is broken is a Dutch sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bundel.core.portfolio.counting import Counted
from bundel.core.portfolio.problem import (
    Floor,
    Fund,
    Initiative,
    Level,
    Precedence,
    PrecedenceType,
    Problem,
)
from bundel.core.portfolio.said import number
from bundel.core.portfolio.words import Words

# Sums of floats are never exact; a share of the limit this small is no breach.
SLACK_SHARE = 1e-6

Planned = tuple[Initiative, Level, int]
PerQuarter = Mapping[str, tuple[float, ...]]


def above(used: float, limit: float) -> bool:
    """Return whether more is used than there is, beyond rounding."""
    return used > limit + SLACK_SHARE * max(1.0, abs(limit))


def broken_rules(
    problem: Problem,
    plan: Sequence[Planned],
    hours: PerQuarter,
    euros: PerQuarter,
    counted: Sequence[Counted],
) -> Iterator[str]:
    """Return each rule that the plan breaks, in words."""
    words = Words(problem)
    yield from _choices(problem, plan, words)
    yield from _pools(problem, hours, words)
    for fund in problem.funds:
        yield from _fund(fund, euros[fund.id], words)
    for precedence in problem.precedences:
        yield from _precedence(precedence, plan, words)
    yield from _groups(problem, plan, words)
    yield from _start_limits(problem, plan, words)
    for floor in problem.floors:
        yield from _floor(floor, counted)


def _choices(problem: Problem, plan: Sequence[Planned], words: Words) -> Iterator[str]:
    times = Counter(initiative.id for initiative, _, _ in plan)
    for name, chosen in times.items():
        if chosen > 1:
            yield f"{words.initiative(name)} is {chosen} keer gekozen."
    for initiative in problem.initiatives:
        if initiative.committed and initiative.id not in times:
            yield f"{words.initiative(initiative.id)} is toegezegd en niet gekozen."
    for initiative, level, start in plan:
        yield from _choice(problem, initiative, level, start, str(words.initiative(initiative.id)))


def _choice(
    problem: Problem, initiative: Initiative, level: Level, start: int, name: str
) -> Iterator[str]:
    n_quarters = len(problem.quarters)
    committed = initiative.committed
    latest = n_quarters - 1 if initiative.latest is None else initiative.latest
    if initiative.forbidden:
        yield f"{name} is verboden."
    if committed:
        if (level.id, start) != (committed.level, committed.start):
            yield f"{name} is toegezegd met een ander niveau of een andere start."
    elif not initiative.earliest <= start <= min(latest, n_quarters - 1):
        yield f"{name} start buiten de toegestane kwartalen."
    if initiative.must_finish and start + level.duration > n_quarters:
        yield f"{name} is niet klaar aan het eind."


def _pools(problem: Problem, hours: PerQuarter, words: Words) -> Iterator[str]:
    for pool in problem.pools:
        for t, (used, limit) in enumerate(zip(hours[pool.id], pool.hours, strict=True)):
            if above(used, limit):
                yield (
                    f"Team {words.pool(pool.id)} heeft in {words.quarter(t)} {number(limit)} uur;"
                    f" nodig is {number(used)} uur."
                )


def _fund(fund: Fund, euros: tuple[float, ...], words: Words) -> Iterator[str]:
    name = f"Geldbron {words.fund(fund.id)}"
    for t, used in enumerate(euros):
        if fund.euros is not None and above(used, fund.euros[t]):
            limit = number(fund.euros[t])
            yield (
                f"{name} heeft in {words.quarter(t)} {limit} euro; nodig is {number(used)} euro."
            )
        if fund.until is not None and t > fund.until and used > 0:
            yield f"{name} mag in {words.quarter(t)} niet meer worden uitgegeven."
    if fund.total_eur is not None and above(sum(euros), fund.total_eur):
        yield (
            f"{name} heeft in totaal {number(fund.total_eur)} euro;"
            f" nodig is {number(sum(euros))} euro."
        )


def _precedence(rule: Precedence, plan: Sequence[Planned], words: Words) -> Iterator[str]:
    spans = {x.id: (start, start + level.duration) for x, level, start in plan}
    if rule.after not in spans:
        return
    before, after = words.initiative(rule.before), words.initiative(rule.after)
    if rule.before not in spans:
        yield f"{after} kan niet zonder {before}."
        return
    ready = spans[rule.before][rule.type == PrecedenceType.FINISH_START] + rule.lag
    if spans[rule.after][0] < ready:
        yield f"{after} start te vroeg na {before}."


def _groups(problem: Problem, plan: Sequence[Planned], words: Words) -> Iterator[str]:
    chosen = {initiative.id for initiative, _, _ in plan}
    for group in problem.exclusions:
        if len(chosen.intersection(group)) > 1:
            yield f"Hoogstens één mag: {words.initiatives(group)}."
    for group in problem.exactly_one:
        if len(chosen.intersection(group)) != 1:
            yield f"Precies één moet: {words.initiatives(group)}."


def _start_limits(problem: Problem, plan: Sequence[Planned], words: Words) -> Iterator[str]:
    for limit in problem.start_limits:
        starts = Counter(s for x, _, s in plan if s >= 0 and x.id in limit.initiatives)
        for t, started in sorted(starts.items()):
            if started > limit.per_quarter:
                name = f" bij {limit.name}" if limit.name else ""
                yield (
                    f"In {words.quarter(t)} starten er {started}{name};"
                    f" hoogstens {limit.per_quarter} mag."
                )


def _floor(floor: Floor, counted: Sequence[Counted]) -> Iterator[str]:
    reached = counted_for(floor, counted)
    if above(floor.households, reached):
        yield (
            f"{_place(floor)} tellen {number(reached)} huishoudens mee;"
            f" minstens {number(floor.households)} moet."
        )


def counted_for(floor: Floor, counted: Sequence[Counted]) -> float:
    """Return how many counted households a floor is about. [households]"""
    return sum(
        x.households
        for x in counted
        if floor.area in (None, x.area) and floor.group in (None, x.group)
    )


def _place(floor: Floor) -> str:
    area = f"In gebied ‘{floor.area}’" if floor.area is not None else "In alle gebieden samen"
    return area if floor.group is None else f"{area}, groep ‘{floor.group}’,"
