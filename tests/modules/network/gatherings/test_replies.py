"""Answers from a mailbox: taken over once, only from whom was asked, and nothing that is large."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from bundel.config.mail import mailbox_settings
from bundel.network import jobs, mailbox, replies
from bundel.network.mailbox import Mailbox, MailboxFails
from bundel.network.models import Gathering, Invitee
from tests.conftest import Figure
from tests.modules.network.gatherings.conftest import NOW
from tests.modules.network.gatherings.imap_server import Mails, mailbox_with

LATER = NOW + timedelta(hours=2)


def answer(
    row: Gathering,
    who: str = "anna@kern.example",
    status: str = "ACCEPTED",
    *,
    sender: str = "",
    judged: str = "",
) -> bytes:
    """Return a mail as a calendar sends it."""
    text = (
        "BEGIN:VCALENDAR\r\nPRODID:-//Ander//Agenda//EN\r\nVERSION:2.0\r\nMETHOD:REPLY\r\n"
        f"BEGIN:VEVENT\r\nATTENDEE;PARTSTAT={status}:mailto:{who}\r\n"
        f"DTSTAMP:{NOW + timedelta(hours=1):%Y%m%dT%H%M%SZ}\r\nUID:{row.uid}@bundel.example\r\n"
        f"SEQUENCE:{row.sequence}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    mail = EmailMessage()
    if judged:
        mail["Authentication-Results"] = f"mx.bundel.example; {judged}"
    mail["From"], mail["Subject"] = sender or who, "Geaccepteerd: Netwerk"
    mail.set_content("Anna komt.")
    mail.add_alternative(text, subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


def read(mails: Mails) -> Counter[str]:
    with mailbox_with(mails) as settings, Mailbox(settings) as box:
        return replies.read_replies(box=box, at=LATER)


def reply_of(name: str) -> str:
    return Invitee.objects.get(contact__name=name).reply


def test_an_answer_is_taken_and_its_mail_is_read(invited: Gathering) -> None:
    mails = Mails(answer(invited), answer(invited, "carla@wijk.example", "DECLINED"))

    counted = read(mails)

    assert counted == {"taken": 2}
    assert (reply_of("Anna Kern"), reply_of("Carla Wijk")) == ("accepted", "declined")
    assert list(mails.flags.values()) == [{"\\Seen"}, {"\\Seen"}]


def test_the_same_mail_twice_changes_nothing(invited: Gathering) -> None:
    read(Mails(answer(invited)))
    version = Invitee.objects.get(contact__name="Anna Kern").version

    counted = read(Mails(answer(invited), answer(invited)))

    assert counted == {"same": 2}
    assert Invitee.objects.get(contact__name="Anna Kern").version == version


def test_what_is_not_for_us_stays_unread_for_people(invited: Gathering) -> None:
    plain = EmailMessage()
    plain.set_content("Ik kom graag, maar wat later.")
    mails = Mails(
        answer(invited, "spion@kwaad.example"), plain.as_bytes(), b"", b"\xff\x00 geen mail"
    )

    counted = read(mails)

    assert counted == {"left": 4}
    assert {one.reply for one in Invitee.objects.all()} == {"needs-action"}
    assert all(flags == {"BundelLeft"} for flags in mails.flags.values())
    assert read(mails) == {}


def test_a_server_that_keeps_no_marks_is_read_all_the_same(invited: Gathering) -> None:
    mails = Mails(b"From: x\r\n\r\nHallo", answer(invited), keywords=False)

    assert read(mails) == {"left": 1, "taken": 1}


@pytest.mark.parametrize(
    "sender",
    [
        "kwaad@kern.example",
        '"anna@kern.example" <kwaad@kern.example>',
        "anna@kern.example, kwaad@kern.example",
        "kwaad@kern.example (anna@kern.example)",
        "anna@kern.example.kwaad.example",
    ],
)
def test_nobody_answers_for_another(invited: Gathering, sender: str) -> None:
    assert read(Mails(answer(invited, sender=sender))) == {"left": 1}
    assert reply_of("Anna Kern") == "needs-action"


def test_two_senders_or_none_answer_for_nobody(invited: Gathering) -> None:
    known = answer(invited)
    none = known.replace(b"From: anna@kern.example\n", b"")
    twice = known.replace(b"From: ", b"From: kwaad@kern.example\nFrom: ")
    assert none != known != twice

    assert read(Mails(none, twice)) == {"left": 2}
    assert reply_of("Anna Kern") == "needs-action"


def test_a_sender_whom_the_mail_server_calls_false_is_left_for_people(invited: Gathering) -> None:
    false = answer(invited, judged="spf=softfail; dmarc=fail (p=none) header.from=kern.example")

    assert read(Mails(false)) == {"left": 1}
    assert read(Mails(answer(invited, judged="dkim=pass; dmarc=pass"))) == {"taken": 1}


def test_an_answer_counts_by_the_address_and_not_by_its_name(invited: Gathering) -> None:
    named = answer(invited, sender="Anna Kern <Anna@Kern.Example>")

    assert read(Mails(named)) == {"taken": 1}


def test_a_large_mail_is_not_fetched(invited: Gathering) -> None:
    large = answer(invited) + b"X" * mailbox.MOST_BYTES
    mails = Mails(large)

    assert read(mails) == {"left": 1}
    assert not [line for line in mails.asked if "BODY" in line]


def test_hostile_mails_cost_no_time(invited: Gathering, figure: Figure) -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(3000)
    )
    many = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + (
        b"--b\r\nContent-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\n" * 5000
    )
    headers = b"".join(b"X-%d: %s\r\n" % (n, b"a " * 20) for n in range(8000)) + b"\r\n"
    begun = time.process_time()

    found = [replies.answers_in(one) for one in (deep, many, headers, b"\r\n" * 200_000)]

    took = time.process_time() - begun
    figure(f"mailbox: four hostile mails read in {took:.2f} s")
    assert found == [[], [], [], []]
    # Not how fast, only that it ends.
    assert took < 60


@pytest.mark.parametrize("changes", [{"password": "fout"}, {"folder": "Bestaat niet"}, {"port": 1}])
def test_a_mailbox_that_does_not_open_says_so(changes: dict[str, Any]) -> None:
    with (
        mailbox_with(Mails()) as settings,
        pytest.raises(MailboxFails),
        Mailbox(settings | changes),
    ):
        pass


def test_the_job_reads_the_mailbox_of_the_settings(invited: Gathering, settings: Any) -> None:
    mails = Mails(answer(invited))

    with mailbox_with(mails) as address:
        settings.MAILBOX = address
        jobs.read_replies(int(LATER.timestamp()))

    assert reply_of("Anna Kern") == "accepted"


def test_the_job_waits_when_there_is_no_mailbox_or_no_server(
    settings: Any, invited: Gathering
) -> None:
    for address in ({}, mailbox_settings("imap://bundel:x@127.0.0.1:1/INBOX")):
        settings.MAILBOX = address

        jobs.read_replies(int(LATER.timestamp()))

    assert reply_of("Anna Kern") == "needs-action"


def test_another_machine_is_always_spoken_to_in_secret() -> None:
    far = mailbox_settings("imap://naam:ge%40heim@mail.example/Postvak%20IN")
    safe = mailbox_settings("imaps://naam:x@mail.example")

    assert (far["start_tls"], far["port"], far["password"], far["folder"]) == (
        True,
        143,
        "ge@heim",
        "Postvak IN",
    )
    assert (safe["direct_tls"], safe["port"], safe["folder"]) == (True, 993, "INBOX")
    for wrong in ("http://mail.example", "imaps://mail.example", "imaps://naam@"):
        with pytest.raises(ValueError, match="BUNDEL_IMAP_URL"):
            mailbox_settings(wrong)
