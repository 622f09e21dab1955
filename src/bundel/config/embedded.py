"""A PostgreSQL of our own, for laptops and for tests: started, joined, stopped."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg import sql

from bundel.config import binaries, clusters, processes
from bundel.config.binaries import Binaries
from bundel.config.children import open_log
from bundel.config.processes import Account

PATIENCE_SECONDS = 40.0
# The system bounds the path of a socket at 107 bytes, its name included.
LONGEST_SOCKET_FOLDER = 60
# What the log says while back-ends of a killed server still die.
PASSING_TROUBLES = ("pre-existing shared memory", 'lock file "postmaster.pid"')

# What is typed stays out of the logs; nothing that was acknowledged is lost.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "synchronous_commit": "on",
    # Errors of statements repeat values; the application tells them without.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "max_connections": "80",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Tests may lose everything when the power fails.
TEST_SETTINGS: Mapping[str, str] = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    # It would take the tables that a test just undid for empty, and the planner would believe it.
    "autovacuum": "off",
}


class NoPostgres(RuntimeError):
    """PostgreSQL cannot be found or will not start; the text says what to do."""


class AlreadyRuns(NoPostgres):
    """Another process of ours runs PostgreSQL on these rows."""


@dataclass(slots=True)
class Server:
    """A running PostgreSQL and its roles."""

    cluster: Path
    sockets: Path
    passwords: Mapping[str, str]
    # None when another process of ours started it.
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    lock: IO[bytes] | None = field(default=None, repr=False)

    def url(self, role: str, database: str = "bundel") -> str:
        """Return the address for a role: postgres, bundel_owner or bundel_app."""
        host = quote(str(self.sockets), safe="")
        return f"postgresql://{role}:{self.passwords[role]}@/{database}?host={host}"

    def stop(self) -> None:
        """Stop at once but cleanly: open work is rolled back, what was acknowledged stays."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(10)
        if self.process is not None:
            shutil.rmtree(self.sockets, ignore_errors=True)
        if self.lock is not None:
            self.lock.close()


def start(
    data: Path, *, for_tests: bool = False, candidates: Iterable[Path] | None = None
) -> Server:
    """
    Return a running PostgreSQL whose rows live below `data`; makes it the first time.

    Args:
        data: The data folder; one process at a time runs PostgreSQL on it.
        for_tests: Quick, and not safe when the power fails.
        candidates: Folders with PostgreSQL's programs to try instead of the usual ones.

    Raises:
        AlreadyRuns: if another process runs PostgreSQL on these rows.
        NoPostgres: if there are no programs, or the server does not come up.
    """
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = _lock(data)
    try:
        server = _start_locked(data, for_tests=for_tests, candidates=candidates)
    except (binaries.NoBinaries, processes.NoPlainUser, clusters.NotMade) as trouble:
        lock.close()
        raise NoPostgres(str(trouble)) from trouble
    except BaseException:
        lock.close()
        raise
    server.lock = lock
    return server


@contextmanager
def running(data: Path) -> Iterator[Server]:
    """Join the PostgreSQL that runs on these rows, or run one as long as the block lasts."""
    try:
        server = start(data)
    except AlreadyRuns:
        server = _join(data.resolve())
    try:
        yield server
    finally:
        server.stop()


def make_database(
    connection: psycopg.Connection[tuple[object, ...]], name: str, template: str = "template0"
) -> None:
    """Make a database that bundel_owner owns, if it is not there yet."""
    known = connection.execute("select 1 from pg_database where datname = %s", [name])
    if known.fetchone() is None:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER bundel_owner TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


def _start_locked(data: Path, *, for_tests: bool, candidates: Iterable[Path] | None) -> Server:
    home = data / "postgres"
    account = processes.plain_account(home)
    account.own(home)
    there = clusters.newest(home)
    exactly = int(there.name.rpartition("-")[2]) if there else None
    programs = binaries.find(account, candidates, exactly=exactly)
    cluster = home / f"postgresql-{programs.major}"
    passwords = clusters.passwords(data)
    if there is not None:
        # Rows that root copied back belong to root.
        account.take_all(there)
    else:
        hurry = ["--no-sync"] if for_tests else []
        clusters.initialise(programs, cluster, account, passwords["postgres"], hurry)
    sockets = _socket_folder(cluster, account)
    _end_what_was_left(cluster, sockets)
    settings = {**SETTINGS, **(TEST_SETTINGS if for_tests else {})}
    process = _launch(
        programs, cluster, sockets, account, settings, data / "logs" / "postgresql.log"
    )
    server = Server(cluster, sockets, passwords, process)
    try:
        _make_roles(server)
    except BaseException:
        server.stop()
        raise
    return server


