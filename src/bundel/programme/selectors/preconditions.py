"""What has to be in place first: each with its owner, its day and its proof."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.programme import models
from bundel.programme.models import PreconditionKind, State
from bundel.programme.selectors.initiatives import VIEW, here

ACT = "steering.preconditions"
MEET = "steering.meet_precondition"
# What is over waits for nothing.
OVER = (State.STOPPED, State.EMBEDDED)


@dataclass(frozen=True, slots=True)
class PreconditionLine:
    """What has to be in place, and whether it is."""

    id: uuid.UUID
    version: int
    text: str
    kind: str
    kind_label: str
    owner_id: uuid.UUID | None
    owner_name: str
    due_date: date | None
    needed_for_start: bool
    met: bool
    proof: str
    met_at: datetime | None
    met_by: str
    may_meet: bool
    may_edit: bool


@dataclass(frozen=True, slots=True)
class PreconditionCard(PreconditionLine):
    """One precondition, with the initiative that waits for it."""

    initiative_id: uuid.UUID
    code: str
    initiative: str
    lead: str
    state: str
    state_label: str


def precondition(
    *, actor: Actor, initiative_id: uuid.UUID, precondition_id: uuid.UUID
) -> PreconditionCard:
    """
    Return one precondition of an initiative. One query.

    Raises:
        NotFound: if it is not there, or the initiative is not.
    """
    row = _rows(actor).filter(pk=precondition_id, initiative_id=initiative_id).first()
    if row is None:
        raise NotFound
    return card_of(actor, row)


def unmet(*, actor: Actor) -> list[PreconditionCard]:
    """Return what is not in place yet, the nearest day first; without a day last. One query."""
    rows = _rows(actor).filter(met=False).exclude(initiative__state__in=OVER)
    found = [card_of(actor, row) for row in rows]
    return sorted(found, key=lambda row: (row.due_date or date.max, row.code, row.text))


def staff(actor: Actor, *, act: str) -> QuerySet[User]:
    """Return the people of the municipality itself who may do an act if it is theirs, by name."""
    people = User.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    roles = list(permissions.permissions().acts[act])
    return people.filter(organisation_id=None, role__in=roles).order_by("name")


def _rows(actor: Actor) -> QuerySet[models.Precondition]:
    """Return all of them; for who sees no programme those of which they are the owner."""
    rows = models.Precondition.objects.filter(
        initiative__in=here(actor).filter(archived_at=None)
    ).select_related("initiative", "met_by")
    if permissions.visible(actor, VIEW) is None:
        return rows.filter(owner_id=actor.user_id)
    return rows


def card_of(actor: Actor, row: models.Precondition) -> PreconditionCard:
    """Return a row with its initiative."""
    initiative = row.initiative
    line = line_of(actor, row)
    return PreconditionCard(
        **{name: getattr(line, name) for name in PreconditionLine.__slots__},
        initiative_id=initiative.pk,
        code=initiative.code,
        initiative=initiative.name,
        lead=initiative.lead,
        state=initiative.state,
        state_label=str(State(initiative.state).label),
    )


def line_of(actor: Actor, row: models.Precondition) -> PreconditionLine:
    """Return a row of which the initiative is in hand."""
    return PreconditionLine(
        id=row.pk,
        version=row.version,
        text=row.text,
        kind=row.kind,
        kind_label=str(PreconditionKind(row.kind).label),
        owner_id=row.owner_id,
        owner_name=row.owner_name,
        due_date=row.due_date,
        needed_for_start=row.needed_for_start,
        met=row.met,
        proof=row.proof,
        met_at=row.met_at,
        met_by=row.met_by.name if row.met_by else "",
        may_meet=permissions.can(actor, MEET, row),
        may_edit=permissions.can(actor, ACT, row.initiative),
    )
