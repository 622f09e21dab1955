"""What waits for somebody among signals, for the page of today: few queries, however many wait."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.signals import rights
from bundel.signals.models import BackQuestion, Pattern, PatternState, Signal, SignalState
from bundel.signals.selectors import boxes
from bundel.signals.selectors.boxes import Box

# More of one sort are a number and a list.
MOST = 5


@dataclass(frozen=True, slots=True)
class Own:
    """A signal that its reporter must do something with, or wants to hear of."""

    id: uuid.UUID
    number: int
    theme: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Waits:
    """How much waits, each up to the limit that the list counts to."""

    mine: int = 0
    mine_late: int = 0
    team: int = 0
    team_late: int = 0
    held: int = 0
    patterns: int = 0
    asked: tuple[Own, ...] = ()
    answered: tuple[Own, ...] = ()


def waits(*, actor: Actor, today: date) -> Waits:
    """Return what waits for the actor among signals. Three queries."""
    if permissions.visible(actor, "signals.view") is None:
        return Waits()
    there = boxes.boxes_of(actor)
    teams = boxes.teams_of(actor)

    def box(wanted: Box) -> QuerySet[Signal]:
        if wanted not in there:
            return Signal.objects.none()
        return boxes.in_box(actor, wanted, teams)

    late = Q(promise_date__lt=today)
    mine, team = box(Box.MINE), box(Box.TEAM)
    held = box(Box.HELD) if permissions.can(actor, "signals.check") else Signal.objects.none()
    counts = boxes.counted(mine, mine.filter(late), team, team.filter(late), held, _patterns(actor))
    asked, answered = _own(actor)
    return Waits(
        mine=counts[0],
        mine_late=counts[1],
        team=counts[2],
        team_late=counts[3],
        held=counts[4],
        patterns=counts[5],
        asked=asked,
        answered=answered,
    )


def _patterns(actor: Actor) -> QuerySet[Pattern]:
    """Return the patterns that wait for a judgement of the actor."""
    if not permissions.can(actor, "signals.judge"):
        return Pattern.objects.none()
    return Pattern.objects.filter(municipality_id=actor.municipality_id, state=PatternState.FOUND)


def _own(actor: Actor) -> tuple[tuple[Own, ...], tuple[Own, ...]]:
    """Return what was asked back of the actor's side, and answers nobody judged. One query."""
    if not permissions.can(actor, "signals.tell"):
        return (), ()
    here = Signal.objects.filter(rights.told_by(actor), municipality_id=actor.municipality_id)
    rows = (
        here.filter(Q(state=SignalState.ASKED) | Q(state=SignalState.ANSWERED, was_answer=None))
        .select_related("theme")
        .order_by("state", "-answered_at", "promise_date", "number")
        .only("number", "state", "answered_at", "told_at", "theme__name", "theme__name_en")
    )
    asked: list[Own] = []
    answered: list[Own] = []
    for row in rows[: 20 * MOST]:
        is_asked = row.state == SignalState.ASKED
        one = Own(row.pk, row.number, row.theme.label, row.answered_at)
        (asked if is_asked else answered).append(one)
    return tuple(asked[:MOST]), tuple(answered[:MOST])


def asked_back(*, actor: Actor, most: int) -> list[Own]:
    """Return the signals about which the actor asked something that waits. One query."""
    if permissions.visible(actor, "signals.view") is None:
        return []
    rows = BackQuestion.objects.filter(
        municipality_id=actor.municipality_id,
        asked_by_id=actor.user_id,
        replied_at=None,
        dropped_at=None,
        signal__in=rights.readable(actor).filter(state=SignalState.ASKED).order_by(),
    ).select_related("signal__theme")
    return [
        Own(row.signal_id, row.signal.number, row.signal.theme.label, row.asked_at)
        for row in rows.order_by("asked_at")[:most]
    ]


def told_open(*, actor: Actor) -> tuple[int, date | None]:
    """Return how many signals of the actor's side have no answer, and the first day. One query."""
    if not permissions.can(actor, "signals.tell"):
        return 0, None
    rows = Signal.objects.filter(
        rights.told_by(actor),
        municipality_id=actor.municipality_id,
        state__in=(SignalState.OPEN, SignalState.HELD),
    )
    found = rows.order_by().aggregate(count=Count("pk"), first=Min("promise_date"))
    return found["count"], found["first"]
