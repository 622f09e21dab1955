"""Meetings of a folder: one that was held with its list, and those ahead, some with an agenda."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bundel.accounts.permissions import Actor
from bundel.core import workdays
from bundel.steering import rhythms
from bundel.steering.material.bodies import person
from bundel.steering.models import Body, ItemAim, Matter, Meeting, MeetingState
from bundel.steering.services import agenda, attending, in_meeting, meetings

FILE = "vergaderingen.yaml"
# People are asked this long before, and answer some days later.
ASKED, ANSWERED = timedelta(days=21), timedelta(days=3)
# As far back as the longest rhythm goes.
BACK = timedelta(days=130)
Told = Mapping[str, Any]


def load(*, actor: Actor, folder: Path, at: datetime) -> int:
    """Hold and plan the meetings of a folder, where there are none; return how many came."""
    path = folder / FILE
    if not path.exists() or Meeting.objects.filter(municipality_id=actor.municipality_id).exists():
        return 0
    told: list[Told] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for one in told:
        meeting = _planned(actor, one, at)
        if one["keer"] < 0:
            _hold(actor, meeting, one)
        else:
            _prepare(actor, meeting, one, at)
    return len(told)


def _planned(actor: Actor, told: Told, at: datetime) -> Meeting:
    """Plan the meeting so many times from today on: 1 is the next, -1 the one before."""
    body = Body.objects.get(name=told["overleg"])
    today, number = timezone.localdate(at), told["keer"]
    first = body.first_date or today
    start = today + timedelta(days=1) if number > 0 else today - BACK
    days = [
        one.day
        for one in rhythms.coming(
            rule=body.recurrence, first_date=first, from_date=start, number=40
        )
        if workdays.is_working(one.day)
    ]
    day = days[number - 1] if number > 0 else [one for one in days if one < today][number]
    meetings.plan_meetings(
        actor=actor, body_id=body.pk, days=[day], at=min(at, rhythms.moment(day, body.starts_time))
    )
    return Meeting.objects.get(body=body, starts_at=rhythms.moment(day, body.starts_time))


def _prepare(actor: Actor, meeting: Meeting, told: Told, at: datetime) -> None:
    if told.get("agenda"):
        agenda.draft_agenda(actor=actor, meeting_id=meeting.pk, at=at)
    if told.get("uitgenodigd"):
        _invite(meeting, told, min(at, meeting.starts_at - ASKED))


def _invite(meeting: Meeting, told: Told, at: datetime) -> None:
    """Let people have been asked, and have answered; the demo mails nobody for that."""
    attending.add_guests(meeting)
    meeting.attendances.exclude(email="").update(invited_sequence=0)
    for name, coming in told.get("antwoorden", {}).items():
        meeting.attendances.filter(user=person(name)).update(
            coming=coming, replied_at=at + ANSWERED
        )
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.INVITED)


def _hold(actor: Actor, meeting: Meeting, told: Told) -> None:
    """Let a meeting have been held: its points, who was there, its actions, and its list."""
    at = meeting.starts_at
    points = [
        (
            one,
            agenda.add_item(
                actor=actor,
                meeting_id=meeting.pk,
                title=one["titel"],
                aim=one.get("doel", ItemAim.DISCUSS),
                matter=one.get("waarover", Matter.OTHER),
                minutes=one.get("minuten", 10),
            ),
        )
        for one in told["punten"]
    ]
    in_meeting.open_meeting(actor=actor, meeting_id=meeting.pk, at=at)
    here = {person(name).pk for name in told["aanwezig"]}
    for guest in meeting.attendances.all():
        attending.tick(actor=actor, attendance_id=guest.pk, attended=guest.user_id in here)
    for one, item_id in points:
        for line in one.get("notities", "").splitlines():
            in_meeting.write_note(actor=actor, item_id=item_id, text=line)
        for action in one.get("acties", ()):
            in_meeting.write_action(
                actor=actor,
                item_id=item_id,
                text=action["actie"],
                owner_id=person(action["wie"]).pk,
                due_date=timezone.localdate(at) + timedelta(days=action["over dagen"]),
                at=at,
            )
        if not one.get("niet besproken"):
            in_meeting.finish_item(actor=actor, item_id=item_id)
    in_meeting.close_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        dropped=[],
        mails_now=False,
        base="",
        at=meeting.ends_at,
    )
    # It went out then; the demo does not mail it again.
    meeting.minutes_versions.update(sent_at=meeting.ends_at)
    Meeting.objects.filter(pk=meeting.pk).update(minutes_sent_at=meeting.ends_at)
