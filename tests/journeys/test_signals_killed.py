"""A server that is killed while phones send: what was acknowledged is there once, never twice."""

from __future__ import annotations

import http.client
import http.cookiejar
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import psycopg

from bundel.config import embedded
from bundel.config.serve import ROOM_FOR_ARITHMETIC, WEB_OPTIONS
from tests.conftest import Figure
from tests.journeys.conftest import _environment, _free_port

# More of them with BUNDEL_KILLS, as long as one likes to wait; `make trust` has ten.
KILLS = int(os.environ.get("BUNDEL_KILLS", "2"))
SEED, PHONES = 20261123, 2
ANSWERS_WITHIN_SECONDS = 150.0
Heard = TypeVar("Heard")
DEVICE = "/signalen/melden/toestel"
LETTERS = str.maketrans("0123456789abcdef", "ghijklmnopqrstuv")
TROUBLE = (urllib.error.URLError, http.client.HTTPException, OSError, ValueError)
FIND = """
select text, count(*), count(distinct number) from signals_signal where text like %s group by text
"""


class Web:
    """A web server of our own on the data of the journeys, to kill as one likes."""

    def __init__(self, data: Path, database: embedded.Server) -> None:
        self.port, self._data, self.kills = _free_port(), data, 0
        self._environment = _environment(
            DJANGO_SETTINGS_MODULE="bundel.config.settings",
            DATABASE_URL=database.url("bundel_app"),
            BUNDEL_OWNER_DATABASE_URL=database.url("bundel_owner"),
            BUNDEL_DATA=str(data),
            BUNDEL_SECRET_KEY=(data / "secret-key").read_text(encoding="utf-8"),
            BUNDEL_DEMO="1",
            BUNDEL_HTTPS="0",
            **ROOM_FOR_ARITHMETIC,
        )
        self.start()

    def start(self) -> None:
        """Start it, in a process group of its own; it answers a while later."""
        where = ["--host", "127.0.0.1", "--port", str(self.port)]
        command = [sys.executable, "-m", "granian", *where, *WEB_OPTIONS, "--workers", "1"]
        with (self._data / "killed.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "bundel.config.web:application"],
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """End it and all its workers at once, in the middle of what they do."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.kills += 1


class Phone:
    """Tells signals as the page on a phone does, and asks again until it hears a number."""

    def __init__(self, web: Web) -> None:
        self._at = f"http://127.0.0.1:{web.port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._browser = urllib.request.build_opener(jar)
        self.heard: dict[str, int] = {}
        # How often it sent, and how often the server died while it did.
        self.tries = self.cut_off = 0
        # Said again after it was acknowledged, with the number that came then.
        self.repeats: list[tuple[int, int]] = []

    def _ask(self, path: str, values: dict[str, str] | None = None, **headers: str) -> str:
        body = urllib.parse.urlencode(values).encode() if values else None
        # In a municipality in which no other journey counts signals.
        known = {"Accept": "*/*", "Host": "waterrijk.localhost", **headers}
        request = urllib.request.Request(f"{self._at}{path}", body, known)
        with self._browser.open(request, timeout=10) as answer:
            text: str = answer.read().decode()
            return text

    def step_in(self, role: str) -> None:
        """Come in as somebody, once the server answers."""
        page = _patiently(lambda: self._ask("/demo/"))
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        self._ask("/demo/", {"role": role, "csrfmiddlewaretoken": token[1]}, Referer=self._at)
        form = self._ask("/signalen/melden")
        area = re.search(r'name="area_id"\s+value="([0-9a-f-]{36})"', form)
        assert area
        self._fixed = {
            "area_id": area[1],
            "theme_id": "",
            "heard_at_id": "",
            "question": "",
            "size": "11-25",
            "period": "month",
            "trend": "rising",
            "severity": "middle",
        }
        self._token = json.loads(self._ask(DEVICE))["token"]

    def tell(self, mark: str) -> None:
        """Send one signal until its number is heard; half of the time, once more."""
        key = str(uuid.uuid4())
        words = f"Steeds meer bezoekers begrijpen de jaarafrekening niet, zegt {mark}."
        sent = {**self._fixed, "telling_key": key, "idempotency_key": key, "text": words}
        self.heard[words] = number = _patiently(lambda: self._send(sent, key))
        if number % 2:
            self.repeats.append((number, _patiently(lambda: self._send(sent, key))))

    def _send(self, sent: dict[str, str], key: str) -> int:
        self.tries += 1
        headers = {"Referer": self._at, "X-CSRFToken": self._token, "Idempotency-Key": key}
        try:
            number: int = json.loads(self._ask(DEVICE, sent, **headers))["number"]
        except (http.client.HTTPException, OSError) as trouble:
            if not isinstance(getattr(trouble, "reason", None), ConnectionRefusedError):
                self.cut_off += 1
            raise
        return number


def _patiently(ask: Callable[[], Heard]) -> Heard:
    """Ask until there is an answer, as a phone does that has no reception."""
    until = time.monotonic() + ANSWERS_WITHIN_SECONDS
    while time.monotonic() < until:
        try:
            return ask()
        except urllib.error.HTTPError as refused:
            # What is wrong with what we sent does not mend by sending it again.
            if refused.code < 500 and refused.code != http.HTTPStatus.CONFLICT:
                raise
        except TROUBLE:
            pass
        time.sleep(0.05)
    raise AssertionError("nobody answered")


def until_more(phones: list[Phone]) -> None:
    """Wait until something more was acknowledged, so that each kill is amid telling."""
    known = sum(len(phone.heard) for phone in phones)
    until = time.monotonic() + ANSWERS_WITHIN_SECONDS
    while sum(len(phone.heard) for phone in phones) < known + PHONES:
        assert time.monotonic() < until, "nothing is acknowledged any more"
        time.sleep(0.01)


@contextmanager
def telling(phones: list[Phone], run: str) -> Iterator[None]:
    """Let every phone tell one signal after another as long as the block lasts."""
    ended, failed = threading.Event(), []

    def work(phone: Phone, name: str) -> None:
        try:
            while not ended.is_set():
                number = f"{len(phone.heard):04d}".translate(LETTERS)
                phone.tell(f"{run}{name}{number}")
        except BaseException as trouble:
            failed.append(trouble)
            raise

    names = "xyz"
    workers = [
        threading.Thread(target=work, args=(phone, names[place]))
        for place, phone in enumerate(phones)
    ]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        ended.set()
        for worker in workers:
            worker.join()
    assert failed == []


def test_what_a_phone_heard_a_number_of_is_there_once(
    address: str, data: Path, figure: Figure
) -> None:
    assert address
    chance, run = random.Random(SEED), f"kill{uuid.uuid4().hex[:8].translate(LETTERS)}"
    with embedded.running(data) as database:
        web = Web(data, database)
        try:
            phones = [Phone(web) for _ in range(PHONES)]
            for phone in phones:
                phone.step_in("partner_worker")
            with telling(phones, run):
                for _kill in range(KILLS):
                    until_more(phones)
                    time.sleep(chance.uniform(0, 0.6))
                    web.kill()
                    web.start()
        finally:
            web.kill()
        with psycopg.connect(database.url("postgres")) as found:
            rows = found.execute(FIND, [f"%{run}%"]).fetchall()

    there = {text: (times, numbers) for text, times, numbers in rows}
    heard = {words: number for phone in phones for words, number in phone.heard.items()}
    repeats = [pair for phone in phones for pair in phone.repeats]
    lost = heard.keys() - there.keys()
    twice = [text for text, counted in there.items() if counted != (1, 1)]
    tries, cut_off = (sum(getattr(p, name) for p in phones) for name in ("tries", "cut_off"))
    figure(
        f"T30: {KILLS} kills -9 of the web server, {cut_off} sendings cut off, "
        f"{len(heard)} acknowledged, {len(repeats)} sent again, "
        f"lost = {len(lost)}, duplicated = {len(twice)}"
    )
    assert len(heard) > KILLS and repeats
    # Some were sent again because the server died in between.
    assert tries > len(heard) + len(repeats)
    assert (lost, twice) == (set(), [])
    assert all(first == again for first, again in repeats)
    assert len(set(heard.values())) == len(heard)
    assert there.keys() == heard.keys()
