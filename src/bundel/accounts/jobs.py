"""What happens on the clock or on the queue: mail out, and forgetting what need not be kept."""

from __future__ import annotations

import smtplib
import ssl
import uuid
from datetime import UTC, datetime, timedelta

import structlog
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from bundel.accounts import links, post, selectors
from bundel.accounts.models import Link, Mail
from bundel.accounts.tenancy import as_municipality

log = structlog.get_logger(__name__)
ATTEMPTS_KEPT, JOBS_KEPT_HOURS = timedelta(days=1), 7 * 24
# Waits grow threefold, to days: a mail server may be away for a night.
PATIENT = RetryStrategy(max_attempts=12, exponential_wait=3)


@app.task(name="accounts.deliver", retry=PATIENT)
def deliver(municipality_id: str, mail_id: str) -> None:
    """Send one mail; a second time it finds the mail sent."""
    try:
        post.deliver(
            municipality_id=uuid.UUID(municipality_id),
            mail_id=uuid.UUID(mail_id),
            at=timezone.now(),
        )
    except (OSError, smtplib.SMTPException) as trouble:
        # It waits as it was written, and is tried again.
        log.warning("mail cannot be sent", mail=mail_id, why=_why(trouble))
        raise


def _why(trouble: Exception) -> str:
    """Return why a mail did not go, without the address that an error may hold."""
    if isinstance(trouble, ssl.SSLCertVerificationError):
        return f"certificate of the mail server is refused: {trouble.verify_message}"
    code = getattr(trouble, "smtp_code", "") or getattr(trouble, "strerror", "") or ""
    return f"{type(trouble).__name__} {code}".strip()


@app.periodic(cron="17 3 * * *")
@app.task(name="accounts.forget", queueing_lock="accounts.forget")
def forget(timestamp: int) -> None:
    """Delete what its term of keeping is over for."""
    now = datetime.fromtimestamp(timestamp, UTC)
    Session.objects.filter(expire_date__lt=now).delete()
    AccessAttempt.objects.filter(attempt_time__lt=now - ATTEMPTS_KEPT).delete()
    app.configure_task("builtin:procrastinate.builtin_tasks.remove_old_jobs").defer(
        max_hours=JOBS_KEPT_HOURS, remove_failed=True, remove_cancelled=True, remove_aborted=True
    )
    cache.forget_expired()  # type: ignore[attr-defined]  # our SharedCache
    for municipality in selectors.municipalities():
        with as_municipality(municipality.id):
            Link.objects.filter(expires_at__lt=now - links.KEPT).delete()
            Mail.objects.filter(sent_at__lt=now - post.KEPT).delete()
