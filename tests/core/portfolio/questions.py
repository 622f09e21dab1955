"""Small problems of every kind, and all their plans: what the laws are held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from bundel.core.portfolio.evaluate import Evaluation, evaluate
from bundel.core.portfolio.problem import (
    AtRisk,
    Choice,
    Committed,
    Floor,
    Fund,
    Initiative,
    Level,
    Pool,
    Precedence,
    PrecedenceType,
    Problem,
    Range,
    Reach,
    SaturationStep,
    StartLimit,
    Synergy,
    Weights,
)

AREAS, GROUPS = ("haven", "stad"), ("huur", "koop")

SATURATIONS = (
    (SaturationStep(1.0, 1.0),),
    (SaturationStep(0.5, 1.0), SaturationStep(1.0, 0.5)),
    (SaturationStep(0.25, 0.8), SaturationStep(0.5, 0.4), SaturationStep(0.75, 0.0)),
)


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """Nothing about half the time."""
    return st.one_of(st.just(()), strategy.map(lambda x: (x,)))


def amounts(most: int, length: int) -> st.SearchStrategy:
    """A profile of at most this length, of whole numbers."""
    numbers = st.integers(0, most).map(float)
    return st.lists(numbers, max_size=length).map(tuple)


@st.composite
def ranges(draw: st.DrawFn, most: int = 9) -> Range:
    """A middle with a low and a high around it."""
    low, mid, high = sorted(draw(st.lists(st.integers(0, most), min_size=3, max_size=3)))
    return Range(float(low), float(mid), float(high))


@st.composite
def levels(draw: st.DrawFn, name: str, pools: list[str], funds: list[str]) -> Level:
    """One level with hours, euros and reach."""
    duration = draw(st.integers(1, 3))
    reach = st.builds(
        Reach,
        area=st.sampled_from(AREAS),
        group=st.sampled_from(GROUPS),
        households=amounts(8, duration),
        now_each=ranges(4),
        later_each=ranges(4),
    )
    return Level(
        id=name,
        duration=duration,
        hours={pool: draw(amounts(6, duration)) for pool in pools if draw(st.booleans())},
        euros={fund: draw(amounts(5, duration)) for fund in funds if draw(st.booleans())},
        now=draw(ranges()),
        later=draw(ranges()),
        reach=tuple(draw(st.lists(reach, max_size=2))),
    )


@st.composite
def initiatives(draw: st.DrawFn, name: str, n_quarters: int, names: tuple) -> Initiative:
    """One initiative: free, fixed or forbidden."""
    scales = tuple(draw(levels(f"l{k}", *names)) for k in range(draw(st.integers(1, 2))))
    earliest = draw(st.sampled_from((0, 0, 0, 1)))
    kind = draw(st.sampled_from(("free",) * 8 + ("committed", "forbidden")))
    promised = Committed(scales[0].id, draw(st.integers(-2, n_quarters - 1)))
    return Initiative(
        id=name,
        levels=scales,
        earliest=earliest,
        latest=draw(st.sampled_from((None, None, earliest, earliest + 1))),
        must_finish=draw(st.sampled_from((False, False, True))),
        committed=promised if kind == "committed" else None,
        forbidden=kind == "forbidden",
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A problem with every kind of rule, small enough to try everything."""
    n_quarters = draw(st.integers(1, 5))
    pools = tuple(
        Pool(f"p{k}", tuple(float(draw(st.integers(0, 9))) for _ in range(n_quarters)))
        for k in range(draw(st.integers(1, 2)))
    )
    funds = draw(maybe(_funds(n_quarters)))
    ids = [f"i{k}" for k in range(draw(st.integers(1, 3)))]
    names = ([pool.id for pool in pools], [fund.id for fund in funds])
    pairs = st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True).map(tuple)
    several = len(ids) > 1
    return Problem(
        quarters=tuple(f"K{t + 1}" for t in range(n_quarters)),
        pools=pools,
        funds=funds,
        initiatives=tuple(draw(initiatives(x, n_quarters, names)) for x in ids),
        at_risk=tuple(draw(_at_risk())),
        saturation=draw(st.sampled_from(SATURATIONS)),
        precedences=draw(maybe(_precedences(ids))) if several else (),
        exclusions=draw(maybe(pairs)) if several else (),
        exactly_one=draw(st.one_of(st.just(()), maybe(pairs))) if several else (),
        synergies=draw(maybe(_synergies(pairs))) if several else (),
        start_limits=draw(maybe(st.builds(StartLimit, st.just(tuple(ids)), st.integers(0, 2)))),
        floors=draw(st.one_of(st.just(()), maybe(_floors()))),
        weights=draw(st.sampled_from((Weights(), Weights(1.0, 0.25), Weights(0.0, 1.0)))),
    )


