"""Links in a mail for partners without an account: looking changes nothing, only sending does."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from bundel.accounts.models import Municipality
from bundel.errors import NotFound
from bundel.network.models import Contact, Organisation, PartnerLink, PartnerLinkPurpose

# Where each sort of link leads; the path holds the token.
ROUTES = {
    PartnerLinkPurpose.CONFIRM: "network:link_confirm",
    PartnerLinkPurpose.WELCOME: "network:link_welcome",
    PartnerLinkPurpose.REPLY: "network:link_reply",
    PartnerLinkPurpose.DIGEST: "network:link_digest",
}


class LinkDoesNotWork(NotFound):
    """Used, too old, or never made: which one is nobody's business."""

    sentence = "Deze link werkt niet meer. Vraag een nieuwe aan de gemeente."


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link is for."""

    link_id: uuid.UUID
    municipality_id: uuid.UUID
    organisation_id: uuid.UUID
    contact_id: uuid.UUID | None
    object_id: uuid.UUID | None
    email: str
    created_at: datetime


def make(
    *,
    organisation: Organisation,
    contact: Contact | None,
    purpose: PartnerLinkPurpose,
    object_id: uuid.UUID | None,
    email: str,
    base: str,
    lasts: timedelta,
    at: datetime,
) -> str:
    """
    Make a link and return its address. Only a hash of it is kept.

    Args:
        object_id: What the link is about, such as a gathering; None for the organisation itself.
        base: Scheme and host of the municipality, such as https://almere.example.
        lasts: How long the link works.
    """
    token = secrets.token_urlsafe(32)
    PartnerLink.objects.create(
        municipality_id=organisation.municipality_id,
        organisation=organisation,
        contact=contact,
        purpose=purpose,
        object_id=object_id,
        email=email,
        digest=_digest(token),
        created_at=at,
        expires_at=at + lasts,
    )
    return base + reverse(ROUTES[purpose], args=[token])


def look(*, token: str, purpose: PartnerLinkPurpose, at: datetime) -> Opened:
    """
    Return what a link is for, and change nothing: mail scanners look too.

    Raises:
        LinkDoesNotWork: if it was used, is too old, or was never made.
    """
    return _opened(_find(token, purpose, at, hold=False))


@transaction.atomic
def spend(*, token: str, purpose: PartnerLinkPurpose, at: datetime) -> Opened:
    """
    Return what a link is for, and let it work no more.

    Raises:
        LinkDoesNotWork: if it was used, is too old, or was never made.
    """
    link = _find(token, purpose, at, hold=True)
    link.used_at = at
    link.save(update_fields=["used_at"])
    return _opened(link)


def end_all(*, organisation_id: uuid.UUID, purpose: PartnerLinkPurpose, at: datetime) -> None:
    """Let all links of a partner for one purpose work no more: what they asked is answered."""
    PartnerLink.objects.filter(
        organisation_id=organisation_id, purpose=purpose, used_at=None
    ).update(used_at=at)


def base_of(municipality: Municipality) -> str:
    """Return scheme and host of a municipality, for links that a job mails."""
    return f"{'https' if settings.HTTPS else 'http'}://{municipality.host}"


def _find(token: str, purpose: PartnerLinkPurpose, at: datetime, *, hold: bool) -> PartnerLink:
    links = PartnerLink.objects.select_for_update() if hold else PartnerLink.objects.all()
    found = links.filter(
        digest=_digest(token), purpose=purpose, used_at=None, expires_at__gt=at
    ).first()
    if found is None:
        raise LinkDoesNotWork
    return found


def _opened(link: PartnerLink) -> Opened:
    return Opened(
        link.pk,
        link.municipality_id,
        link.organisation_id,
        link.contact_id,
        link.object_id,
        link.email,
        link.created_at,
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
