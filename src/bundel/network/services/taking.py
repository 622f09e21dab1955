"""Taking over records of a feed: by the same acts that people use, with where each came from."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.errors import Fault, Invalid
from bundel.network.hsds.comparing import CHANGED, GONE, NEW, SAME, Difference, Differences
from bundel.network.hsds.directory import ROOM, Directory
from bundel.network.hsds.reading import Record
from bundel.network.models import (
    Contact,
    Feed,
    FeedRecord,
    Kind,
    Location,
    Organisation,
    OrganisationState,
    Service,
    ServiceStatus,
    Visibility,
)
from bundel.network.services import contacts, locations, offers, organisations

ACT = "network.take_feed"
# The field of the form in which differences are ticked.
CHOSEN = "chosen"


class Taker:
    """Takes over one difference after another, and remembers what became of each record."""

    def __init__(self, *, actor: Actor, feed: Feed, directory: Directory, at: datetime) -> None:
        """Begin with what the feed brought before."""
        self.actor, self.feed, self.directory, self.at = actor, feed, directory, at
        self.common: dict[str, Any] = {"actor": actor, "at": at}
        self.count: Counter[str] = Counter()
        self.rested = 0
        self._made: dict[tuple[str, str], uuid.UUID] = {}
        self._took: set[str] = set()

    def take(self, one: Difference) -> None:
        """Take over what is new or changed; let rest what is gone at the source."""
        if one.what == GONE and one.object_id:
            self._rest(one.kind, one.object_id)
        elif one.what in {NEW, CHANGED}:
            self.count[one.what] += 1
            self._took.add(one.key)
            values, _unknown = self.directory.theirs(one.record) if one.record else ({}, [])
            if one.what == NEW:
                values = {name: value for name, value in values.items() if value not in ("", None)}
            try:
                made = self._write(one, dict(values))
            except Invalid as refusal:
                raise Invalid(faults=[_named(one, fault) for fault in refusal.faults]) from None
            self._made[one.kind, one.external_id] = made

    def finish(self, found: Differences) -> None:
        """Keep where every record came from."""
        for one in found.rows:
            is_ours = one.key in self._took or one.what == SAME
            if one.record is not None and is_ours:
                self._remember(one, one.record)

    def _remember(self, one: Difference, record: Record) -> None:
        object_id = self._made.get((one.kind, one.external_id)) or one.object_id
        if object_id is None:
            return
        text = json.dumps(dict(record.values), sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        key = (one.kind, one.external_id)
        if one.what == SAME and self.directory.digests.get(key) == (object_id, digest):
            return
        known = FeedRecord.objects.filter(
            feed=self.feed, kind=one.kind, external_id=one.external_id
        )
        fields = {"object_id": object_id, "sha256": digest, "taken_at": self.at}
        if not known.update(**fields):
            FeedRecord.objects.create(
                municipality_id=self.feed.municipality_id,
                feed=self.feed,
                kind=one.kind,
                external_id=one.external_id,
                **fields,
            )

    def _write(self, one: Difference, values: dict[str, Any]) -> uuid.UUID:
        match Kind(one.kind):
            case Kind.ORGANISATION:
                return self._organisation(one, values)
            case Kind.LOCATION:
                return self._location(one, values)
            case Kind.CONTACT:
                return self._contact(one, values)
            case Kind.SERVICE:
                return self._service(one, values)

    def _id(self, kind: Kind, external_id: str) -> uuid.UUID | None:
        made = self._made.get((kind.value, external_id))
        return made or self.directory.object_of(kind, external_id)

    def _owner(self, one: Difference, values: dict[str, Any]) -> uuid.UUID:
        owner = self._id(Kind.ORGANISATION, values.pop("organisation", ""))
        if owner is None:
            text = _("Neem ook de organisatie van '%(name)s' over.") % {"name": one.name}
            raise Invalid(faults=[Fault(CHOSEN, text)])
        return owner

    def _version(self, one: Difference) -> int:
        row = self.directory.rows[one.object_id or uuid.UUID(int=0)]
        return row.version

    def _organisation(self, one: Difference, values: dict[str, Any]) -> uuid.UUID:
        kind = self.directory.terms.get(values.pop("kind", ""))
        values["kind_id"] = kind.pk if kind else None
        if one.object_id is None:
            return organisations.add_organisation(**self.common, **values)
        organisations.save_organisation(
            **self.common,
            organisation_id=one.object_id,
            version=self._version(one),
            act=ACT,
            **values,
        )
        return one.object_id

    def _location(self, one: Difference, values: dict[str, Any]) -> uuid.UUID:
        owner = self._owner(one, values)
        area = self.directory.areas.get(values.pop("area", ""))
        values["area_id"] = area.pk if area else None
        if one.object_id is None:
            return locations.add_location(**self.common, organisation_id=owner, **values)
        locations.save_location(
            **self.common, location_id=one.object_id, version=self._version(one), act=ACT, **values
        )
        return one.object_id

    def _contact(self, one: Difference, values: dict[str, Any]) -> uuid.UUID:
        owner = self._owner(one, values)
        if one.object_id is None:
            # Nobody is findable for all partners because a file says so.
            values["visibility"] = Visibility.MUNICIPALITY
            return contacts.add_contact(**self.common, organisation_id=owner, **values)
        contacts.save_contact(
            **self.common, contact_id=one.object_id, version=self._version(one), act=ACT, **values
        )
        return one.object_id

    def _service(self, one: Difference, values: dict[str, Any]) -> uuid.UUID:
        owner = self._owner(one, values)
        room = {name: values.pop(name) for name in ROOM if name in values}
        values |= self._resolved(owner, values)
        version = 1
        service_id = one.object_id
        if service_id is None:
            service_id = offers.add_service(**self.common, organisation_id=owner, **values)
        else:
            version = self._version(one)
            offers.save_service(
                **self.common, service_id=service_id, version=version, act=ACT, **values
            )
        self._set_room(service_id, room)
        return service_id

    def _set_room(self, service_id: uuid.UUID, room: dict[str, Any]) -> None:
        row = Service.objects.get(pk=service_id)
        same = all((getattr(row, name) or "") == (value or "") for name, value in room.items())
        if room.get("room") and not same:
            offers.set_room(**self.common, service_id=service_id, version=row.version, **room)

    def _resolved(self, owner: uuid.UUID, values: dict[str, Any]) -> dict[str, Any]:
        """Return what hangs on a service with our ids in the place of those of the source."""
        there = Location.objects.filter(organisation_id=owner)
        known = set(there.values_list("pk", flat=True))
        places = {
            line["location"]: pk
            for line in values.get("locations", [])
            if (pk := self._id(Kind.LOCATION, line["location"])) in known
        }
        at_work = Contact.objects.filter(organisation_id=owner, left_date=None)
        contact = self._id(Kind.CONTACT, values.pop("contact", ""))
        known_there = contact is not None and at_work.filter(pk=contact).exists()
        return ({"contact_id": contact} if known_there else {}) | {
            "terms": [self.directory.terms[key].pk for key in values.get("terms", [])],
            "areas": [self.directory.areas[code].pk for code in values.get("areas", [])],
            "locations": [
                line | {"location": places[line["location"]]}
                for line in values.get("locations", [])
                if line["location"] in places
            ],
            "schedules": [
                line | {"location": places.get(line["location"])}
                for line in values.get("schedules", [])
                if not line["location"] or line["location"] in places
            ],
        }

    def _rest(self, kind: str, object_id: uuid.UUID) -> None:
        row = self.directory.rows[object_id]
        if isinstance(row, Service):
            offers.save_service(
                **self.common,
                service_id=object_id,
                version=row.version,
                act=ACT,
                status=ServiceStatus.INACTIVE,
            )
        elif isinstance(row, Organisation):
            organisations.set_state(
                **self.common,
                organisation_id=object_id,
                version=row.version,
                state=OrganisationState.PAUSED,
                reason=_("Staat niet meer in de bron %(name)s.") % {"name": self.feed.name},
            )
        else:
            return
        self.rested += 1


def _named(one: Difference, fault: Fault) -> Fault:
    """Return a fault that tells which record to leave out, unless it does so itself."""
    text = fault.message if fault.field == CHOSEN else f"{one.name}: {fault.message}"
    return Fault(CHOSEN, text, fault.code)
