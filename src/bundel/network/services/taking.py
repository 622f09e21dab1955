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
# Times hold at places, and how long one waits belongs to an answer about room.
TOGETHER = (frozenset({"locations", "schedules"}), frozenset(ROOM))


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
        self._known: dict[uuid.UUID, set[uuid.UUID]] = {}

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
            else:
                values = _that_differ(one, values)
            try:
                made = self._write(one, dict(values))
            except Invalid as refusal:
                raise Invalid(faults=[_named(one, fault) for fault in refusal.faults]) from None
            self._made[one.kind, one.external_id] = made

    def finish(self, found: Differences) -> None:
        """Keep where every record came from."""
        rows: dict[str, FeedRecord] = {}
        for one in found.rows:
            is_ours = one.key in self._took or one.what == SAME
            if one.record is not None and is_ours:
                rows |= self._origin(one, one.record)
        FeedRecord.objects.bulk_create(
            rows.values(),
            batch_size=500,
            update_conflicts=True,
            unique_fields=["municipality", "feed", "kind", "external_id"],
            update_fields=["object_id", "sha256", "taken_at"],
        )

    def _origin(self, one: Difference, record: Record) -> dict[str, FeedRecord]:
        """Return where a record came from; nothing if that is known, or it is not here."""
        object_id = self._made.get((one.kind, one.external_id)) or one.object_id
        text = json.dumps(dict(record.values), sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        known = self.directory.digests.get((one.kind, one.external_id))
        if object_id is None or (one.what == SAME and known == (object_id, digest)):
            return {}
        return {
            one.key: FeedRecord(
                municipality_id=self.feed.municipality_id,
                feed=self.feed,
                kind=one.kind,
                external_id=one.external_id,
                object_id=object_id,
                sha256=digest,
                taken_at=self.at,
            )
        }

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
        if one.object_id is None:
            values |= room if room.get("room") else {}
            return offers.add_service(**self.common, organisation_id=owner, **values)
        version = self._version(one)
        offers.save_service(
            **self.common, service_id=one.object_id, version=version, act=ACT, **values
        )
        self._set_room(one.object_id, room)
        return one.object_id

    def _set_room(self, service_id: uuid.UUID, room: dict[str, Any]) -> None:
        if room.get("room"):
            row = Service.objects.get(pk=service_id)
            offers.set_room(**self.common, service_id=service_id, version=row.version, **room)

    def _resolved(self, owner: uuid.UUID, values: dict[str, Any]) -> dict[str, Any]:
        """Return what hangs on a service with our ids in the place of those of the source."""
        known = self._there(owner)
        places = {
            line["location"]: pk
            for line in values.get("locations", [])
            if (pk := self._id(Kind.LOCATION, line["location"])) in known
        }
        contact = self._id(Kind.CONTACT, values.pop("contact", ""))
        ours: dict[str, Any] = {
            "terms": lambda key: [self.directory.terms[key].pk],
            "areas": lambda code: [self.directory.areas[code].pk],
            "locations": lambda line: _with_place(line, places) if line["location"] else [],
            "schedules": lambda line: _with_place(line, places),
        }
        found = {
            name: [one for line in values[name] for one in of_line(line)]
            for name, of_line in ours.items()
            if name in values
        }
        return found | ({"contact_id": contact} if contact in known else {})

    def _there(self, owner: uuid.UUID) -> set[uuid.UUID]:
        """Return the locations of a partner, and who works there; those come before services."""
        if owner not in self._known:
            places = Location.objects.filter(organisation_id=owner)
            people = Contact.objects.filter(organisation_id=owner, left_date=None)
            self._known[owner] = {
                *places.values_list("pk", flat=True),
                *people.values_list("pk", flat=True),
            }
        return self._known[owner]

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


def _that_differ(one: Difference, values: dict[str, Any]) -> dict[str, Any]:
    """Return only what the source has otherwise; what belongs together stays together."""
    names = {"organisation", *(field.name for field in one.fields)}
    for together in TOGETHER:
        if names & together:
            names |= together
    return {name: value for name, value in values.items() if name in names}


def _with_place(line: dict[str, Any], places: dict[str, uuid.UUID]) -> list[dict[str, Any]]:
    """Return a line with our location; none if it is somewhere that we do not know."""
    if line["location"] and line["location"] not in places:
        return []
    return [line | {"location": places.get(line["location"])}]


def _named(one: Difference, fault: Fault) -> Fault:
    """Return a fault that tells which record to leave out, unless it does so itself."""
    text = fault.message if fault.field == CHOSEN else f"{one.name}: {fault.message}"
    return Fault(CHOSEN, text, fault.code)
