"""From the programme, and the changes of a what-if, to the planner's question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.core import preconditions
from bundel.core.portfolio import problem as p
from bundel.core.portfolio.evaluate import evaluate
from bundel.core.preconditions import Held
from bundel.core.quarters import NotAQuarter, Quarter, parse_quarter, quarter_of
from bundel.errors import Fault, Invalid
from bundel.programme import profiles
from bundel.programme.material import (
    FundMaterial,
    InitiativeMaterial,
    LevelMaterial,
    Material,
    PoolMaterial,
    RuleMaterial,
    codes,
)
from bundel.programme.models import RuleKind, State

# What is embedded is done by the line: it asks no hours and everything may follow it.
ABSENT = {State.EMBEDDED}
# What was stopped or stands still cannot be chosen, nor what needs it.
CLOSED = {State.STOPPED, State.PAUSED}
NO_LEVEL = p.Level(id="-", duration=1)


class WrongChanges(Invalid):
    """A what-if names something that is not in the programme."""

    sentence = gettext_lazy("Een wijziging in dit scenario klopt niet.")


@dataclass(frozen=True, slots=True)
class HoursChange:
    """More or fewer hours of a pool, in every quarter from one up to and including another."""

    add: float
    first: Quarter | None = None
    last: Quarter | None = None

    def holds(self, quarter: Quarter) -> bool:
        """Tell whether the change counts in a quarter."""
        return (self.first or quarter) <= quarter <= (self.last or quarter)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a what-if changes, checked against the programme."""

    pool_hours: Mapping[str, HoursChange] = field(default_factory=dict)
    fund_eur: Mapping[str, float] = field(default_factory=dict)
    weight_now: float | None = None
    weight_later: float | None = None
    require: frozenset[str] = frozenset()
    forbid: frozenset[str] = frozenset()
    release: frozenset[str] = frozenset()
    earliest: Mapping[str, Quarter] = field(default_factory=dict)
    # Of these initiatives all that has to be in place first is taken to be so.
    met: frozenset[str] = frozenset()


NOTHING = Changes()
KNOWN = ("pool_hours", "fund_eur", "weights", "require", "forbid", "release", "earliest", "met")


def read_changes(data: Mapping[str, Any], material: Material) -> Changes:
    """
    Return the changes of a what-if.

    Raises:
        WrongChanges: with a fault for each thing that the programme does not know.
    """
    faults = [
        Fault(key, _("Een scenario kent geen '%(key)s'.") % {"key": key})
        for key in data
        if key not in KNOWN
    ]
    names = {
        "pool_hours": codes(material.pools),
        "fund_eur": codes(material.funds),
        **dict.fromkeys(
            ("require", "forbid", "release", "earliest", "met"), frozenset(material.initiatives)
        ),
    }
    faults += [
        Fault(key, _("'%(code)s' staat niet in het programma.") % {"code": code})
        for key, known in names.items()
        for code in data.get(key, ())
        if code not in known
    ]
    if faults:
        raise WrongChanges(faults=faults)
    try:
        return _changes(data)
    except (ArithmeticError, AttributeError, TypeError, ValueError, NotAQuarter) as error:
        raise WrongChanges(faults=[Fault("changes", str(error))]) from error


def _changes(data: Mapping[str, Any]) -> Changes:
    weights = data.get("weights", {})
    return Changes(
        pool_hours={
            code: _hours_change(change) for code, change in data.get("pool_hours", {}).items()
        },
        fund_eur={code: float(change["add"]) for code, change in data.get("fund_eur", {}).items()},
        weight_now=None if "now" not in weights else max(float(weights["now"]), 0.0),
        weight_later=None if "later" not in weights else max(float(weights["later"]), 0.0),
        require=frozenset(data.get("require", ())),
        forbid=frozenset(data.get("forbid", ())),
        release=frozenset(data.get("release", ())),
        earliest={code: parse_quarter(q) for code, q in data.get("earliest", {}).items()},
        met=frozenset(data.get("met", ())),
    )


def _hours_change(change: Mapping[str, Any]) -> HoursChange:
    first, last = change.get("from"), change.get("until")
    return HoursChange(
        float(change["add"]),
        parse_quarter(first) if first else None,
        parse_quarter(last) if last else None,
    )


