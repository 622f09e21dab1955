"""What steering has for somebody's own calendar: the meetings of the bodies they sit in."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network.calendar.writing import Entry
from bundel.steering.meeting_entries import entry_of
from bundel.steering.models import MeetingState
from bundel.steering.selectors.meeting_card import VIEW, visible

MOST = 500


def entries(
    *,
    actor: Actor,
    areas: Sequence[uuid.UUID] | None,
    base: str,
    first: datetime,
    last: datetime,
) -> list[Entry]:
    """
    Return the meetings of the actor's own bodies, and those that it was asked to. One query.

    Args:
        areas: With these the meetings about one of them, as far as the actor may see.
    """
    if permissions.visible(actor, VIEW) is None:
        return []
    rows = visible(actor).filter(ends_at__gte=first, starts_at__lte=last)
    if areas is not None:
        rows = rows.filter(body__area__in=areas)
    elif actor.organisation_id is None:
        rows = rows.filter(
            Q(body__members__user=actor.user_id) | Q(attendances__user=actor.user_id)
        )
    return [
        entry_of(
            row,
            url=base + reverse("steering:meeting", args=[row.pk]),
            is_cancelled=row.state == MeetingState.CANCELLED,
        )
        for row in rows.select_related("body").distinct().order_by("starts_at", "pk")[:MOST]
    ]
