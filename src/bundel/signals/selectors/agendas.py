"""The gatherings that still come, to put a pattern on their agenda."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network.models import Gathering, GatheringState

ACT = "network.meet"
MOST = 20


@dataclass(frozen=True, slots=True)
class Coming:
    """A gathering to choose: its name holds its day."""

    id: uuid.UUID
    name: str


def coming(*, actor: Actor, at: datetime) -> list[Coming]:
    """Return the next gatherings that go on, the first first."""
    permissions.require(actor, ACT)
    rows = Gathering.objects.filter(municipality_id=actor.municipality_id, starts_at__gte=at)
    going = rows.exclude(state=GatheringState.CANCELLED).order_by("starts_at")[:MOST]
    return [
        Coming(row.pk, f"{row.title}, {date_format(timezone.localtime(row.starts_at), 'j F Y')}")
        for row in going
    ]
