"""Promises as frozen values: open ones by date, and what became of the others."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network import rights
from bundel.network.models import Promise, PromiseState

VIEW, ACT = "network.view", "network.promise"
MOST = 500
TONES = {
    PromiseState.OPEN: "neutral",
    PromiseState.KEPT: "good",
    PromiseState.NOT_KEPT: "stop",
    PromiseState.WITHDRAWN: "info",
}


@dataclass(frozen=True, slots=True)
class PromiseView:
    """What an organisation will do, by when, and what became of it."""

    id: uuid.UUID
    version: int
    gathering_id: uuid.UUID
    gathering: str
    organisation_id: uuid.UUID
    organisation: str
    text: str
    owner_id: uuid.UUID | None
    owner_name: str
    # The owner as the reader may know them: empty for a contact that the reader may not see.
    owner: str
    due_date: date
    state: str
    state_label: str
    result: str
    closed_at: datetime | None
    may_edit: bool

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.state == PromiseState.OPEN

    @property
    def tone(self) -> str:
        """The tone of its state, for the page."""
        return TONES[PromiseState(self.state)]

    def is_overdue(self, today: date) -> bool:
        """Tell whether its day has passed while it is open."""
        return self.is_open and self.due_date < today


def promise_views(*, actor: Actor, gathering_id: uuid.UUID) -> tuple[PromiseView, ...]:
    """Return the promises of one gathering, by organisation and day. One query."""
    rows = _rows(actor).filter(gathering_id=gathering_id)
    return tuple(_view(row, actor) for row in rows.order_by("organisation__name", "due_date"))


def open_promises(*, actor: Actor, organisation_id: uuid.UUID | None = None) -> list[PromiseView]:
    """Return the open promises of all partners, or of one, the nearest day first. One query."""
    permissions.require(actor, VIEW)
    rows = _rows(actor).filter(state=PromiseState.OPEN)
    if organisation_id:
        rows = rows.filter(organisation_id=organisation_id)
    return [_view(row, actor) for row in rows.order_by("due_date", "organisation__name")[:MOST]]


def ended_promises(*, actor: Actor, organisation_id: uuid.UUID | None = None) -> list[PromiseView]:
    """Return the promises that were rounded off, the latest first. One query."""
    permissions.require(actor, VIEW)
    rows = _rows(actor).exclude(state=PromiseState.OPEN)
    if organisation_id:
        rows = rows.filter(organisation_id=organisation_id)
    return [_view(row, actor) for row in rows.order_by("-closed_at")[:MOST]]


def promise_view(*, actor: Actor, promise_id: uuid.UUID) -> PromiseView:
    """
    Return one promise. One query.

    Raises:
        NotFound: if there is none with this id.
    """
    permissions.require(actor, VIEW)
    row = _rows(actor).filter(pk=promise_id).first()
    if row is None:
        raise NotFound
    return _view(row, actor)


def owners(*, actor: Actor) -> list[tuple[str, str]]:
    """Return who may own a promise, with their organisation, by name. One query."""
    relation = permissions.visible(actor, ACT)
    if relation is None:
        return []
    rows = rights.contacts_of(actor).filter(left_date=None, organisation__archived_at=None)
    if relation is permissions.Relation.OWN:
        rows = rows.filter(organisation__in=[actor.organisation_id])
    return list(rows.order_by("name").values_list("name", "organisation__name"))


def _rows(actor: Actor) -> QuerySet[Promise]:
    rows = Promise.objects.filter(municipality_id=actor.municipality_id)
    return rows.select_related("organisation", "owner", "gathering")


def _view(row: Promise, actor: Actor) -> PromiseView:
    seen = row.owner is not None and (
        row.is_own(actor) or rights.contact_details_visible(actor, row.owner)
    )
    return PromiseView(
        row.pk,
        row.version,
        row.gathering_id,
        row.gathering.title,
        row.organisation_id,
        row.organisation.name,
        row.text,
        row.owner_id,
        row.owner_name,
        row.owner.name if row.owner and seen else row.owner_name,
        row.due_date,
        row.state,
        row.get_state_display(),
        row.result,
        row.closed_at,
        permissions.can(actor, ACT, row),
    )
