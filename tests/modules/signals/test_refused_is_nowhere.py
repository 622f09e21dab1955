"""What is refused is nowhere: not in a table, a log, a mail or a file (T26)."""

from __future__ import annotations

import json
import logging
import os
import tempfile
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client

from bundel.accounts.models import ApiToken
from bundel.errors import Invalid
from bundel.signals.models import Signal, SignalState
from bundel.signals.services import answering, asking, checking, door
from tests.conftest import Figure
from tests.modules.network.conftest import Network
from tests.modules.signals.conftest import CLEAN

KEY = "a-key-that-tells-signals"
# Stands in every text beside what is forbidden, and nowhere else in the world.
MARK = f"kanarie{uuid.uuid4().hex}"
FORBIDDEN = (
    f"Mevrouw Testnaam van de Voorbeeldgalerij 214 heeft geen gas, haar BSN is 999999990 {MARK}.",
    f"Bel de bewoner op 06-00000000 of mail voorbeeld@example.org, hij is 79 en heeft COPD {MARK}.",
    f"Klantnummer 12345678 bij het warmtebedrijf, IBAN NL00BANK0123456789 {MARK}.",
    f"Bij 9999 XX nummer 12 staat een man vaak te schreeuwen tegen de fixer {MARK}.",
)
# Held, not refused; gone as well once somebody gave it back.
UNIQUE = f"Het enige Oekraiense gezin in de Testhof met vier kinderen betaalt niet {MARK}."
TRACES = (MARK, "999999990", "06-00000000", "voorbeeld@example.org", "NL00BANK", "9999 XX")


class Kept(logging.Handler):
    """Keeps all that the application says, with the traces of errors."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def said(settings: Any) -> Iterator[Kept]:
    """All that the log says where `BUNDEL_LOG` asks for the most."""
    kept, root = Kept(), logging.getLogger()
    wanted = {"": "DEBUG"} | {n: one["level"] for n, one in settings.LOGGING["loggers"].items()}
    before = {name: logging.getLogger(name).level for name in wanted}
    root.addHandler(kept)
    for name, level in wanted.items():
        logging.getLogger(name).setLevel(level)
    yield kept
    for name, old in before.items():
        logging.getLogger(name).setLevel(old)
    root.removeHandler(kept)


@pytest.fixture
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for all temporary files of this test, so that only its own are looked at."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def program(ground: Network, now: datetime) -> Client:
    """Return a program that may tell signals."""
    ApiToken.objects.create(
        municipality=ground.municipality,
        name="Teller",
        digest=sha256(KEY.encode()).hexdigest(),
        acts=["signals.tell", "signals.view"],
        created_by=ground.users["coordinator"],
        created_at=now,
        expires_at=now + timedelta(days=3650),
    )
    host = ground.municipality.host
    return Client(headers={"host": host, "authorization": f"Bearer {KEY}"})


def by_form(ground: Network, text: str) -> dict[str, str]:
    return {
        "telling_key": str(uuid.uuid4()),
        "idempotency_key": str(uuid.uuid4()),
        "text": text,
        "question": text,
        "area_id": str(ground.areas["haven"].pk),
        "theme_id": "",
        "size": "11-25",
        "period": "month",
        "trend": "rising",
        "severity": "high",
        "heard_at_id": "",
    }


def by_api(text: str) -> str:
    words = {"omvang": "11-25", "periode": "maand", "trend": "stijgend", "ernst": "hoog"}
    return json.dumps(words | {"gebied": "Haven", "thema": "bill", "tekst": text, "vraag": text})


def refused_everywhere(ground: Network, now: datetime) -> int:
    """Send each text through each door; return how many refusals came."""
    worker, teller, refusals = ground.client("kern worker"), program(ground, now), 0
    for text in FORBIDDEN:
        sent = by_form(ground, text)
        better = {**sent, "neem_over": "text", "idempotency_key": str(uuid.uuid4())}
        answers = [
            worker.post("/signalen/melden", sent),
            worker.post("/signalen/melden/toestel", by_form(ground, text)),
            teller.post("/api/v1/signalen", by_api(text), content_type="application/json"),
        ]
        for looked in ("/signalen/melden/lijkt-op", "/signalen/thema-voorstel/"):
            worker.post(looked, {"text": text})
        worker.post("/signalen/melden", better)
        refusals += sum(answer.status_code in {400, 422} for answer in answers)
    return refusals


def refused_while_handled(ground: Network, signal: Signal, now: datetime) -> int:
    """Answer and ask with the same words; return how many refusals came."""
    refusals, here = 0, {"actor": ground.actor("coordinator"), "signal_id": signal.pk, "at": now}
    for text in FORBIDDEN:
        for act, words in (
            (answering.answer_signal, {"result": "done", "answer": text}),
            (asking.ask_back, {"text": text}),
        ):
            try:
                act(version=signal.version, **here, **words)  # type: ignore[operator]  # two shapes
            except Invalid as refused:
                assert MARK not in str(refused)
                refusals += 1
    return refusals


def broken_halfway(ground: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let telling go wrong in the middle, with the words in every frame of the trace."""

    def fall(**_: Any) -> None:
        raise RuntimeError("Hier gaat het mis.")

    with monkeypatch.context() as patched:
        patched.setattr(door, "let_in", fall)
        worker = ground.client("kern worker")
        worker.raise_request_exception = False
        assert worker.post("/signalen/melden", by_form(ground, FORBIDDEN[0])).status_code == 500