def build(
    material: Material, changes: Changes = NOTHING, *, today: date | None = None
) -> p.Problem:
    """
    Return the planner's question.

    What has to be in place before a start moves the earliest start, see `held_up`.

    Where what already runs asks more hours than there are, those hours are granted to it and to
    nothing else: a plan can add nothing there, but an overload of today does not forbid all plans.

    Args:
        today: The day from which promises count; without one no start waits for anything.
    """
    here = [i for i in material.initiatives.values() if i.state not in ABSENT]
    initiatives = tuple(_initiative(i, material, changes, today) for i in here)
    ids = {i.id for i in initiatives}
    closed = {i.id for i in initiatives if i.forbidden}
    wishes = [(code,) for code in sorted(changes.require) if code in ids and code not in closed]
    problem = p.Problem(
        quarters=tuple(map(str, material.quarters)),
        pools=tuple(_pool(pool, material, changes) for pool in material.pools),
        initiatives=initiatives,
        funds=tuple(_fund(fund, material, changes) for fund in material.funds),
        at_risk=material.at_risk,
        saturation=material.saturation or (p.SaturationStep(1.0, 1.0),),
        precedences=_precedences(material, ids),
        exclusions=tuple(_members(material.rules, RuleKind.EXCLUSION, ids, 2)),
        exactly_one=(*_members(material.rules, RuleKind.EXACTLY_ONE, ids, 1), *wishes),
        synergies=tuple(_synergies(material.rules, ids)),
        start_limits=tuple(_start_limits(material.rules, ids)),
        floors=material.floors,
        weights=p.Weights(
            material.weight_now if changes.weight_now is None else changes.weight_now,
            material.weight_later if changes.weight_later is None else changes.weight_later,
        ),
    )
    needed = committed_hours(problem)
    return replace(problem, pools=tuple(_granted(x, needed[x.id]) for x in problem.pools))


def committed_hours(problem: p.Problem) -> dict[str, tuple[float, ...]]:
    """
    Return per pool the hours that committed initiatives ask in each quarter. [hours]

    What they give back by running together is taken off, for else others could use it.
    """
    promised = [
        p.Choice(x.id, x.committed.level, x.committed.start)
        for x in problem.initiatives
        if x.committed
    ]
    return evaluate(problem, promised).hours


def _granted(pool: p.Pool, needed: Iterable[float]) -> p.Pool:
    return replace(pool, hours=tuple(map(max, pool.hours, needed)))


def _pool(pool: PoolMaterial, material: Material, changes: Changes) -> p.Pool:
    hours = tuple(_hours_of(pool, material, changes))
    return p.Pool(pool.code, hours, pool.name, pool.department)


def pool_hours(material: Material, changes: Changes = NOTHING) -> dict[str, list[float]]:
    """Return per pool the hours that there are in each quarter, whatever already runs. [hours]"""
    return {pool.code: _hours_of(pool, material, changes) for pool in material.pools}


def _hours_of(pool: PoolMaterial, material: Material, changes: Changes) -> list[float]:
    change = changes.pool_hours.get(pool.code)
    return [
        max(has + (change.add if change and change.holds(quarter) else 0.0), 0.0)
        for has, quarter in zip(pool.hours, material.quarters, strict=True)
    ]


def last_quarter(fund: FundMaterial, material: Material) -> int | None:
    """Return the index of the last quarter in which a fund pays; -1 if it has ended before."""
    if fund.end_date is None:
        return None
    index = quarter_of(fund.end_date).minus(material.first)
    return None if index >= len(material.quarters) else max(index, -1)


def _fund(fund: FundMaterial, material: Material, changes: Changes) -> p.Fund:
    add, until = changes.fund_eur.get(fund.code, 0.0), last_quarter(fund, material)
    if until == -1:
        return p.Fund(fund.code, euros=(0.0,) * len(material.quarters), name=fund.name)
    total = None if fund.total_eur is None else max(fund.total_eur + add, 0.0)
    euros = None if fund.euros is None else tuple(max(eur + add, 0.0) for eur in fund.euros)
    return p.Fund(fund.code, euros, total, until, fund.name)


def _initiative(
    initiative: InitiativeMaterial, material: Material, changes: Changes, today: date | None
) -> p.Initiative:
    code, horizon = initiative.code, len(material.quarters)
    earliest, latest = _window(initiative, material, changes, today)
    shut = (
        initiative.forbidden
        or initiative.state in CLOSED
        or code in changes.forbid
        or not initiative.levels
    )
    committed = None if shut else _committed(initiative, material, changes)
    last = horizon - 1 if latest is None else min(latest, horizon - 1)
    late = earliest > last
    start = committed.start if committed else 0
    return p.Initiative(
        id=code,
        levels=tuple(_level(x, start, horizon) for x in initiative.levels.values()) or (NO_LEVEL,),
        name=initiative.name,
        department=initiative.department,
        lead=initiative.lead,
        # What comes too late is forbidden, and still a question that is well formed.
        earliest=max(min(earliest, last), 0),
        latest=None if latest is None else max(latest, 0),
        must_finish=initiative.must_finish,
        committed=committed,
        forbidden=shut or (late and committed is None),
    )


