"""When bodies meet: the rhythm planned, one meeting by hand, moved, and cancelled."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core.meetings import MEETING, may_become
from bundel.errors import Conflict, Fault, Invalid
from bundel.steering import rhythms
from bundel.steering.models import (
    Attendance,
    Body,
    Coming,
    ItemState,
    Meeting,
    MeetingState,
)
from bundel.steering.services import carrying, door, meeting_mails
from bundel.steering.services.bodies import OF_MEETING

ACT, VIEW = "steering.meet", "steering.view"
KIND = "meeting"
FIELDS = frozenset({"starts_at", "ends_at", "place"})
LONGEST = timedelta(hours=12)
# What was held without Bundel may be written down afterwards; a wrong year is caught.
FARTHEST_BACK, FARTHEST = timedelta(days=92), timedelta(days=3 * 366)
AHEAD = frozenset({MeetingState.PLANNED, MeetingState.INVITED})


class MeetingIsOver(Conflict):
    """It was held or cancelled, or goes on now: when and where no longer change."""

    sentence = gettext_lazy("Deze vergadering is bezig, gehouden of afgezegd.")


@dataclass(frozen=True, slots=True)
class Saved:
    """A meeting that was saved, and how many heard of it by mail."""

    id: uuid.UUID
    mailed: int = 0


@transaction.atomic
def plan_meetings(*, actor: Actor, body_id: uuid.UUID, days: Collection[date], at: datetime) -> int:
    """
    Put meetings of a body in the calendar on these days; where one stands, none is added. [made]

    Raises:
        NotAllowed: if the actor does not lead this body.
    """
    body = body_of(actor, body_id)
    starts = {rhythms.moment(day, body.starts_time) for day in days}
    here = Meeting.objects.filter(body=body).exclude(state=MeetingState.CANCELLED)
    stands = set(here.filter(starts_at__in=starts).values_list("starts_at", flat=True))
    new = sorted(one for one in starts if one not in stands)
    for moment in new:
        values = {
            "starts_at": moment,
            "ends_at": moment + timedelta(minutes=body.minutes),
            "place": body.place,
        }
        _save(actor, _new(actor, body), values, at)
    return len(new)


@transaction.atomic
def plan_meeting(
    *,
    actor: Actor,
    body_id: uuid.UUID,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    at: datetime,
) -> uuid.UUID:
    """
    Put one meeting of a body in the calendar.

    Raises:
        Invalid: if it would take no time, this body meets at that moment already, or it is too
            far from now.
    """
    body = body_of(actor, body_id)
    _judge_day(starts_at, at)
    row = _new(actor, body)
    _save(actor, row, {"starts_at": starts_at, "ends_at": ends_at, "place": place}, at)
    return row.pk


@transaction.atomic
def move_meeting(
    *,
    actor: Actor,
    meeting_id: uuid.UUID,
    version: int,
    base: str,
    at: datetime,
    **fields: Any,
) -> Saved:
    """
    Meet at another time or place; whoever was asked hears so by mail.

    At another time all of them are asked again; at another place those who did not decline hear.

    Args:
        base: Scheme and host of the municipality, for the links in the mail.

    Raises:
        MeetingIsOver: if it goes on, or was held or cancelled.
        Invalid: if people who were asked would be asked for a moment that is over.
        Stale: if somebody else saved first.
    """
    row = meeting_of(actor, meeting_id)
    saving.same_version(row, version, fields)
    if row.state not in AHEAD:
        raise MeetingIsOver
    starts_at = fields.get("starts_at", row.starts_at)
    _judge_day(starts_at, at)
    if row.state == MeetingState.INVITED and row.starts_at != starts_at <= at:
        raise Invalid(faults=[Fault("day", _("Kies een dag en een tijd die nog komen."))])
    changed = _save(actor, row, fields, at)
    if not changed:
        return Saved(row.pk)
    return Saved(row.pk, _tell_of_move(row, bool(changed - {"place"}), base, at))


@transaction.atomic
def cancel_meeting(
    *, actor: Actor, meeting_id: uuid.UUID, version: int, reason: str, at: datetime
) -> int:
    """
    Cancel a meeting; who was asked hears so, and its points go to the next one. [mails]

    Raises:
        MeetingIsOver: if it goes on, or was held or cancelled already.
        Stale: if somebody else saved first.
    """
    row = meeting_of(actor, meeting_id)
    saving.same_version(row, version, {})
    if not may_become(MEETING, row.state, MeetingState.CANCELLED):
        raise MeetingIsOver
    door.check({"reason": reason})
    before = row.state
    row.state = MeetingState.CANCELLED
    row.sequence += 1
    row.version += 1
    row.changed_at = at
    row.save()
    row.items.filter(state=ItemState.OPEN).update(state=ItemState.CARRIED)
    carrying.bring_along(row.body)
    saving.tell(
        actor,
        "steering.cancel_meeting",
        KIND,
        row,
        {"state": before},
        {"state": row.state},
        ground=reason,
    )
    return meeting_mails.tell_cancelled(row, meeting_mails.concerned(row), reason, at)


def body_of(actor: Actor, body_id: uuid.UUID) -> Body:
    """
    Return a body that the actor leads, locked.

    Raises:
        NotFound: if there is none, or the actor may not see it.
        NotAllowed: if the actor may see it but does not lead it.
    """
    body = saving.find(Body, actor, body_id, archived_at=None)
    permissions.require(actor, ACT, body, view=VIEW)
    return body


def meeting_of(actor: Actor, meeting_id: uuid.UUID) -> Meeting:
    """
    Return a meeting of a body that the actor leads, locked.

    Raises:
        NotFound: if there is none, or the actor may not see it.
        NotAllowed: if the actor may see it but does not lead the body.
    """
    row = saving.find(Meeting, actor, meeting_id)
    permissions.require(actor, ACT, row, view=VIEW)
    return row


def _new(actor: Actor, body: Body) -> Meeting:
    return Meeting(municipality_id=actor.municipality_id, version=0, body=body)


def _save(actor: Actor, row: Meeting, fields: dict[str, Any], at: datetime) -> set[str]:
    """Save when and where; return the names of what changed."""
    starts, ends = fields.get("starts_at", row.starts_at), fields.get("ends_at", row.ends_at)
    if not timedelta(0) < ends - starts <= LONGEST:
        raise Invalid(faults=[Fault("ends_at", _("Kies een eind na het begin."))])
    door.check({"place": fields.get("place")}, fine=OF_MEETING)
    is_new = row.version == 0
    row.changed_at = at
    before, after = saving.change(row, fields, FIELDS)
    if after:
        action = "steering.plan_meeting" if is_new else "steering.move_meeting"
        saving.tell(actor, action, KIND, row, before, after)
    if is_new:
        carrying.bring_along(row.body)
    return set(after)


def _judge_day(starts_at: datetime, at: datetime) -> None:
    if starts_at < at - FARTHEST_BACK:
        raise Invalid(faults=[Fault("day", _("Deze dag is meer dan drie maanden geleden."))])
    if starts_at > at + FARTHEST:
        raise Invalid(faults=[Fault("day", _("Deze dag is meer dan drie jaar weg."))])


def _tell_of_move(row: Meeting, moved: bool, base: str, at: datetime) -> int:
    """Raise the version that calendars know, and mail whom it concerns. [mails]"""
    row.sequence += 1
    if moved:
        row.moved_sequence = row.sequence
    row.save(update_fields=["sequence", "moved_sequence"])
    if row.state != MeetingState.INVITED:
        return 0
    told = meeting_mails.asked(row) if moved else meeting_mails.concerned(row)
    if moved:
        # Who could come then may not be able to come now, and the other way round.
        Attendance.objects.filter(pk__in=[one.pk for one in told]).update(
            coming=Coming.NEEDS_ACTION, replied_at=None
        )
    return meeting_mails.ask(row, told, base, at, is_update=True)
