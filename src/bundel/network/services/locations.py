"""What is done with the places of partners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.audit import saving
from bundel.errors import Conflict
from bundel.network.models import Location, Phone, ServiceAtLocation
from bundel.network.services import changing, organisations
from bundel.network.services.changing import Line
from bundel.network.states import state_of

EDIT, VIEW = "network.edit", "network.view"
FIELDS = frozenset(
    {
        "name",
        "location_type",
        "address",
        "postal_code",
        "city",
        "country",
        "area_id",
        "latitude",
        "longitude",
        "url",
        "transportation",
        "accessibility",
    }
)


class StillInUse(Conflict):
    """Services are given there."""

    sentence = "Hier zijn nog diensten. Haal deze locatie daar eerst weg."


@transaction.atomic
def add_location(
    *, actor: Actor, organisation_id: UUID, at: datetime, phones: Sequence[Line] = (), **fields: Any
) -> UUID:
    """
    Add a place to a partner.

    Raises:
        Invalid: if a field is wrong.
    """
    owner = organisations.find(actor, organisation_id, EDIT)
    row = Location(municipality_id=actor.municipality_id, organisation=owner)
    _write(actor, row, fields, phones)
    changing.changed(actor=actor, row=row, act="network.add_location", before=None, at=at)
    return row.pk


@transaction.atomic
def save_location(
    *,
    actor: Actor,
    location_id: UUID,
    version: int,
    at: datetime,
    phones: Sequence[Line] | None = None,
    act: str = "network.edit_location",
    **fields: Any,
) -> None:
    """
    Change a place; without `phones` these stay as they are.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a field is wrong.
    """
    row = find(actor, location_id)
    saving.same_version(row, version, fields)
    before = state_of(row)
    _write(actor, row, fields, phones)
    changing.changed(actor=actor, row=row, act=act, before=before, at=at)


@transaction.atomic
def remove_location(*, actor: Actor, location_id: UUID, version: int) -> None:
    """
    Remove a place where nothing is given any more.

    Raises:
        StillInUse: if a service is given there.
        Stale: if somebody else saved first.
    """
    row = find(actor, location_id)
    saving.same_version(row, version, {})
    if ServiceAtLocation.objects.filter(location=row).exists():
        raise StillInUse
    saving.tell(actor, "network.remove_location", "location", row, before=state_of(row))
    row.delete()


def find(actor: Actor, location_id: UUID) -> Location:
    """
    Return a place that the actor may change, locked until the act is done.

    Raises:
        NotFound: if there is no such place.
        NotAllowed: if the actor may only see it.
    """
    row = saving.find(Location, actor, location_id)
    permissions.require(actor, EDIT, row, view=VIEW)
    return row


def _write(
    actor: Actor, row: Location, fields: dict[str, Any], phones: Sequence[Line] | None
) -> None:
    if fields.get("area_id"):
        here = Area.objects.filter(municipality_id=actor.municipality_id)
        changing.known(here, [fields["area_id"]], "area_id")
    changing.fill(row, fields, FIELDS)
    row.save()
    if phones is not None:
        owner = {"municipality_id": row.municipality_id, "location": row}
        changing.sync(Phone.objects.filter(location=row), phones, owner)
