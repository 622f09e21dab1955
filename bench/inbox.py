"""How fast the list of 100,000 signals filters and pages, beside OFFSET and a plain count."""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import database

# Modules of the application are imported where they are used: their settings come first.

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "inbox.json"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PLACES = {"bench": 1.0, "neighbour": 0.3}
THEMES, TEAMS, MEMBERS, PARTNERS, PARTS, DISTRICTS = 12, 8, 5, 60, 7, 10
# Words of a signal, of a list in which few are usual and most are rare.
VOCABULARY, WORDS_EACH = 3_000, 14
AIM_MS = 100.0
# Each page is asked this often and the quickest counts: what else the machine does is not ours.
TRIES = 3
SIGNALS = """
    INSERT INTO signals_signal (id, municipality_id, version, number, telling_key, telling_digest,
        channel, theme_id, area_id, size, period, seen_from_date, seen_until_date, trend, severity,
        text, question, is_shared, organisation_id, reporter_id, told_at, state, team_id,
        handler_id, promise_date, result, answer, answered_at, first_answered_at, reopened_count,
        belongs_where, ended_at)
    SELECT gen_random_uuid(), %(here)s, 1, n, gen_random_uuid(), '', 'form',
        (%(themes)s::uuid[])[1 + floor(power(random(), 2) * {themes})],
        (%(areas)s::uuid[])[1 + floor(random() * {areas})],
        (array['few', '6-10', '11-25', '26-50', 'more'])[1 + floor(random() * 5)], 'month',
        told::date - 30, told::date + 1, 'steady',
        (array['low', 'middle', 'high', 'urgent'])[1 + floor(power(random(), 1.5) * 4)],
        'Steeds meer bezoekers krijgen een hoge jaarafrekening.', '', random() < 0.2,
        (%(partners)s::uuid[])[1 + floor(power(random(), 2) * {partners})], NULL, told, state,
        team, CASE WHEN random() < 0.4 THEN
            (%(people)s::uuid[])[1 + floor(random() * {people})] END,
        told::date + 14, CASE WHEN is_done THEN 'done' ELSE '' END,
        CASE WHEN is_done THEN 'Gedaan.' ELSE '' END, CASE WHEN is_done THEN told + '9 days' END,
        CASE WHEN is_done THEN told + '9 days' END, 0,
        CASE WHEN state = 'not_ours' THEN 'de corporatie' ELSE '' END,
        CASE WHEN state IN ('closed', 'not_ours') THEN told + '40 days' END
    FROM (
        SELECT n, told, team, state, state IN ('answered', 'closed') AS is_done
        FROM (
            SELECT n, (%(first)s::timestamptz + n * %(step)s::interval) AS told,
                (%(teams)s::uuid[])[1 + floor(random() * {teams})] AS team,
                CASE WHEN n > %(count)s * 0.9 THEN
                    (array['open', 'open', 'open', 'asked', 'answered', 'answered', 'answered',
                        'held', 'closed', 'not_ours'])[1 + floor(random() * 10)]
                WHEN random() < 0.03 THEN 'not_ours' ELSE 'closed' END AS state
            FROM generate_series(1, %(count)s) AS n
        ) AS drawn
    ) AS made
"""
STEMS = """
    INSERT INTO signals_signalword (municipality_id, signal_id, stem)
    SELECT DISTINCT %(here)s::uuid, s.id, 'w' || floor(power(random(), 3) * %(words)s)
    FROM signals_signal s CROSS JOIN generate_series(1, %(each)s) AS n
    WHERE s.municipality_id = %(here)s
"""


