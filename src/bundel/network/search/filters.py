"""What services must fit: each kind of filter as a condition for the database."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

# Each kind of filter with its condition; without a list of its own a service is for all.
CONDITIONS = {
    "area": "(e.areas = '{{}}' OR e.areas && %({0})s::varchar[])",
    "tenure": "(e.tenures = '{{}}' OR e.tenures && %({0})s::varchar[])",
    "heat_source": "(e.heat_sources = '{{}}' OR e.heat_sources && %({0})s::varchar[])",
    "target_group": "(e.target_groups = '{{}}' OR e.target_groups && %({0})s::varchar[])",
    "language": "e.languages && %({0})s::varchar[]",
    "need": "e.needs && %({0})s::varchar[]",
    "room": "e.room = ANY(%({0})s::varchar[])",
}
OPEN = """EXISTS (
    SELECT 1 FROM network_schedule s WHERE s.service_id = e.service_id
    AND s.weekday = ANY(%(weekdays)s::int[])
    AND coalesce(s.opens_at, '00:00') < %(end)s::time
    AND coalesce(s.closes_at, '24:00') > %(begin)s::time
    AND coalesce(s.valid_from_date, %(day)s::date) <= %(day)s::date
    AND coalesce(s.valid_to_date, %(day)s::date) >= %(day)s::date)"""

# An index finds who speaks a language before anything else is looked at; a list has no such index.
SPOKEN = """SELECT l.service_id FROM network_servicelanguage l
    WHERE l.municipality_id = %(municipality)s AND l.code = ANY(%(language)s::varchar[])"""


@dataclass(frozen=True, slots=True)
class When:
    """Days of the week with a part of the day, and the day from which schedules must hold."""

    weekdays: tuple[int, ...]
    begin: time
    end: time
    day: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """What services must fit; kinds together, codes of a kind one of them."""

    municipality_id: uuid.UUID
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    when: When | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are asked for."""
        return (*self.codes, *(("day",) if self.when else ()))


def conditions(wanted: Wanted) -> dict[str, str]:
    """Return the condition of each kind that is asked for, over the entries `e`."""
    found = {kind: CONDITIONS[kind].format(kind) for kind in wanted.codes}
    return found | ({"day": OPEN} if wanted.when else {})


def parameters(wanted: Wanted) -> dict[str, Any]:
    """Return the values that the conditions name."""
    found: dict[str, Any] = {"municipality": wanted.municipality_id}
    found |= {kind: list(codes) for kind, codes in wanted.codes.items()}
    if wanted.when:
        when = wanted.when
        found |= {
            "weekdays": list(when.weekdays),
            "begin": when.begin,
            "end": when.end,
            "day": when.day,
        }
    return found
