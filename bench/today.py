"""How long the database takes over Vandaag and the list of findings with 10,000 open things."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import database

# Modules of the application are imported where they are used: their settings come first.

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "today.json"
AIM_MS = 200.0
ROLES = ("coordinator", "opdrachtgever", "projectleider", "lezer", "partner", "partnercoordinator")
# A fifth of each sort is of one person, the rest of the others.
ACTIONS = """
    INSERT INTO steering_action (id, municipality_id, version, number, text, owner_id, due_date,
        source, state, made_by_id, made_at, remind_days_before, remind_every_days, proof)
    SELECT gen_random_uuid(), %(here)s, 1, n, 'Werk de afspraak uit',
        (%(people)s::uuid[])[1 + floor(random() * 5)], now()::date + (n %% 400 - 100), '', 'open',
        (%(people)s::uuid[])[1 + floor(random() * 5)], now(), 3, 7, ''
    FROM generate_series(1000, 999 + %(count)s) AS n
"""
FINDINGS = """
    INSERT INTO steering_finding (id, municipality_id, version, rule, kind, object_id, key, label,
        facts, owner_id, owner_name, found_at, changed_at, accepted_because, accepted_facts)
    SELECT gen_random_uuid(), %(here)s, 1, 'no_contact', 'organisation', NULL, 'n' || n, 'Partner',
        '{"name": "Partner"}', CASE WHEN n %% 2 = 0 THEN
        (%(people)s::uuid[])[1 + floor(random() * 5)] END, '', now() - n * interval '1 minute',
        now(), '', '{}'
    FROM generate_series(1, %(count)s) AS n
"""
# A commission is a bundle of work, so there are twenty times fewer; each with its agreed words.
COMMISSIONS = """
    WITH made AS (
        INSERT INTO steering_commission (id, municipality_id, version, number, part,
            commissioner_id, contractor_id, state, made_at)
        SELECT gen_random_uuid(), %(here)s, 1, n, 'Onderdeel ' || n,
            (%(people)s::uuid[])[1 + n %% 5], (%(people)s::uuid[])[1 + (n + 1) %% 5],
            (array['offered', 'accepted', 'change_proposed'])[1 + n %% 3],
            now() - interval '90 days'
        FROM generate_series(1000, 999 + %(count)s / 20) AS n
        RETURNING id, commissioner_id, contractor_id, state
    ), worded AS (
        INSERT INTO steering_commissionversion (id, municipality_id, version, commission_id, round,
            state, result, scope_in, scope_out, mandate, reporting, stop_rules, from_date,
            until_date, why, made_by_id, made_at, agreed_at)
        SELECT gen_random_uuid(), %(here)s, 1, id, 1, 'agreed', 'Klaar', 'Alles', '', '', '', '',
            now()::date - 60, now()::date + (random() * 400)::int, '', commissioner_id,
            now() - interval '90 days', now() - interval '60 days'
        FROM made WHERE state <> 'offered'
    )
    INSERT INTO steering_commissionstep (id, municipality_id, commission_id, act, at, by_id,
        by_name, side, state_after, note, was_name, is_name)
    SELECT gen_random_uuid(), %(here)s, id, act, now() - days * interval '1 day' * random(),
        CASE side WHEN 'contractor' THEN contractor_id ELSE commissioner_id END, 'Iemand', side,
        act, '', '', ''
    FROM made, (VALUES ('offered', 'commissioner', 80), ('accepted', 'contractor', 60),
        ('change_proposed', 'commissioner', 20)) AS step (act, side, days)
    WHERE act = 'offered' OR state = 'change_proposed' OR state = act
"""
SIGNALS = """
    INSERT INTO signals_signal (id, municipality_id, version, number, telling_key, telling_digest,
        channel, theme_id, size, period, seen_from_date, seen_until_date, trend, severity, text,
        question, is_shared, reporter_id, told_at, state, team_id, handler_id, promise_date,
        result, answer, reopened_count, belongs_where)
    SELECT gen_random_uuid(), %(here)s, 1, n, gen_random_uuid(), '', 'form', %(theme)s, 'few',
        'month', now()::date - 30, now()::date, 'steady', 'middle', 'Mensen vragen hulp.', '',
        false, (%(people)s::uuid[])[1 + n %% 5], now() - interval '9 days', 'open', %(team)s,
        (%(people)s::uuid[])[1 + n %% 5], now()::date + (n %% 30 - 10), '', '', 0, ''
    FROM generate_series(100000, 99999 + %(count)s) AS n
