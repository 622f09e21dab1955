"""Actions as frozen values: mine, of others, late, and one with where it comes from."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor, Relation
from bundel.errors import NotFound
from bundel.network.models import Organisation, OrganisationState
from bundel.steering import rights
from bundel.steering.models import Action, ActionState
from bundel.steering.selectors.pages import Lines
from bundel.steering.services.actions import DO, VIEW, WRITE

MINE, OTHERS, LATE, ENDED, ALL = "mijn", "anderen", "te-laat", "afgerond", "open"
BOXES = (MINE, OTHERS, LATE, ALL, ENDED)
TONES = {ActionState.OPEN: "neutral", ActionState.DONE: "good", ActionState.DROPPED: "info"}


@dataclass(frozen=True, slots=True)
class ActionView:
    """What one person or partner does by a day, and from where."""

    id: uuid.UUID
    version: int
    number: int
    text: str
    owner: str
    owner_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    due_date: date
    state: str
    state_label: str
    is_own: bool
    is_late: bool
    made_by: str
    made_at: datetime
    ended_at: datetime | None
    proof: str
    remind_days_before: int
    remind_every_days: int
    decision_id: uuid.UUID | None
    decision: str
    meeting_id: uuid.UUID | None
    meeting: str
    initiative_id: uuid.UUID | None
    initiative: str
    may_do: bool
    may_change: bool

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.state == ActionState.OPEN

    @property
    def tone(self) -> str:
        """The tone of its state, for the page."""
        return "stop" if self.is_late else TONES[ActionState(self.state)]


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody or something that can be chosen."""

    id: uuid.UUID
    name: str


def action_list(
    *,
    actor: Actor,
    today: date,
    box: str = ALL,
    owner: str = "",
    initiative_id: uuid.UUID | None = None,
    decision_id: uuid.UUID | None = None,
    meeting_id: uuid.UUID | None = None,
    text: str = "",
) -> Lines[ActionView]:
    """
    Return actions, the nearest day first; what has ended the latest first.

    Args:
        box: Mine, of others, late, all that is open, or what has ended.
        owner: The id of a person or a partner.
    """
    permissions.require(actor, VIEW)
    rows = _in_box(_rows(actor), actor, box, today)
    if owner:
        rows = rows.filter(Q(owner_id=owner) | Q(organisation_id=owner))
    wanted = {
        "initiative_id": initiative_id,
        "decision_id": decision_id,
        "meeting_id": meeting_id,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    for word in text.split():
        rows = rows.filter(Q(text__icontains=word) | Q(proof__icontains=word))
    order = ("-ended_at", "number") if box == ENDED else ("due_date", "number")
    return Lines(rows.order_by(*order), lambda row: _view(row, actor, today))


def counts(*, actor: Actor, today: date) -> dict[str, int]:
    """Return how many actions lie in each box. Four queries."""
    permissions.require(actor, VIEW)
    open_boxes = (MINE, OTHERS, LATE, ALL)
    return {box: _in_box(_rows(actor), actor, box, today).count() for box in open_boxes}


def action_card(*, actor: Actor, action_id: uuid.UUID, today: date) -> ActionView:
    """
    Return one action. One query.

    Raises:
        NotFound: if there is none that the actor may see.
    """
    permissions.require(actor, VIEW)
    row = _rows(actor).filter(pk=action_id).first()
    if row is None:
        raise NotFound
    return _view(row, actor, today)


def waits_for(*, actor: Actor, today: date, most: int = 50) -> list[ActionView]:
    """Return what the actor, or the partner of the actor, has to do, nearest first. One query."""
    if permissions.visible(actor, DO) is None:
        return []
    return action_list(actor=actor, today=today, box=MINE)[:most]


def owner_options(*, actor: Actor) -> tuple[list[Option], list[Option]]:
    """Return the colleagues and the partners that can do something. Two queries."""
    here = {"municipality_id": actor.municipality_id}
    people = User.objects.filter(is_active=True, organisation_id=None, **here)
    working = people.filter(role__in=sorted(_doers())).order_by("name")
    partners = Organisation.objects.filter(
        archived_at=None, state=OrganisationState.ACTIVE, **here
    ).order_by("name")
    return (
        [Option(*row) for row in working.values_list("pk", "name")],
        [Option(*row) for row in partners.values_list("pk", "name")],
    )


def _doers() -> set[str]:
    return set(permissions.permissions().acts[DO])


def _in_box(rows: QuerySet[Action], actor: Actor, box: str, today: date) -> QuerySet[Action]:
    if box == ENDED:
        return rows.exclude(state=ActionState.OPEN)
    rows = rows.filter(state=ActionState.OPEN)
    own = Q(owner_id=actor.user_id)
    if actor.organisation_id is not None:
        own |= Q(organisation_id=actor.organisation_id)
    if box == MINE:
        return rows.filter(own)
    if box == OTHERS:
        return rows.exclude(own)
    return rows.filter(due_date__lt=today) if box == LATE else rows


def _rows(actor: Actor) -> QuerySet[Action]:
    return rights.actions_of(actor).select_related(
        "owner", "organisation", "made_by", "decision", "meeting__body", "initiative"
    )


def _view(row: Action, actor: Actor, today: date) -> ActionView:
    # A partner knows the action, not what was decided where it does not sit.
    inside = permissions.visible(actor, VIEW) is Relation.ALL
    return ActionView(
        id=row.pk,
        version=row.version,
        number=row.number,
        text=row.text,
        owner=str(row.owner.name if row.owner else row.organisation),
        owner_id=row.owner_id,
        organisation_id=row.organisation_id,
        due_date=row.due_date,
        state=row.state,
        state_label=row.get_state_display(),
        is_own=row.is_own(actor),
        is_late=row.state == ActionState.OPEN and row.due_date < today,
        made_by=row.made_by.name,
        made_at=row.made_at,
        ended_at=row.ended_at,
        proof=row.proof,
        remind_days_before=row.remind_days_before,
        remind_every_days=row.remind_every_days,
        decision_id=row.decision_id if inside else None,
        decision=str(row.decision) if row.decision and inside else "",
        meeting_id=row.meeting_id if inside else None,
        meeting=row.meeting.body.name if row.meeting and inside else "",
        initiative_id=row.initiative_id if inside else None,
        initiative=row.initiative.name if row.initiative and inside else "",
        may_do=permissions.can(actor, DO, row),
        may_change=permissions.can(actor, WRITE),
    )
