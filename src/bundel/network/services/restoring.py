"""Going back to how something stood before: a new change with the old values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.errors import NotFound
from bundel.network.models import Contact, Kind, Location, Snapshot, Term
from bundel.network.services import contacts, locations, offers, organisations
from bundel.network.services.service_parts import PARTS

ACT = "network.restore_earlier"


@transaction.atomic
def restore(
    *, actor: Actor, kind: Kind, object_id: UUID, number: int, version: int, at: datetime
) -> None:
    """
    Give something back the values that it had after an earlier change.

    What is not there any more, such as a place that was removed, stays away. Whether there is
    room is of the day, and is not brought back.

    Raises:
        NotFound: if there is no such earlier state, or the actor may not see the thing.
        Stale: if somebody else saved first.
    """
    kept = Snapshot.objects.filter(
        municipality_id=actor.municipality_id, kind=kind, object_id=object_id, number=number
    ).first()
    if kept is None:
        raise NotFound
    common: dict[str, Any] = {"actor": actor, "version": version, "at": at, "act": ACT}
    match kind:
        case Kind.ORGANISATION:
            values = _only(kept.data, organisations.FIELDS | {"phones"})
            organisations.save_organisation(organisation_id=object_id, **common, **values)
        case Kind.SERVICE:
            offers.save_service(service_id=object_id, **common, **_of_service(kept.data))
        case Kind.LOCATION:
            values = _only(kept.data, locations.FIELDS | {"phones"})
            locations.save_location(location_id=object_id, **common, **values)
        case Kind.CONTACT:
            values = _only(kept.data, contacts.FIELDS | {"expertise"})
            values["expertise"] = _still(Term, values["expertise"])
            contacts.save_contact(contact_id=object_id, **common, **values)


def _only(data: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: data[name] for name in names if name in data}


def _of_service(data: Mapping[str, Any]) -> dict[str, Any]:
    values = _only(data, offers.FIELDS | PARTS)
    values["terms"] = _still(Term, values["terms"])
    values["areas"] = _still(Area, values["areas"])
    there = {str(pk) for pk in _still(Location, [line["location"] for line in values["locations"]])}
    values["locations"] = [line for line in values["locations"] if line["location"] in there]
    values["schedules"] = [
        line | {"location": UUID(line["location"]) if line["location"] else None}
        for line in values["schedules"]
        if line["location"] is None or line["location"] in there
    ]
    works_there = Contact.objects.filter(
        pk=values["contact_id"], organisation_id=data["organisation_id"], left_date=None
    )
    if values["contact_id"] and not works_there.exists():
        values["contact_id"] = None
    return values


def _still(model: Any, ids: list[str]) -> list[UUID]:
    """Return the ids of what is still there."""
    return list(model.objects.filter(pk__in=ids).values_list("pk", flat=True))
