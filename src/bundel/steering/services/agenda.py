"""The agenda: drafted from what really asks for it, then added to, ordered and timed by people."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core.meetings import POINT, fitting, may_become, moved
from bundel.errors import Conflict, NotFound
from bundel.steering import agenda
from bundel.steering.agenda_sources import Candidate
from bundel.steering.models import AgendaItem, ItemState, Meeting, MeetingState
from bundel.steering.services import carrying, door
from bundel.steering.services.meetings import KIND, meeting_of

FIELDS = frozenset({"title", "aim", "matter", "minutes", "presenter_id", "explanation"})
TAKEN = frozenset(
    {*FIELDS, "position", "source", "source_id", "source_key", "facts", "carried_from_id"}
)
BEFORE = frozenset({MeetingState.PLANNED, MeetingState.INVITED})
OPEN = BEFORE | {MeetingState.RUNNING}


class AgendaIsClosed(Conflict):
    """The meeting was held or cancelled."""

    sentence = gettext_lazy("Deze vergadering is gehouden of afgezegd. De agenda staat vast.")


class NotNow(Conflict):
    """A point cannot become this from what it is."""

    sentence = gettext_lazy("Dit punt ging al naar de volgende keer.")


@dataclass(frozen=True, slots=True)
class Drafted:
    """How many points came on the agenda, and how many are offered but do not fit."""

    added: int
    offered: int


@transaction.atomic
def draft_agenda(*, actor: Actor, meeting_id: uuid.UUID, at: datetime) -> Drafted:
    """
    Put on the agenda what asks for a place there, as far as the time goes.

    Carried points stand first. What stands there already is left as people made it; what they
    dropped does not come back. What does not fit is offered below the line.

    Raises:
        AgendaIsClosed: unless the meeting is still ahead.
    """
    meeting = _open(actor, meeting_id, BEFORE)
    carrying.bring_along(meeting.body)
    found = offered(actor=actor, meeting=meeting, at=at)
    inside, outside = fitting(
        [(one, one.minutes) for one in found],
        minutes=length(meeting),
        taken=minutes_taken(meeting),
    )
    for one in inside:
        _take(meeting, one, at)
    if inside:
        titles = [one.title for one in inside]
        saving.touch(meeting)
        saving.tell(actor, "steering.draft_agenda", KIND, meeting, after={"points": titles})
    return Drafted(len(inside), len(outside))


def offered(*, actor: Actor, meeting: Meeting, at: datetime) -> list[Candidate]:
    """Return what asks for a place on the agenda and has none, the most pressing first."""
    today = timezone.localdate(at)
    stands = set(meeting.items.exclude(source="").values_list("source", "source_key"))
    found = agenda.candidates(actor=actor, body=meeting.body, today=today)
    return [one for one in found if (one.source, one.key) not in stands]


@transaction.atomic
def add_offered(
    *, actor: Actor, meeting_id: uuid.UUID, source: str, key: str, at: datetime
) -> uuid.UUID:
    """
    Put something that was offered on the agenda, whether it fits or not.

    Raises:
        NotFound: if it is not offered, or no longer.
    """
    meeting = _open(actor, meeting_id)
    known = {(one.source, one.key): one for one in offered(actor=actor, meeting=meeting, at=at)}
    if (source, key) not in known:
        raise NotFound
    row = _take(meeting, known[source, key], at)
    saving.touch(meeting)
    saving.tell(actor, "steering.edit_agenda", KIND, meeting, after={"added": row.title})
    return row.pk


@transaction.atomic
def add_item(*, actor: Actor, meeting_id: uuid.UUID, **fields: Any) -> uuid.UUID:
    """
    Write a point of one's own at the end of the agenda; also while the meeting goes on.

    Raises:
        AgendaIsClosed: if the meeting was held or cancelled.
    """
    meeting = _open(actor, meeting_id)
    row = AgendaItem(
        municipality_id=actor.municipality_id,
        version=0,
        meeting=meeting,
        position=carrying.last_position(meeting) + 1,
    )
    _check(fields)
    saving.change(row, fields, FIELDS)
    saving.tell(actor, "steering.edit_agenda", KIND, meeting, after={"added": row.title})
    return row.pk


@transaction.atomic
def edit_item(*, actor: Actor, item_id: uuid.UUID, version: int, **fields: Any) -> None:
    """
    Say a point otherwise, give it other minutes or another presenter.

    Raises:
        AgendaIsClosed: if the meeting was held or cancelled.
        Stale: if somebody else saved first.
    """
    row = item_of(actor, item_id)
    saving.same_version(row, version, fields)
    _check(fields)
    before, after = saving.change(row, fields, FIELDS)
    if after:
        saving.tell(actor, "steering.edit_agenda", KIND, row.meeting, before, after)


@transaction.atomic
def move_item(*, actor: Actor, item_id: uuid.UUID, steps: int) -> None:
    """Let a point stand so many places later, or earlier with a minus; dropped ones not counted."""
    row = item_of(actor, item_id)
    rows = list(row.meeting.items.exclude(state=ItemState.DROPPED).select_for_update())
    order = moved([one.pk for one in rows], row.pk, steps)
    by_id = {one.pk: one for one in rows}
    for place, pk in enumerate(order):
        by_id[pk].position = place
    AgendaItem.objects.bulk_update(rows, ["position"])
    saving.tell(
        actor,
        "steering.edit_agenda",
        KIND,
        row.meeting,
        after={"moved": row.title, "position": order.index(row.pk) + 1},
    )


@transaction.atomic
def set_item_state(*, actor: Actor, item_id: uuid.UUID, state: str) -> None:
    """
    Drop a point, or open it again; while the meeting goes on it may also be done.

    Raises:
        NotNow: if it was carried already, or would be done before the meeting.
    """
    row = item_of(actor, item_id)
    if row.state == state:
        return
    early = state == ItemState.DONE and row.meeting.state != MeetingState.RUNNING
    if early or not may_become(POINT, row.state, state) or state == ItemState.CARRIED:
        raise NotNow
    before = row.state
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version"])
    saving.tell(
        actor,
        "steering.edit_agenda",
        KIND,
        row.meeting,
        {"state": before},
        {"state": state, "point": row.title},
    )


def item_of(actor: Actor, item_id: uuid.UUID) -> AgendaItem:
    """
    Return a point of a meeting that is not over, which the actor leads; locked.

    Raises:
        NotFound: if there is none, or the actor may not see it.
        AgendaIsClosed: if the meeting was held or cancelled.
    """
    row = saving.find(AgendaItem, actor, item_id)
    _open(actor, row.meeting_id)
    return row


def length(meeting: Meeting) -> int:
    """Return how long a meeting lasts. [minutes]"""
    return round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)


def minutes_taken(meeting: Meeting) -> int:
    """Return what stands on the agenda together. [minutes]"""
    rows = meeting.items.exclude(state=ItemState.DROPPED)
    return sum(rows.values_list("minutes", flat=True))


def _open(
    actor: Actor, meeting_id: uuid.UUID, states: frozenset[MeetingState] = frozenset(OPEN)
) -> Meeting:
    meeting = meeting_of(actor, meeting_id)
    if meeting.state not in states:
        raise AgendaIsClosed
    return meeting


def _check(fields: dict[str, Any]) -> None:
    door.check({name: fields.get(name) for name in ("title", "explanation")})


def _take(meeting: Meeting, one: Candidate, at: datetime) -> AgendaItem:
    """Make a point of a candidate, with the facts of that day."""
    row = AgendaItem(
        municipality_id=meeting.municipality_id,
        version=0,
        meeting=meeting,
    )
    values = {
        "position": carrying.last_position(meeting) + 1,
        "title": one.title[:300],
        "aim": one.aim,
        "matter": one.matter,
        "minutes": one.minutes,
        "presenter_id": one.presenter_id,
        "explanation": one.explanation,
        "source": one.source,
        "source_id": one.object_id,
        "source_key": one.key[:200],
        "facts": {
            "pairs": [list(pair) for pair in one.facts],
            "date": timezone.localdate(at).isoformat(),
            "weight": one.weight,
        },
    }
    saving.change(row, values, TAKEN)
    return row