def tables_with(words: tuple[str, ...]) -> tuple[int, list[str]]:
    """Look through every column of every table; return how many tables, and where it stands."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        names = [name for (name,) in cursor.fetchall()]
    patterns = [f"%{word}%" for word in words] + [f"%{word.encode().hex()}%" for word in words]
    looked, found = 0, []
    for name in names:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                sql = f'select count(*) from "{name}" t where t::text ilike any(%s)'
                cursor.execute(sql, [patterns])
                found += [name] if cursor.fetchone()[0] else []
                looked += 1
        except DatabaseError:
            # A table that the application may not even read is not one that it wrote to.
            continue
    return looked, found


def files_with(folders: tuple[Path, ...]) -> list[str]:
    places = [place for folder in folders for place in folder.rglob("*") if place.is_file()]
    return [str(place) for place in places if holds(place.read_text("utf-8", "replace"))]


def holds(text: str) -> bool:
    return any(trace.lower() in text.lower() for trace in TRACES)


def test_what_is_refused_is_nowhere(
    ground: Network,
    now: datetime,
    said: Kept,
    own_files: Path,
    monkeypatch: pytest.MonkeyPatch,
    figure: Figure,
) -> None:
    worker = ground.client("kern worker")
    worker.post("/signalen/melden", by_form(ground, CLEAN))
    fine = Signal.objects.get()

    refusals = refused_everywhere(ground, now) + refused_while_handled(ground, fine, now)
    worker.post("/signalen/melden", by_form(ground, UNIQUE))
    held = Signal.objects.get(state=SignalState.HELD)
    # It would be found: the words stand there until somebody gave them back.
    assert tables_with((MARK,))[1] != []
    checking.give_back(
        actor=ground.actor("coordinator"), signal_id=held.pk, version=held.version, at=now
    )
    broken_halfway(ground, monkeypatch)

    tables, where = tables_with(TRACES)
    logged = [line for line in said.lines if holds(line)]
    folders = (own_files, Path(os.environ["BUNDEL_DATA"]).parent / "logs")
    files = files_with(folders)
    mailed = [one for one in mail.outbox if holds(str(one.message()))]
    hits = len(where) + len(logged) + len(files) + len(mailed)
    figure(
        f"T26: {refusals} refusals; {tables} tables, {len(said.lines)} lines of log, files and "
        f"mails looked through, hits = {hits}"
    )
    assert refusals == 5 * len(FORBIDDEN)
    assert tables > 80
    assert any("RuntimeError" in line for line in said.lines)
    assert (where, logged, files, mailed) == ([], [], [], [])
