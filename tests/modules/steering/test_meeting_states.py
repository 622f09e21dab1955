"""No sequence of acts loses a point, carries it twice, or holds two meetings of a body at once."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bundel.errors import Conflict
from bundel.steering.models import AgendaItem, Body, ItemState, Meeting, MeetingState
from bundel.steering.services import agenda, in_meeting, meetings
from tests.modules.steering.conftest import NOW, TODAY, Steering
from tests.modules.steering.test_meetings import BASE, body

ACTS = ("plan", "add", "open", "finish", "drop", "reopen", "close", "cancel")
OVER = (MeetingState.HELD, MeetingState.CANCELLED)


class Room:
    """A body with its meetings, and all points that anybody wrote."""

    def __init__(self, steering: Steering, name: str) -> None:
        self.actor = steering.actor("coordinator")
        self.body_id = body(steering, name)
        self.written: set[str] = set()

    def do(self, act: str, number: int) -> None:
        """Do an act to the meeting, and the point, with this number."""
        rows = list(Meeting.objects.filter(body_id=self.body_id).order_by("starts_at"))
        if act == "plan":
            day = TODAY + timedelta(days=7 * (len(rows) + 1))
            meetings.plan_meetings(actor=self.actor, body_id=self.body_id, days=[day], at=NOW)
        elif rows:
            meeting = rows[number % len(rows)]
            points = list(meeting.items.all())
            if act in {"finish", "drop", "reopen"} and points:
                self.to_point(act, points[number % len(points)])
            elif act in {"add", "open", "close", "cancel"}:
                getattr(self, act)(meeting, points[: number % 2])

    def to_point(self, act: str, point: AgendaItem) -> None:
        if act == "finish":
            in_meeting.finish_item(actor=self.actor, item_id=point.pk)
        else:
            state = ItemState.DROPPED if act == "drop" else ItemState.OPEN
            agenda.set_item_state(actor=self.actor, item_id=point.pk, state=state)

    def add(self, meeting: Meeting, _points: list[AgendaItem]) -> None:
        title = f"Punt {len(self.written)}"
        agenda.add_item(actor=self.actor, meeting_id=meeting.pk, title=title, minutes=5)
        self.written.add(title)

    def open(self, meeting: Meeting, _points: list[AgendaItem]) -> None:
        in_meeting.open_meeting(actor=self.actor, meeting_id=meeting.pk, at=NOW)

    def close(self, meeting: Meeting, points: list[AgendaItem]) -> None:
        in_meeting.close_meeting(
            actor=self.actor,
            meeting_id=meeting.pk,
            dropped=[one.pk for one in points],
            mails_now=False,
            base=BASE,
            at=NOW,
        )

    def cancel(self, meeting: Meeting, _points: list[AgendaItem]) -> None:
        meetings.cancel_meeting(
            actor=self.actor, meeting_id=meeting.pk, version=meeting.version, reason="", at=NOW
        )


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), min_size=8, max_size=24))
def test_no_sequence_loses_a_point(steering: Steering, acts: list[tuple[str, int]]) -> None:
    room = Room(steering, f"Overleg {Body.objects.count()}")

    for act, number in acts:
        # What may not be done changes nothing; the rest goes on.
        with suppress(Conflict):
            room.do(act, number)
        _holds(room.body_id, room.written)


def _holds(body_id: UUID, written: set[str]) -> None:
    rows = AgendaItem.objects.filter(meeting__body_id=body_id).select_related("meeting")
    alive: dict[str, int] = {}
    for row in rows:
        if row.meeting.state in OVER:
            assert row.state != ItemState.OPEN, "a point is left in a meeting that is over"
        alive[row.title] = alive.get(row.title, 0) + (row.state == ItemState.OPEN)
        following = row.next_times.count()
        assert following <= 1
        assert following == 0 or row.state == ItemState.CARRIED
        ahead = Meeting.objects.filter(body_id=body_id, state__in=["planned", "invited"])
        if row.state == ItemState.CARRIED and ahead.exists():
            assert following == 1, "a carried point has no place while a meeting is ahead"
    assert set(alive) == written
    assert all(count <= 1 for count in alive.values())
    running = Meeting.objects.filter(body_id=body_id, state=MeetingState.RUNNING)
    assert running.count() <= 1
