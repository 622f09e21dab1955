"""One meeting as a frozen value: its agenda, who comes, and what was written down."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.errors import NotAllowed, NotFound
from bundel.steering.models import (
    AgendaItem,
    Attendance,
    Decision,
    DecisionOption,
    DecisionState,
    ItemState,
    Meeting,
    Minutes,
)
from bundel.steering.selectors import bodies

VIEW, MEET = "steering.view", "steering.meet"


@dataclass(frozen=True, slots=True)
class OptionView:
    """What may be chosen, with what it brings and costs."""

    id: uuid.UUID
    title: str
    text: str
    households_now: float | None
    households_later: float | None
    hours: float | None
    cost_eur: float | None


@dataclass(frozen=True, slots=True)
class Written:
    """A decision or an action that was written down at a point."""

    id: uuid.UUID
    number: int
    is_action: bool
    text: str
    more: str
    kind: str
    item_id: uuid.UUID | None
    at: datetime
    stands: bool = True


@dataclass(frozen=True, slots=True)
class ItemView:
    """A point on the agenda."""

    id: uuid.UUID
    version: int
    position: int
    number: int
    title: str
    aim: str
    aim_label: str
    matter: str
    matter_label: str
    minutes: int
    presenter_id: uuid.UUID | None
    presenter: str
    explanation: str
    source: str
    source_id: uuid.UUID | None
    facts: tuple[tuple[str, str], ...]
    facts_date: str
    is_carried: bool
    state: str
    state_label: str
    notes: str
    options: tuple[OptionView, ...]
    question: str


@dataclass(frozen=True, slots=True)
class GuestView:
    """Somebody who was asked."""

    id: uuid.UUID
    name: str
    coming: str
    coming_label: str
    is_asked: bool
    has_address: bool
    attended: bool | None
    is_me: bool


@dataclass(frozen=True, slots=True)
class MinutesView:
    """A version of the list of decisions and actions."""

    id: uuid.UUID
    number: int
    made_at: datetime
    made_by: str
    changes: tuple[str, ...]
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting with all that hangs on it."""

    id: uuid.UUID
    version: int
    body_id: uuid.UUID
    body: str
    body_kind: str
    body_matters: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    place: str
    state: str
    state_label: str
    at_item_id: uuid.UUID | None
    opened_at: datetime | None
    closed_at: datetime | None
    minutes_sent_at: datetime | None
    items: tuple[ItemView, ...]
    dropped: tuple[ItemView, ...]
    guests: tuple[GuestView, ...]
    written: tuple[Written, ...]
    minutes: tuple[MinutesView, ...]
    may_meet: bool

    @property
    def length(self) -> int:
        """How long it lasts. [minutes]"""
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

    @property
    def taken(self) -> int:
        """What the agenda takes together. [minutes]"""
        return sum(one.minutes for one in self.items)

    @property
    def left(self) -> int:
        """What is left of the time; below zero is too much. [minutes]"""
        return self.length - self.taken

    @property
    def over(self) -> int:
        """How much too long the agenda is. [minutes]"""
        return max(0, -self.left)

    @property
    def me(self) -> GuestView | None:
        """The reader as a guest, if asked."""
        return next((guest for guest in self.guests if guest.is_me), None)

    @property
    def current(self) -> ItemView | None:
        """The point that everybody looks at; the first one where none was chosen."""
        chosen = (one for one in self.items if one.id == self.at_item_id)
        return next(chosen, self.items[0] if self.items else None)

    @property
    def readers(self) -> int:
        """How many get the list of decisions and actions by mail."""
        return sum(guest.has_address for guest in self.guests)

    def decisions_on(self, item: ItemView) -> int:
        """How many decisions were written on a point."""
        return sum(one.item_id == item.id and not one.is_action for one in self.written)

    @property
    def present(self) -> int:
        """How many are there."""
        return sum(bool(guest.attended) for guest in self.guests)


def meeting_card(*, actor: Actor, meeting_id: uuid.UUID) -> MeetingCard:
    """
    Return a meeting with its agenda, its guests and all that was written down.

    Raises:
        NotFound: if there is none, or the actor may not see it.
    """
    row = (
        visible(actor)
        .select_related("body")
        .prefetch_related("body__members", "items__presenter")
        .filter(pk=meeting_id)
        .first()
    )
    if row is None:
        raise NotFound
    views = _items(row)
    return MeetingCard(
        row.pk,
        row.version,
        row.body_id,
        row.body.name,
        row.body.kind,
        tuple(row.body.matters),
        row.starts_at,
        row.ends_at,
        row.place,
        row.state,
        row.get_state_display(),
        row.at_item_id,
        row.opened_at,
        row.closed_at,
        row.minutes_sent_at,
        tuple(one for one in views if one.state != ItemState.DROPPED),
        tuple(one for one in views if one.state == ItemState.DROPPED),
        tuple(
            _guest(one, actor)
            for one in row.attendances.select_related("contact").order_by("name", "pk")
        ),
        tuple(_written(row)),
        tuple(_minutes(one) for one in row.minutes_versions.select_related("made_by")),
        permissions.can(actor, MEET, row),
    )


