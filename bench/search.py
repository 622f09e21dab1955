"""How fast the search is over 100,000 services, beside LIKE and PostgreSQL's own full text."""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import database

# Modules of the application are imported where they are used: their settings come first.

HERE = Path(__file__).parent
ROOT = HERE.parent
RESULTS = HERE / "results" / "search.json"
WRITTEN = ROOT / "tests" / "modules" / "network" / "search"
AREAS = ROOT / "src" / "bundel" / "config" / "demo" / "almere" / "Gebieden.csv"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
# Each generated service stands there so many times: new rows, the same words.
COPIES = 10
# Tables of a service, with the columns of a copy; `id` is new, what points to a service follows.
COPIED = {
    "network_service": (
        "id, municipality_id, version, organisation_id, name, alternate_name, description, url, "
        "email, status, application_process, fees_description, eligibility_description, "
        "interpretation_services, room, room_note, needs_agreement, confirmed_by, room_changed_at, "
        "created_at, changed_at"
    ),
    "network_serviceterm": "id, municipality_id, version, service_id, term_id",
    "network_servicearea": "id, municipality_id, version, service_id, area_id",
    "network_servicelanguage": "id, municipality_id, version, service_id, code, note",
    "network_schedule": (
        "id, municipality_id, version, service_id, weekday, opens_at, closes_at, note"
    ),
    "network_searchentry": (
        "id, municipality_id, service_id, room, needs, target_groups, tenures, heat_sources, "
        "languages, areas"
    ),
    "network_searchposting": "municipality_id, service_id, word, weight",
}
FULL_TEXT = """
    CREATE TABLE {table}
        (service_id uuid PRIMARY KEY, municipality_id uuid NOT NULL, words tsvector);
    INSERT INTO {table}
        SELECT s.id, s.municipality_id, setweight(to_tsvector('dutch', s.name), 'A')
            || to_tsvector('dutch', s.description || ' ' || o.name)
        FROM network_service s JOIN network_organisation o ON o.id = s.organisation_id;
    CREATE INDEX ON {table} USING gin (words);
    CREATE INDEX ON {table} (municipality_id);
    GRANT SELECT ON {table} TO bundel_app;
    ALTER TABLE {table} OWNER TO bundel_owner;
"""
POLICY = """
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY own ON {table}
        USING (municipality_id = nullif(current_setting('bundel.municipality', true), '')::uuid);
"""


