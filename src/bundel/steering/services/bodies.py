"""What is done with bodies: who sits there, what they may decide, and how often they meet."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core.redaction import Kind
from bundel.errors import Conflict, Fault, Invalid
from bundel.network.calendar.rhythm import WrongRhythm, read_rhythm
from bundel.steering.models import (
    Attendance,
    Body,
    Coming,
    Meeting,
    MeetingState,
    Member,
    Part,
)
from bundel.steering.services import door, meeting_mails

ACT = "steering.bodies"
FIELDS = frozenset(
    {
        "kind",
        "name",
        "mandate",
        "matters",
        "limit_eur",
        "refers_to_id",
        "area_id",
        "recurrence",
        "first_date",
        "starts_time",
        "minutes",
        "place",
    }
)
MEMBER_FIELDS = frozenset({"user_id", "organisation_id", "part"})
# Where people meet has an address; whom to call stands there too.
OF_MEETING = frozenset({Kind.ADDRESS, Kind.HOUSE, Kind.STREET, Kind.POSTCODE, Kind.PHONE})
AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)
OPEN = (*AHEAD, MeetingState.RUNNING)


class StillMeets(Conflict):
    """Meetings of this body stand in calendars."""

    sentence = gettext_lazy("Dit overleg heeft nog vergaderingen. Zeg die eerst af.")


@transaction.atomic
def save_body(
    *, actor: Actor, body_id: uuid.UUID | None = None, version: int = 0, **fields: Any
) -> uuid.UUID:
    """
    Make a body, or change the one with this id.

    Raises:
        Invalid: if the rhythm is none, or it would refer to itself, near or far.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    if body_id is None:
        row = Body(municipality_id=actor.municipality_id, version=0)
    else:
        row = saving.find(Body, actor, body_id, archived_at=None)
        saving.same_version(row, version, fields)
    _judge_rhythm(fields.get("recurrence") or "")
    _judge_reference(row, fields.get("refers_to_id"))
    door.check({name: fields.get(name) for name in ("name", "mandate")})
    door.check({"place": fields.get("place")}, fine=OF_MEETING)
    before, after = saving.change(row, fields, FIELDS)
    if after:
        saving.tell(actor, "steering.edit_body", "body", row, before, after)
    return row.pk


@transaction.atomic
def archive_body(*, actor: Actor, body_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Let a body meet no more; what it decided stays.

    Raises:
        StillMeets: if a meeting of it is ahead or going on.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Body, actor, body_id, archived_at=None)
    saving.same_version(row, version, {})
    if Meeting.objects.filter(body=row, state__in=OPEN).exists():
        raise StillMeets
    row.archived_at = at
    saving.touch(row)
    row.save(update_fields=["archived_at"])
    # Who referred to it now decides without a body above.
    Body.objects.filter(refers_to=row).update(refers_to=None)
    saving.tell(actor, "steering.archive_body", "body", row)


@transaction.atomic
def set_member(
    *,
    actor: Actor,
    body_id: uuid.UUID,
    part: str,
    user_id: uuid.UUID | None = None,
    organisation_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """
    Let a colleague or a partner sit in a body with this part; who sits there gets the new part.

    Raises:
        Invalid: if there is a chair already, or nobody or two were chosen.
    """
    permissions.require(actor, ACT)
    body = saving.find(Body, actor, body_id, archived_at=None)
    found = next(
        (
            one
            for one in body.members.all()
            if (one.user_id, one.organisation_id) == (user_id, organisation_id)
        ),
        None,
    )
    row = found or Member(municipality_id=actor.municipality_id, version=0, body=body)
    if part == Part.CHAIR and organisation_id:
        raise Invalid(faults=[Fault("part", _("Een medewerker zit voor, geen partner."))])
    values = {"user_id": user_id, "organisation_id": organisation_id, "part": part}
    before, after = saving.change(row, values, MEMBER_FIELDS)
    if after:
        saving.tell(
            actor,
            "steering.edit_members",
            "body",
            body,
            {"part": before.get("part")},
            {"member": str(row), "part": part},
        )
    return row.pk


@transaction.atomic
def remove_member(*, actor: Actor, member_id: uuid.UUID, version: int, at: datetime) -> int:
    """
    Let somebody sit in a body no more; invitations to meetings that are ahead lapse. [mails]

    Raises:
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Member, actor, member_id)
    saving.same_version(row, version, {})
    saving.tell(actor, "steering.edit_members", "body", row.body, before={"member": str(row)})
    mailed = _take_back_invitations(row, at)
    row.delete()
    return mailed


def _take_back_invitations(row: Member, at: datetime) -> int:
    """Take a member off the meetings ahead; who was asked and may come hears so. [mails]"""
    ahead = Meeting.objects.filter(body=row.body_id, state__in=AHEAD, ends_at__gt=at)
    guests = Attendance.objects.filter(member=row, meeting__in=ahead)
    mailed = 0
    for guest in guests.select_related("meeting__body", "meeting__municipality").order_by("pk"):
        if guest.invited_sequence is not None and guest.email and guest.coming != Coming.DECLINED:
            reason = _("U zit niet meer in dit overleg.")
            mailed += meeting_mails.tell_cancelled(guest.meeting, [guest], reason, at)
        guest.delete()
    return mailed


def _judge_rhythm(rule: str) -> None:
    if not rule:
        return
    try:
        read_rhythm(rule)
    except WrongRhythm as fault:
        raise Invalid(faults=[Fault("recurrence", str(fault))]) from fault


def _judge_reference(row: Body, refers_to_id: uuid.UUID | None) -> None:
    """Refuse a ring of bodies that refer to each other."""
    seen = {row.pk}
    while refers_to_id is not None:
        if refers_to_id in seen:
            words = _("Zo verwijzen overleggen naar elkaar. Kies een ander overleg.")
            raise Invalid(faults=[Fault("refers_to_id", words)])
        seen.add(refers_to_id)
        refers_to_id = Body.objects.values_list("refers_to_id", flat=True).get(pk=refers_to_id)