def _funds(n_quarters: int) -> st.SearchStrategy:
    euros = st.lists(st.integers(0, 8).map(float), min_size=n_quarters, max_size=n_quarters)
    return st.builds(
        Fund,
        id=st.just("f"),
        euros=st.none() | euros.map(tuple),
        total_eur=st.none() | st.integers(0, 15).map(float),
        until=st.none() | st.integers(0, n_quarters),
    )


def _at_risk() -> st.SearchStrategy:
    one = st.builds(
        AtRisk,
        area=st.sampled_from(AREAS),
        group=st.sampled_from(GROUPS),
        households=st.integers(0, 20).map(float),
        weight=st.sampled_from((1.0, 2.0, 0.5)),
    )
    return st.lists(one, max_size=3, unique_by=lambda x: (x.area, x.group))


def _precedences(ids: list[str]) -> st.SearchStrategy:
    return st.builds(
        Precedence,
        before=st.just(ids[0]),
        after=st.sampled_from(ids[1:]),
        type=st.sampled_from(PrecedenceType),
        lag=st.integers(-1, 2),
    )


def _synergies(groups: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(
        Synergy,
        all_of=groups,
        now=st.integers(-3, 9).map(float),
        later=st.integers(-3, 9).map(float),
        hours=st.dictionaries(st.just("p0"), st.integers(0, 4).map(float)),
    )


def _floors() -> st.SearchStrategy:
    return st.builds(
        Floor,
        households=st.integers(0, 6).map(float),
        area=st.none() | st.sampled_from(AREAS),
        group=st.none() | st.sampled_from(GROUPS),
    )


def all_plans(problem: Problem) -> Iterator[tuple[tuple[Choice, ...], Evaluation]]:
    """Every plan that breaks no rule, by trying everything."""
    options = [_options(initiative, len(problem.quarters)) for initiative in problem.initiatives]
    for combination in product(*options):
        chosen = tuple(choice for choice in combination if choice is not None)
        found = evaluate(problem, chosen)
        if not found.broken:
            yield chosen, found


def best_by_trying(problem: Problem) -> float | None:
    """The highest objective of all plans; None if there is none."""
    return max((found.objective for _, found in all_plans(problem)), default=None)


def _options(initiative: Initiative, n_quarters: int) -> list[Choice | None]:
    if initiative.committed:
        fixed = initiative.committed
        return [Choice(initiative.id, fixed.level, fixed.start)]
    starts = range(min(0, initiative.earliest), n_quarters)
    free = [Choice(initiative.id, level.id, s) for level in initiative.levels for s in starts]
    return [None, *free]


def renamed(problem: Problem, order: list[int]) -> Problem:
    """The same problem with its initiatives in another order and under other names."""
    new = {x.id: f"anders-{9 - k}" for k, x in enumerate(problem.initiatives)}

    def names(group: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new[x] for x in reversed(group))

    inis = problem.initiatives
    return replace(
        problem,
        initiatives=tuple(replace(inis[k], id=new[inis[k].id]) for k in order),
        precedences=tuple(
            replace(x, before=new[x.before], after=new[x.after]) for x in problem.precedences
        ),
        exclusions=tuple(map(names, problem.exclusions)),
        exactly_one=tuple(map(names, problem.exactly_one)),
        synergies=tuple(replace(x, all_of=names(x.all_of)) for x in problem.synergies),
        start_limits=tuple(
            replace(x, initiatives=names(x.initiatives)) for x in problem.start_limits
        ),
    )
