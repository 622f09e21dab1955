"""Asks the database which services fit best: the best of each word, then exactly of those few."""

from __future__ import annotations

import math
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from bundel.network.search import filters
from bundel.network.search.asking import Idea
from bundel.network.search.filters import Wanted

MOST = 200
# What says less than this share of the best says too little to be shown.
LEAST_SHARE = 0.2
FAINT_SHARE = 0.03
# So many times a word of a service is read, shared by the words of a question.
MOST_READ = 12_000
# So many of the best are looked at for the filters, and so many of those are weighed exactly.
MOST_TRIED, MOST_WEIGHED = 2_500, 300
# Of so few who speak a language everything is read; of more only the best.
FEW_SPEAK = 400
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

    words: list[tuple[str, int, float]] = field(default_factory=list)
    # Words that bring nobody in; they are only looked up of who is.
    asides: set[int] = field(default_factory=set)
    number: int = 0
    # Of each word of which not all services are read, how many are.
    depths: dict[str, int] = field(default_factory=dict)
    # So few can fit that of each all words are read.
    is_whole: bool = False

    def take(self, shares: Mapping[str, float], *, is_aside: bool = False) -> str:
        """Give words a slot of their own; return where its value comes in the statement."""
        self.words += [(word, self.number, factor) for word, factor in shares.items()]
        if is_aside:
            self.asides.add(self.number)
        self.number += 1
        return f"{{s{self.number - 1}}}"

    def read(self, counted: Mapping[str, int]) -> dict[str, Any]:
        """Return the words that are read, with how deep: rare ones whole, of others the best."""
        read = [one for one in self.words if one[1] not in self.asides]
        read.sort(key=lambda one: counted.get(one[0], 0))
        depths, left = [], MOST_READ
        for place, (word, _slot, _factor) in enumerate(read):
            count = counted.get(word, 0)
            depths.append(min(count, left // (len(read) - place)))
            left -= depths[-1]
            if not self.is_whole and (depths[-1] < count or count == USUAL):
                self.depths[word] = depths[-1]
        return {
            "words": [word for word, _slot, _factor in read],
            "slots": [slot for _word, slot, _factor in read],
            "factors": [factor for _word, _slot, factor in read],
            "depths": depths,
        }

    def unread(self) -> list[tuple[str, int, float]]:
        """Return the words of which not every service is read."""
        return [one for one in self.words if one[1] in self.asides or one[0] in self.depths]


def find(wanted: Wanted, ideas: Sequence[Idea], most: int = MOST) -> Found:
    """Return the services that fit, the best first. Two statements, three with a language."""
    conditions = " AND ".join(filters.conditions(wanted).values()) or "true"
    good, parameters = _good(
        wanted, ideas, conditions, {"room": "e.room"}, spoken="language" in wanted.codes
    )
    # The parts are constants of this file; values go as parameters.
    statement = f"""
        {good}
        SELECT service_id, score, count(*) OVER () FROM (
            SELECT e.service_id, e.score * {ROOM} AS score, max(e.score) OVER () AS best
            FROM good e WHERE e.score > 0
        ) AS fitting WHERE score >= best * {LEAST_SHARE}
        ORDER BY score DESC, service_id LIMIT {most}
    """  # noqa: S608  # see above
    rows = _rows(statement, parameters | filters.parameters(wanted))
    return Found(
        tuple(Hit(service_id, float(score)) for service_id, score, _total in rows),
        rows[0][2] if rows else 0,
    )


def near_misses(
    wanted: Wanted, ideas: Sequence[Idea], most: int = MOST
) -> dict[str, list[uuid.UUID]]:
    """Return which services would fit if one kind of filter were dropped, by that kind."""
    conditions = filters.conditions(wanted)
    if not conditions:
        return {}
    columns = {f"no_{kind}": f"NOT {text}" for kind, text in conditions.items()}
    missed = " + ".join(f"(NOT {text})::int" for text in conditions.values())
    good, parameters = _good(wanted, ideas, f"{missed} = 1", columns)
    statement = f"""
        {good}
        SELECT service_id, {", ".join(columns)} FROM good WHERE score > 0
        ORDER BY score DESC, service_id LIMIT {most}
    """  # noqa: S608  # see above
    found: dict[str, list[uuid.UUID]] = {kind: [] for kind in conditions}
    for service_id, *misses in _rows(statement, parameters | filters.parameters(wanted)):
        found[[*conditions][misses.index(True)]].append(service_id)
    return found


def _good(
    wanted: Wanted,
    ideas: Sequence[Idea],
    conditions: str,
    columns: Mapping[str, str],
    *,
    spoken: bool = False,
) -> tuple[str, dict[str, Any]]:
    """
    Return the part of a statement that gives each service that fits its score.

    Args:
        spoken: Whether all that fit speak one of the languages.
    """
    slots = _Slots(is_whole=spoken and _few_speak(wanted))
    plain = [idea for idea in ideas if not idea.is_aside]
    counted = _counted(wanted, plain or ideas)
    score = _score(_telling(ideas, counted), counted, slots)
    read = slots.read(counted)
    unread = slots.unread()
    lookups, looked = _lookups(slots, unread)
    every = "" if plain else _every(slots, conditions, spoken=spoken)
    # The best may not pass the filters, so with filters much less is already something.
    faint = FAINT_SHARE if wanted.kinds or unread else LEAST_SHARE
    names = "".join(f", {name}" for name in columns)
    text = f"""
        WITH h AS ({_read(slots)}),
        edges AS MATERIALIZED (SELECT {_edges(slots, unread)}),
        -- Between what is known of a service and what may be hoped of it.
        top AS MATERIALIZED ((
            SELECT h.*, ({_hoped(slots, score)} + {_with(slots, score)}) / 2 AS score
            FROM h CROSS JOIN edges ORDER BY score DESC, service_id LIMIT {MOST_TRIED}) {every}),
        few AS MATERIALIZED (
            SELECT t.*{"".join(f", {text} AS {name}" for name, text in columns.items())}
            FROM top t JOIN network_searchentry e ON e.service_id = t.service_id
            WHERE e.municipality_id = %(municipality)s AND {conditions} AND t.score > 0
                AND t.score >= {faint} * (SELECT max(score) FROM top)
            ORDER BY t.score DESC, t.service_id LIMIT {MOST_WEIGHED}
        ),
        weighed AS MATERIALIZED (SELECT service_id{names}{lookups} FROM few),
        good AS MATERIALIZED (
            SELECT service_id{names}, {_with(slots, score)} AS score FROM weighed
        )
    """  # noqa: S608  # see above
    return text, read | looked


def _read(slots: _Slots) -> str:
    """Return the part that reads, of each word, the services of which it says the most."""
    values = "".join(
        f", coalesce(max(p.weight * a.factor) FILTER (WHERE a.slot = {slot}), 0) AS s{slot}"
        for slot in range(slots.number)
    )
    # What is not spoken cannot fit; of the few that are, the words are looked up.
    best = """(
            SELECT service_id, weight FROM network_searchposting
            WHERE municipality_id = %(municipality)s AND word = a.word
            ORDER BY weight DESC, service_id LIMIT a.depth
        )"""
    few = f"""(
            SELECT service_id, weight FROM ({filters.SPOKEN} GROUP BY 1) AS s
            JOIN network_searchposting USING (service_id)
            WHERE municipality_id = %(municipality)s AND word = a.word
        )"""  # noqa: S608  # see above
    return f"""
        SELECT p.service_id{values}
        FROM unnest(%(words)s::varchar[], %(slots)s::int[], %(factors)s::float8[],
            %(depths)s::int[]) AS a(word, slot, factor, depth)
        CROSS JOIN LATERAL {few if slots.is_whole else best} AS p
        GROUP BY p.service_id
    """  # noqa: S608  # see above


def _every(slots: _Slots, conditions: str, *, spoken: bool) -> str:
    """Return the part that adds services of which no word is asked."""
    nothing = ", 0" * slots.number
    if spoken:
        conditions = f"e.service_id IN ({filters.SPOKEN}) AND {conditions}"
    return f"""
        UNION ALL (SELECT e.service_id{nothing}, 1.0 FROM network_searchentry e
            WHERE e.municipality_id = %(municipality)s AND {conditions}
                AND NOT EXISTS (SELECT FROM h WHERE h.service_id = e.service_id)
            ORDER BY e.service_id LIMIT {MOST_WEIGHED})
    """  # noqa: S608  # see above


def _few_speak(wanted: Wanted) -> bool:
    """Tell whether few services are given in the languages that are asked for."""
    statement = f"SELECT count(*) FROM ({filters.SPOKEN} LIMIT {FEW_SPEAK}) AS few"  # noqa: S608
    return bool(_rows(statement, filters.parameters(wanted))[0][0] < FEW_SPEAK)


def _with(slots: _Slots, score: str) -> str:
    return score.format(**{f"s{slot}": f"s{slot}" for slot in range(slots.number)})


def _hoped(slots: _Slots, score: str) -> str:
    """Return a score that is at least the real one, also of what was not read."""
    unread = {slot for word, slot, _factor in slots.words if word in slots.depths}
    return score.format(
        **{
            f"s{n}": f"greatest(s{n}, e{n})" if n in unread else f"s{n}"
            for n in range(slots.number)
        }
    )


def _edges(slots: _Slots, unread: Sequence[tuple[str, int, float]]) -> str:
    """Return, by slot, the most that what was not read can say: as much as the last that was."""
    edges: dict[int, list[str]] = {}
    for number, (word, slot, factor) in enumerate(unread):
        if word in slots.depths:
            edges.setdefault(slot, []).append(f"""{_number(factor)} * (
                SELECT weight FROM network_searchposting
                WHERE municipality_id = %(municipality)s AND word = %(word{number})s::varchar
                ORDER BY weight DESC, service_id OFFSET {slots.depths[word]} LIMIT 1)""")  # noqa: S608
    return ", ".join(f"greatest({', '.join(of)}, 0) AS e{slot}" for slot, of in edges.items())


def _lookups(slots: _Slots, unread: Sequence[tuple[str, int, float]]) -> tuple[str, dict[str, Any]]:
    """Return each slot with what was not read of it looked up, and the words for that."""
    asked: dict[str, Any] = {}
    values = {slot: [f"few.s{slot}"] for slot in range(slots.number)}
    for number, (word, slot, factor) in enumerate(unread):
        asked[f"word{number}"] = word
        values[slot].append(f"""{_number(factor)} * (SELECT p.weight FROM network_searchposting p
            WHERE p.municipality_id = %(municipality)s AND p.word = %(word{number})s::varchar
            AND p.service_id = few.service_id)""")  # noqa: S608
    # `greatest` passes over what is not there.
    text = "".join(f", greatest({', '.join(of)}) AS s{slot}" for slot, of in values.items())
    return text, asked


def _score(ideas: Sequence[Idea], counted: Mapping[str, int], slots: _Slots) -> str:
    """Return what a service scores by the values of its slots."""
    rarity = _rarity(ideas, counted)
    sums, shares = [], []
    for idea in ideas:
        value = _value(idea, slots, is_aside=idea.is_aside and bool(rarity))
        if idea.is_aside:
            sums.append(value)
            continue
        rare = _number(rarity[idea])
        sums.append(f"{rare} * {value}")
        shares.append(f"CASE WHEN {value} > 0 THEN {rare} ELSE 0 END")
    if not shares:
        return f"1.0::float8 + ({' + '.join(sums) or '0'}) / 1000"
    return f"({' + '.join(sums)}) * ({' + '.join(shares)}) / {_number(sum(rarity.values()))}"


def _value(idea: Idea, slots: _Slots, *, is_aside: bool) -> str:
    said = slots.take(idea.words, is_aside=is_aside)
    parts = [slots.take({part: PART_SHARE}) for part in idea.parts]
    if parts:
        said = f"greatest({said}, {' + '.join(parts)})"
    if not idea.terms:
        return said
    meant = slots.take(idea.terms)
    return f"({said} + {_number(TERM_SHARE)} * {meant})"


def _number(value: float) -> str:
    """Return a number as the database takes it; without its kind it would be a slow one."""
    return f"{value:.6f}::float8"


def _counted(wanted: Wanted, ideas: Sequence[Idea]) -> dict[str, int]:
    """Return how many services have each word, counted up to what is usual."""
    words = {word for idea in ideas for word in (*idea.words, *idea.terms, *idea.parts)}
    if not words:
        return {}
    statement = f"""
        SELECT word, (SELECT count(*) FROM (SELECT 1 FROM network_searchposting p
            WHERE p.municipality_id = %(municipality)s AND p.word = asked.word
            LIMIT {USUAL}) AS few)
        FROM unnest(%(words)s::varchar[]) AS asked(word)
    """  # noqa: S608  # a constant
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
        idea: max(
            (counted.get(w, 0) for w in (*idea.words, *idea.terms, *idea.parts)),
            default=0,
        )
        for idea in plain
    }
    highest = max(most.values(), default=0)
    return {
        idea: min(MOST_RARE, 1 + math.log((highest + 1) / (count + 1)))
        * (MEANT if idea.is_meant else 1.0)
        for idea, count in most.items()
    }


def _rows(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(parameters))
        return list(cursor.fetchall())


def in_order(hits: Sequence[Hit], visible: Collection[uuid.UUID]) -> list[Hit]:
    """Return the hits that somebody may see, in their order."""
    return [hit for hit in hits if hit.service_id in visible]
