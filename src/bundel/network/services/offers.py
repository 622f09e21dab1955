"""What is done with services: add, change, say whether there is room, put away and take back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.network.models import Contact, Room, Service
from bundel.network.services import changing, organisations, service_parts
from bundel.network.services.service_parts import PARTS, Parts
from bundel.network.states import state_of

EDIT, ROOM, VIEW = "network.edit", "network.room", "network.view"
FIELDS = frozenset(
    {
        "name",
        "alternate_name",
        "description",
        "url",
        "email",
        "status",
        "application_process",
        "fees_description",
        "eligibility_description",
        "minimum_age",
        "maximum_age",
        "income_limit_pct",
        "interpretation_services",
        "contact_id",
        "needs_agreement",
    }
)
ROOM_FIELDS = frozenset({"room", "room_note", "waiting_weeks"})


class AlreadyAway(Conflict):
    """It was put away before."""

    sentence = "Deze dienst is al weggelegd."


@transaction.atomic
def add_service(*, actor: Actor, organisation_id: UUID, at: datetime, **values: Any) -> UUID:
    """
    Add a service to a partner.

    Args:
        values: Fields of the service, and what hangs on it as in `Parts`. With `room` it is
            said at once whether somebody new can come, as by `set_room`.

    Raises:
        Invalid: if a field is wrong.
    """
    owner = organisations.find(actor, organisation_id, EDIT)
    fields, parts = _split(values)
    row = Service(
        municipality_id=actor.municipality_id,
        organisation=owner,
        created_at=at,
        changed_at=at,
        # Who writes it down says that it is right.
        confirmed_at=at,
        confirmed_by=actor.name,
    )
    if "room" in fields:
        permissions.require(actor, ROOM, row)
        fields |= _room(**{name: fields[name] for name in ROOM_FIELDS if name in fields})
        row.room_changed_at = at
    _contact(row, fields)
    changing.fill(row, fields, FIELDS | (ROOM_FIELDS if "room" in fields else frozenset()))
    row.save()
    service_parts.write(row, parts, is_new=True)
    changing.changed(actor=actor, row=row, act="network.add_service", before=None, at=at)
    return row.pk


@transaction.atomic
def save_service(
    *,
    actor: Actor,
    service_id: UUID,
    version: int,
    at: datetime,
    act: str = "network.edit_service",
    **values: Any,
) -> None:
    """
    Change a service; what is not given stays as it is.

    Args:
        values: Fields of the service, and what hangs on it as in `Parts`.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a field is wrong.
    """
    row = find(actor, service_id, EDIT)
    fields, parts = _split(values)
    saving.same_version(row, version, fields)
    before = state_of(row)
    _contact(row, fields)
    changing.fill(row, fields, FIELDS)
    row.save()
    service_parts.write(row, parts)
    changing.changed(actor=actor, row=row, act=act, before=before, at=at)


@transaction.atomic
def set_room(
    *,
    actor: Actor,
    service_id: UUID,
    version: int,
    room: str,
    at: datetime,
    waiting_weeks: int | None = None,
    room_note: str = "",
) -> None:
    """
    Say whether somebody new can come. The same answer again says that it still holds.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if there is no such answer.
    """
    row = find(actor, service_id, ROOM)
    fields = _room(room, waiting_weeks, room_note)
    saving.same_version(row, version, fields)
    before = state_of(row)
    changing.fill(row, fields, ROOM_FIELDS)
    row.room_changed_at = at
    row.save()
    changing.changed(actor=actor, row=row, act="network.set_room", before=before, at=at)


@transaction.atomic
def archive_service(*, actor: Actor, service_id: UUID, version: int, at: datetime) -> None:
    """
    Put a service away; nothing is lost.

    Raises:
        AlreadyAway: if that was done before.
        Stale: if somebody else saved first.
    """
    row = find(actor, service_id, EDIT, away=True)
    if row.archived_at is not None:
        raise AlreadyAway
    saving.same_version(row, version, {})
    before = state_of(row)
    row.archived_at = at
    row.save()
    changing.changed(actor=actor, row=row, act="network.archive_service", before=before, at=at)


@transaction.atomic
def restore_service(*, actor: Actor, service_id: UUID, at: datetime) -> None:
    """
    Take back a service that was put away.

    Raises:
        NotFound: if it was not put away.
    """
    row = find(actor, service_id, EDIT, away=True)
    if row.archived_at is None:
        raise NotFound
    before = state_of(row)
    row.archived_at = None
    row.save()
    changing.changed(actor=actor, row=row, act="network.restore_service", before=before, at=at)


def find(actor: Actor, service_id: UUID, act: str, *, away: bool = False) -> Service:
    """
    Return a service that the actor may do this act on, locked until the act is done.

    Raises:
        NotFound: if the actor may not see it, or it was put away and that is not asked for.
        NotAllowed: if the actor may only see it.
    """
    row = saving.find(Service, actor, service_id)
    own = row.is_own(actor)
    is_all = permissions.visible(actor, act) is permissions.Relation.ALL
    if row.needs_agreement and not own and not is_all:
        # Whether an agreement shows it is for the selectors; here it only matters who acts.
        raise NotFound
    if row.archived_at is not None and not away:
        raise NotFound
    permissions.require(actor, act, row, view=VIEW)
    return row


def _room(room: str, waiting_weeks: int | None = None, room_note: str = "") -> dict[str, Any]:
    """Return an answer about room; how long one waits is only said of a waiting list."""
    if room == Room.UNKNOWN:
        raise Invalid(faults=[Fault("room", _("Kies of er plek is."))])
    weeks = waiting_weeks if room == Room.WAITING_LIST else None
    return {"room": room, "room_note": room_note, "waiting_weeks": weeks}


def _split(values: dict[str, Any]) -> tuple[dict[str, Any], Parts]:
    fields = {name: value for name, value in values.items() if name not in PARTS}
    parts: Any = {name: value for name, value in values.items() if name in PARTS}
    return fields, parts


def _contact(row: Service, fields: dict[str, Any]) -> None:
    """Go on only with a contact who works for the organisation of the service."""
    if fields.get("contact_id"):
        there = Contact.objects.filter(organisation_id=row.organisation_id, left_date=None)
        (row.contact,) = changing.known(there, [fields["contact_id"]], "contact_id")
