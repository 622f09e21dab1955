"""What a schema cannot say: names that exist, lists that fit, orders that can be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bundel.core.portfolio.cycles import find_cycle
from bundel.core.portfolio.faults import Fault, pointer, shown

Entry = tuple[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Names:
    """What may be referred to, and how many quarters there are (None if even that is unknown)."""

    pools: frozenset[str]
    funds: frozenset[str]
    initiatives: frozenset[str]
    quarters: int | None


def meaning_faults(data: object) -> list[Fault]:
    """
    Return what is wrong beyond the schema.

    Parts that have the wrong shape are passed over: the shape's own check has told of those.
    """
    whole: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
    quarters = whole.get("quarters")
    names = _Names(
        pools=_ids(whole, "pools"),
        funds=_ids(whole, "funds"),
        initiatives=_ids(whole, "initiatives"),
        quarters=len(quarters) if isinstance(quarters, list) else None,
    )
    return [
        *_supplies(whole, names),
        *_places(whole),
        *_saturation(whole),
        *_doubles(whole, "initiatives"),
        *_initiatives(whole, names),
        *_precedences(whole, names),
        *_groups(whole, names),
        *_synergies(whole, names),
    ]


def _entries(parent: Mapping[str, Any], key: str) -> Iterator[Entry]:
    value = parent.get(key)
    if isinstance(value, list):
        for index, entry in enumerate(value):
            if isinstance(entry, Mapping):
                yield index, entry


def _ids(parent: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(x["id"] for _, x in _entries(parent, key) if isinstance(x.get("id"), str))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _doubles(parent: Mapping[str, Any], key: str, *above: str | int) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for index, entry in _entries(parent, key):
        name = entry.get("id")
        if isinstance(name, str) and first.setdefault(name, index) != index:
            wrong = f"De id {shown(name)} is al gebruikt bij {pointer(*above, key, first[name])}."
            yield Fault(pointer(*above, key, index, "id"), wrong, "Geef elk een eigen id.")


def _supplies(whole: Mapping[str, Any], names: _Names) -> Iterator[Fault]:
    for key, amount in (("pools", "hours"), ("funds", "euros")):
        yield from _doubles(whole, key)
        for index, entry in _entries(whole, key):
            given = entry.get(amount)
            if isinstance(given, list) and len(given) != (names.quarters or len(given)):
                wrong = f"Er staan {len(given)} getallen voor {names.quarters} kwartalen."
                right = "Geef één getal per kwartaal."
                yield Fault(pointer(key, index, amount), wrong, right)


def _places(whole: Mapping[str, Any]) -> Iterator[Fault]:
    first: dict[tuple[str, str], int] = {}
    for index, entry in _entries(whole, "at_risk"):
        area, group = entry.get("area"), entry.get("group")
        if not isinstance(area, str) or not isinstance(group, str):
            continue
        if first.setdefault((area, group), index) != index:
            wrong = f"Gebied {shown(area)} met groep {shown(group)} staat er al eerder."
            right = f"Voeg samen met {pointer('at_risk', first[area, group])}."
            yield Fault(pointer("at_risk", index), wrong, right)


def _saturation(whole: Mapping[str, Any]) -> Iterator[Fault]:
    upto, worth = 0.0, 1.0
    for index, step in _entries(whole, "saturation"):
        if _is_number(step.get("upto")):
            if index and step["upto"] <= upto:
                wrong = f"De grens {shown(step['upto'])} is niet hoger dan die ervoor."
                right = f"Kies een getal boven {shown(upto)}."
                yield Fault(pointer("saturation", index, "upto"), wrong, right)
            upto = step["upto"]
        if _is_number(step.get("worth")):
            if index and step["worth"] > worth:
                wrong = f"De waarde {shown(step['worth'])} is hoger dan die ervoor."
                right = f"Kies hoogstens {shown(worth)}."
                yield Fault(pointer("saturation", index, "worth"), wrong, right)
            worth = step["worth"]


def _initiatives(whole: Mapping[str, Any], names: _Names) -> Iterator[Fault]:
    for index, entry in _entries(whole, "initiatives"):
        yield from _window(entry, index)
        yield from _commitment(entry, index, names)
        yield from _doubles(entry, "levels", "initiatives", index)
        for at, level in _entries(entry, "levels"):
            yield from _level(level, ("initiatives", index, "levels", at), names)


def _window(entry: Mapping[str, Any], index: int) -> Iterator[Fault]:
    earliest: Any = entry.get("earliest", 0)
    latest: Any = entry.get("latest")
    if _is_number(earliest) and _is_number(latest) and latest < earliest:
        wrong = f"De laatste start ({shown(latest)}) ligt voor de eerste ({shown(earliest)})."
        right = f"Kies minstens {shown(earliest)}."
        yield Fault(pointer("initiatives", index, "latest"), wrong, right)


def _commitment(entry: Mapping[str, Any], index: int, names: _Names) -> Iterator[Fault]:
    committed = entry.get("committed")
    if not isinstance(committed, Mapping):
        return
    at = ("initiatives", index, "committed")
    if entry.get("forbidden") is True:
        right = "Haal committed of forbidden weg."
        yield Fault(pointer(*at), "Dit initiatief is toegezegd en ook verboden.", right)
    level, levels = committed.get("level"), _ids(entry, "levels")
    if isinstance(level, str) and level not in levels:
        yield _unknown("Het niveau", level, sorted(levels), *at, "level")
    start: Any = committed.get("start")
    if names.quarters is not None and _is_number(start) and start >= names.quarters:
        wrong = f"De start {shown(start)} ligt na de {names.quarters} kwartalen."
        right = f"Kies hoogstens {names.quarters - 1}, of laat committed weg."
        yield Fault(pointer(*at, "start"), wrong, right)


def _level(level: Mapping[str, Any], at: tuple[str | int, ...], names: _Names) -> Iterator[Fault]:
    duration = level.get("duration")
    for key, word, known in (("hours", "De pool", names.pools), ("euros", "Het geld", names.funds)):
        profiles = level.get(key)
        for name, profile in profiles.items() if isinstance(profiles, Mapping) else ():
            if name not in known:
                yield _unknown(word, name, sorted(known), *at, key, name)
            yield from _too_long(profile, duration, *at, key, name)
    for index, reach in _entries(level, "reach"):
        here = (*at, "reach", index)
        yield from _too_long(reach.get("households"), duration, *here, "households")
        for key in ("now_each", "later_each"):
            yield from _range(reach.get(key), *here, key)
    for key in ("now", "later"):
        yield from _range(level.get(key), *at, key)


def _too_long(profile: object, duration: Any, *at: str | int) -> Iterator[Fault]:
    if isinstance(profile, list) and _is_number(duration) and len(profile) > duration >= 1:
        wrong = f"Er staan {len(profile)} getallen bij een duur van {shown(duration)}."
        right = f"Geef er hoogstens {shown(duration)}, of maak de duur langer."
        yield Fault(pointer(*at), wrong, right)


def _range(value: object, *at: str | int) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        return
    mid = value.get("mid")
    for key, side in (("low", 1), ("high", -1)):
        end = value.get(key, mid)
        if _is_number(end) and _is_number(mid) and side * (end - mid) > 0:
            wrong = f"{key} ({shown(end)}) en mid ({shown(mid)}) staan verkeerd om."
            yield Fault(pointer(*at, key), wrong, "Zorg dat low ≤ mid ≤ high.")


def _precedences(whole: Mapping[str, Any], names: _Names) -> Iterator[Fault]:
    steps: dict[str, list[str]] = {}
    for index, entry in _entries(whole, "precedences"):
        before, after = entry.get("before"), entry.get("after")
        for key, name in (("before", before), ("after", after)):
            if isinstance(name, str) and name not in names.initiatives:
                yield _unknown_initiative(name, "precedences", index, key)
        if isinstance(before, str) and isinstance(after, str):
            steps.setdefault(before, []).append(after)
    while cycle := find_cycle(steps):
        chain = " → ".join(map(shown, cycle))
        index = _edge(whole, cycle[0], cycle[1])
        right = "Haal één van deze volgordes weg."
        yield Fault(pointer("precedences", index), f"De volgorde loopt rond: {chain}.", right)
        steps[cycle[0]] = [after for after in steps[cycle[0]] if after != cycle[1]]


def _edge(whole: Mapping[str, Any], before: str, after: str) -> int:
    edges = _entries(whole, "precedences")
    return next(i for i, x in edges if x.get("before") == before and x.get("after") == after)


def _groups(whole: Mapping[str, Any], names: _Names) -> Iterator[Fault]:
    for key in ("exclusions", "exactly_one"):
        groups = whole.get(key)
        for index, group in enumerate(groups if isinstance(groups, list) else ()):
            yield from _members(group, names, key, index)
    for index, limit in _entries(whole, "start_limits"):
        yield from _members(limit.get("initiatives"), names, "start_limits", index, "initiatives")


def _synergies(whole: Mapping[str, Any], names: _Names) -> Iterator[Fault]:
    for index, synergy in _entries(whole, "synergies"):
        yield from _members(synergy.get("all_of"), names, "synergies", index, "all_of")
        hours = synergy.get("hours")
        for name in hours if isinstance(hours, Mapping) else ():
            if name not in names.pools:
                known = sorted(names.pools)
                yield _unknown("De pool", name, known, "synergies", index, "hours", name)


def _members(group: object, names: _Names, *at: str | int) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, name in enumerate(group if isinstance(group, list) else ()):
        if not isinstance(name, str):
            continue
        if name not in names.initiatives:
            yield _unknown_initiative(name, *at, index)
        if name in seen:
            wrong = f"Het initiatief {shown(name)} staat er al in."
            yield Fault(pointer(*at, index), wrong, "Noem elk initiatief één keer.")
        seen.add(name)


def _unknown_initiative(name: str, *at: str | int) -> Fault:
    wrong = f"Het initiatief {shown(name)} bestaat niet."
    return Fault(pointer(*at), wrong, "Gebruik een id uit initiatives.")


def _unknown(word: str, name: str, known: list[str], *at: str | int) -> Fault:
    some = ", ".join(map(shown, known[:5])) + (", …" if len(known) > 5 else "")
    right = f"Gebruik een bestaande id: {some}." if known else "Er zijn er geen om te kiezen."
    return Fault(pointer(*at), f"{word} {shown(name)} bestaat niet.", right)
