"""What is done with partners: add, change, pause or end, put away and take back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, NotFound
from bundel.network.models import Organisation, OrganisationState, Phone, Term
from bundel.network.services import changing
from bundel.network.services.changing import Line
from bundel.network.services.texts import without_persons
from bundel.network.states import state_of

EDIT, MANAGE, VIEW = "network.edit", "network.manage", "network.view"
FIELDS = frozenset(
    {
        "name",
        "alternate_name",
        "kind_id",
        "description",
        "url",
        "email",
        "legal_status",
        "joined_date",
        "confirm_months",
    }
)


class AlreadyAway(Conflict):
    """It was put away before."""

    sentence = "Deze organisatie is al weggelegd."


@transaction.atomic
def add_organisation(
    *, actor: Actor, at: datetime, phones: Sequence[Line] = (), **fields: Any
) -> UUID:
    """
    Add a partner.

    Raises:
        Invalid: if a field is wrong.
    """
    # Who may change only the own organisation makes no other.
    if permissions.visible(actor, EDIT) is not permissions.Relation.ALL:
        permissions.require(actor, MANAGE)
    row = Organisation(municipality_id=actor.municipality_id, created_at=at, changed_at=at)
    _kind(actor, fields)
    changing.fill(row, fields, FIELDS | {"state"})
    row.save()
    _set_phones(row, phones)
    changing.changed(actor=actor, row=row, act="network.add_organisation", before=None, at=at)
    return row.pk


@transaction.atomic
def save_organisation(
    *,
    actor: Actor,
    organisation_id: UUID,
    version: int,
    at: datetime,
    phones: Sequence[Line] | None = None,
    act: str = "network.edit_organisation",
    **fields: Any,
) -> None:
    """
    Change what is said of a partner; without `phones` these stay as they are.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a field is wrong.
    """
    row = find(actor, organisation_id, EDIT)
    saving.same_version(row, version, fields)
    before = state_of(row)
    _kind(actor, fields)
    changing.fill(row, fields, FIELDS)
    row.save()
    if phones is not None:
        _set_phones(row, phones)
    changing.changed(actor=actor, row=row, act=act, before=before, at=at)


@transaction.atomic
def set_state(
    *,
    actor: Actor,
    organisation_id: UUID,
    version: int,
    state: str,
    at: datetime,
    reason: str = "",
) -> None:
    """
    Say whether a partner takes part, pauses or has ended, and why.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if there is no such state, or the reason points at a resident.
    """
    row = find(actor, organisation_id, MANAGE)
    saving.same_version(row, version, {"state": state})
    without_persons({"reason": reason})
    before = state_of(row)
    changing.fill(row, {"state": state}, frozenset({"state"}))
    row.save()
    act = "network.move_organisation"
    changing.changed(actor=actor, row=row, act=act, before=before, at=at, ground=reason)


@transaction.atomic
def archive_organisation(
    *, actor: Actor, organisation_id: UUID, version: int, at: datetime
) -> None:
    """
    Put a partner away with its services; nothing is lost.

    Raises:
        AlreadyAway: if that was done before.
        Stale: if somebody else saved first.
    """
    row = find(actor, organisation_id, MANAGE)
    if row.archived_at is not None:
        raise AlreadyAway
    saving.same_version(row, version, {})
    before = state_of(row)
    row.archived_at = at
    row.save()
    act = "network.archive_organisation"
    changing.changed(actor=actor, row=row, act=act, before=before, at=at)


@transaction.atomic
def restore_organisation(*, actor: Actor, organisation_id: UUID, at: datetime) -> None:
    """
    Take back a partner that was put away.

    Raises:
        NotFound: if it was not put away.
    """
    row = find(actor, organisation_id, MANAGE, away=True)
    if row.archived_at is None:
        raise NotFound
    before = state_of(row)
    row.archived_at = None
    if row.state == OrganisationState.ENDED:
        row.state = OrganisationState.PAUSED
    row.save()
    act = "network.restore_organisation"
    changing.changed(actor=actor, row=row, act=act, before=before, at=at)


def find(actor: Actor, organisation_id: UUID, act: str, *, away: bool = False) -> Organisation:
    """
    Return a partner that the actor may do this act on, locked until the act is done.

    Raises:
        NotFound: if there is no such partner, or it was put away and that is not asked for.
        NotAllowed: if the actor may only see it.
    """
    row = saving.find(Organisation, actor, organisation_id)
    if row.archived_at is not None and not away and act != MANAGE:
        raise NotFound
    permissions.require(actor, act, row, view=VIEW)
    return row


def _kind(actor: Actor, fields: dict[str, Any]) -> None:
    if fields.get("kind_id"):
        kinds = Term.objects.filter(
            municipality_id=actor.municipality_id, taxonomy="organisation_kind"
        )
        changing.known(kinds, [fields["kind_id"]], "kind_id")


def _set_phones(row: Organisation, phones: Sequence[Line]) -> None:
    owner = {"municipality_id": row.municipality_id, "organisation": row}
    changing.sync(Phone.objects.filter(organisation=row), phones, owner)
