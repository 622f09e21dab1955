"""Running everything: database, tables, web server and job worker, until somebody stops it."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from bundel.config import children, embedded, env, processes, translations
from bundel.config.children import Child

HOST = "127.0.0.1"
PORTS_TO_TRY = 50
HEALTHY_WITHIN_SECONDS = 60.0
LOOK_EVERY_SECONDS = 0.3
# The threads of the web server are small by themselves; the arithmetic of a suggestion ends them.
ROOM_FOR_ARITHMETIC = {"RUST_MIN_STACK": str(16 * 1024 * 1024)}
WEB_OPTIONS = (
    *("--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "warning"),
    *("--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers"),
)
# A plan takes one place for minutes; the sweep behind dead workers needs another.
WORKER_OPTIONS = ("--concurrency", "3", "--shutdown-graceful-timeout", "5")

Say = Callable[[str], None]


class CannotServe(RuntimeError):
    """Something that must run does not; the text says what to do."""


class AskedToStop(BaseException):
    """Somebody pressed Ctrl-C or sent a signal to stop."""


def serve(*, port: int, data: Path, demo: bool, say: Say) -> None:
    """
    Run Bundel until it is asked to stop; when it already runs on this data, say where.

    Args:
        port: The first port to try on this machine; one that is taken is passed over.
        data: Folder of the rows, the secret key and the logs.
        demo: Let everybody step into any role, over plain HTTP, with example municipalities.
        say: Takes each line for the reader.

    Raises:
        CannotServe: if a part does not start or keeps stopping.
    """
    data = data.expanduser().resolve()
    with _stopping_by_signal(say), suppress(AskedToStop), ExitStack() as stack:
        lock = _lock(data, stack)
        if lock is None:
            say(_where_it_runs(data))
            return
        parts = _Parts(data, demo, say, stack)
        parts.start_database()
        parts.prepare()
        _note(lock, address := parts.start_processes(port))
        say(_welcome(address, data, demo))
        parts.watch()


class _Parts:
    """What runs, in the order in which each needs the one before."""

    def __init__(self, data: Path, demo: bool, say: Say, stack: ExitStack) -> None:
        self.data, self.say, self.stack = data, say, stack
        self.logs = data / "logs"
        self.environment = _environment(data, demo)
        self.database: embedded.Server | None = None
        self.children: list[Child] = []

    def start_database(self) -> None:
        """Start a PostgreSQL of our own, unless a real server was given."""
        if "DATABASE_URL" not in self.environment:
            self.say("Database starten ...")
            self.database = _started(self.data)
            self.stack.callback(self._stop_database)
            self.environment["DATABASE_URL"] = self.database.url("bundel_app")
            self.environment["BUNDEL_OWNER_DATABASE_URL"] = self.database.url("bundel_owner")
        try:
            env.read(self.environment)
        except env.WrongSetting as wrong:
            raise CannotServe(f"De instellingen kloppen niet.\n{wrong}") from wrong

    def _stop_database(self) -> None:
        if self.database is not None:
            self.database.stop()

    def prepare(self) -> None:
        """Bring tables, example municipalities and files up to date, in a process of its own."""
        self.say("Tabellen en bestanden bijwerken ...")
        with suppress(PermissionError):
            translations.compile_all()
        log = self.logs / "prepare.log"
        with children.open_log(log) as out:
            work = subprocess.Popen(
                [sys.executable, "-m", "django", "prepare"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=out,
                text=True,
                start_new_session=True,
                preexec_fn=processes.dies_with_us(signal.SIGKILL),
            )
        with work, _killed_on_the_way_out(work):
            for line in work.stdout or ():
                self.say(f"  {line.rstrip()}")
        if work.returncode:
            raise CannotServe(
                f"Het klaarzetten is niet gelukt. Het logboek {log} eindigt zo:\n"
                f"{children.tail(log)}"
            )

    def start_processes(self, port: int) -> str:
        """Start the web server and the worker; return the address once it answers."""
        port = _free_port(port, self.say)
        web_command = [sys.executable, "-m", "granian", "--host", HOST, "--port", str(port)]
        web = Child(
            "webserver",
            [*web_command, *WEB_OPTIONS, "bundel.config.web:application"],
            {**self.environment, **ROOM_FOR_ARITHMETIC},
            self.logs / "web.log",
        )
        worker = Child(
            "werkproces",
            [sys.executable, "-m", "django", "procrastinate", "worker", *WORKER_OPTIONS],
            self.environment,
            self.logs / "worker.log",
        )
        self.children = [web, worker]
        self.stack.callback(children.stop_all, self.children)
        self.say("Webserver en werkproces starten ...")
        for child in self.children:
            child.start()
        _wait_until_healthy(port, web)
        return f"http://{HOST}:{port}"

    def watch(self) -> NoReturn:
        """Start again what dies, and tell it."""
        while True:
            time.sleep(LOOK_EVERY_SECONDS)
            if self.database and self.database.process and self.database.process.poll() is not None:
                self.say("De database was gestopt en start opnieuw.")
                self.database.stop()
                self.database = _started(self.data)
            for child in self.children:
                if child.has_died():
                    self._start_again(child)

    def _start_again(self, child: Child) -> None:
        if child.is_hopeless():
            raise CannotServe(
                f"Het onderdeel {child.name} blijft stoppen. Het logboek {child.log} eindigt zo:\n"
                f"{children.tail(child.log)}"
            )
        self.say(f"Het onderdeel {child.name} was gestopt en start opnieuw. Zie {child.log}.")
        child.start()


def _started(data: Path) -> embedded.Server:
    try:
        return embedded.start(data)
    except embedded.NoPostgres as trouble:
        raise CannotServe(str(trouble)) from trouble


@contextmanager
def _stopping_by_signal(say: Say) -> Iterator[None]:
    """Turn the first request to stop into an exception; the next ones wait for it to finish."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        with suppress(OSError):
            say("\nBundel stopt ...")
        raise AskedToStop

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _killed_on_the_way_out(process: subprocess.Popen[str]) -> Iterator[None]:
    try:
        yield
    finally:
        if process.poll() is None:
            process.kill()


