"""Asks the database which services fit best: one statement over the words, one over near misses."""

from __future__ import annotations

import math
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from django.db import connection

from bundel.network.search.asking import Idea

MOST = 200
# What says less than this share of the best says too little to be shown.
LEAST_SHARE = 0.2
FAINT_SHARE = 0.03
# So many of the best are looked at for their room and the filters.
MOST_TRIED, MOST_FILTERED = 1_000, 6_000
# A word that many have tells less, but never more than this many times less.
MOST_RARE = 2.5
# So many services with a word make it usual; more need not be counted.
USUAL = 8_000
# A share of an idea that is only near it, such as a word of the name of its term.
NEAR = 0.5
# What means something in our lists tells more than a word that only happens to stand there.
MEANT = 1.4
TERM_SHARE = 0.9
PART_SHARE = 0.45
# Room is worth a little in the order, never more than the subject.
ROOM = (
    "CASE e.room WHEN 'yes' THEN 1.1 WHEN 'after_assessment' THEN 1.02 "
    "WHEN 'no' THEN 0.85 WHEN 'waiting_list' THEN 0.95 ELSE 1 END"
)
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A service with how well it fits."""

    service_id: uuid.UUID
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The best that was found, and how many there are, before anybody's rights."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(slots=True)
class _Slots:
    """Where each word counts: the best word of a slot is its value."""

    words: list[str] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    number: int = 0

    def take(self, shares: Mapping[str, float]) -> str:
        """Give words a slot of their own; return its value in the statement."""
        for word, factor in shares.items():
            self.words.append(word)
            self.slots.append(self.number)
            self.factors.append(factor)
        self.number += 1
        return f"coalesce(h.s{self.number - 1}, 0)"


def find(wanted: Wanted, ideas: Sequence[Idea], most: int = MOST) -> Found:
    """Return the services that fit, the best first. Two statements; one without ideas."""
    hits, parameters = _hits(wanted, ideas)
    conditions = " AND ".join(_conditions(wanted).values()) or "true"
    # The parts are constants of this file; values go as parameters.
    statement = f"""
        {hits}
        SELECT service_id, score, count(*) OVER () FROM (
            SELECT e.service_id, score * {ROOM} AS score, max(score) OVER () AS best
            FROM good h JOIN network_searchentry e ON e.service_id = h.service_id
            WHERE e.municipality_id = %(municipality)s AND {conditions}
        ) AS fitting WHERE score >= best * {LEAST_SHARE}
        ORDER BY score DESC, service_id LIMIT {most}
    """  # noqa: S608  # see above
    rows = _rows(statement, parameters | _parameters(wanted))
    return Found(
        tuple(Hit(service_id, float(score)) for service_id, score, _total in rows),
        rows[0][2] if rows else 0,
    )


def near_misses(
    wanted: Wanted, ideas: Sequence[Idea], most: int = MOST
) -> dict[str, list[uuid.UUID]]:
    """Return which services would fit if one kind of filter were dropped, by that kind."""
    conditions = _conditions(wanted)
    if not conditions:
        return {}
    hits, parameters = _hits(wanted, ideas)
    columns = ", ".join(f"NOT {text} AS no_{kind}" for kind, text in conditions.items())
    missed = " + ".join(f"no_{kind}::int" for kind in conditions)
    names = ", ".join(f"no_{kind}" for kind in conditions)
    statement = f"""
        {hits}
        SELECT service_id, {names} FROM (
            SELECT e.service_id, score, {columns}
            FROM good h JOIN network_searchentry e ON e.service_id = h.service_id
            WHERE e.municipality_id = %(municipality)s
        ) AS tried WHERE {missed} = 1 ORDER BY score DESC, service_id LIMIT {most}
    """  # noqa: S608  # see above
    found: dict[str, list[uuid.UUID]] = {kind: [] for kind in conditions}
    for service_id, *misses in _rows(statement, parameters | _parameters(wanted)):
        found[[*conditions][misses.index(True)]].append(service_id)
    return found


def _hits(wanted: Wanted, ideas: Sequence[Idea]) -> tuple[str, dict[str, Any]]:
    """Return the part of a statement that gives each service its score."""
    if not any(not idea.is_aside for idea in ideas):
        score, slots = _asides(ideas)
        if not slots.number:
            whole = "WITH good AS (SELECT service_id, 1.0 AS score FROM network_searchentry)"
            return whole, {}
        values = _values(slots)
        text = f"""
            WITH h AS ({values}), good AS (
                SELECT b.service_id, 1.0 + {score} / 1000 AS score
                FROM network_searchentry b LEFT JOIN h ON h.service_id = b.service_id)
        """  # noqa: S608  # see above
        return text, _asked(slots)
    counted = _counted(wanted, ideas)
    ideas = _telling(ideas, counted)
    rarity = _rarity(ideas, counted)
    slots = _Slots()
    sums, shares = [], []
    for idea in ideas:
        value = _value(idea, slots)
        if idea.is_aside:
            sums.append(value)
            continue
        weight = rarity[idea]
        sums.append(f"{weight} * {value}")
        shares.append(f"CASE WHEN {value} > 0 THEN {weight} ELSE 0 END")
    every = sum(rarity.values())
    score = f"({' + '.join(sums)}) * ({' + '.join(shares)}) / {every}"
    values = _values(slots)
    # What says too little goes before the filters are looked at: that is most of what was hit.
    # The best may not pass the filters, so with filters much less is already something.
    faint = FAINT_SHARE if wanted.kinds else LEAST_SHARE
    most = MOST_FILTERED if wanted.kinds else MOST_TRIED
    text = f"""
        WITH h AS ({values}), hits AS MATERIALIZED (SELECT h.service_id, {score} AS score FROM h),
        good AS (SELECT service_id, score FROM hits
            WHERE score > 0 AND score >= {faint} * (SELECT max(score) FROM hits)
            ORDER BY score DESC, service_id LIMIT {most})
    """  # noqa: S608  # see above
    return text, _asked(slots)


def _asides(ideas: Sequence[Idea]) -> tuple[str, _Slots]:
    slots = _Slots()
    values = [_value(idea, slots) for idea in ideas]
    return "(" + (" + ".join(values) or "0") + ")", slots


def _value(idea: Idea, slots: _Slots) -> str:
    said = slots.take(idea.words)
    parts = [slots.take({part: PART_SHARE}) for part in idea.parts]
    if parts:
        said = f"greatest({said}, {' + '.join(parts)})"
    if not idea.terms:
        return said
    meant = slots.take(idea.terms)
    return f"({said} + {TERM_SHARE} * {meant})"


def _values(slots: _Slots) -> str:
    values = ", ".join(
        f"max(p.weight * a.factor) FILTER (WHERE a.slot = {slot}) AS s{slot}"
        for slot in range(slots.number)
    )
    return f"""
        SELECT p.service_id, {values} FROM network_searchposting p
        JOIN unnest(%(words)s::varchar[], %(slots)s::int[], %(factors)s::float8[])
            AS a(word, slot, factor) ON a.word = p.word
        WHERE p.municipality_id = %(municipality)s AND p.word = ANY(%(words)s::varchar[])
        GROUP BY p.service_id
    """  # noqa: S608  # see above


def _asked(slots: _Slots) -> dict[str, Any]:
    return {"words": slots.words, "slots": slots.slots, "factors": slots.factors}


def _counted(wanted: Wanted, ideas: Sequence[Idea]) -> dict[str, int]:
    """Return how many services have each word, counted up to what is usual."""
    statement = f"""
        SELECT word, (SELECT count(*) FROM (SELECT 1 FROM network_searchposting p
            WHERE p.municipality_id = %(municipality)s AND p.word = asked.word
            LIMIT {USUAL}) AS few)
        FROM unnest(%(words)s::varchar[]) AS asked(word)
    """  # noqa: S608  # a constant
    words = {word for idea in ideas for word in (*idea.words, *idea.terms, *idea.parts)}
    return dict(_rows(statement, {"municipality": wanted.municipality_id, "words": sorted(words)}))


def _telling(ideas: Sequence[Idea], counted: Mapping[str, int]) -> list[Idea]:
    """Leave out what only comes near an idea, where so many services have it that it is noise."""
    return [
        replace(
            idea,
            words={
                word: share
                for word, share in idea.words.items()
                if share > NEAR or counted.get(word, 0) < USUAL
            },
            parts=tuple(part for part in idea.parts if counted.get(part, 0) < USUAL),
        )
        for idea in ideas
    ]


def _rarity(ideas: Sequence[Idea], counted: Mapping[str, int]) -> dict[Idea, float]:
    """Return how much each idea tells, by how few have its best words."""
    plain = [idea for idea in ideas if not idea.is_aside]
    if len(plain) == 1:
        return {plain[0]: 1.0}
    most = {
        idea: max((counted.get(w, 0) for w in (*idea.words, *idea.terms, *idea.parts)), default=0)
        for idea in plain
    }
    usual = max(most.values(), default=0)
    return {
        idea: min(MOST_RARE, 1 + math.log((usual + 1) / (count + 1)))
        * (MEANT if idea.is_meant else 1.0)
        for idea, count in most.items()
    }


def _conditions(wanted: Wanted) -> dict[str, str]:
    found = {kind: CONDITIONS[kind].format(kind) for kind in wanted.codes}
    return found | ({"day": OPEN} if wanted.when else {})


def _parameters(wanted: Wanted) -> dict[str, Any]:
    parameters: dict[str, Any] = {"municipality": wanted.municipality_id}
    parameters |= {kind: list(codes) for kind, codes in wanted.codes.items()}
    if wanted.when:
        when = wanted.when
        parameters |= {
            "weekdays": list(when.weekdays),
            "begin": when.begin,
            "end": when.end,
            "day": when.day,
        }
    return parameters


def _rows(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(parameters))
        return list(cursor.fetchall())


def in_order(hits: Sequence[Hit], visible: Collection[uuid.UUID]) -> list[Hit]:
    """Return the hits that somebody may see, in their order."""
    return [hit for hit in hits if hit.service_id in visible]
