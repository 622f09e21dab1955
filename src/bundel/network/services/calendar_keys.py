"""Secret addresses at which somebody's own calendar reads what lies ahead."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.accounts.selectors import actor_of_user
from bundel.areas.models import Area
from bundel.audit import saving
from bundel.errors import NotFound
from bundel.network.models import CalendarKey

VIEW = "network.view"
# Calendars read every few hours; when is written down no more often than this.
READ_STEP = timedelta(hours=1)


@transaction.atomic
def make_key(*, actor: Actor, area_id: uuid.UUID | None, at: datetime) -> str:
    """
    Return a new secret for the actor's own calendar, or for that of an area; shown once.

    One that stood there for the same works no more.

    Raises:
        NotFound: if there is no such area.
    """
    permissions.require(actor, VIEW)
    area = saving.find(Area, actor, area_id) if area_id else None
    CalendarKey.objects.filter(user_id=actor.user_id, area=area).delete()
    token = secrets.token_urlsafe(32)
    row = CalendarKey.objects.create(
        municipality_id=actor.municipality_id,
        user_id=actor.user_id,
        area=area,
        digest=_digest(token),
        created_at=at,
    )
    saving.tell(
        actor, "network.make_calendar_key", "calendar_key", row, after={"area": str(area or "")}
    )
    return token


@transaction.atomic
def revoke_key(*, actor: Actor, key_id: uuid.UUID) -> None:
    """
    Let an address of the actor work no more.

    Raises:
        NotFound: if the actor has no such address.
    """
    row = CalendarKey.objects.filter(pk=key_id, user_id=actor.user_id).first()
    if row is None:
        raise NotFound
    saving.tell(actor, "network.revoke_calendar_key", "calendar_key", row)
    row.delete()


@transaction.atomic
def reader_of(*, token: str, at: datetime) -> tuple[Actor, Area | None]:
    """
    Return for whom a calendar reads, and of which area; with what that person may see today.

    Raises:
        NotFound: if the address was revoked or never made, or the person is no longer here.
    """
    key = CalendarKey.objects.select_related("user", "area").filter(digest=_digest(token)).first()
    user: User | None = key.user if key else None
    if key is None or user is None or not user.is_active:
        raise NotFound
    actor = actor_of_user(user=user, channel="calendar")
    if not permissions.can(actor, VIEW):
        raise NotFound
    if key.read_at is None or key.read_at < at - READ_STEP:
        CalendarKey.objects.filter(pk=key.pk).update(read_at=at)
    return actor, key.area


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
