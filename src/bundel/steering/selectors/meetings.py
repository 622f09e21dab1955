"""Meetings as frozen values: the lists, the minutes, who can do an action, and what waits."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network.models import Organisation, OrganisationState
from bundel.steering.models import Attendance, Coming, Meeting, MeetingState, Minutes
from bundel.steering.selectors import bodies
from bundel.steering.selectors.bodies import MeetingLine
from bundel.steering.selectors.meeting_card import MEET, visible

SOON = timedelta(days=14)
AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)


@dataclass(frozen=True, slots=True)
class Wait:
    """Something of meetings that waits for somebody."""

    kind: str
    meeting_id: uuid.UUID
    body: str
    starts_at: datetime
    attendance_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who can do an action, as people type the name."""

    key: str
    name: str


def meeting_lines(*, actor: Actor, now: datetime) -> tuple[list[MeetingLine], list[MeetingLine]]:
    """Return the meetings ahead, the first first, and the last fifty that were. Two queries."""
    rows = bodies.counted(visible(actor))
    ahead = rows.filter(state__in=[*AHEAD, MeetingState.RUNNING]).order_by("starts_at")
    past = rows.filter(state__in=[MeetingState.HELD, MeetingState.CANCELLED])
    return (
        [bodies.meeting_line(one) for one in ahead[:100]],
        [bodies.meeting_line(one) for one in past.order_by("-starts_at")[:50]],
    )


def meeting_rows(
    *, actor: Actor, body_id: uuid.UUID | None = None, is_past: bool
) -> QuerySet[Meeting]:
    """Return the meetings that the actor may see, of one body or of all, to leaf through."""
    rows = bodies.counted(visible(actor))
    if body_id is not None:
        rows = rows.filter(body=body_id)
    over = [MeetingState.HELD, MeetingState.CANCELLED]
    if is_past:
        return rows.filter(state__in=over).order_by("-starts_at", "pk")
    return rows.exclude(state__in=over).order_by("starts_at", "pk")


def minutes_content(*, actor: Actor, meeting_id: uuid.UUID, number: int | None = None) -> Minutes:
    """
    Return a version of the list of a meeting; the newest without a number. One query.

    Raises:
        NotFound: if there is none, or the actor may not see it.
    """
    rows = Minutes.objects.filter(meeting__in=visible(actor).filter(pk=meeting_id))
    wanted = rows if number is None else rows.filter(number=number)
    found = wanted.select_related("municipality").order_by("-number").first()
    if found is None:
        raise NotFound
    return found


def waits_for(*, actor: Actor, now: datetime) -> list[Wait]:
    """
    Return what of meetings waits for the actor: to answer, to prepare, and to send. Two queries.

    To prepare is a meeting within two weeks that has no agenda or no invitation yet.
    """
    own = Attendance.objects.filter(
        user_id=actor.user_id,
        coming=Coming.NEEDS_ACTION,
        invited_sequence__isnull=False,
        meeting__state=MeetingState.INVITED,
        meeting__starts_at__gt=now,
    ).select_related("meeting__body")
    found = [
        Wait("answer", one.meeting_id, one.meeting.body.name, one.meeting.starts_at, one.pk)
        for one in own.order_by("meeting__starts_at")
    ]
    if permissions.visible(actor, MEET) is None:
        return found
    rows = bodies.counted(visible(actor)).prefetch_related("body__members")
    near = rows.filter(starts_at__lt=now + SOON, state__in=AHEAD)
    unsent = rows.filter(state=MeetingState.HELD, minutes_sent_at=None)
    own_rows = (row for row in (near | unsent).order_by("starts_at") if row.body.is_own(actor))
    return [*found, *(wait for row in own_rows if (wait := _prepare(row)))]


def owners(*, actor: Actor) -> list[Owner]:
    """Return who can do an action: colleagues, then partners, by name. Two queries."""
    people = User.objects.filter(
        municipality_id=actor.municipality_id, is_active=True, organisation_id=None
    )
    partners = Organisation.objects.filter(
        municipality_id=actor.municipality_id, archived_at=None
    ).exclude(state=OrganisationState.ENDED)
    return [
        *(Owner(f"owner_id:{pk}", name) for pk, name in _named(people)),
        *(Owner(f"organisation_id:{pk}", name) for pk, name in _named(partners)),
    ]


def _prepare(row: Any) -> Wait | None:
    if row.state == MeetingState.HELD:
        return Wait("minutes", row.pk, row.body.name, row.starts_at)
    if not row.item_count:
        return Wait("agenda", row.pk, row.body.name, row.starts_at)
    if row.state == MeetingState.PLANNED:
        return Wait("invite", row.pk, row.body.name, row.starts_at)
    return None


def _named(rows: Any) -> list[tuple[uuid.UUID, str]]:
    return list(rows.order_by("name").values_list("pk", "name"))
