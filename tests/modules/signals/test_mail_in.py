"""Signals by mail, over real SMTP and IMAP: told once, refused without a trace, and no loops."""

from __future__ import annotations

import smtplib
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bundel.accounts.models import Mail
from bundel.network.mailbox import Mailbox
from bundel.signals import jobs
from bundel.signals.models import MailIn, Signal, SignalSettings
from bundel.signals.services import mail_in
from tests.certificates import made_at_home
from tests.modules.accounts.smtp_server import running
from tests.modules.network.conftest import Network
from tests.modules.network.gatherings.imap_server import Mails, mailbox_with
from tests.modules.signals.conftest import CLEAN, NOW

DOOR = "signaal@almere.example"
SECRET = "Bel mevrouw Zonderland, 06-12345678"


@pytest.fixture
def street(ground: Network) -> Network:
    """A network whose municipality takes signals by mail."""
    SignalSettings.objects.filter(municipality=ground.municipality).update(mail_address=DOOR)
    return ground


def letter(text: str = CLEAN, sender: str = "anna@kern.example", **headers: str) -> EmailMessage:
    """Return a mail to the door."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, DOOR
    given = {"Subject": "Rekeningen in Haven", "Message-ID": f"<{hash(text + sender)}@x>"}
    for name, value in (given | {k.replace("_", "-"): v for k, v in headers.items()}).items():
        mail[name] = value
    mail.set_content(text)
    return mail


def read(*contents: bytes | EmailMessage, **wanted: Any) -> tuple[dict[str, int], Mails]:
    """Let the mails be read from a mailbox; return what became of them, and the mailbox."""
    mails = Mails(*(one if isinstance(one, bytes) else one.as_bytes() for one in contents))
    with mailbox_with(mails) as settings, Mailbox(settings) as box:
        return dict(mail_in.read_mails(box=box, at=NOW, **wanted)), mails


def test_a_mail_goes_all_the_way(
    street: Network, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = made_at_home(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.public))
    text = f"Beste Karin,\n\n{CLEAN}\nOmvang: 11-25\nErnst: hoog\n\nGroet,\nAnna\n{SECRET}"
    with running(certificate.of_server()) as post_office:
        with smtplib.SMTP("127.0.0.1", post_office.server_address[1]) as program:
            program.send_message(letter(text))
        (brought,) = post_office.mails
    mails = Mails(brought)
    with mailbox_with(mails) as address:
        settings.SIGNALS_MAILBOX, settings.SIGNALS_DONE_FOLDER = address, ""
        jobs.read_mails(int(NOW.timestamp()))

    signal = Signal.objects.get()
    (answer,) = Mail.objects.filter(to="anna@kern.example")
    assert (signal.channel, signal.text) == ("mail", f"Rekeningen in Haven\n{CLEAN}")
    assert (signal.contact, signal.organisation) == (
        street.contacts["anna"],
        street.organisations["kern"],
    )
    assert (signal.area, signal.size, signal.severity, signal.trend) == (
        street.areas["haven"],
        "11-25",
        "high",
        "rising",
    )
    assert f"signaal {signal.number}" in answer.body and "2026" in answer.body
    assert "periode" in answer.body and "omvang," not in answer.body
    assert CLEAN not in answer.body
    assert mails.contents == {}


def test_a_refused_mail_is_nowhere_and_says_of_what_kind(street: Network, caplog: Any) -> None:
    counted, mails = read(letter(f"{CLEAN} {SECRET}"))

    (answer,) = Mail.objects.all()
    assert counted == {"refused": 1} and mails.contents == {}
    assert "een telefoonnummer" in answer.body and "/signalen/melden" in answer.body
    assert Signal.objects.count() == 0
    assert _everywhere("Zonderland", "12345678") == []
    assert "Zonderland" not in caplog.text


def _everywhere(*words: str) -> list[str]:
    """Return the tables in which one of these words stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert "signals_signal" in tables and "accounts_mail" in tables
        found = []
        for table in tables:
            for word in words:
                ask = f'SELECT 1 FROM "{table}" AS line WHERE line::text LIKE %s LIMIT 1'
                cursor.execute(ask, [f"%{word}%"])
                found += [table for _line in cursor.fetchall()]
    return found


