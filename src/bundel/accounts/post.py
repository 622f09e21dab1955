"""Mail that is not lost: written in the transaction of what it tells of, sent by a job."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from bundel.accounts.jobs_queue import later
from bundel.accounts.models import Mail
from bundel.accounts.tenancy import as_municipality

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Calendar:
    """An iCalendar object that goes along with a mail, and what it asks: REQUEST or CANCEL."""

    content: str
    method: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes along with a mail, and the name under which it is kept."""

    name: str
    content: bytes = field(repr=False)


@transaction.atomic
def send(
    *,
    municipality_id: uuid.UUID,
    key: str,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    calendar: Calendar | None = None,
    reply_to: str = "",
    attachment: Attachment | None = None,
) -> None:
    """
    Let a mail go out, once for each key; it leaves when the transaction is there for good.

    Args:
        key: What makes this mail this mail: the same key again sends nothing.
        calendar: Goes along as a part that calendars understand.
        reply_to: Where an answer goes, if not to the sender.
        attachment: Goes along as a file; it is forgotten once the mail has gone.
    """
    mail_id = uuid.uuid4()
    mail, is_new = Mail.objects.get_or_create(
        municipality_id=municipality_id,
        key=key,
        defaults={
            "id": mail_id,
            "to": to,
            "subject": subject,
            "body": body,
            "calendar": calendar.content if calendar else "",
            "calendar_method": calendar.method if calendar else "",
            "reply_to": reply_to,
            "attachment": attachment.content if attachment else b"",
            "attachment_name": attachment.name if attachment else "",
            # Fixed here, so that a mail that goes out twice is seen to be one.
            "message_id": f"<{mail_id}@{settings.MAIL_DOMAIN}>",
            "created_at": at,
        },
    )
    if is_new:
        later("accounts.deliver", municipality_id=str(municipality_id), mail_id=str(mail.id))


def is_written(*, municipality_id: uuid.UUID, key: str) -> bool:
    """Tell whether a mail with this key was written, and is not forgotten yet."""
    return Mail.objects.filter(municipality_id=municipality_id, key=key).exists()


def deliver(*, municipality_id: uuid.UUID, mail_id: uuid.UUID, at: datetime) -> bool:
    """Send a mail that was not sent yet, and empty it; tell whether it went out now."""
    with as_municipality(municipality_id):
        mail = Mail.objects.select_for_update().filter(id=mail_id, sent_at=None).first()
        if mail is None:
            return False
        _message(mail).send()
        # In the demo nobody has a mailbox: there the page of mails shows what went out.
        emptied = {} if settings.DEMO else {"body": "", "calendar": "", "attachment_name": ""}
        Mail.objects.filter(id=mail.id).update(sent_at=at, attachment=b"", **emptied)
    return True


def _message(mail: Mail) -> EmailMultiAlternatives:
    headers = {"Message-ID": mail.message_id}
    if not mail.calendar:
        # As RFC 3834 asks, so that no program answers it. Calendars pass such invitations by.
        headers["Auto-Submitted"] = "auto-generated"
    message = EmailMultiAlternatives(
        mail.subject,
        mail.body,
        to=[mail.to],
        headers=headers,
        reply_to=[mail.reply_to] if mail.reply_to else None,
    )
    if mail.calendar:
        # As RFC 6047 asks: the method stands in the type of the part as well.
        message.attach_alternative(
            mail.calendar, f"text/calendar; method={mail.calendar_method}; charset=utf-8"
        )
    if mail.attachment_name:
        message.attach(mail.attachment_name, bytes(mail.attachment), "application/pdf")
    return message
