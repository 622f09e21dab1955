"""When two actions get in each other's way: same ground, about the same weeks, the same doors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bundel.network.fitting import Map

DOOR_TO_DOOR = "door_to_door"
WEEK = 7
# How far ahead a free moment is looked for.
WEEKS_AHEAD = 26


@dataclass(frozen=True, slots=True)
class Plan:
    """What counts of an action for whether it clashes."""

    id: UUID | None
    kind: str
    audience: str
    area_ids: frozenset[UUID]
    from_date: date
    until_date: date


@dataclass(frozen=True, slots=True)
class Clash:
    """An action that is in the way, and why."""

    action_id: UUID
    reasons: tuple[str, ...]


def clashes(wanted: Plan, others: Iterable[Plan], areas: Map) -> tuple[Clash, ...]:
    """Return which other actions are in the way of a wanted one."""
    found = []
    for other in others:
        reasons = _reasons(wanted, other, areas)
        if other.id is not None and other.id != wanted.id and reasons:
            found.append(Clash(other.id, reasons))
    return tuple(found)


def free_start(wanted: Plan, others: Iterable[Plan], areas: Map) -> date | None:
    """Return the first day, some weeks later on the same weekday, on which nothing clashes."""
    there = list(others)
    lasts = wanted.until_date - wanted.from_date
    for weeks in range(1, WEEKS_AHEAD + 1):
        start = wanted.from_date + timedelta(days=weeks * WEEK)
        if not clashes(replace(wanted, from_date=start, until_date=start + lasts), there, areas):
            return start
    return None


def _reasons(one: Plan, other: Plan, areas: Map) -> tuple[str, ...]:
    """Return why two clash; nothing if they do not."""
    # Without areas it is everywhere.
    everywhere = not one.area_ids or not other.area_ids
    if not everywhere and not any(
        areas.share_ground(a, b) for a in one.area_ids for b in other.area_ids
    ):
        return ()
    weeks = _weeks(one, other)
    doors = _doors(one, other)
    return (str(_("zelfde gebied")), weeks, *doors) if weeks and doors else ()


def _weeks(one: Plan, other: Plan) -> str:
    if one.from_date <= other.until_date and other.from_date <= one.until_date:
        return str(_("zelfde dagen"))
    apart = max(
        _week(one.from_date) - _week(other.until_date),
        _week(other.from_date) - _week(one.until_date),
    )
    if apart <= 0:
        return str(_("zelfde week"))
    return str(_("week ervoor of erna")) if apart == 1 else ""


def _week(day: date) -> int:
    """Return the number of a week, counted through the years; it begins on Monday."""
    return (day.toordinal() - 1) // WEEK


def _doors(one: Plan, other: Plan) -> list[str]:
    found = []
    if one.kind == other.kind == DOOR_TO_DOOR:
        found.append(str(_("beide langs de deuren")))
    mine, theirs = _words(one.audience), _words(other.audience)
    if not mine or not theirs:
        found.append(str(_("voor iedereen in het gebied")))
    elif mine == theirs:
        found.append(str(_("zelfde doelgroep")))
    return found


def _words(audience: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", audience.casefold())) - {"alle", "de", "het", "en", "in"}
