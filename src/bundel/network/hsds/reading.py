"""From objects of HSDS to records in our own names, judged field by field; nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from bundel.audit import saving
from bundel.network.hsds import parts, words
from bundel.network.models import Contact, Kind, Location, Organisation, Room, Service

MOST_RECORDS = 5_000
MOST_FAULTS = 200
MOST_CHARACTERS = 10_000
Object = Mapping[str, Any]
# Per kind: our field, and theirs.
SCALARS: Mapping[str, Mapping[str, str]] = {
    Kind.ORGANISATION: {
        "name": "name",
        "alternate_name": "alternate_name",
        "description": "description",
        "url": "website",
        "email": "email",
        "legal_status": "legal_status",
    },
    Kind.LOCATION: {
        "name": "name",
        "location_type": "location_type",
        "url": "url",
        "transportation": "transportation",
        "latitude": "latitude",
        "longitude": "longitude",
    },
    Kind.CONTACT: {"name": "name", "function": "title", "email": "email"},
    Kind.SERVICE: {
        "name": "name",
        "alternate_name": "alternate_name",
        "description": "description",
        "url": "url",
        "email": "email",
        "status": "status",
        "application_process": "application_process",
        "fees_description": "fees_description",
        "eligibility_description": "eligibility_description",
        "minimum_age": "minimum_age",
        "maximum_age": "maximum_age",
        "interpretation_services": "interpretation_services",
        "room_note": "alert",
    },
}
ADDRESS = {
    "address": "address_1",
    "postal_code": "postal_code",
    "city": "city",
    "country": "country",
}
MODELS: Mapping[str, type[Model]] = {
    Kind.ORGANISATION: Organisation,
    Kind.LOCATION: Location,
    Kind.CONTACT: Contact,
    Kind.SERVICE: Service,
}
WHOLE = frozenset({"minimum_age", "maximum_age"})
DEGREES = frozenset({"latitude", "longitude"})


@dataclass(frozen=True, slots=True)
class WrongField:
    """What is wrong in a feed: in which record and field, and what would be right."""

    record: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Record:
    """One organisation, location, contact or service of a feed, in our names."""

    kind: str
    external_id: str
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        """How people call it."""
        return str(self.values["name"])


@dataclass
class Reading:
    """What a feed holds, what is wrong with it, and what we cannot keep."""

    records: list[Record] = field(default_factory=list)
    faults: list[WrongField] = field(default_factory=list)
    notes: list[WrongField] = field(default_factory=list)

    def wrong(self, record: str, name: str, message: str) -> None:
        """Keep a fault; after many, more would help nobody."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(WrongField(record, name, message))


def read(organizations: Sequence[Any], services: Sequence[Any]) -> Reading:
    """
    Return what a feed holds.

    Args:
        organizations: Objects of the standard, with what hangs on them as far as known.
        services: The same; an organisation may also stand inside its services.
    """
    reading = Reading()
    found = _Found(reading)
    for one in organizations:
        found.organization(one)
    for one in services:
        found.service(one, "")
    if sum(len(rows) for rows in found.rows.values()) > MOST_RECORDS:
        text = _("Er zijn meer dan %(most)s records. Deel de bron op.") % {"most": MOST_RECORDS}
        reading.wrong("", "", text)
        return reading
    for kind in (Kind.ORGANISATION, Kind.LOCATION, Kind.CONTACT, Kind.SERVICE):
        for external_id, (row, owner) in found.rows[kind].items():
            _add(reading, found, kind, external_id, row, owner)
    return reading


