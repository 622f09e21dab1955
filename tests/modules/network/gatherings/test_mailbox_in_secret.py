"""The mailbox is read in secret, and only if its server is who it says it is."""

from __future__ import annotations

import socket
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bundel.network import jobs, mailbox
from bundel.network.mailbox import Mailbox, MailboxFails
from bundel.network.models import Gathering, Invitee
from tests.certificates import made_at_home
from tests.modules.network.gatherings.conftest import NOW
from tests.modules.network.gatherings.imap_server import Mails, mailbox_with
from tests.modules.network.gatherings.test_replies import answer

LATER = NOW + timedelta(hours=2)
BOTH_WAYS = pytest.mark.parametrize("is_direct", [True, False], ids=["imaps", "starttls"])


def read(address: dict[str, Any], settings: Any) -> None:
    """Let the job read the mailbox of the settings."""
    settings.MAILBOX = address
    jobs.read_replies(int(LATER.timestamp()))


def anna() -> str:
    """Return what Anna answered, as far as we know."""
    return Invitee.objects.get(contact__name="Anna Kern").reply


@BOTH_WAYS
def test_an_answer_is_read_in_secret(
    invited: Gathering,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_direct: bool,
) -> None:
    certificate, mails = made_at_home(tmp_path), Mails(answer(invited))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.public))

    with mailbox_with(mails, certificate.of_server(), is_direct=is_direct) as address:
        read(address, settings)

    assert anna() == "accepted"
    assert list(mails.flags.values()) == [{"\\Seen"}]


@BOTH_WAYS
@pytest.mark.parametrize(
    ("made", "why"),
    [
        ({}, "self-signed certificate"),
        ({"host": "mail.elders.example"}, "not valid for '127.0.0.1'"),
        ({"days": -1}, "certificate has expired"),
    ],
)
def test_a_wrong_certificate_hears_no_password_and_nothing_is_lost(
    invited: Gathering,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_direct: bool,
    made: dict[str, Any],
    why: str,
) -> None:
    certificate, mails = made_at_home(tmp_path, **made), Mails(answer(invited))
    server = certificate.of_server()
    with monkeypatch.context() as trusting:
        if made:
            # Who made it is trusted; still it is of another, or too old.
            trusting.setenv("SSL_CERT_FILE", str(certificate.public))
        with mailbox_with(mails, server, is_direct=is_direct) as address, capture_logs() as told:
            read(address, settings)

    assert not [line for line in mails.asked if line.startswith("LOGIN")]
    (line,) = [line for line in told if line["event"] == "mailbox cannot be read"]
    assert why in line["why"]
    assert (anna(), list(mails.flags.values())) == ("needs-action", [set()])
    # Five minutes later its certificate is mended: what waited is read.
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.public))
    if not made:
        with mailbox_with(mails, server, is_direct=is_direct) as address:
            read(address, settings)
        assert anna() == "accepted"


def test_a_server_that_offers_no_secrecy_hears_no_password(invited: Gathering) -> None:
    mails = Mails(answer(invited))

    with mailbox_with(mails) as address, pytest.raises(MailboxFails):
        Mailbox(address | {"start_tls": True}).__enter__()

    assert not [line for line in mails.asked if line.startswith("LOGIN")]


@BOTH_WAYS
def test_a_server_that_never_answers_costs_no_more_than_its_time(
    monkeypatch: pytest.MonkeyPatch, is_direct: bool
) -> None:
    monkeypatch.setattr(mailbox, "TIMEOUT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = {
            "host": "127.0.0.1",
            "port": silent.getsockname()[1],
            "user": "bundel",
            "password": "x",
            "folder": "INBOX",
            "direct_tls": is_direct,
            "start_tls": not is_direct,
        }
        begun = time.monotonic()
        with pytest.raises(MailboxFails, match="timed out"):
            Mailbox(address).__enter__()

    assert time.monotonic() - begun < 3