def main() -> None:
    """Make the services, ask everything in each way, print a table and keep the results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--services", type=int, default=100_000)
    asked.add_argument("--folder", type=Path, help="keep the database here for a next run")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--questions", type=int, default=0, help="a sample; 0 is all")
    options = asked.parse_args()
    with (
        tempfile.TemporaryDirectory() as loose,
        database.started(options.folder or Path(loose)) as server,
    ):
        municipality_id = _made(options.services, server)
        result = _measured(municipality_id, options.rounds, options.questions)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(_table(result))


def _made(services: int, server: Any) -> uuid.UUID:
    """Return a municipality with this many services, made now or by an earlier run."""
    import psycopg

    from bundel.accounts.models import Municipality

    known = Municipality.objects.filter(slug="bench").first()
    if known is not None:
        return known.pk
    chosen = _generate(services // COPIES)
    with psycopg.connect(server.url("postgres", "bench"), autocommit=True) as connection:
        # The rows are those of checked rows; checking each again would take an hour.
        connection.execute("SET session_replication_role = replica")
        connection.execute("CREATE TABLE bench_first AS SELECT id FROM network_service")
        connection.execute("ALTER TABLE bench_first OWNER TO bundel_owner")
        for number in range(1, COPIES):
            _copy(connection, number)
        for table in ("bench_open", "bench_guarded"):
            connection.execute(FULL_TEXT.format(table=table))
        connection.execute(POLICY.format(table="bench_guarded"))
        connection.execute("VACUUM ANALYZE")
    return chosen


def _copy(connection: Any, number: int) -> None:
    """Write every generated service once more, with all that hangs on it."""
    for table, columns in COPIED.items():
        names = columns.split(", ")
        own = "service_id" if "service_id" in names else "id"
        values = ", ".join(
            f"md5({name}::text || '{number}')::uuid" if name in {"id", "service_id"} else name
            for name in names
        )
        connection.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} "
            f"WHERE {own} IN (SELECT id FROM bench_first)"
        )


def _generate(services: int) -> uuid.UUID:
    import generating

    return generating.network(services, WRITTEN / "directory.csv", AREAS, NOW)


def _questions(most: int) -> list[str]:
    with (WRITTEN / "queries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    texts = [text for row in rows for text in (row["query"], row["misspelled"])]
    random.Random(0).shuffle(texts)
    return texts[: most or len(texts)]


def _measured(municipality_id: uuid.UUID, rounds: int, most: int) -> dict[str, Any]:
    from bundel.accounts.permissions import Actor
    from bundel.accounts.tenancy import as_municipality
    from bundel.network.models import SearchPosting, SearchWord, Service

    actor = Actor(uuid.uuid4(), municipality_id, "Bench", "coordinator")
    with as_municipality(municipality_id):
        result: dict[str, Any] = {
            "services": Service.objects.count(),
            "postings": SearchPosting.objects.count(),
            "words": SearchWord.objects.count(),
            "questions": len(_questions(most)),
            "load of the machine": os.getloadavg(),
            "rounds": rounds,
        }
        for name, ask in _ways(actor).items():
            result[name] = _timed(ask, _questions(most), rounds)
        result["kept of the score of the best 20"] = _kept(actor, _questions(most))
    ours = result["ours, whole search"]["p95_ms"]
    result["ratio of p95 to ours"] = {
        name: round(figures["p95_ms"] / ours, 1)
        for name, figures in result.items()
        if isinstance(figures, dict) and "p95_ms" in figures
    }
    return result


def _ways(actor: Any) -> dict[str, Callable[[str], Taken]]:
    """Return each way to search; each takes a question, and returns its time. [ms]"""
    from bundel.network.search import Question, search

    def whole(text: str) -> Taken:
        with _clock() as clock:
            search(actor=actor, question=Question(text), now=NOW)
        return clock.total

    def ranked(text: str) -> Taken:
        with _clock(lambda sql: "network_searchposting" in sql) as clock:
            search(actor=actor, question=Question(text), now=NOW)
        return clock.total

    def like(text: str) -> Taken:
        words = [f"%{word}%" for word in text.split()]
        fits = " AND ".join(
            "(s.name ILIKE %s OR s.description ILIKE %s OR o.name ILIKE %s)" for _ in words
        )
        return _asked(
            "SELECT s.id FROM network_service s JOIN network_organisation o "
            f"ON o.id = s.organisation_id WHERE {fits} ORDER BY s.name LIMIT 200",
            [word for word in words for _ in range(3)],
        )

    def full_text(table: str) -> Callable[[str], Taken]:
        return lambda text: _asked(
            f"SELECT service_id FROM {table}, websearch_to_tsquery('dutch', %s) q "
            "WHERE words @@ q AND municipality_id = %s ORDER BY ts_rank(words, q) DESC LIMIT 200",
            [text, actor.municipality_id],
        )

    return {
        "ours, whole search": whole,
        "ours, ranking only": ranked,
        "LIKE, under row policies": like,
        "full text as it comes, under row policies": full_text("bench_guarded"),
        "full text without row policies": full_text("bench_open"),
    }


def _kept(actor: Any, questions: list[str]) -> dict[str, float]:
    """Return how much of the score of the best is found without reading every service."""
    from bundel.network.search import Question, ranking, search

    slots, limits = ranking._Slots, ("MOST_READ", "MOST_TRIED", "MOST_WEIGHED")
    find, read, usual = ranking.find, slots.read, {name: getattr(ranking, name) for name in limits}
    scores: list[float] = []

    def heard(*args: Any, **named: Any) -> Any:
        found = find(*args, **named)
        scores.append(sum(hit.score for hit in found.hits[:20]))
        return found

    def ask(values: dict[str, int], how: Any) -> list[float]:
        scores.clear()
        for name, value in values.items():
            setattr(ranking, name, value)
        slots.read = how
        for text in questions:
            search(actor=actor, question=Question(text), now=NOW)
        return list(scores)

    ranking.find = heard
    fast = ask(usual, read)
    every = ask(
        dict.fromkeys(limits, 10**9),
        lambda self, counted: read(self, dict.fromkeys(counted, 10**6)),
    )
    slots.read, ranking.find = read, find
    for name, value in usual.items():
        setattr(ranking, name, value)
    shares = sorted(few / all_ if all_ else 1.0 for few, all_ in zip(fast, every, strict=True))
    return {
        "mean": round(statistics.mean(shares), 3),
        "worst": round(shares[0], 3),
        "questions under 0.95": sum(share < 0.95 for share in shares),
    }


@dataclass(frozen=True, slots=True)
class Taken:
    """What something took: by the clock, and of a processor by the database."""

    wall_ms: float
    busy_ms: float

    def __add__(self, other: Taken) -> Taken:
        return Taken(self.wall_ms + other.wall_ms, self.busy_ms + other.busy_ms)

    def __sub__(self, other: Taken) -> Taken:
        return Taken(self.wall_ms - other.wall_ms, self.busy_ms - other.busy_ms)


class _Clock:
    """Adds up what the database took."""

    def __init__(self, counts: Callable[[str], bool]) -> None:
        self.total = Taken(0.0, 0.0)
        self.counts = counts

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Time one statement."""
        if not self.counts(sql):
            return execute(sql, params, many, context)
        begin = _now()
        try:
            return execute(sql, params, many, context)
        finally:
            self.total += _now() - begin


