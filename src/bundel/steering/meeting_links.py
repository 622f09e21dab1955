"""Links with which somebody answers an invitation: signed, bound to an address, no row needed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from bundel.errors import NotFound
from bundel.steering.models import Attendance

SALT = "bundel.steering.invitation"


class LinkDoesNotWork(NotFound):
    """Changed, made for another address, or of a meeting that is gone: which one is nobody's."""

    sentence = "Deze link werkt niet meer. Vraag een nieuwe aan de gemeente."


@dataclass(frozen=True, slots=True)
class Opened:
    """Whom a link is for."""

    attendance_id: uuid.UUID
    email: str


def address(*, guest: Attendance, base: str) -> str:
    """Return where a guest answers; it works until the meeting is over."""
    token = signing.dumps([str(guest.pk), guest.email.lower()], salt=SALT)
    return base + reverse("steering:link_reply", args=[token])


def read(token: str) -> Opened:
    """
    Return whom a link is for, and change nothing: mail scanners look too.

    Raises:
        LinkDoesNotWork: if we did not sign it.
    """
    try:
        pk, email = signing.loads(token, salt=SALT)
        return Opened(uuid.UUID(pk), email)
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkDoesNotWork from None
