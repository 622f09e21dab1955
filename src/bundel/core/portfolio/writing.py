"""From a problem to JSON: what is written reads back as the same problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundel.core.portfolio import problem as p

# What a field holds when it is left out; such fields are not written.
_NOTHING: tuple[Any, ...] = ("", None, False, [], {})


def write_problem(problem: p.Problem) -> dict[str, Any]:
    """Return the problem as JSON data, without the fields that say nothing."""
    return {
        "version": "1",
        "quarters": list(problem.quarters),
        "pools": [
            _filled(id=x.id, name=x.name, department=x.department) | {"hours": list(x.hours)}
            for x in problem.pools
        ],
        "initiatives": [_initiative(x) for x in problem.initiatives],
        "saturation": [{"upto": x.upto_share, "worth": x.worth_share} for x in problem.saturation],
        "weights": {"now": problem.weights.now, "later": problem.weights.later},
        **_filled(
            funds=[_fund(x) for x in problem.funds],
            at_risk=[
                {"area": x.area, "group": x.group, "households": x.households, "weight": x.weight}
                for x in problem.at_risk
            ],
            precedences=[
                {"before": x.before, "after": x.after, "type": x.type.value, "lag": x.lag}
                for x in problem.precedences
            ],
            exclusions=[list(x) for x in problem.exclusions],
            exactly_one=[list(x) for x in problem.exactly_one],
            synergies=[_synergy(x) for x in problem.synergies],
            start_limits=[_start_limit(x) for x in problem.start_limits],
            floors=[
                {"households": x.households} | _given(area=x.area, group=x.group)
                for x in problem.floors
            ],
        ),
    }


def _filled(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in _NOTHING}


def _given(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def _fund(fund: p.Fund) -> dict[str, Any]:
    euros = None if fund.euros is None else list(fund.euros)
    return {"id": fund.id} | _given(
        name=fund.name or None, euros=euros, total=fund.total_eur, until=fund.until
    )


def _initiative(initiative: p.Initiative) -> dict[str, Any]:
    committed = initiative.committed
    return {
        "id": initiative.id,
        "levels": [_level(x) for x in initiative.levels],
        "earliest": initiative.earliest,
        **_given(latest=initiative.latest),
        **_filled(
            name=initiative.name,
            department=initiative.department,
            lead=initiative.lead,
            must_finish=initiative.must_finish,
            committed=committed and {"level": committed.level, "start": committed.start},
            forbidden=initiative.forbidden,
        ),
    }


def _level(level: p.Level) -> dict[str, Any]:
    return {"id": level.id, "duration": level.duration} | _filled(
        hours=_profiles(level.hours),
        euros=_profiles(level.euros),
        now=_range(level.now),
        later=_range(level.later),
        reach=[_reach(x) for x in level.reach],
    )


def _profiles(by_name: Mapping[str, tuple[float, ...]]) -> dict[str, list[float]]:
    return {name: list(amounts) for name, amounts in by_name.items()}


def _range(value: p.Range) -> float | dict[str, float] | None:
    if value == p.ZERO:
        return None
    if value.low == value.mid == value.high:
        return value.mid
    return {"low": value.low, "mid": value.mid, "high": value.high}


def _reach(reach: p.Reach) -> dict[str, Any]:
    return {"area": reach.area, "group": reach.group, "households": list(reach.households)} | (
        _filled(now_each=_range(reach.now_each), later_each=_range(reach.later_each))
    )


def _synergy(synergy: p.Synergy) -> dict[str, Any]:
    return {
        "all_of": list(synergy.all_of),
        "now": synergy.now,
        "later": synergy.later,
        "hours": dict(synergy.hours),
    }


def _start_limit(limit: p.StartLimit) -> dict[str, Any]:
    return {"initiatives": list(limit.initiatives), "per_quarter": limit.per_quarter} | _filled(
        name=limit.name
    )
