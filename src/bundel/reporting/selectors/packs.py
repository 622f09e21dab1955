"""Stukken voor de stuurgroep as people see them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.reporting.facts.figures import Json
from bundel.reporting.models import BoardPack, ReportState
from bundel.steering.models import Body, Meeting, MeetingState

VIEW, MAKE, FREEZE = "reporting.view", "reporting.make", "reporting.freeze"
MOST_MEETINGS = 30


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack in a list."""

    id: uuid.UUID
    version: int
    number: int
    title: str
    body: str
    is_frozen: bool
    as_of_at: datetime
    frozen_at: datetime | None
    frozen_by: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PackCard(PackRow):
    """A pack with what it holds; page and files are drawn of this alone."""

    message: str
    content: Json
    made_by: str
    may_edit: bool
    may_freeze: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A body with its meetings that still come, to make a pack for."""

    body_id: uuid.UUID
    body: str
    meetings: tuple[tuple[uuid.UUID, datetime], ...]


def packs(*, actor: Actor) -> list[PackRow]:
    """Return all packs without what they hold, the newest first. One query."""
    permissions.require(actor, VIEW)
    rows = BoardPack.objects.filter(municipality_id=actor.municipality_id).defer("content")
    ordered = rows.select_related("body", "frozen_by").order_by("-number")
    return [PackRow(**_fields(row)) for row in ordered]


def pack(*, actor: Actor, pack_id: uuid.UUID) -> PackCard:
    """
    Return a pack whole. One query.

    Raises:
        NotFound: if it is not there.
    """
    permissions.require(actor, VIEW)
    rows = BoardPack.objects.filter(municipality_id=actor.municipality_id, pk=pack_id)
    row = rows.select_related("body", "frozen_by", "made_by").first()
    if row is None:
        raise NotFound
    is_draft = row.state == ReportState.DRAFT
    return PackCard(
        **_fields(row),
        message=row.message,
        content=row.content,
        made_by=row.made_by.name,
        may_edit=is_draft and permissions.can(actor, MAKE),
        may_freeze=is_draft and permissions.can(actor, FREEZE),
    )


def _fields(row: BoardPack) -> Json:
    return {
        "id": row.pk,
        "version": row.version,
        "number": row.number,
        "title": row.title,
        # What was frozen names its body as that was called then.
        "body": row.body.name,
        "is_frozen": row.state == ReportState.FROZEN,
        "as_of_at": row.as_of_at,
        "frozen_at": row.frozen_at,
        "frozen_by": row.frozen_by.name if row.frozen_by else "",
        "sha256": row.sha256,
    }


def pack_choices(*, actor: Actor, now: datetime) -> list[Choice]:
    """Return the bodies that a pack can be made for, with their next meetings. Two queries."""
    permissions.require(actor, MAKE)
    bodies = Body.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    coming: dict[uuid.UUID, list[tuple[uuid.UUID, datetime]]] = {}
    meetings = Meeting.objects.filter(
        municipality_id=actor.municipality_id, ends_at__gte=now
    ).exclude(state__in=[MeetingState.CANCELLED, MeetingState.HELD])
    for body_id, pk, starts_at in meetings.order_by("starts_at").values_list(
        "body_id", "pk", "starts_at"
    )[:MOST_MEETINGS]:
        coming.setdefault(body_id, []).append((pk, starts_at))
    return [Choice(body.pk, body.name, tuple(coming.get(body.pk, ()))) for body in bodies]
