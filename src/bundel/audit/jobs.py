"""What the clock asks of the trail: seals, a reading and a mail each day, and forgetting."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from bundel.accounts import selectors as accounts
from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.audit import checks, mails, seals
from bundel.audit.models import Once

KEPT = timedelta(days=7)
# Small enough for one statement to end in time, however many there are.
FORGET_AT_ONCE = 5000

log = structlog.get_logger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="audit.seal", queue="audit", queueing_lock="audit.seal", lock="audit.seal")
def seal(timestamp: int) -> None:
    """Seal what every municipality wrote in the minute behind us."""
    _each(seal_one)


@app.periodic(cron="10 4 * * *")
@app.task(name="audit.daily", queue="audit", queueing_lock="audit.daily", lock="audit.daily")
def daily(timestamp: int) -> None:
    """Read every trail as a whole, and mail its head to who guards it."""
    _each(check_and_mail)


@app.task(name="audit.check", queue="audit")
def check(*, municipality_id: str, check_id: str) -> None:
    """Read one trail because somebody asked; a second time there is nothing left to do."""
    checks.carry_out(
        municipality_id=uuid.UUID(municipality_id),
        check_id=uuid.UUID(check_id),
        anchors=_anchors(),
        at=timezone.now(),
    )


@app.periodic(cron="40 3 * * *")
@app.task(name="audit.forget", queue="audit", queueing_lock="audit.forget")
def forget(timestamp: int) -> None:
    """Forget the answers to requests that nobody will send again."""
    before = datetime.fromtimestamp(timestamp, UTC) - KEPT
    _each(lambda municipality: forget_answers(municipality, before))


def seal_one(municipality: Municipality) -> None:
    """Seal the trail of one municipality; when somebody writes on, the next minute does."""
    seals.seal(municipality_id=municipality.id, at=timezone.now(), anchors=_anchors())


def check_and_mail(municipality: Municipality) -> None:
    """Read one trail, keep what it shows, and mail it."""
    now = timezone.now()
    asked = checks.begin_check(municipality_id=municipality.id, at=now)
    verdict = checks.carry_out(
        municipality_id=municipality.id, check_id=asked, anchors=_anchors(), at=timezone.now()
    )
    if verdict is None:
        return
    if not verdict.is_sound:
        log.error("the trail was touched", municipality=municipality.slug, places=verdict.found)
    mails.mail_head(municipality=municipality, verdict=verdict, at=now)


def forget_answers(municipality: Municipality, before: datetime) -> None:
    """Forget what one municipality's requests were answered before a moment."""
    deleted = FORGET_AT_ONCE
    while deleted == FORGET_AT_ONCE:
        with as_municipality(municipality.id):
            old = Once.objects.filter(created_at__lt=before).values("pk")[:FORGET_AT_ONCE]
            deleted, _ = Once.objects.filter(pk__in=old).delete()


def _anchors() -> Path:
    return Path(settings.DATA_DIR) / "anchors"


def _each(act: Callable[[Municipality], None]) -> None:
    """Do something for every municipality; trouble in one does not keep the others waiting."""
    troubles: list[Exception] = []
    for municipality in accounts.municipalities():
        try:
            act(municipality)
        except Exception as trouble:
            log.exception("trouble with a trail", municipality=municipality.slug)
            troubles.append(trouble)
    if troubles:
        raise ExceptionGroup("the trail of some municipalities", troubles)
