"""From JSON to a problem; every fault is found in one go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundel.core.portfolio import problem as p
from bundel.core.portfolio.faults import WrongInput
from bundel.core.portfolio.meaning import meaning_faults
from bundel.core.portfolio.parsing import parse
from bundel.core.portfolio.shape import shape_faults


def read_problem_bytes(text: bytes) -> p.Problem:
    """
    Return the problem in a JSON text.

    Raises:
        WrongInput: with all faults, if it is no problem that we can plan.
    """
    return read_problem(parse(text))


def read_problem(data: object) -> p.Problem:
    """
    Return the problem in JSON data, as `json.load` gives it.

    Raises:
        WrongInput: with all faults, if it is no problem that we can plan.
    """
    faults = [*shape_faults(data), *meaning_faults(data)]
    if faults:
        raise WrongInput(faults)
    assert isinstance(data, Mapping)  # noqa: S101 - the shape is right, this tells the type checker
    return _problem(data)


def _problem(data: Mapping[str, Any]) -> p.Problem:
    wholes: dict[str, Any] = {}
    if "saturation" in data:
        wholes["saturation"] = tuple(
            p.SaturationStep(float(x["upto"]), float(x["worth"])) for x in data["saturation"]
        )
    return p.Problem(
        quarters=tuple(data["quarters"]),
        pools=tuple(map(_pool, data["pools"])),
        initiatives=tuple(map(_initiative, data["initiatives"])),
        funds=tuple(map(_fund, data.get("funds", ()))),
        at_risk=tuple(map(_at_risk, data.get("at_risk", ()))),
        precedences=tuple(map(_precedence, data.get("precedences", ()))),
        exclusions=tuple(map(tuple, data.get("exclusions", ()))),
        exactly_one=tuple(map(tuple, data.get("exactly_one", ()))),
        synergies=tuple(map(_synergy, data.get("synergies", ()))),
        start_limits=tuple(map(_start_limit, data.get("start_limits", ()))),
        floors=tuple(map(_floor, data.get("floors", ()))),
        weights=p.Weights(**_floats(data.get("weights", {}))),
        **wholes,
    )


def _floats(amounts: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(amount) for name, amount in amounts.items()}


def _profile(amounts: list[Any]) -> tuple[float, ...]:
    return tuple(map(float, amounts))


def _profiles(by_name: Mapping[str, list[Any]]) -> dict[str, tuple[float, ...]]:
    return {name: _profile(amounts) for name, amounts in by_name.items()}


def _texts(data: Mapping[str, Any], *keys: str) -> dict[str, str]:
    return {key: data.get(key, "") for key in keys}


def _range(value: Any) -> p.Range:
    if isinstance(value, Mapping):
        mid = float(value["mid"])
        return p.Range(float(value.get("low", mid)), mid, float(value.get("high", mid)))
    return p.Range(float(value), float(value), float(value)) if value else p.ZERO


def _pool(data: Mapping[str, Any]) -> p.Pool:
    return p.Pool(data["id"], _profile(data["hours"]), **_texts(data, "name", "department"))


def _fund(data: Mapping[str, Any]) -> p.Fund:
    return p.Fund(
        id=data["id"],
        euros=_profile(data["euros"]) if "euros" in data else None,
        total_eur=float(data["total"]) if "total" in data else None,
        until=int(data["until"]) if "until" in data else None,
        name=data.get("name", ""),
    )


def _at_risk(data: Mapping[str, Any]) -> p.AtRisk:
    households, weight = float(data["households"]), float(data.get("weight", 1))
    return p.AtRisk(data["area"], data["group"], households, weight)


def _initiative(data: Mapping[str, Any]) -> p.Initiative:
    committed = data.get("committed")
    return p.Initiative(
        id=data["id"],
        levels=tuple(map(_level, data["levels"])),
        earliest=int(data.get("earliest", 0)),
        latest=int(data["latest"]) if "latest" in data else None,
        must_finish=data.get("must_finish", False),
        committed=p.Committed(committed["level"], int(committed["start"])) if committed else None,
        forbidden=data.get("forbidden", False),
        **_texts(data, "name", "department", "lead"),
    )


def _level(data: Mapping[str, Any]) -> p.Level:
    return p.Level(
        id=data["id"],
        duration=int(data["duration"]),
        hours=_profiles(data.get("hours", {})),
        euros=_profiles(data.get("euros", {})),
        now=_range(data.get("now")),
        later=_range(data.get("later")),
        reach=tuple(map(_reach, data.get("reach", ()))),
    )


def _reach(data: Mapping[str, Any]) -> p.Reach:
    return p.Reach(
        area=data["area"],
        group=data["group"],
        households=_profile(data["households"]),
        now_each=_range(data.get("now_each")),
        later_each=_range(data.get("later_each")),
    )


def _precedence(data: Mapping[str, Any]) -> p.Precedence:
    kind = p.PrecedenceType(data.get("type", p.PrecedenceType.FINISH_START))
    return p.Precedence(data["before"], data["after"], kind, int(data.get("lag", 0)))


def _synergy(data: Mapping[str, Any]) -> p.Synergy:
    return p.Synergy(
        all_of=tuple(data["all_of"]),
        now=float(data.get("now", 0)),
        later=float(data.get("later", 0)),
        hours=_floats(data.get("hours", {})),
    )


def _start_limit(data: Mapping[str, Any]) -> p.StartLimit:
    return p.StartLimit(tuple(data["initiatives"]), int(data["per_quarter"]), data.get("name", ""))


def _floor(data: Mapping[str, Any]) -> p.Floor:
    return p.Floor(float(data["households"]), data.get("area"), data.get("group"))