def main() -> None:
    """Make the signals, ask each filter often, print a table and keep the results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--signals", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--folder", type=Path, help="keep the database here for a next run")
    asked.add_argument("--explain", action="store_true", help="print the plan of each first page")
    options = asked.parse_args()
    with (
        tempfile.TemporaryDirectory() as loose,
        database.started(options.folder or Path(loose)) as server,
    ):
        place = _made(server, options.signals)
        result = _measured(place, options.rounds, explain=options.explain)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(_table(result))


def _made(server: Any, count: int) -> dict[str, Any]:
    """Fill two municipalities, so that row policies have something to hide."""
    import psycopg

    from bundel.accounts.models import Municipality

    if not Municipality.objects.filter(slug="bench").exists():
        for slug, share in PLACES.items():
            lists = _ground(slug)
            with psycopg.connect(server.url("postgres", "bench"), autocommit=True) as superuser:
                # The rows are right by how they are drawn; checking each would take minutes.
                superuser.execute("SET session_replication_role = replica")
                _fill(superuser, lists, int(count * share))
        with psycopg.connect(server.url("postgres", "bench"), autocommit=True) as superuser:
            superuser.execute("VACUUM ANALYZE")
    return _place()


def _ground(slug: str) -> dict[str, Any]:
    """Make what signals point at, and return the ids."""
    from bundel.accounts.models import Municipality, User
    from bundel.accounts.tenancy import as_municipality
    from bundel.areas.models import Area
    from bundel.network.models import Organisation
    from bundel.signals.models import SignalTheme, Team, TeamMember

    chosen = uuid.uuid4()
    with as_municipality(chosen):
        here = Municipality.objects.create(
            id=chosen, slug=slug, name=slug, host=f"{slug}.localhost"
        )
        own: dict[str, Any] = {"municipality": here}
        themes = [
            SignalTheme.objects.create(**own, code=f"t{n}", name=f"Thema {n}")
            for n in range(THEMES)
        ]
        areas = []
        for part in range(PARTS):
            kind = {"year": 2026, "grade": "A", "source": "bench"}
            parent = Area.objects.create(
                **own, **kind, code=f"P{part}", name=f"Deel {part}", kind="city_part"
            )
            areas += [
                Area.objects.create(
                    **own,
                    **kind,
                    code=f"W{part}{n}",
                    name=f"Wijk {part}{n}",
                    kind="district",
                    parent=parent,
                )
                for n in range(DISTRICTS)
            ]
        made = {"created_at": NOW, "changed_at": NOW}
        partners = [
            Organisation.objects.create(**own, name=f"Partner {n}", **made) for n in range(PARTNERS)
        ]
        teams, people = [], []
        for number in range(TEAMS):
            team = Team.objects.create(**own, name=f"Team {number}")
            teams.append(team)
            for n in range(MEMBERS):
                user = User.objects.create_user(
                    municipality_id=chosen,
                    email=f"u{number}.{n}@{slug}.example",
                    role="coordinator",
                    name=f"Mens {number} {n}",
                )
                TeamMember.objects.create(**own, team=team, user=user)
                people.append(user)
    lists = {"themes": themes, "areas": areas, "partners": partners, "teams": teams}
    return {"here": chosen} | {
        name: [one.pk for one in rows] for name, rows in (lists | {"people": people}).items()
    }


def _fill(superuser: Any, lists: dict[str, Any], count: int) -> None:
    sizes = {name: len(rows) for name, rows in lists.items() if name != "here"}
    days = 3 * 365
    values = lists | {
        "count": count,
        "first": NOW - timedelta(days=days),
        "step": timedelta(days=days) / count,
    }
    superuser.execute("SELECT setseed(0.5)")
    superuser.execute(SIGNALS.format(**sizes), values)
    superuser.execute(STEMS, {"here": lists["here"], "words": VOCABULARY, "each": WORDS_EACH})


def _place() -> dict[str, Any]:
    from bundel.accounts.models import Municipality, User
    from bundel.accounts.tenancy import as_municipality

    here = Municipality.objects.get(slug="bench")
    with as_municipality(here.pk):
        return {"here": here.pk, "user": User.objects.order_by("email")[0].pk}


def _measured(place: dict[str, Any], rounds: int, *, explain: bool) -> dict[str, Any]:
    from bundel.accounts.permissions import Actor
    from bundel.accounts.tenancy import as_municipality
    from bundel.network.models import Organisation
    from bundel.signals.models import Signal
    from bundel.signals.selectors import inbox
    from bundel.signals.selectors.boxes import Box

    with as_municipality(place["here"]):
        actor = Actor(place["user"], place["here"], "Bench", "coordinator")
        partner = Organisation.objects.order_by("name")[30]
        worker = replace(actor, role="partner_worker", organisation_id=partner.pk)
        options = inbox.options(actor=actor)
        draw = random.Random(1)
        told: dict[str, Any] = {}
        for name, who, made in _questions(draw, options):
            askings = [made() for _ in range(rounds)]
            of = worker if who == "partner" else actor
            told[name] = _asked(of, askings, options)
            if explain:
                _explain(of, askings[0], options)
        deep = Signal.objects.order_by("-told_at", "number")
        edge = deep[int(deep.count() * 0.9)]
        at_depth = inbox.Asked(Box.ALL, after=f"{edge.told_at.isoformat()}_{edge.number}")
        told["deep by key"] = _asked(actor, [at_depth] * rounds, options)
        plain = _plain(actor, rounds)
        total = Signal.objects.count()
    worst = max(told, key=lambda name: told[name]["work_p95_ms"])
    return {
        "signals": total,
        "rounds": rounds,
        "cases": told,
        "plain": plain,
        "load_of_the_machine": round(os.getloadavg()[0] / (os.cpu_count() or 1), 1),
        "worst": {"case": worst, "work_p95_ms": told[worst]["work_p95_ms"], "aim_ms": AIM_MS},
        "ratio": {
            "offset at 90% to key": round(plain["offset_ms"] / plain["key_ms"], 1),
            "plain count to capped count": round(plain["count_ms"] / plain["capped_ms"], 1),
        },
    }


def _questions(draw: random.Random, options: Any) -> list[tuple[str, str, Callable[[], Any]]]:
    """Return each filter and box with values drawn anew for each round."""
    from bundel.signals.models import Severity, Size
    from bundel.signals.selectors.boxes import Box
    from bundel.signals.selectors.inbox import PERIODS, Asked

    def theme() -> uuid.UUID:
        return uuid.UUID(draw.choice(options.themes)[0])

    def area() -> uuid.UUID:
        return uuid.UUID(draw.choice(options.areas)[0])

    def word(least: int, most: int) -> str:
        return f"w{draw.randrange(least, most)}"

    everything = Box.ALL
    return [
        *((f"box {box.value}", "", lambda box=box: Asked(box)) for box in list(Box)[:7]),
        ("theme", "", lambda: Asked(everything, theme=theme())),
        ("area", "", lambda: Asked(everything, area=area())),
        ("severity", "", lambda: Asked(everything, severity=draw.choice(Severity.values))),
        ("size", "", lambda: Asked(everything, size=draw.choice(Size.values))),
        ("team", "", lambda: Asked(everything, team=uuid.UUID(draw.choice(options.teams)[0]))),
        ("period", "", lambda: Asked(everything, period=draw.choice(list(PERIODS)))),
        ("usual word", "", lambda: Asked(everything, words=word(0, 4))),
        ("rare word", "", lambda: Asked(everything, words=word(1_000, 3_000))),
        ("two words", "", lambda: Asked(everything, words=f"{word(0, 9)} {word(50, 400)}")),
        (
            "theme, area, size, severity",
            "",
            lambda: Asked(everything, theme=theme(), area=area(), size="few", severity="urgent"),
        ),
        (
            "theme, area and a rare word",
            "",
            lambda: Asked(everything, theme=theme(), area=area(), words=word(500, 2_000)),
        ),
        ("open, theme and area", "", lambda: Asked(Box.OTHERS, theme=theme(), area=area())),
        ("handled too", "", lambda: Asked(Box.TEAM, with_handled=True)),
        (
            "handled too, a usual word",
            "",
            lambda: Asked(Box.MINE, words=word(0, 4), with_handled=True),
        ),
        ("partner: ours", "partner", lambda: Asked(Box.OURS)),
        ("partner: ours, a word", "partner", lambda: Asked(Box.OURS, words=word(0, 200))),
        ("partner: shared", "partner", lambda: Asked(Box.SHARED, theme=theme())),
    ]


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Collect how long the database takes over each question. [ms]"""
    from django.db import connection

    spans: list[float] = []

    def timed(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spans.append((time.perf_counter() - begun) * 1000)

    with connection.execute_wrapper(timed):
        yield spans


def _asked(actor: Any, askings: list[Any], options: Any) -> dict[str, float]:
    """Return what the database takes for a whole page: its lines, its count and all boxes."""
    from bundel.signals.selectors import inbox

    whole, longest, work = [], [], []
    for asked in askings:
        tries, worked = [], []
        for _ in range(TRIES):
            begun = _worked_ms()
            with _watched() as spans:
                inbox.inbox(actor=actor, asked=asked, offered=options, now=NOW)
            worked.append(_worked_ms() - begun)
            tries.append(spans)
        whole.append(min(sum(spans) for spans in tries))
        longest.append(min(max(spans) for spans in tries))
        work.append(min(worked))
    return {
        "work_p50_ms": round(statistics.median(work), 1),
        "work_p95_ms": _p95(work),
        "p50_ms": round(statistics.median(whole), 1),
        "p95_ms": _p95(whole),
        "longest_query_p95_ms": _p95(longest),
    }


def _p95(spans: list[float]) -> float:
    return round(statistics.quantiles(spans, n=20, method="inclusive")[-1], 1)


def _worked_ms() -> float:
    """
    Return how long the database's process for this connection has been at work. [ms]

    What a clock says depends on what else the machine does; this does not. Linux only.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    ran = Path(f"/proc/{number}/schedstat").read_text(encoding="ascii").split()[0]
    return int(ran) / 1e6


def _plain(actor: Any, rounds: int) -> dict[str, float]:
    """Return what the same takes in the usual way: OFFSET deep in the list, and a count of all."""
    from bundel.signals.models import Signal
    from bundel.signals.selectors import boxes, inbox
    from bundel.signals.selectors.boxes import Box

    rows = boxes.in_box(actor, Box.ALL, [])
    ordered = rows.order_by("-told_at", "number")
    deep = int(Signal.objects.count() * 0.9)
    edge = ordered[deep - 1]
    asked = inbox.Asked(Box.ALL, after=f"{edge.told_at.isoformat()}_{edge.number}")

    def timed(act: Callable[[], object]) -> float:
        spans = []
        for _ in range(rounds):
            begun = time.perf_counter()
            act()
            spans.append((time.perf_counter() - begun) * 1000)
        return round(statistics.median(spans), 2)

    return {
        "offset_ms": timed(lambda: list(ordered[deep : deep + inbox.PAGE].values_list("pk"))),
        "key_ms": timed(
            lambda: list(
                rows.filter(inbox._edge(asked.after, boxes.NEWEST, back=False))
                .order_by("-told_at", "number")[: inbox.PAGE]
                .values_list("pk")
            )
        ),
        "count_ms": timed(rows.order_by().count),
        "capped_ms": timed(lambda: boxes.counted(rows)),
    }


def _explain(actor: Any, asked: Any, options: Any) -> None:
    from bundel.signals.selectors import boxes, inbox

    found = inbox.filtered(
        boxes.in_box(actor, asked.box, boxes.teams_of(actor)), asked, options, NOW
    )
    rows = found.order_by(*boxes.order_of(asked.box))[: inbox.PAGE + 1]
    sys.stdout.write(f"\n{asked}\n{rows.explain(analyze=True, buffers=True)}\n")


def _table(result: dict[str, Any]) -> str:
    lines = [f"{result['signals']} signals, {result['rounds']} rounds; all queries of a page"]
    lines += [
        f"{name:<30} work p50 {one['work_p50_ms']:>6} p95 {one['work_p95_ms']:>6} ms   "
        f"clock p50 {one['p50_ms']:>6} p95 {one['p95_ms']:>6} ms   "
        f"longest query p95 {one['longest_query_p95_ms']:>6} ms"
        for name, one in result["cases"].items()
    ]
    lines += [f"{name}: {value}" for name, value in (result["plain"] | result["ratio"]).items()]
    lines += [f"load for each core: {result['load_of_the_machine']}", f"worst: {result['worst']}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
