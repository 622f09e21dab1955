"""One command runs everything, says where, is found again, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bundel.config import embedded, processes, serve
from tests import stock

SOURCE = Path(serve.__file__).parents[2]
PATIENCE_SECONDS = 120
SECRETS = ("secret-key", "database-passwords.json")
OURS = ("DATABASE_URL", "BUNDEL_", "DJANGO_")
# All that makes a database what it is, rows aside.
CATALOGUE = (
    """
    select table_name, column_name, data_type, is_nullable, column_default, character_maximum_length
    from information_schema.columns where table_schema = 'public' order by 1, 2
    """,
    "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
    " where connamespace = 'public'::regnamespace order by 1, 2",
    "select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1",
    "select tablename, policyname, cmd, qual, with_check from pg_policies order by 1, 2",
    "select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger"
    " where not tgisinternal order by 1, 2",
    "select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace order by 1",
    "select relname, relrowsecurity, relforcerowsecurity from pg_class"
    " where relnamespace = 'public'::regnamespace order by 1",
    "select app, name from django_migrations order by 1, 2",
)


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    # Without the demo it speaks no plain HTTP, unless it is told to.
    return {**kept, "PYTHONPATH": str(SOURCE), "BUNDEL_HTTPS": "0"}


def serve_command(data: Path, port: int) -> list[str]:
    start = "from bundel.config.cli import main; main()"
    options = ["serve", "--data", str(data), "--port", str(port)]
    return [sys.executable, "-c", start, *options]


@pytest.fixture(scope="module")
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory, taken_port: int
) -> Iterator[tuple[subprocess.Popen[str], Path, str]]:
    """
    Bundel in a folder with a space, started on a port that is taken; and what it said.

    Nobody's example is in it: the journeys start one with the demo.
    """
    data = tmp_path_factory.mktemp("een map") / "gegevens"
    process = subprocess.Popen(
        serve_command(data, taken_port), env=environment(), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Stoppen" in line:
            break
    yield process, data, said
    process.kill()
    process.wait()
    process.stdout.close()


def processes_below(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()[1:]]
    found = {pid}
    for _ in range(6):
        found |= {child for child, parent in pairs if parent in found}
    return sorted(found - {pid})


def test_it_says_where_to_go_and_goes_past_a_port_that_is_taken(
    running: tuple[subprocess.Popen[str], Path, str], taken_port: int
) -> None:
    _, data, said = running
    found = re.search(r"Bundel draait:\s+(http://127\.0\.0\.1:(\d+))", said)

    assert found, said
    assert int(found.group(2)) != taken_port
    assert f"Poort {taken_port} is bezet" in said
    assert str(data) in said
    with urllib.request.urlopen(f"{found.group(1)}/leeft", timeout=20) as answer:
        assert answer.status == 200


def test_a_second_one_on_the_same_data_says_where_the_first_is(
    running: tuple[subprocess.Popen[str], Path, str], taken_port: int
) -> None:
    _, data, _ = running
    address = json.loads((data / "serve.lock").read_text())["address"]

    second = subprocess.run(
        serve_command(data, taken_port),
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_SECONDS,
    )

    assert f"Bundel draait al: {address}" in second.stdout


def catalogue(*where: Any, **more: Any) -> list[list[Any]]:
    with psycopg.connect(*where, **more) as database:
        return [database.execute(question).fetchall() for question in CATALOGUE]


def test_its_tables_are_those_of_a_migration_step_by_step(
    running: tuple[subprocess.Popen[str], Path, str], django_db_setup: None
) -> None:
    """A new database takes a short way (`bundel.config.migrating`); the tests' own did not."""
    _, data, _ = running

    with embedded.running(data) as server:
        quickly = catalogue(server.url("postgres"))
    plainly = catalogue(stock.SUPERUSER, dbname=stock.MIGRATED)

    assert quickly == plainly
    assert all(plainly)


def test_secrets_are_readable_by_their_owner_alone(
    running: tuple[subprocess.Popen[str], Path, str],
) -> None:
    _, data, _ = running

    modes = {file: (data / file).stat().st_mode & 0o777 for file in SECRETS}

    assert modes == dict.fromkeys(SECRETS, 0o600)


def test_asked_to_stop_it_leaves_no_process_behind(
    running: tuple[subprocess.Popen[str], Path, str],
) -> None:
    process, _, _ = running
    below = processes_below(process.pid)

    process.send_signal(signal.SIGTERM)
    code = process.wait(PATIENCE_SECONDS)
    deadline = time.monotonic() + 5
    while any(map(processes.name_of, below)) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert code == 0
    # Database, its helpers, web server with two workers, and the job worker.
    assert len(below) > 6
    assert [name for name in map(processes.name_of, below) if name] == []


def test_a_server_that_was_given_needs_its_owner_too(tmp_path: Path) -> None:
    done = subprocess.run(
        serve_command(tmp_path, 8000),
        env={**environment(), "DATABASE_URL": "postgresql://app@/bundel?host=/nowhere"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )

    assert done.returncode == 1
    assert "BUNDEL_OWNER_DATABASE_URL ontbreekt" in done.stderr
