"""The mail server is spoken to in secret, and only if it is who it says it is."""

from __future__ import annotations

import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from structlog.testing import capture_logs

from bundel.accounts import jobs, post
from bundel.accounts.models import Mail, Municipality
from bundel.config.mail import mail_settings
from tests.certificates import made_at_home
from tests.modules.accounts.smtp_server import Server, running

Speak = Callable[[int], None]


@pytest.fixture
def mail_to(settings: Any) -> Speak:
    """Let mail go to a server on this port, as the address of a mail server says."""

    def to(port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        for name, value in mail_settings(f"smtp://bundel:ge%3Aheim@127.0.0.1:{port}").items():
            setattr(settings, name, value)

    return to


@pytest.fixture
def job(in_almere: Municipality) -> dict[str, Any]:
    """A mail that waits for its job."""
    post.send(
        municipality_id=in_almere.id,
        key="brief",
        to="noor@almere.example",
        subject="Klopt dit nog?",
        body="Kijk even.",
        at=timezone.now(),
    )
    found: dict[str, Any] = ProcrastinateJob.objects.get(task_name="accounts.deliver").args
    return found


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with a certificate that this machine trusts."""
    certificate = made_at_home(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.public))
    with running(certificate.of_server()) as server:
        yield server


def test_mail_goes_out_in_secret(server: Server, mail_to: Speak, job: dict[str, Any]) -> None:
    mail_to(server.server_address[1])

    jobs.deliver(**job)

    (sent,) = server.mails
    assert b"Kijk even." in sent
    assert server.asked.index("STARTTLS") < server.asked.index("AUTH")
    assert Mail.objects.get().sent_at is not None


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ({}, "self-signed certificate"),
        ({"host": "mail.elders.example"}, "not valid for '127.0.0.1'"),
        ({"days": -1}, "certificate has expired"),
    ],
)
def test_a_wrong_certificate_gets_nothing_and_nothing_is_lost(
    made: dict[str, Any],
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mail_to: Speak,
    job: dict[str, Any],
) -> None:
    certificate = made_at_home(tmp_path, **made)
    if made:
        # Who made it is trusted; still it is of another, or too old.
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.public))
    with running(certificate.of_server()) as server, capture_logs() as told:
        mail_to(server.server_address[1])
        with pytest.raises(ssl.SSLCertVerificationError):
            jobs.deliver(**job)

    assert (server.mails, "AUTH" in server.asked) == ([], False)
    (waits,) = Mail.objects.all()
    assert (waits.sent_at, waits.body) == (None, "Kijk even.")
    (line,) = [line for line in told if line["event"] == "mail cannot be sent"]
    assert why in line["why"]
    assert "noor@" not in str(line)


def test_what_waited_for_a_right_certificate_goes_out_once(
    server: Server, mail_to: Speak, job: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_to(server.server_address[1])
    with monkeypatch.context() as stranger:
        stranger.delenv("SSL_CERT_FILE")
        with pytest.raises(ssl.SSLCertVerificationError):
            jobs.deliver(**job)

    for _ in range(2):
        jobs.deliver(**job)

    assert len(server.mails) == 1


def test_a_server_that_offers_no_secrecy_gets_no_password(
    server: Server, mail_to: Speak, job: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_to(server.server_address[1])
    # As when somebody in between takes the offer away.
    monkeypatch.setattr(
        "tests.modules.accounts.smtp_server._Talk.do_ehlo", lambda talk, _rest: talk.say("250 goed")
    )

    with pytest.raises(smtplib.SMTPNotSupportedError):
        jobs.deliver(**job)

    assert (server.mails, "AUTH" in server.asked) == ([], False)


def test_a_server_that_never_answers_costs_no_more_than_its_time(
    mail_to: Speak, job: dict[str, Any], settings: Any
) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mail_to(silent.getsockname()[1])
        begun = time.monotonic()
        with pytest.raises(OSError, match="timed out"):
            jobs.deliver(**job)

    assert time.monotonic() - begun < 3
    assert Mail.objects.get().sent_at is None