"""


def main() -> None:
    """Make the open things, open each page often, print a table and keep the results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--folder", type=Path, help="keep the database here for a next run")
    options = asked.parse_args()
    with (
        tempfile.TemporaryDirectory() as loose,
        database.started(options.folder or Path(loose)) as server,
    ):
        _plain_files()
        few = {}
        if not _is_full():
            _demo()
            few = _measured(options.rounds)
            _fill(server, options.count)
        many = _measured(options.rounds)
    result = {
        "open_things_of_each_sort": options.count,
        "rounds": options.rounds,
        "demo": few,
        "full": many,
        "aim_p95_ms": AIM_MS,
        "load_of_the_machine": round(os.getloadavg()[0] / (os.cpu_count() or 1), 1),
    }
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(_table(result))


def _plain_files() -> None:
    """Name stylesheets and pictures as they lie there: nothing was collected for a bench."""
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


def _is_full() -> bool:
    from bundel.accounts.models import Municipality

    return Municipality.objects.exists()


def _demo() -> None:
    from django.utils import timezone

    from bundel.config import demo_data

    folder, at = demo_data.FOLDER / "almere", timezone.now() - timedelta(days=1)
    for load in (
        demo_data.load,
        demo_data.load_network,
        demo_data.load_signals,
        demo_data.load_steering,
    ):
        load(folder, at=at)


def _fill(server: Any, count: int) -> None:
    import psycopg

    from bundel.accounts.models import Municipality
    from bundel.accounts.tenancy import as_municipality
    from bundel.signals.models import SignalTheme, Team

    here = Municipality.objects.get(slug="almere")
    with as_municipality(here.pk):
        values = {
            "here": here.pk,
            "count": count,
            "people": [_user(who).pk for who in ROLES[:5]],
            "theme": SignalTheme.objects.order_by("position")[0].pk,
            "team": Team.objects.order_by("name")[0].pk,
        }
    with psycopg.connect(server.url("postgres", "bench"), autocommit=True) as superuser:
        # The rows are right by how they are drawn; checking each would take minutes.
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("SELECT setseed(0.5)")
        for statement in (ACTIONS, FINDINGS, COMMISSIONS, SIGNALS):
            superuser.execute(statement, values)
        superuser.execute("VACUUM ANALYZE")


def _user(who: str) -> Any:
    from bundel.accounts.models import User

    return User.objects.get(email=f"{who}@almere.example")


def _measured(rounds: int) -> dict[str, dict[str, float]]:
    """Return what the database takes for each page, by who opens it."""
    from django.test import Client

    from bundel.accounts.models import Municipality
    from bundel.accounts.tenancy import as_municipality

    host = Municipality.objects.get(slug="almere").host
    told: dict[str, dict[str, float]] = {}
    for who in ROLES:
        browser = Client(headers={"host": host, "accept-language": "nl"})
        with as_municipality(Municipality.objects.get(slug="almere").pk):
            browser.force_login(
                _user(who), backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        told[f"vandaag, {who}"] = _page(lambda b=browser: b.get("/"), rounds)
        if who in {"coordinator", "lezer"}:
            told[f"bevindingen, {who}"] = _page(lambda b=browser: b.get("/sturing/"), rounds)
    return told


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


def _page(get: Callable[[], Any], rounds: int) -> dict[str, float]:
    whole, worked, queries = [], [], 0
    get()
    for _round in range(rounds):
        begun = time.process_time()
        with _watched() as spans:
            response = get()
        worked.append((time.process_time() - begun) * 1000)
        assert response.status_code == 200, response.status_code
        whole.append(sum(spans))
        queries = len(spans)
    return {
        "queries": queries,
        "python_ms": round(statistics.median(worked), 1),
        "p50_ms": round(statistics.median(whole), 1),
        "p95_ms": round(statistics.quantiles(whole, n=20, method="inclusive")[-1], 1),
    }


def _table(result: dict[str, Any]) -> str:
    lines = [
        f"{'page':32} {'demo':>22} {'full':>22}   (queries, p95 ms of the database, ms of Python)"
    ]
    for page, many in result["full"].items():
        few = result["demo"].get(page, {"queries": "", "p95_ms": ""})
        lines.append(
            f"{page:32} {few['queries']:>12} {few['p95_ms']:>9} "
            f"{many['queries']:>12} {many['p95_ms']:>9} {many['python_ms']:>9}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
