"""Hours and money against what is asked of them: per quarter, starting and running apart."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.programme import models, profiles
from bundel.programme.material import (
    FundMaterial,
    InitiativeMaterial,
    LevelMaterial,
    Material,
    PoolMaterial,
    net_hours,
    read_demand,
)
from bundel.programme.problem import last_quarter
from bundel.programme.selectors.frame import VIEW

RUNNING, ALL_AT_ONCE, ADOPTED = "running", "all_at_once", "adopted"
# Rounding of shares of hours is no overload.
TOLERANCE_HOURS = 0.01
MOST_SHARE = 10.0


@dataclass(frozen=True, slots=True)
class PoolRow:
    """A pool with its people and what is left of their hours."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    department: str
    department_id: uuid.UUID | None
    internal: bool
    people: int
    fte: float
    hours_per_fte: float
    fixed_hours: float
    net_hours: float
    grade: str
    basis: str
    source: str
    changes: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class FundRow:
    """A fund with its conditions."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    total_eur: float | None
    quarterly_eur: float | None
    end_date: date | None
    conditions: str
    payees: tuple[str, ...]
    grade: str
    basis: str
    source: str
    changes: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class CapacityCell:
    """One pool in one quarter; `committed` is the part that already runs, whatever is planned."""

    quarter: str
    available: float
    start_hours: float
    running_hours: float
    used: float
    committed: float
    share: float
    over: bool


@dataclass(frozen=True, slots=True)
class PoolLoad:
    """One pool over the horizon; `most` is its heaviest quarter as a share."""

    id: uuid.UUID
    code: str
    name: str
    department: str
    internal: bool
    cells: tuple[CapacityCell, ...]
    most: float


@dataclass(frozen=True, slots=True)
class CapacityTable:
    """All pools over all quarters."""

    basis: str
    quarters: tuple[str, ...]
    pools: tuple[PoolLoad, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """An initiative that asks hours of a pool in a quarter."""

    initiative_id: uuid.UUID
    code: str
    name: str
    level: str
    phase: str
    hours: float


@dataclass(frozen=True, slots=True)
class FundUse:
    """A fund against what is spent; what is left at its end expires."""

    id: uuid.UUID
    code: str
    name: str
    end_quarter: str
    available_eur: float
    used_eur: tuple[float, ...]
    spent_eur: float
    unspent_eur: float
    expires: bool


@dataclass(frozen=True, slots=True)
class _Doing:
    """An initiative at a level from a quarter; a negative start lies before the horizon."""

    initiative: InitiativeMaterial
    level: LevelMaterial
    start: int
    committed: bool


def pool_rows(*, actor: Actor) -> list[PoolRow]:
    """Return the pools by name. Two queries."""
    permissions.require(actor, VIEW)
    here = models.Pool.objects.filter(municipality_id=actor.municipality_id)
    return [
        PoolRow(
            id=pool.pk,
            version=pool.version,
            code=pool.code,
            name=pool.name,
            department=pool.department.name if pool.department else "",
            department_id=pool.department_id,
            internal=pool.internal,
            people=pool.people,
            fte=float(pool.fte),
            hours_per_fte=float(pool.hours_per_fte),
            fixed_hours=float(pool.fixed_hours),
            net_hours=float(net_hours(pool)),
            grade=pool.grade,
            basis=pool.basis,
            source=pool.source,
            changes=tuple((c.quarter, float(c.hours), c.reason) for c in pool.changes.all()),
        )
        for pool in here.select_related("department").prefetch_related("changes").order_by("name")
    ]


def fund_rows(*, actor: Actor) -> list[FundRow]:
    """Return the funds by name. Four queries."""
    permissions.require(actor, VIEW)
    here = models.Fund.objects.filter(municipality_id=actor.municipality_id)
    found = here.prefetch_related("changes", "payees__department").order_by("name")
    return [
        FundRow(
            id=fund.pk,
            version=fund.version,
            code=fund.code,
            name=fund.name,
            total_eur=_maybe(fund.total_eur),
            quarterly_eur=_maybe(fund.quarterly_eur),
            end_date=fund.end_date,
            conditions=fund.conditions,
            payees=tuple(sorted(payee.department.name for payee in fund.payees.all())),
            grade=fund.grade,
            basis=fund.basis,
            source=fund.source,
            changes=tuple((c.quarter, float(c.eur), c.reason) for c in fund.changes.all()),
        )
        for fund in found
    ]


def capacity(*, actor: Actor, basis: str = RUNNING) -> CapacityTable:
    """
    Return every pool in every quarter against what is asked of it.

    Args:
        basis: What is done: `running` what is committed, `all_at_once` and all the rest from the
            first quarter at its usual level, `adopted` the adopted plan, or the id of a run.

    Raises:
        NotFound: if there is no such plan.
    """
    permissions.require(actor, VIEW)
    material = read_demand(actor.municipality_id)
    return _table(material, list(_doing(actor, material, basis)), basis)


def asked_now(*, actor: Actor) -> tuple[CapacityTable, list[FundUse]]:
    """
    Return what all that already runs asks of pools, and of funds by name. Eleven queries.

    Raises:
        NoProgramme: if there is no horizon yet.
    """
    permissions.require(actor, VIEW)
    material = read_demand(actor.municipality_id)
    doing = list(_without_plan(material, everything=False))
    return _table(material, doing, RUNNING), _uses(material, doing)


def _table(material: Material, doing: list[_Doing], basis: str) -> CapacityTable:
    pools = tuple(_load(pool, material, doing) for pool in material.pools)
    return CapacityTable(basis, tuple(map(str, material.quarters)), pools)


def loads_of(material: Material) -> tuple[PoolLoad, ...]:
    """Return what all that already runs asks of every pool, for who has read the programme."""
    doing = list(_without_plan(material, everything=False))
    return tuple(_load(pool, material, doing) for pool in material.pools)


def who_asks(*, actor: Actor, pool_code: str, quarter: str, basis: str = RUNNING) -> list[Ask]:
    """
    Return who asks hours of a pool in a quarter, the largest first.

    Raises:
        NotFound: if there is no such pool, quarter or plan.
    """
    permissions.require(actor, VIEW)
    material = read_demand(actor.municipality_id)
    quarters = list(map(str, material.quarters))
    if quarter not in quarters or pool_code not in {pool.code for pool in material.pools}:
        raise NotFound
    t = quarters.index(quarter)
    asks = [
        Ask(d.initiative.id, d.initiative.code, d.initiative.name, d.level.name, phase, hours)
        for d in _doing(actor, material, basis)
        for phase, hours in zip(
            ("start", "running"), _asked(d, pool_code, t, material), strict=True
        )
        if hours
    ]
    return sorted(asks, key=lambda ask: (-ask.hours, ask.code))


def money(*, actor: Actor, basis: str = RUNNING) -> list[FundUse]:
    """
    Return every fund against what is spent of it, and what expires unspent, by name.

    Raises:
        NotFound: if there is no such plan.
    """
    permissions.require(actor, VIEW)
    material = read_demand(actor.municipality_id)
    return _uses(material, list(_doing(actor, material, basis)))


def _uses(material: Material, doing: list[_Doing]) -> list[FundUse]:
    uses = [_fund_use(fund, material, doing) for fund in material.funds]
    return sorted(uses, key=lambda use: use.name)


def _doing(actor: Actor, material: Material, basis: str) -> Iterator[_Doing]:
    if basis in {RUNNING, ALL_AT_ONCE}:
        yield from _without_plan(material, everything=basis == ALL_AT_ONCE)
        return
    for choice in _chosen(actor, basis):
        initiative = material.initiatives.get(choice["initiative"])
        level = initiative.levels.get(choice["level"]) if initiative else None
        # What was removed since the plan was made asks nothing any more.
        if initiative and level:
            yield _Doing(initiative, level, choice["start"], initiative.committed is not None)


def _without_plan(material: Material, *, everything: bool) -> Iterator[_Doing]:
    for initiative in material.initiatives.values():
        level = initiative.usual_level
        if level is None or initiative.state in {"stopped", "paused", "embedded"}:
            continue
        if initiative.committed:
            start = initiative.committed[1].minus(material.first)
            yield _Doing(initiative, level, start, committed=True)
        elif everything:
            yield _Doing(initiative, level, 0, committed=False)


def _chosen(actor: Actor, basis: str) -> list[dict[str, Any]]:
    permissions.require(actor, "plan.view")
    if basis == ADOPTED:
        plans = models.AdoptedPlan.objects.filter(municipality_id=actor.municipality_id)
        newest = plans.order_by("-adopted_at").values_list("plan__chosen", flat=True).first()
    else:
        newest = _chosen_by_run(actor, basis)
    if newest is None:
        raise NotFound
    return list(newest)


def _chosen_by_run(actor: Actor, basis: str) -> Any:
    try:
        run_id = uuid.UUID(basis)
    except ValueError:
        return None
    runs = models.PlanRun.objects.filter(municipality_id=actor.municipality_id, pk=run_id)
    return runs.values_list("result__chosen", flat=True).first()


def _asked(doing: _Doing, pool: str, t: int, material: Material) -> tuple[float, float]:
    """Return the hours for starting and for running that are asked of a pool in a quarter."""
    start, running = doing.level.hours.get(pool, (0.0, 0.0))
    quarters = profiles.length(doing.level, doing.start, len(material.quarters))
    k = t - doing.start
    if not 0 <= k < quarters:
        return 0.0, 0.0
    return (
        profiles.starting(doing.level, start, quarters)[k],
        profiles.running(doing.level, running, quarters)[k],
    )


def _load(pool: PoolMaterial, material: Material, doing: Iterable[_Doing]) -> PoolLoad:
    mine = [d for d in doing if pool.code in d.level.hours]
    cells = tuple(_cell(pool, t, material, mine) for t in range(len(material.quarters)))
    most = max((cell.share for cell in cells), default=0.0)
    return PoolLoad(pool.id, pool.code, pool.name, pool.department, pool.internal, cells, most)


def _cell(pool: PoolMaterial, t: int, material: Material, mine: list[_Doing]) -> CapacityCell:
    asked = [(d, *_asked(d, pool.code, t, material)) for d in mine]
    start = sum(hours for _d, hours, _r in asked)
    running = sum(hours for _d, _s, hours in asked)
    committed = sum(s + r for d, s, r in asked if d.committed)
    used, available = start + running, pool.hours[t]
    # Hours from a pool that has none are as heavy as heavy gets.
    share = min(used / available, MOST_SHARE) if available else MOST_SHARE * bool(used)
    return CapacityCell(
        quarter=str(material.quarters[t]),
        available=available,
        start_hours=round(start, 2),
        running_hours=round(running, 2),
        used=round(used, 2),
        committed=round(committed, 2),
        share=round(share, 4),
        over=used > available + TOLERANCE_HOURS,
    )


def _fund_use(fund: FundMaterial, material: Material, doing: Iterable[_Doing]) -> FundUse:
    horizon = len(material.quarters)
    used = [0.0] * horizon
    for d in doing:
        quarters = profiles.length(d.level, d.start, horizon)
        spent = profiles.used(profiles.euros(d.level, quarters), d.start, horizon)
        used = [a + b for a, b in zip(used, spent.get(fund.code, [0.0] * horizon), strict=True)]
    last = last_quarter(fund, material)
    open_until = horizon if last is None else last + 1
    available = (
        fund.total_eur if fund.total_eur is not None else sum((fund.euros or ())[:open_until])
    )
    spent_eur = sum(used)
    return FundUse(
        id=fund.id,
        code=fund.code,
        name=fund.name,
        end_quarter="" if last is None else str(material.first.plus(last)),
        available_eur=available,
        used_eur=tuple(used),
        spent_eur=spent_eur,
        unspent_eur=max(available - spent_eur, 0.0),
        # Money without an end stays; a yearly budget that is not used flows back too.
        expires=last is not None or fund.euros is not None,
    )


def _maybe(amount: object | None) -> float | None:
    return None if amount is None else float(str(amount))