def _lock(data: Path) -> IO[bytes]:
    """Return the lock on these rows; the system lets go of it when we die."""
    file = (data / "postgres.lock").open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        file.close()
        raise AlreadyRuns(f"Op {data} draait al een PostgreSQL van Bundel.") from taken
    return file


def _socket_folder(cluster: Path, account: Account) -> Path:
    """Return a short path for the socket, open to one user."""
    wanted = os.geteuid() if account.uid is None else account.uid
    mark = hashlib.sha256(str(cluster).encode()).hexdigest()[:10]
    base = Path(tempfile.gettempdir())
    if len(str(base)) > LONGEST_SOCKET_FOLDER:
        base = Path("/tmp")  # noqa: S108  # a folder of ours in it, its owner checked
    for attempt in range(9):
        folder = base / f"bundel-{os.geteuid()}-{mark}{attempt or ''}"
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        if not folder.is_symlink() and folder.stat().st_uid in {wanted, os.geteuid()}:
            account.own(folder)
            return folder
    raise NoPostgres(f"De map {folder} is van iemand anders. Verwijder die map eerst.")


def _left(cluster: Path) -> list[str]:
    """Return the lines that the last server kept about itself, none if it stopped cleanly."""
    with suppress(FileNotFoundError):
        return (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    return []


def _end_what_was_left(cluster: Path, sockets: Path) -> None:
    """Forget a server that was killed; stop one that outlived the application."""
    if not (lines := _left(cluster)):
        return
    pid = int(lines[0])
    if processes.name_of(pid) != "postgres":
        # Its number may be somebody else's by now, and PostgreSQL would wait for that one.
        (cluster / "postmaster.pid").unlink(missing_ok=True)
    elif lines[4:5] == [str(sockets)]:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGINT)


def _launch(
    programs: Binaries,
    cluster: Path,
    sockets: Path,
    account: Account,
    settings: Mapping[str, str],
    log: Path,
) -> subprocess.Popen[bytes]:
    """Start, and start again while the back-ends of a killed server still die."""
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command: list[str | Path] = [programs.folder / "postgres", "-k", sockets, *options]
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        with open_log(log) as out:
            written = out.tell()
            process = _spawn(command, cluster, account, out)
        if _comes_up(process, cluster, deadline):
            return process
        said = log.read_bytes()[written:].decode("utf-8", errors="replace")
        passing = any(trouble in said for trouble in PASSING_TROUBLES)
        if time.monotonic() > deadline or not passing:
            process.kill()
            process.wait()
            raise NoPostgres(f"PostgreSQL start niet. Het logboek {log} zegt:\n{said[-800:]}")
        time.sleep(0.3)


def _spawn(
    command: Sequence[str | Path], cluster: Path, account: Account, out: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start the server on a cluster once, as the account, to die when we do."""
    with clusters.address_for(cluster.parent, account) as (path, descriptors):
        return subprocess.Popen(
            [*command, "-D", f"{path}/{cluster.name}"],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd="/",
            env=clusters.environment(),
            start_new_session=True,
            pass_fds=descriptors,
            preexec_fn=processes.dies_with_us(signal.SIGINT),
            **account.popen_arguments(),
        )


def _comes_up(process: subprocess.Popen[bytes], cluster: Path, deadline: float) -> bool:
    """Wait until the server takes connections; False if it ended or time ran out."""
    while process.poll() is None and time.monotonic() < deadline:
        lines = _left(cluster)
        if lines[:1] == [str(process.pid)] and lines[7:8] and lines[7].strip() == "ready":
            return True
        time.sleep(0.02)
    return False


def _join(data: Path) -> Server:
    """Return the server that another process of ours runs."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        cluster = clusters.newest(data / "postgres")
        lines = _left(cluster) if cluster else []
        if cluster and lines[7:8] and lines[7].strip() == "ready":
            return Server(cluster, Path(lines[4]), clusters.passwords(data))
        time.sleep(0.1)
    raise NoPostgres(f"Op {data} start al een PostgreSQL van Bundel, maar die komt niet op.")


def _make_roles(server: Server) -> None:
    """Make the owner, the plain role and the database, where they are not there yet."""
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        for role in clusters.ROLES[1:]:
            known = connection.execute("select 1 from pg_roles where rolname = %s", [role])
            if known.fetchone() is None:
                words = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} NOSUPERUSER NOBYPASSRLS")
                password = sql.Literal(server.passwords[role])
                connection.execute(words.format(sql.Identifier(role), password))
        make_database(connection, "bundel")