class _Found:
    """All objects of a feed by kind and id; the same object may stand in several places."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.rows: dict[str, dict[str, tuple[Object, str]]] = {kind: {} for kind in MODELS}

    def organization(self, row: Any) -> str:
        external_id = self._keep(Kind.ORGANISATION, row, "")
        if external_id:
            for one in parts.rows(row, "locations"):
                self._keep(Kind.LOCATION, one, external_id)
            for one in parts.rows(row, "contacts"):
                self._keep(Kind.CONTACT, one, external_id)
            for one in parts.rows(row, "services"):
                self.service(one, external_id)
        return external_id

    def service(self, row: Any, owner: str) -> None:
        if not isinstance(row, dict):
            self.reading.wrong("service", "", _("Dit is geen record."))
            return
        inside = row.get("organization")
        if isinstance(inside, dict):
            owner = self.organization(inside) or owner
        owner = parts.text(row, "organization_id") or owner
        if self._keep(Kind.SERVICE, row, owner):
            for at in parts.rows(row, "service_at_locations"):
                if isinstance(at.get("location"), dict):
                    self._keep(Kind.LOCATION, at["location"], owner)
            for one in parts.rows(row, "contacts"):
                self._keep(Kind.CONTACT, one, owner)

    def _keep(self, kind: Kind, row: Any, owner: str) -> str:
        """Keep an object; of two of the same id the fuller one stays."""
        external_id = parts.text(row, "id") if isinstance(row, dict) else ""
        if not external_id or len(external_id) > 250:
            name = parts.text(row, "name") if isinstance(row, dict) else ""
            self.reading.wrong(name or kind.value, "id", _("Elk record heeft een kenmerk nodig."))
            return ""
        owner = parts.text(row, "organization_id") or owner
        known = self.rows[kind].get(external_id)
        if known is None or len(row) > len(known[0]):
            self.rows[kind][external_id] = (row, owner or (known[1] if known else ""))
        return external_id


def _add(
    reading: Reading, found: _Found, kind: Kind, external_id: str, row: Object, owner: str
) -> None:
    label = parts.text(row, "name") or external_id
    values: dict[str, Any] = dict(_scalars(reading, kind, label, row))
    if kind is not Kind.ORGANISATION:
        if owner not in found.rows[Kind.ORGANISATION]:
            text = _("Deze organisatie staat niet in de bron: '%(id)s'.") % {"id": owner}
            reading.wrong(label, "organization_id", text)
        values["organisation"] = owner
    note = _noting(reading, label)
    match kind:
        case Kind.ORGANISATION:
            kinds = parts.terms(row)
            values["kind"] = next((t for t in kinds if t["taxonomy"] == "organisation_kind"), None)
            values["phones"] = parts.phones(row)
        case Kind.LOCATION:
            values |= _address(reading, label, row)
            values["phones"] = parts.phones(row)
        case Kind.CONTACT:
            values["phone"] = next((p["number"] for p in parts.phones(row)), "")
        case Kind.SERVICE:
            values["url"] = _real_address(values["url"], external_id)
            values |= _of_service(row, note, _known_places(found))
    reading.records.append(Record(kind.value, external_id, values))


def _known_places(found: _Found) -> frozenset[str]:
    return frozenset(found.rows[Kind.LOCATION])


def _noting(reading: Reading, label: str) -> parts.Note:
    return lambda name, message: reading.notes.append(WrongField(label, name, message))


def _of_service(row: Object, note: parts.Note, places: frozenset[str]) -> dict[str, Any]:
    given = parts.terms(row)
    room = next((t for t in given if t["taxonomy"] == words.ROOM), None)
    waits = room is not None and room["code"] == Room.WAITING_LIST
    limit = next((t["value"] for t in given if t["code"] == words.INCOME_LIMIT.code), "")
    codes = {one["code"] for one in given}
    own = (words.ROOM, words.ELIGIBILITY, words.SIGHT)
    people = parts.rows(row, "contacts")
    return {
        "room": room["code"] if room and room["code"] in words.ROOMS else "",
        "waiting_weeks": parts.whole(room["value"]) if waits and room else None,
        "income_limit_pct": parts.whole(limit),
        "needs_agreement": words.NEEDS_AGREEMENT.code in codes,
        "contact": parts.text(people[0], "id") if people else "",
        "terms": [one for one in given if one["taxonomy"] not in own],
        "areas": parts.areas(row),
        "languages": parts.languages(row, note),
        "locations": parts.places(row, places, note),
        "schedules": parts.schedules(row, note),
        "phones": parts.phones(row),
        "costs": parts.costs(row, note),
    }


def _address(reading: Reading, label: str, row: Object) -> dict[str, Any]:
    given = parts.rows(row, "addresses")
    first = next((one for one in given if one.get("address_type") != "postal"), None)
    address = first or (given[0] if given else {})
    access = [parts.text(one, "description") for one in parts.rows(row, "accessibility")]
    # A place to call has no address, and an address seldom tells its own country.
    told = {"country": "NL"} | {name: value for name, value in address.items() if value}
    return dict(_judged(reading, Kind.LOCATION, label, told, ADDRESS)) | {
        "area": parts.text(address, "region"),
        "accessibility": ", ".join(one for one in access if one)[:300],
    }


def _real_address(url: str, external_id: str) -> str:
    """An address that is only the record itself says nothing about the service."""
    return "" if re.search(rf"/services/{re.escape(external_id)}$", url) else url


def _scalars(reading: Reading, kind: Kind, label: str, row: Object) -> Iterator[tuple[str, Any]]:
    yield from _judged(reading, kind, label, row, SCALARS[kind])


def _judged(
    reading: Reading, kind: Kind, label: str, row: Object, names: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    """Yield our fields with the value that is theirs, each judged as our own rows are."""
    for ours, theirs in names.items():
        value = row.get(theirs)
        if isinstance(value, dict | list | bool):
            reading.wrong(label, theirs, _("Hier hoort tekst."))
            value = None
        text = "" if value is None else str(value).replace("\x00", "").strip()
        if ours == "room_note":
            text = text[:200]
        if kind is Kind.SERVICE and ours == "description":
            # The standard lets it be empty; we do not.
            text = text or parts.text(row, "name")
        if ours == "name" and kind in (Kind.LOCATION, Kind.CONTACT):
            text = text or parts.text(row, "title") or _first_line(row) or str(label)
        if len(text) > MOST_CHARACTERS:
            text = _("Dit is langer dan %(most)s tekens.") % {"most": MOST_CHARACTERS}
            reading.wrong(label, theirs, text)
            continue
        yield ours, _clean(reading, kind, label, ours, theirs, text)


def _first_line(row: Object) -> str:
    return next((parts.text(one, "address_1") for one in parts.rows(row, "addresses")), "")


def _clean(reading: Reading, kind: Kind, label: str, ours: str, theirs: str, text: str) -> Any:
    if ours in WHOLE | DEGREES and not text:
        return None
    if ours in DEGREES:
        text = parts.degrees(text)
    column: Any = MODELS[kind]._meta.get_field(ours)
    try:
        value = column.clean(parts.shortened(text) if ours in WHOLE else text, None)
    except ValidationError as error:
        reading.wrong(label, theirs, " ".join(error.messages))
        return None
    return saving.plain(value) if ours in DEGREES else value