def _window(
    initiative: InitiativeMaterial, material: Material, changes: Changes, today: date | None
) -> tuple[int, int | None]:
    earliest = natural_start(initiative, material, changes)
    may_wait = _may_wait(initiative, material, changes)
    if today and may_wait and (wait := _held(initiative, changes, today)):
        earliest = max(earliest, wait.quarter.minus(material.first))
    latest = initiative.latest.minus(material.first) if initiative.latest else None
    return earliest, latest


def natural_start(
    initiative: InitiativeMaterial, material: Material, changes: Changes = NOTHING
) -> int:
    """Return the first quarter in which it may start if all is in place. [index]"""
    first = changes.earliest.get(initiative.code, initiative.earliest)
    return max(first.minus(material.first), 0) if first else 0


def held_up(material: Material, changes: Changes = NOTHING, *, today: date) -> dict[str, Held]:
    """
    Return the initiatives that start later, or not, because something is not in place yet.

    What runs or is promised is not among them, nor what takes no part in the plan.
    """
    found: dict[str, Held] = {}
    for code, initiative in material.initiatives.items():
        if not _may_wait(initiative, material, changes):
            continue
        wait = _held(initiative, changes, today)
        if wait and wait.quarter.minus(material.first) > natural_start(
            initiative, material, changes
        ):
            found[code] = wait
    return found


def written(found: Mapping[str, Held]) -> dict[str, dict[str, str]]:
    """Return what is held up as JSON, to keep beside the question of the planner."""
    return {
        code: {
            "quarter": str(one.quarter),
            "what": one.wait.what,
            "who": one.wait.who,
            "due": one.wait.due_date.isoformat() if one.wait.due_date else "",
        }
        for code, one in found.items()
    }


def _may_wait(initiative: InitiativeMaterial, material: Material, changes: Changes) -> bool:
    if initiative.forbidden or initiative.state in ABSENT | CLOSED:
        return False
    return (
        initiative.code not in changes.forbid and _committed(initiative, material, changes) is None
    )


def _held(initiative: InitiativeMaterial, changes: Changes, today: date) -> Held | None:
    return None if initiative.code in changes.met else preconditions.held(initiative.waits, today)


def _committed(
    initiative: InitiativeMaterial, material: Material, changes: Changes
) -> p.Committed | None:
    if initiative.committed is None or initiative.code in changes.release:
        return None
    level, quarter = initiative.committed
    start = quarter.minus(material.first)
    return p.Committed(level, start) if start < len(material.quarters) else None


def _level(level: LevelMaterial, start: int, horizon: int) -> p.Level:
    quarters = profiles.length(level, start, horizon)
    return p.Level(
        id=level.code,
        duration=quarters,
        hours=profiles.hours(level, quarters),
        euros=profiles.euros(level, quarters),
        now=level.now,
        later=level.later,
        reach=tuple(profiles.reach(level, part, quarters) for part in level.reach),
    )


def _precedences(material: Material, ids: set[str]) -> tuple[p.Precedence, ...]:
    return tuple(
        p.Precedence(x.before, x.after, p.PrecedenceType(x.order), x.lag)
        for x in material.precedences
        if x.before in ids and x.after in ids
    )


def _present(
    rules: Iterable[RuleMaterial], kind: RuleKind, ids: set[str]
) -> Iterable[RuleMaterial]:
    for rule in rules:
        if rule.kind == kind:
            yield replace(rule, members=tuple(code for code in rule.members if code in ids))


def _members(
    rules: Iterable[RuleMaterial], kind: RuleKind, ids: set[str], least: int
) -> Iterable[tuple[str, ...]]:
    return (r.members for r in _present(rules, kind, ids) if len(r.members) >= least)


def _synergies(rules: Iterable[RuleMaterial], ids: set[str]) -> Iterable[p.Synergy]:
    whole = {rule.name: len(rule.members) for rule in rules}
    return (
        p.Synergy(r.members, r.now_eur, r.later_eur, r.hours)
        for r in _present(rules, RuleKind.SYNERGY, ids)
        if len(r.members) == whole[r.name] >= 2
    )


def _start_limits(rules: Iterable[RuleMaterial], ids: set[str]) -> Iterable[p.StartLimit]:
    return (
        p.StartLimit(r.members, r.per_quarter or 0, r.name)
        for r in _present(rules, RuleKind.START_LIMIT, ids)
        if r.members
    )