def led_meeting(*, actor: Actor, meeting_id: uuid.UUID) -> MeetingCard:
    """
    Return a meeting to who leads its body.

    Raises:
        NotFound: if there is none, or the actor may not see it.
        NotAllowed: if the actor may only read it.
    """
    card = meeting_card(actor=actor, meeting_id=meeting_id)
    if not card.may_meet:
        raise NotAllowed
    return card


def visible(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings that somebody may see; for a partner those of its bodies."""
    rows = Meeting.objects.filter(municipality_id=actor.municipality_id)
    if permissions.visible(actor, VIEW) is Relation.ALL:
        return rows
    return rows.filter(body__in=bodies.visible(actor))


def _items(row: Meeting) -> list[ItemView]:
    items = list(row.items.all())
    asked = [one.source_id for one in items if one.source == "decision" and one.source_id]
    questions = dict(Decision.objects.filter(pk__in=asked).values_list("pk", "question"))
    options: dict[uuid.UUID, list[OptionView]] = {}
    for option in DecisionOption.objects.filter(decision__in=asked).order_by("position", "pk"):
        options.setdefault(option.decision_id, []).append(_option(option))
    found, number = [], 0
    for one in items:
        number += one.state != ItemState.DROPPED
        key = one.source_id or one.pk
        found.append(_item(one, number, tuple(options.get(key, ())), questions.get(key, "")))
    return found


def _item(row: AgendaItem, number: int, options: tuple[OptionView, ...], question: str) -> ItemView:
    pairs = row.facts.get("pairs", []) if isinstance(row.facts, dict) else []
    return ItemView(
        row.pk,
        row.version,
        row.position,
        number,
        row.title,
        row.aim,
        row.get_aim_display(),
        row.matter,
        row.get_matter_display(),
        row.minutes,
        row.presenter_id,
        row.presenter.name if row.presenter else "",
        row.explanation,
        row.source,
        row.source_id,
        tuple((str(label), str(value)) for label, value in pairs),
        _day_of(row.facts),
        row.carried_from_id is not None,
        row.state,
        row.get_state_display(),
        row.notes,
        options,
        question or row.title,
    )


def _day_of(facts: object) -> str:
    """Return the day on which the facts were taken, as people write it."""
    said = facts.get("date", "") if isinstance(facts, dict) else ""
    return f"{date.fromisoformat(said):%d-%m-%Y}" if said else ""


def _option(row: DecisionOption) -> OptionView:
    return OptionView(
        row.pk,
        row.title,
        row.text,
        row.households_now,
        row.households_later,
        row.hours,
        row.cost_eur,
    )


def _guest(row: Attendance, actor: Actor) -> GuestView:
    return GuestView(
        row.pk,
        row.name,
        row.coming,
        row.get_coming_display(),
        row.invited_sequence is not None,
        bool(row.email),
        row.attended,
        _is_me(row, actor),
    )


def _is_me(row: Attendance, actor: Actor) -> bool:
    """Tell whether a guest is the reader, or somebody of the reader's partner."""
    if row.contact is not None and actor.organisation_id is not None:
        return row.contact.organisation_id == actor.organisation_id
    return row.user_id == actor.user_id


def _written(row: Meeting) -> list[Written]:
    """Return decisions and actions in the order in which they were written, the newest first."""
    decided = row.decisions.filter(state__in=["decided", "succeeded"])
    found = [
        Written(
            one.pk,
            one.number,
            False,
            one.question,
            one.outcome,
            one.kind,
            one.item_id,
            one.decided_at or one.asked_at,
            one.state == DecisionState.DECIDED,
        )
        for one in decided
    ]
    for action in row.actions.select_related("owner", "organisation"):
        who = str(action.owner or action.organisation)
        more = f"{who}, {action.due_date:%d-%m-%Y}"
        found.append(
            Written(
                action.pk,
                action.number,
                True,
                action.text,
                more,
                "action",
                action.item_id,
                action.made_at,
            )
        )
    return sorted(found, key=lambda one: (one.at, one.number), reverse=True)


def _minutes(row: Minutes) -> MinutesView:
    return MinutesView(
        row.pk, row.number, row.made_at, row.made_by.name, tuple(row.changes), row.sent_at
    )