def test_the_same_mail_is_one_signal_and_one_answer(street: Network) -> None:
    # Killed after our rows stood, before the mail was gone.
    read(letter())
    counted, mails = read(letter(), letter(), done_folder="Gelezen")

    assert counted == {"same": 2}
    assert (Signal.objects.count(), Mail.objects.count(), MailIn.objects.count()) == (1, 1, 1)
    assert mails.contents == {} and len(mails.folders["Gelezen"]) == 2


def test_killed_halfway_leaves_nothing_and_then_tells_once(
    street: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The machine stops."""

    def stop(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as broken, pytest.raises(Killed):
        broken.setattr(mail_in, "_keep", stop)
        read(letter())
    assert (Signal.objects.count(), Mail.objects.count()) == (0, 0)

    assert read(letter())[0] == {"told": 1}
    assert Signal.objects.count() == 1


def test_people_with_an_account_tell_as_themselves(street: Network) -> None:
    read(letter(sender="Kern <WORKER@kern.example>"))

    assert Signal.objects.get().reporter == street.users["kern worker"]


def test_strangers_get_one_answer_a_day_and_are_forgotten(street: Network) -> None:
    mails = [letter(f"{CLEAN} {n}", "piet@elders.example") for n in range(3)]
    counted, _mails = read(*mails)

    (answer,) = Mail.objects.all()
    assert counted == {"unknown": 3}
    assert "partners" in answer.body and answer.to == "piet@elders.example"
    Mail.objects.update(sent_at=NOW)
    read()
    assert [mail.to for mail in Mail.objects.all()] == [""]


@pytest.mark.parametrize(
    "mail",
    [
        letter(Auto_Submitted="auto-replied"),
        letter(Precedence="bulk"),
        letter(List_Id="<lijst.example>"),
        letter(sender="noreply@kern.example"),
        letter(sender=DOOR),
        letter(sender="bundel@localhost"),
        letter(sender="anna@kern.example, piet@elders.example"),
        letter(Authentication_Results="mx; dmarc=fail header.from=kern.example"),
        letter().as_bytes().replace(b"From: anna@kern.example\n", b""),
    ],
)
def test_programs_lists_and_false_senders_get_no_answer(street: Network, mail: Any) -> None:
    assert read(mail)[0] == {"not_read": 1}
    assert (Signal.objects.count(), Mail.objects.count()) == (0, 0)


def test_answers_to_one_person_have_an_end(street: Network, monkeypatch: Any) -> None:
    monkeypatch.setattr(mail_in.mail_answers, "MOST_TO_ONE", 2)
    read(*(letter(f"{CLEAN} Nummer {'abcd'[n]}.") for n in range(4)))

    assert (Signal.objects.count(), Mail.objects.count()) == (4, 2)


def test_a_mail_for_nobody_here_stays_for_people(street: Network) -> None:
    mail = letter()
    mail.replace_header("To", "iemand@anders.example")

    counted, mails = read(mail)

    assert counted == {"left": 1} and set(mails.contents) == {101}
    assert MailIn.objects.count() == 0


def test_hostile_mails_cost_little(street: Network) -> None:
    large = letter(CLEAN)
    large.add_attachment(b"x" * 1024, maintype="image", subtype="jpeg", filename="foto.jpg")
    parts = b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n" * 1000
    head = f"From: anna@kern.example\r\nTo: {DOOR}\r\n".encode()
    hostile = [
        # 50 MB of which the beginning holds the words.
        large.as_bytes() + b"y" * (50 * 1024 * 1024),
        head + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts,
        head
        + b"Content-Type: text/plain; charset=no-such-set\r\n\r\n"
        + CLEAN.encode()
        + b" \xff\x00",
        head + b"Subject: =?no-such?B?!!!?= \xff\r\n\r\n" + CLEAN.encode() + b" En kou.",
        head + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * 100_000,
        b"From: " + b"(" * 200_000 + b"\r\nTo: " + DOOR.encode() + b"\r\n\r\nHallo",
        b"",
        b"\xff\xfe\x00",
    ]
    begin = time.perf_counter()
    counted, mails = read(*hostile)

    assert time.perf_counter() - begin < 8
    assert sum(counted.values()) == len(hostile) and counted["told"] == 3
    assert all("\x00" not in one.text for one in Signal.objects.all())
    assert any("Bijlagen" in mail.body for mail in Mail.objects.all())
    assert not [line for line in mails.asked if "BODY" in line and "<0." not in line]
