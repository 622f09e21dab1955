"""The mails of the demo, for who has no mailbox there. Refused wherever others could come."""

from __future__ import annotations

import uuid

from django.conf import settings

from bundel.accounts.models import Mail, Municipality
from bundel.errors import NotFound

MOST = 50


def mails(*, municipality: Municipality) -> list[Mail]:
    """
    Return the last mails of the municipality, the newest first. One query.

    Raises:
        NotFound: outside demo mode.
    """
    _only_in_demo()
    rows = Mail.objects.filter(municipality=municipality).defer("body", "calendar", "attachment")
    return list(rows.order_by("-created_at", "pk")[:MOST])


def mail(*, municipality: Municipality, mail_id: uuid.UUID, base: str) -> Mail:
    """
    Return one mail, its links leading to where the demo runs.

    Args:
        base: Scheme, host and port at which the reader came in.

    Raises:
        NotFound: outside demo mode, or if there is no such mail.
    """
    _only_in_demo()
    found = Mail.objects.filter(municipality=municipality, pk=mail_id).first()
    if found is None:
        raise NotFound
    # What a job writes knows the name of the municipality, not the port of this demo.
    found.body = found.body.replace(f"http://{municipality.host}/", f"{base}/")
    return found


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise NotFound
