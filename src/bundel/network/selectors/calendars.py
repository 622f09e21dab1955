"""What a calendar reads, for one person or one area: gatherings, actions, and what is offered."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.network import rights
from bundel.network.calendar.ours import entry_of
from bundel.network.calendar.writing import Entry
from bundel.network.models import (
    ActionState,
    AreaAction,
    CalendarKey,
    Gathering,
    GatheringState,
)

BACK, AHEAD = timedelta(days=365), timedelta(days=2 * 366)
MOST = 500
# What else somebody has in their calendar, called as source(actor=, areas=, base=, first=, last=);
# areas is None for the reader's own. A floor above, with meetings of its own, adds itself.
Source = Callable[..., Iterable[Entry]]
SOURCES: list[Source] = []


@dataclass(frozen=True, slots=True)
class KeyView:
    """An address that somebody's calendar reads."""

    id: uuid.UUID
    area: str
    created_at: datetime
    read_at: datetime | None


def calendar_keys(*, actor: Actor) -> list[KeyView]:
    """Return the addresses of the actor, without their secrets. One query."""
    rows = CalendarKey.objects.filter(user_id=actor.user_id).select_related("area")
    return [
        KeyView(row.pk, row.area.name if row.area else "", row.created_at, row.read_at)
        for row in rows.order_by("area__name", "created_at")
    ]


def entries(*, actor: Actor, area: Area | None, base: str, now: datetime) -> list[Entry]:
    """
    Return what somebody has ahead, or what an area has: as much as that person may see.

    Args:
        base: Scheme and host of the municipality, for the links in the entries.
    """
    permissions.require(actor, "network.view")
    first, last = now - BACK, now + AHEAD
    gatherings = Gathering.objects.filter(
        municipality_id=actor.municipality_id,
        ends_at__gte=first,
        starts_at__lte=last,
    )
    actions = AreaAction.objects.filter(
        municipality_id=actor.municipality_id,
        until_date__gte=first.date(),
        from_date__lte=last.date(),
    )
    if not permissions.can(actor, "network.meet"):
        gatherings = gatherings.exclude(state=GatheringState.PLANNED)
    near = None if area is None else _near(area)
    if near is not None:
        gatherings = gatherings.filter(area__in=near)
        actions = actions.filter(areas__in=near)
    elif not rights.is_municipal(actor):
        own = [actor.organisation_id]
        gatherings = gatherings.filter(invitees__organisation__in=own)
        actions = actions.filter(Q(organisation__in=own) | Q(partners__in=own))
    others = [
        entry
        for source in SOURCES
        for entry in source(actor=actor, areas=near, base=base, first=first, last=last)
    ]
    return [*_gatherings(gatherings, base), *_actions(actions), *others]


def _near(area: Area) -> list[uuid.UUID]:
    """Return the area, all that it lies in, and all that lies in it."""
    found, above = [area.pk], area.parent
    while above is not None:
        found.append(above.pk)
        above = above.parent
    inside = Area.objects.filter(
        Q(parent=area) | Q(parent__parent=area) | Q(parent__parent__parent=area)
    )
    return [*found, *inside.values_list("pk", flat=True)]


def _gatherings(rows: QuerySet[Gathering], base: str) -> list[Entry]:
    return [
        entry_of(
            row,
            url=base + reverse("network:gathering", args=[row.pk]),
            is_cancelled=row.state == GatheringState.CANCELLED,
        )
        for row in rows.distinct().order_by("starts_at")[:MOST]
    ]


def _actions(rows: QuerySet[AreaAction]) -> list[Entry]:
    shown = rows.select_related("organisation").prefetch_related("areas").distinct()
    return [
        Entry(
            uid=f"{row.uid}@{settings.MAIL_DOMAIN}",
            sequence=row.sequence,
            title=f"{row.title} ({row.organisation.name})",
            starts=row.from_date,
            ends=row.until_date + timedelta(days=1),
            changed_at=row.changed_at,
            place=", ".join(area.name for area in row.areas.all()),
            text=row.note,
            is_cancelled=row.state == ActionState.CANCELLED,
        )
        for row in shown.order_by("from_date")[:MOST]
    ]