def _lock(data: Path, stack: ExitStack) -> IO[str] | None:
    """Return the lock on this data folder, None if another one of us holds it."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        file = stack.enter_context((data / "serve.lock").open("a+", encoding="utf-8"))
    except PermissionError as denied:
        raise CannotServe(
            f"De map {data} is van een andere gebruiker. Start als die gebruiker, of kies een "
            "andere map: make run DATA=map."
        ) from denied
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    file.truncate(0)
    return file


def _note(lock: IO[str], address: str) -> None:
    lock.write(json.dumps({"pid": os.getpid(), "address": address}))
    lock.flush()


def _where_it_runs(data: Path) -> str:
    """Return where the other one runs on this data, which may still be starting."""
    try:
        told = json.loads((data / "serve.lock").read_text(encoding="utf-8"))
    except ValueError:
        return f"Bundel is al aan het starten met de gegevens in {data}."
    return (
        f"Bundel draait al: {told['address']}\n"
        f"Gegevens: {data}. Stoppen kan daar met Ctrl-C, of met: kill {told['pid']}\n"
        "Nog een ernaast kan met andere gegevens: make run DATA=map."
    )


def _environment(data: Path, demo: bool) -> dict[str, str]:
    environment = dict(os.environ)
    environment["BUNDEL_DATA"] = str(data)
    environment["DJANGO_SETTINGS_MODULE"] = "bundel.config.settings"
    environment["PYTHONUNBUFFERED"] = "1"
    environment["BUNDEL_DEMO"] = "1" if demo else "0"
    if demo:
        environment["BUNDEL_HTTPS"] = "0"
    environment.setdefault("BUNDEL_SECRET_KEY", _secret_key(data))
    return environment


def _secret_key(data: Path) -> str:
    """Return the key of this data folder; made once, readable by us alone."""
    file = data / "secret-key"
    with suppress(FileExistsError):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(secrets.token_urlsafe(48))
    return file.read_text(encoding="utf-8")


def _free_port(first: int, say: Say) -> int:
    """Return the first port that is free, and say which ones were taken."""
    for port in range(first, min(first + PORTS_TO_TRY, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except PermissionError as denied:
                raise CannotServe(f"Poort {port} mag u niet gebruiken. Kies: PORT=8000") from denied
            except OSError:
                say(f"Poort {port} is bezet. Bundel neemt de volgende.")
                continue
        return port
    raise CannotServe(f"Er is geen vrije poort vanaf {first}. Kies een andere: PORT=9000")


def _wait_until_healthy(port: int, web: Child) -> None:
    deadline = time.monotonic() + HEALTHY_WITHIN_SECONDS
    trouble = ""
    while time.monotonic() < deadline and not web.has_died():
        trouble = _trouble_at(port)
        if not trouble:
            return
        time.sleep(0.1)
    raise CannotServe(
        f"De webserver antwoordt niet goed ({trouble}). Het logboek {web.log} eindigt zo:\n"
        f"{children.tail(web.log)}"
    )


def _trouble_at(port: int) -> str:
    """Return what is wrong with the server's own health page, empty when it is well."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    # Behind a proxy the first hop is the proxy's; this asks past it.
    try:
        connection.request("GET", "/leeft", headers={"X-Forwarded-Proto": "https"})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as wrong:
        return str(wrong)
    finally:
        connection.close()
    return "" if status in {200, 301} else f"status {status}"


def _welcome(address: str, data: Path, demo: bool) -> str:
    sign_in = (
        f"{address}/demo/   kies een rol, zonder wachtwoord (alleen in de demo)"
        if demo
        else f"{address}/   met uw e-mailadres en wachtwoord"
    )
    lines = (
        "",
        f"  Bundel draait:  {address}",
        "",
        f"  Inloggen        {sign_in}",
        f"  Gegevens        {data}",
        f"  Logboeken       {data / 'logs'}",
        "  Stoppen         Ctrl-C",
        "",
    )
    return "\n".join(lines)