def _now() -> Taken:
    """Return the wall clock, and how long the database's process had a processor. [ms]"""
    from django.db import connection

    own = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return Taken(time.perf_counter() * 1000, int(own.read_text().split()[0]) / 1e6)


@contextmanager
def _clock(counts: Callable[[str], bool] = lambda sql: True) -> Iterator[_Clock]:
    from django.db import connection

    clock = _Clock(counts)
    with connection.execute_wrapper(clock):
        yield clock


def _asked(statement: str, values: Sequence[Any]) -> Taken:
    from django.db import connection

    begin = _now()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.fetchall()
    return _now() - begin


def _timed(ask: Callable[[str], Taken], questions: list[str], rounds: int) -> dict[str, float]:
    for text in questions[:10]:
        ask(text)
    # The fastest of some rounds: what else the machine does is not the question.
    tries = [[ask(text) for text in questions] for _ in range(rounds)]
    wall = [min(one.wall_ms for one in times) for times in zip(*tries, strict=True)]
    busy = [min(one.busy_ms for one in times) for times in zip(*tries, strict=True)]
    return {
        "p50_ms": round(statistics.quantiles(busy, n=20)[9], 1),
        "p95_ms": round(statistics.quantiles(busy, n=20)[18], 1),
        "wall_p50_ms": round(statistics.quantiles(wall, n=20)[9], 1),
        "wall_p95_ms": round(statistics.quantiles(wall, n=20)[18], 1),
    }


def _table(result: dict[str, Any]) -> str:
    lines = [
        f"{result['services']} services, {result['postings']} postings, {result['words']} words"
    ]
    for name, figures in result.items():
        if isinstance(figures, dict) and "p95_ms" in figures:
            ratio = result["ratio of p95 to ours"].get(name, "")
            lines.append(
                f"{name:45} p50 {figures['p50_ms']:8} ms   p95 {figures['p95_ms']:8} ms   x{ratio}"
                f"   by the clock {figures['wall_p95_ms']} ms"
            )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
