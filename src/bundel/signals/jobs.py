"""What the clock asks of signals: reminding, closing, forgetting, and searching for patterns."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import structlog
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.network.jobs import each
from bundel.network.mailbox import Mailbox, MailboxFails
from bundel.signals.services import (
    closing,
    forgetting,
    learning,
    mail_in,
    nudging,
    patterns,
    scanning,
)

# One search at a time on a machine: it takes two cores.
ONE_AT_A_TIME = "signals.scan"

log = structlog.get_logger(__name__)


@app.periodic(cron="15 6 * * 1-5")
@app.task(name="signals.nudge", queueing_lock="signals.nudge", lock="signals.nudge")
def nudge(timestamp: int) -> None:
    """Remind on working days who lets a reporter wait."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: nudging.send_nudges(municipality=municipality, at=at))


@app.periodic(cron="40 5 * * *")
@app.task(name="signals.end", queueing_lock="signals.end", lock="signals.end")
def end(timestamp: int) -> None:
    """Close what was answered long ago, and go on where nobody replied."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: closing.end_by_clock(municipality=municipality, at=at))


@app.periodic(cron="35 3 * * *")
@app.task(name="signals.forget", queueing_lock="signals.forget")
def forget(timestamp: int) -> None:
    """Wipe the words of what ended long ago."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: forgetting.forget(municipality=municipality, at=at))


@app.periodic(cron="10 2 * * *")
@app.task(name="signals.scan_all", queueing_lock="signals.scan_all")
def scan_all(timestamp: int) -> None:
    """Ask a search for patterns for every municipality."""
    at = datetime.fromtimestamp(timestamp, UTC)

    def ask(municipality: Municipality) -> None:
        with as_municipality(municipality.pk), suppress(scanning.ScanGoesOn):
            run_id = scanning.ask_scan(actor=None, municipality_id=municipality.pk, at=at)
            enqueue_scan(municipality.pk, run_id)

    each(ask)


def enqueue_scan(municipality_id: uuid.UUID, run_id: uuid.UUID) -> None:
    """Put a search on the queue, in the transaction that asked for it."""
    job = scan.configure(lock=ONE_AT_A_TIME)
    job.defer(municipality_id=str(municipality_id), run_id=str(run_id))


@app.task(name="signals.scan")
def scan(*, municipality_id: str, run_id: str) -> None:
    """Search for patterns once. A second time there is nothing left to begin."""
    run_scan(uuid.UUID(municipality_id), uuid.UUID(run_id))


def run_scan(
    municipality_id: uuid.UUID,
    run_id: uuid.UUID,
    tell: Callable[[int, int], None] = lambda done, themes: None,
) -> None:
    """Search between two short transactions, so that nobody waits for the long work."""
    with as_municipality(municipality_id):
        material = scanning.begin_scan(run_id=run_id, at=timezone.now())
    if material is None:
        return
    try:
        found = scanning.search(material, tell)
        with as_municipality(municipality_id):
            patterns.finish_scan(material=material, found=found, at=timezone.now())
    except Exception:
        log.exception("scan failed", run=str(run_id))
        trouble = _("Er ging iets mis bij het zoeken. Zoek opnieuw.")
        with as_municipality(municipality_id):
            scanning.fail_scan(run_id=run_id, trouble=trouble, at=timezone.now())


@app.periodic(cron="5 4 * * *")
@app.task(name="signals.learn", queueing_lock="signals.learn")
def learn(timestamp: int) -> None:
    """Learn at night from what people corrected."""
    at = datetime.fromtimestamp(timestamp, UTC)
    each(lambda municipality: learning.learn(municipality=municipality, at=at))


@app.periodic(cron="*/5 * * * *")
@app.task(name="signals.read_mails", queueing_lock="signals.read_mails", lock="signals.read_mails")
def read_mails(timestamp: int) -> None:
    """Make signals of mails, if there is a mailbox for them."""
    if not settings.SIGNALS_MAILBOX:
        return
    try:
        with Mailbox(settings.SIGNALS_MAILBOX) as box:
            counted = mail_in.read_mails(
                box=box,
                at=datetime.fromtimestamp(timestamp, UTC),
                done_folder=settings.SIGNALS_DONE_FOLDER,
            )
    except MailboxFails as trouble:
        # It is asked again in five minutes; what waits there waits.
        log.warning("mailbox of signals cannot be read", why=str(trouble))
        return
    if counted:
        log.info("mails of signals read", **counted)
