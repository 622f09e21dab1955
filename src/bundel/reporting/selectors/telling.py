"""The communication plan as people see it: messages by week, rules, and who would get a mail."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.reporting.models import (
    Audience,
    Channel,
    Message,
    MessageState,
    Occasion,
    TellingRule,
)
from bundel.steering.models import Matter

VIEW, ACT = "reporting.view", "reporting.tell"
TONES = {
    MessageState.PLANNED: "wait",
    MessageState.SENT: "good",
    MessageState.DROPPED: "neutral",
}
MOST = 300


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message in a list."""

    id: uuid.UUID
    version: int
    audience: str
    what: str
    text: str
    due_date: date
    channel: str
    channel_label: str
    owner: str
    state: str
    state_label: str
    tone: str
    is_late: bool
    from_decision: bool
    sent_at: datetime | None
    sent_to_count: int | None
    proof: str


@dataclass(frozen=True, slots=True)
class MessageCard(MessageRow):
    """A message whole."""

    audience_id: uuid.UUID
    owner_id: uuid.UUID | None
    sent_by: str
    by_mail: bool
    may_tell: bool


@dataclass(frozen=True, slots=True)
class Week:
    """The messages of one week."""

    monday: date
    number: int
    rows: tuple[MessageRow, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in a list."""

    id: uuid.UUID
    version: int
    audience: str
    occasion: str
    what: str
    recurrence: str
    first_date: date | None
    matter: str
    matter_label: str
    days_after: int
    channel: str
    channel_label: str
    owner_id: uuid.UUID | None
    owner: str
    is_on: bool


def messages(
    *, actor: Actor, today: date, audience: str = "", show: str = "planned"
) -> list[MessageRow]:
    """Return messages by their day: those that still come, or what was told. One query."""
    permissions.require(actor, VIEW)
    rows = Message.objects.filter(municipality_id=actor.municipality_id)
    if show == "planned":
        rows = rows.filter(state=MessageState.PLANNED).order_by("due_date", "what")
    else:
        rows = rows.exclude(state=MessageState.PLANNED).order_by("-due_date", "what")
    if audience:
        rows = rows.filter(audience__name=audience)
    return [_row(row, today) for row in rows.select_related("audience", "owner")[:MOST]]


def weeks(rows: list[MessageRow]) -> Iterator[Week]:
    """Group messages by the week of their day."""
    for monday, inside in groupby(
        rows, lambda row: row.due_date - timedelta(days=row.due_date.weekday())
    ):
        yield Week(monday, monday.isocalendar().week, tuple(inside))


def message(*, actor: Actor, message_id: uuid.UUID, today: date) -> MessageCard:
    """
    Return a message whole. One query.

    Raises:
        NotFound: if it is not there.
    """
    permissions.require(actor, VIEW)
    rows = Message.objects.filter(municipality_id=actor.municipality_id, pk=message_id)
    row = rows.select_related("audience", "owner", "sent_by").first()
    if row is None:
        raise NotFound
    is_planned = row.state == MessageState.PLANNED
    short = _row(row, today)
    return MessageCard(
        **{name: getattr(short, name) for name in MessageRow.__slots__},
        audience_id=row.audience_id,
        owner_id=row.owner_id,
        sent_by=row.sent_by.name if row.sent_by else "",
        by_mail=row.channel in {Channel.MAIL, Channel.NEWSLETTER},
        may_tell=is_planned and permissions.can(actor, ACT),
    )


def _row(row: Message, today: date) -> MessageRow:
    state = MessageState(row.state)
    return MessageRow(
        id=row.pk,
        version=row.version,
        audience=row.audience.name,
        what=row.what,
        text=row.text,
        due_date=row.due_date,
        channel=row.channel,
        channel_label=str(Channel(row.channel).label),
        owner=row.owner.name if row.owner else "",
        state=row.state,
        state_label=str(state.label),
        tone=TONES[state],
        is_late=state == MessageState.PLANNED and row.due_date < today,
        from_decision=bool(row.source),
        sent_at=row.sent_at,
        sent_to_count=row.sent_to_count,
        proof=row.proof,
    )


def audiences(*, actor: Actor) -> list[Audience]:
    """Return who have to know, by name. One query."""
    permissions.require(actor, VIEW)
    return list(Audience.objects.filter(municipality_id=actor.municipality_id).order_by("name"))


def audience_of(*, actor: Actor, audience_id: uuid.UUID) -> Audience:
    """
    Return who have to know.

    Raises:
        NotFound: if they are not there.
    """
    permissions.require(actor, VIEW)
    here = Audience.objects.filter(municipality_id=actor.municipality_id, pk=audience_id)
    found = here.select_related("body").first()
    if found is None:
        raise NotFound
    return found


def rules(*, actor: Actor) -> list[RuleRow]:
    """Return the rules by audience. One query."""
    permissions.require(actor, VIEW)
    rows = TellingRule.objects.filter(municipality_id=actor.municipality_id)
    ordered = rows.select_related("audience", "owner").order_by("audience__name", "what")
    return [_rule(row) for row in ordered]


def rule(*, actor: Actor, rule_id: uuid.UUID) -> RuleRow:
    """
    Return a rule.

    Raises:
        NotFound: if it is not there.
    """
    permissions.require(actor, VIEW)
    rows = TellingRule.objects.filter(municipality_id=actor.municipality_id, pk=rule_id)
    found = rows.select_related("audience", "owner").first()
    if found is None:
        raise NotFound
    return _rule(found)


def _rule(row: TellingRule) -> RuleRow:
    return RuleRow(
        id=row.pk,
        version=row.version,
        audience=row.audience.name,
        occasion=row.occasion,
        what=row.what,
        recurrence=row.recurrence,
        first_date=row.first_date,
        matter=row.matter,
        matter_label=str(Matter(row.matter).label) if row.matter else "",
        days_after=row.days_after,
        channel=row.channel,
        channel_label=str(Channel(row.channel).label),
        owner_id=row.owner_id,
        owner=row.owner.name if row.owner else "",
        is_on=row.is_on,
    )


def is_rhythm(row: RuleRow) -> bool:
    """Tell whether a rule goes by the calendar."""
    return row.occasion == Occasion.RHYTHM


def people(*, actor: Actor) -> list[User]:
    """Return who of the municipality can be the one who tells. One query."""
    rows = User.objects.filter(
        municipality_id=actor.municipality_id, is_active=True, organisation_id=None
    )
    return list(rows.exclude(role__in=["platform_operator", "api_client"]).order_by("name"))
