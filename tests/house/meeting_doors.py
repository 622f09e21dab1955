"""Meetings for the doors: one of a body of one's own and one of others, with agenda and list."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.steering.models import AgendaItem, Attendance, Body, Meeting, Minutes
from bundel.steering.services import agenda, attending, meetings
from tests.house.body_doors import name_of
from tests.house.network_doors import OTHER, OWN


def fill(municipality: Municipality, actor: Actor) -> None:
    """Plan a meeting of each body, with a point, guests and a list."""
    now = timezone.now().replace(microsecond=0)
    for name in (OWN, OTHER):
        body = Body.objects.get(name=name_of(name))
        meeting_id = meetings.plan_meeting(
            actor=actor,
            body_id=body.pk,
            starts_at=now + timedelta(days=9),
            ends_at=now + timedelta(days=9, hours=1),
            place=f"{name_of(name)} zaal",
            at=now,
        )
        agenda.add_item(
            actor=actor,
            meeting_id=meeting_id,
            title=f"{name_of(name)} punt",
            explanation=f"{name_of(name)} toelichting",
            minutes=5,
        )
        meeting = Meeting.objects.get(pk=meeting_id)
        attending.add_guests(meeting)
        Minutes.objects.create(
            municipality=municipality,
            meeting=meeting,
            number=1,
            made_at=now,
            made_by_id=actor.user_id,
            content=_content(name_of(name)),
        )


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return a meeting with a point and a guest of the partner."""
    meeting = Meeting.objects.get(body__name=name_of(OWN if own else OTHER))
    return {
        "meeting_id": meeting.pk,
        "item_id": AgendaItem.objects.filter(meeting=meeting)[0].pk,
        "attendance_id": Attendance.objects.filter(meeting=meeting, user=None)[0].pk,
    }


def _content(word: str) -> dict[str, object]:
    lists = ("present", "absent", "points", "decisions", "actions")
    return {
        "body": word,
        "date": "2026-11-23",
        "when": "23 november",
        "place": "",
        **{name: [] for name in lists},
    }
