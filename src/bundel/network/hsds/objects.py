"""From our rows to objects of HSDS 3.1; what is empty is left out, for the standard has no null."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from bundel.network.hsds import words
from bundel.network.hsds.reader import Reader
from bundel.network.hsds.words import Fixed
from bundel.network.languages import language_name
from bundel.network.models import (
    Contact,
    CostOption,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
    Term,
)

Object = dict[str, Any]


def organisation_basic(row: Organisation, reader: Reader) -> Object:
    """Return an organisation without what hangs on it."""
    return _filled(
        id=row.pk,
        name=row.name,
        alternate_name=row.alternate_name,
        description=row.description or row.name,
        # At many small partners this is the address of one person.
        email="" if reader.is_public else row.email,
        website=row.url,
        legal_status=row.legal_status,
        uri=f"{reader.root}/organizations/{row.pk}",
    )


def organisation_full(row: Any, reader: Reader, *, full_services: bool) -> Object:
    """Return an organisation with its places, people, numbers and services."""
    services = row.seen_services
    return organisation_basic(row, reader) | {
        "funding": [],
        "contacts": [contact(one) for one in row.seen_contacts],
        "phones": [phone(one) for one in row.phones.all()],
        "locations": [location_full(one, reader) for one in row.seen_locations],
        "programs": [],
        "organization_identifiers": [],
        "additional_websites": [],
        "services": [
            service_full(one, reader) if full_services else service_basic(one, reader)
            for one in services
        ],
        "attributes": [attribute(row.pk, "organization", row.kind)] if row.kind else [],
        "metadata": [],
    }


def service_minimal(row: Service) -> Object:
    """Return only which service, and when it changed."""
    return {"id": str(row.pk), "modified_date": moment(row.changed_at)}


def service_basic(row: Service, reader: Reader) -> Object:
    """Return a service with what is one to one with it."""
    return _filled(
        id=row.pk,
        organization_id=row.organisation_id,
        name=row.name,
        alternate_name=row.alternate_name,
        description=row.description,
        # The UK profile wants an address for every service: where it has none, this record's.
        url=row.url or f"{reader.root}/services/{row.pk}",
        email=row.email,
        status=row.status,
        interpretation_services=row.interpretation_services,
        application_process=row.application_process,
        fees_description=row.fees_description,
        eligibility_description=row.eligibility_description,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        assured_date=row.confirmed_at.date().isoformat() if row.confirmed_at else "",
        alert=row.room_note,
        last_modified=moment(row.changed_at),
    ) | {"organization": organisation_basic(row.organisation, reader)}


def service_full(row: Any, reader: Reader) -> Object:
    """Return a service with all that hangs on it."""
    own = [one for one in row.organisation.seen_contacts if one.pk == row.contact_id]
    at_service = [one for one in row.schedules.all() if one.at_location_id is None]
    return service_basic(row, reader) | {
        "additional_urls": [],
        "phones": [phone(one) for one in row.phones.all()],
        "schedules": [schedule(one) for one in at_service],
        "service_areas": [service_area(one) for one in row.area_rows.all()],
        "service_at_locations": [
            place(one, reader, [s for s in row.schedules.all() if s.at_location_id == one.pk])
            for one in row.seen_places
        ],
        "languages": [language(one) for one in row.languages.all()],
        "funding": [],
        "cost_options": [cost(one) for one in row.costs.all()],
        "required_documents": [],
        "contacts": [contact(one) | {"service_id": str(row.pk)} for one in own],
        "capacities": [],
        "attributes": _attributes(row),
        "metadata": [],
    }


def place_basic(row: ServiceAtLocation, reader: Reader) -> Object:
    """Return a service at a location, each without what hangs on it."""
    return _filled(
        id=row.pk,
        service_id=row.service_id,
        location_id=row.location_id,
        description=row.description,
    ) | {
        "service": service_basic(row.service, reader),
        "location": location_basic(row.location, reader),
    }


def place_full(row: ServiceAtLocation, reader: Reader) -> Object:
    """Return a service at a location with all that hangs on it."""
    found = place(row, reader, list(row.schedules.all()))
    return found | {"service": service_basic(row.service, reader)}


def place(row: ServiceAtLocation, reader: Reader, schedules: list[Schedule]) -> Object:
    """Return a service at a location as it hangs on the service."""
    return _filled(
        id=row.pk,
        service_id=row.service_id,
        location_id=row.location_id,
        description=row.description,
    ) | {
        "location": location_full(row.location, reader),
        "service_areas": [],
        "contacts": [],
        "phones": [],
        "schedules": [schedule(one) for one in schedules],
        "attributes": [],
        "metadata": [],
    }


def location_basic(row: Location, reader: Reader) -> Object:
    """Return a location without what hangs on it."""
    return _filled(
        id=row.pk,
        location_type=row.location_type,
        url=row.url,
        organization_id=row.organisation_id,
        name=row.name,
        transportation=row.transportation,
        latitude=None if row.latitude is None else float(row.latitude),
        longitude=None if row.longitude is None else float(row.longitude),
    )


def location_full(row: Location, reader: Reader) -> Object:
    """Return a location with its address and numbers."""
    access = _filled(
        id=words.made_id(row.pk, "accessibility"),
        location_id=row.pk,
        description=row.accessibility,
    )
    has_address = row.address or row.postal_code or row.city
    return location_basic(row, reader) | {
        "languages": [],
        "addresses": [_address(row, reader)] if has_address else [],
        "contacts": [],
        "accessibility": [access] if row.accessibility else [],
        "phones": [phone(one) for one in row.phones.all()],
        "schedules": [],
        "attributes": [],
        "metadata": [],
    }


def _address(row: Location, reader: Reader) -> Object:
    found = {
        "id": str(words.made_id(row.pk, "address")),
        "location_id": str(row.pk),
        "address_1": row.address,
        "city": row.city,
        "state_province": reader.region,
        "postal_code": row.postal_code,
        "country": row.country,
        "address_type": row.location_type,
    }
    return found | ({"region": row.area.name} if row.area else {})


def contact(row: Contact) -> Object:
    """Return somebody who works for a partner; only for readers who may see this person."""
    number = {
        "id": str(words.made_id(row.pk, "phone")),
        "contact_id": str(row.pk),
        "number": row.phone,
    }
    found = _filled(
        id=row.pk,
        organization_id=row.organisation_id,
        name=row.name,
        title=row.function,
        email=row.email,
    )
    return found | {"phones": [number] if row.phone else []}


def phone(row: Phone) -> Object:
    """Return a telephone number with what it belongs to."""
    return _filled(
        id=row.pk,
        organization_id=row.organisation_id,
        service_id=row.service_id,
        location_id=row.location_id,
        number=row.number,
        description=row.description,
    )


def schedule(row: Schedule) -> Object:
    """Return one weekly opening, in local time: an offset would be wrong half the year."""
    return _filled(
        id=row.pk,
        service_id=None if row.at_location_id else row.service_id,
        service_at_location_id=row.at_location_id,
        valid_from=row.valid_from_date and row.valid_from_date.isoformat(),
        valid_to=row.valid_to_date and row.valid_to_date.isoformat(),
        freq="WEEKLY",
        interval=1,
        byday=words.WEEKDAYS[row.weekday - 1],
        opens_at=_clock(row.opens_at),
        closes_at=_clock(row.closes_at),
        description=row.note,
    )


def service_area(row: ServiceArea) -> Object:
    """Return an area that a service covers."""
    return _filled(
        id=row.pk,
        service_id=row.service_id,
        name=row.area.name,
        uri=f"{words.AREA_URI}{row.area.year}:{row.area.code}",
    )


def language(row: ServiceLanguage) -> Object:
    """Return a language in which somebody is helped."""
    return _filled(
        id=row.pk,
        service_id=row.service_id,
        name=language_name(row.code),
        code=row.code,
        note=row.note,
    )


def cost(row: CostOption) -> Object:
    """Return what a service costs in one case."""
    amount = None if row.amount_eur is None else float(row.amount_eur)
    return _filled(
        id=row.pk,
        service_id=row.service_id,
        option=row.option,
        currency="EUR" if amount is not None else "",
        amount=amount,
        amount_description=row.description,
    )


def _attributes(row: Any) -> list[Object]:
    terms = sorted((r.term for r in row.term_rows.all()), key=lambda t: (t.taxonomy, t.code))
    found = [attribute(row.pk, "service", term) for term in terms]
    if room := words.ROOMS.get(row.room):
        weeks = "" if row.waiting_weeks is None else str(row.waiting_weeks)
        found.append(attribute(row.pk, "service", room, weeks))
    if row.income_limit_pct is not None:
        limit = str(row.income_limit_pct)
        found.append(attribute(row.pk, "service", words.INCOME_LIMIT, limit))
    if row.needs_agreement:
        found.append(attribute(row.pk, "service", words.NEEDS_AGREEMENT))
    return found


def attribute(of: Any, entity: str, term: Term | Fixed, value: str = "") -> Object:
    """Return that a term holds for something."""
    return _filled(
        id=words.made_id(of, term.taxonomy, term.code),
        link_id=of,
        link_entity=entity,
        link_type=words.LINK_TYPES.get(term.taxonomy, term.taxonomy),
        taxonomy_term_id=term.id,
        label=term.name,
        value=value,
    ) | {"taxonomy_term": taxonomy_term(term)}


def taxonomy_term(term: Term | Fixed) -> Object:
    """Return a word of a list."""
    return _filled(
        id=term.id,
        code=term.code,
        name=term.name,
        description=term.description or term.name,
        parent_id=term.parent_id if isinstance(term, Term) else None,
        taxonomy=term.taxonomy,
        taxonomy_id=words.taxonomy_id(term.taxonomy),
        language="nl",
    )


def taxonomy(code: str) -> Object:
    """Return one of our lists."""
    name, description = words.TAXONOMIES[code]
    found = {"id": str(words.taxonomy_id(code)), "name": name, "description": description}
    return found | {"version": "1", "uri": f"urn:bundel:taxonomy:{code}"}


def moment(at: datetime) -> str:
    """Return a moment in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _clock(at: time | None) -> str:
    return at.isoformat("minutes") if at else ""


def _filled(**values: Any) -> Object:
    found: Mapping[str, Any] = {k: v for k, v in values.items() if v not in (None, "")}
    return {k: v if isinstance(v, int | float) else str(v) for k, v in found.items()}
