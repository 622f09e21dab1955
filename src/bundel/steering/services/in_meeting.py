"""What is done while people meet: opened, from point to point, and all that is written down."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core.meetings import MEETING, may_become
from bundel.errors import Conflict
from bundel.steering.models import (
    AgendaItem,
    Decision,
    DecisionState,
    ItemState,
    Matter,
    Meeting,
    MeetingState,
)
from bundel.steering.services import actions, attending, carrying, decisions, door, minutes
from bundel.steering.services.agenda import item_of
from bundel.steering.services.decisions import Taken
from bundel.steering.services.meetings import KIND, MeetingIsOver, meeting_of

# A point from one of these is about a decision that was taken before.
ABOUT_DECISION = frozenset({"trigger", "review"})
LONGEST_NOTES = 8000


class NotOpen(Conflict):
    """Nothing is written down before a meeting begins or after it ends."""

    sentence = gettext_lazy("Deze vergadering is niet bezig. Open haar eerst.")


class AnotherRuns(Conflict):
    """One meeting of a body goes on at a time."""

    sentence = gettext_lazy("Dit overleg is al bezig. Sluit eerst die vergadering.")


class DecidedMeanwhile(Conflict):
    """Somebody else wrote a decision on this point after this screen was shown."""

    sentence = gettext_lazy(
        "Bij dit punt legde iemand net een besluit vast. Lees dat eerst. Uw tekst staat er nog."
    )


class NotesAreFull(Conflict):
    """The notes of a point have an end."""

    sentence = gettext_lazy("De aantekeningen bij dit punt zijn vol.")


@transaction.atomic
def open_meeting(*, actor: Actor, meeting_id: uuid.UUID, at: datetime) -> None:
    """
    Begin a meeting; everybody of the body can be ticked as present. Open already: nothing is done.

    Raises:
        MeetingIsOver: if it was held or cancelled.
        AnotherRuns: if another meeting of this body goes on.
    """
    row = meeting_of(actor, meeting_id)
    if row.state == MeetingState.RUNNING:
        return
    if not may_become(MEETING, row.state, MeetingState.RUNNING):
        raise MeetingIsOver
    if Meeting.objects.filter(body=row.body, state=MeetingState.RUNNING).exists():
        raise AnotherRuns
    carrying.bring_along(row.body)
    before = row.state
    row.state = MeetingState.RUNNING
    row.opened_at = at
    row.at_item = row.items.filter(state=ItemState.OPEN).first()
    row.version += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as taken:
        raise AnotherRuns from taken
    attending.add_guests(row)
    saving.tell(actor, "steering.open_meeting", KIND, row, {"state": before}, {"state": row.state})


@transaction.atomic
def go_to(*, actor: Actor, item_id: uuid.UUID) -> None:
    """Let everybody look at a point."""
    row = _running_item(actor, item_id)
    Meeting.objects.filter(pk=row.meeting_id).update(at_item=row)


@transaction.atomic
def finish_item(*, actor: Actor, item_id: uuid.UUID) -> uuid.UUID | None:
    """Say that a point was dealt with, and go to the next open one; return that, if there is."""
    row = _running_item(actor, item_id)
    if row.state == ItemState.OPEN:
        row.state = ItemState.DONE
        row.version += 1
        row.save(update_fields=["state", "version"])
        saving.tell(
            actor,
            "steering.finish_point",
            KIND,
            row.meeting,
            {"state": ItemState.OPEN},
            {"state": row.state, "point": row.title},
        )
    following = _following(row)
    if following is not None:
        Meeting.objects.filter(pk=row.meeting_id).update(at_item=following)
    return following.pk if following else None


@transaction.atomic
def write_note(*, actor: Actor, item_id: uuid.UUID, text: str) -> None:
    """
    Add a line to what was said of a point; who writes at the same moment loses nothing.

    Raises:
        NotesAreFull: if the notes would get too long.
    """
    row = _running_item(actor, item_id)
    door.check({"text": text})
    notes = f"{row.notes}\n{text.strip()}".strip()
    if len(notes) > LONGEST_NOTES:
        raise NotesAreFull
    row.notes = notes
    row.version += 1
    row.save(update_fields=["notes", "version"])
    saving.tell(
        actor, "steering.write_note", KIND, row.meeting, after={"point": row.title, "note": text}
    )


@transaction.atomic
def write_decision(
    *,
    actor: Actor,
    item_id: uuid.UUID,
    question: str,
    taken: Taken,
    matter: str,
    at: datetime,
    seen: int | None = None,
) -> uuid.UUID:
    """
    Write down what was decided on a point.

    A question that was asked before is answered; a decision that came back is succeeded.

    Args:
        seen: How many decisions on this point the writer has read; None for who reads none.

    Raises:
        DecidedMeanwhile: if there are more by now.
        Invalid: without outcome or grounds, without a day to look again for "not now", or if this
            body has no mandate for it.
    """
    row = _running_item(actor, item_id)
    _must_have_read(row, seen)
    whole = replace(taken, body_id=row.meeting.body_id, meeting_id=row.meeting_id, item_id=row.pk)
    asked = _decision_of(row, DecisionState.ASKED) if row.source == "decision" else None
    if asked is not None and asked.question == question.strip():
        decisions.decide(
            actor=actor, decision_id=asked.pk, version=asked.version, at=at, taken=whole
        )
        return asked.pk
    before = _decision_of(row, DecisionState.DECIDED) if row.source in ABOUT_DECISION else None
    return decisions.decide_at_once(
        actor=actor,
        question=question,
        at=at,
        taken=whole,
        matter=matter or Matter.OTHER,
        initiative_id=before.initiative_id if before else _initiative_of(row),
        succeeds_id=before.pk if before else None,
    )


@transaction.atomic
def write_action(
    *,
    actor: Actor,
    item_id: uuid.UUID,
    text: str,
    due_date: date,
    owner_id: uuid.UUID | None = None,
    organisation_id: uuid.UUID | None = None,
    at: datetime,
) -> uuid.UUID:
    """
    Write down what somebody will do about a point.

    Raises:
        Invalid: if it has no text, or not exactly one owner who is here.
    """
    row = _running_item(actor, item_id)
    return actions.make_action(
        actor=actor,
        text=text,
        due_date=due_date,
        at=at,
        owner_id=owner_id,
        organisation_id=organisation_id,
        meeting_id=row.meeting_id,
        item_id=row.pk,
        initiative_id=_initiative_of(row),
    )


@transaction.atomic
def close_meeting(
    *,
    actor: Actor,
    meeting_id: uuid.UUID,
    dropped: Collection[uuid.UUID],
    mails_now: bool,
    base: str,
    at: datetime,
) -> int:
    """
    End a meeting: what was not reached goes along to the next, and the list is made. [mails]

    Args:
        dropped: Open points that need not come back.
        mails_now: Whether everybody gets the list at once.
        base: Scheme and host of the municipality, for the links in the mail.

    Raises:
        NotOpen: unless the meeting goes on.
    """
    row = meeting_of(actor, meeting_id)
    if row.state != MeetingState.RUNNING:
        raise NotOpen
    carried = _settle_rest(row, dropped)
    row.state = MeetingState.HELD
    row.closed_at = at
    row.at_item = None
    row.version += 1
    row.save()
    carrying.bring_along(row.body)
    saving.tell(
        actor,
        "steering.close_meeting",
        KIND,
        row,
        {"state": MeetingState.RUNNING},
        {"state": row.state, "carried": carried},
    )
    minutes.make(actor=actor, meeting=row, at=at)
    return minutes.send_latest(actor=actor, meeting=row, base=base, at=at) if mails_now else 0


def _settle_rest(row: Meeting, dropped: Collection[uuid.UUID]) -> int:
    """
    Let what was not reached go to the next time, but for what need not come back. [carried]

    What was decided is dealt with, also if nobody said so; and what was written down of a point
    stays on the list, also if the point need not come back.
    """
    left = row.items.filter(state=ItemState.OPEN)
    decided = Q(pk__in=row.decisions.values("item"))
    written = ~Q(notes="") | Q(pk__in=row.actions.values("item"))
    away = Q(pk__in=list(dropped))
    left.filter(decided | (away & written)).update(state=ItemState.DONE)
    left.filter(away).update(state=ItemState.DROPPED)
    return left.update(state=ItemState.CARRIED)


def _running_item(actor: Actor, item_id: uuid.UUID) -> AgendaItem:
    row = item_of(actor, item_id)
    if row.meeting.state != MeetingState.RUNNING:
        raise NotOpen
    return row


def _must_have_read(row: AgendaItem, seen: int | None) -> None:
    taken = (DecisionState.DECIDED, DecisionState.SUCCEEDED)
    if seen is not None and Decision.objects.filter(item=row, state__in=taken).count() > seen:
        raise DecidedMeanwhile


def _following(row: AgendaItem) -> AgendaItem | None:
    """Return the next open point after this one; at the end the first that is still open."""
    rows = list(row.meeting.items.filter(state=ItemState.OPEN).exclude(pk=row.pk))
    after = [one for one in rows if (one.position, one.pk) > (row.position, row.pk)]
    return next(iter(after or rows), None)


def _decision_of(row: AgendaItem, state: DecisionState) -> Decision | None:
    return Decision.objects.filter(pk__in=[row.source_id], state=state).first()


def _initiative_of(row: AgendaItem) -> uuid.UUID | None:
    """Return the initiative that a point is about, where its source says so."""
    return row.source_id if row.source in {"proposal", "stand_up", "precondition"} else None
