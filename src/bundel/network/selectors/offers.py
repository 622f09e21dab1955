"""One service with everything that a helper wants to know in ten seconds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network import languages as tongues
from bundel.network import rights
from bundel.network.models import Contact, Schedule, Service, ServiceAtLocation, Term
from bundel.network.selectors import freshness
from bundel.network.selectors.directory import (
    LocationLine,
    PhoneLine,
    ServiceLine,
    location_line,
    service_line,
)

VIEW = "network.view"


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """When somebody can come, on one day of the week."""

    weekday: int
    opens_at: time | None
    closes_at: time | None
    location_id: uuid.UUID | None
    valid_from_date: date | None
    valid_to_date: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Where a service is given, and when there."""

    location: LocationLine
    description: str
    openings: tuple[OpeningLine, ...]


@dataclass(frozen=True, slots=True)
class CostLine:
    """What a service costs in one case."""

    option: str
    amount_eur: Decimal | None
    description: str


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """A language in which somebody is helped."""

    code: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class ReachLine:
    """Whom one can call about a service, as far as that person may be seen."""

    id: uuid.UUID
    name: str
    function: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service with all that hangs on it, as one person may see it."""

    line: ServiceLine
    organisation_id: uuid.UUID
    organisation: str
    organisation_state: str
    alternate_name: str
    description: str
    url: str
    email: str
    application_process: str
    fees_description: str
    eligibility_description: str
    minimum_age: int | None
    maximum_age: int | None
    income_limit_pct: int | None
    interpretation_services: str
    room_note: str
    confirmed_by: str
    contact: ReachLine | None
    contact_id: uuid.UUID | None
    # Names of terms by list, and their ids for the form.
    terms: dict[str, tuple[str, ...]]
    term_ids: tuple[uuid.UUID, ...]
    areas: tuple[str, ...]
    area_ids: tuple[uuid.UUID, ...]
    languages: tuple[LanguageLine, ...]
    places: tuple[PlaceLine, ...]
    # Openings that hold wherever the service is given.
    openings: tuple[OpeningLine, ...]
    phones: tuple[PhoneLine, ...]
    costs: tuple[CostLine, ...]
    merged_into_id: uuid.UUID | None
    is_own: bool
    may_edit: bool
    may_room: bool


def service(*, actor: Actor, service_id: uuid.UUID, now: datetime, today: date) -> ServiceView:
    """
    Return one service. Twelve queries.

    Raises:
        NotFound: if the actor may not see it, or it was put away and the actor may not change it.
    """
    permissions.require(actor, VIEW)
    row = _find(actor, service_id, now, today)
    away = row.archived_at is not None or row.organisation.archived_at is not None
    may_edit = permissions.can(actor, "network.edit", row)
    if away and not may_edit:
        raise NotFound
    return _view(actor, row, may_edit=may_edit, is_away=away)


def _view(actor: Actor, row: Service, *, may_edit: bool, is_away: bool) -> ServiceView:
    """Return a service with what hangs on it."""
    openings = _openings(row)
    terms = list(row.terms.order_by("taxonomy", "position", "name"))
    areas = list(row.areas.order_by("name"))
    return ServiceView(
        line=service_line(row),
        organisation_id=row.organisation_id,
        organisation=row.organisation.name,
        organisation_state=row.organisation.state,
        alternate_name=row.alternate_name,
        description=row.description,
        url=row.url,
        email=row.email,
        application_process=row.application_process,
        fees_description=row.fees_description,
        eligibility_description=row.eligibility_description,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        income_limit_pct=row.income_limit_pct,
        interpretation_services=row.interpretation_services,
        room_note=row.room_note,
        confirmed_by=row.confirmed_by,
        contact=_contact(actor, row.contact),
        contact_id=row.contact_id,
        terms=_by_list(terms),
        term_ids=tuple(term.pk for term in terms),
        areas=tuple(area.name for area in areas),
        area_ids=tuple(area.pk for area in areas),
        languages=_languages(row),
        places=_places(row, openings),
        openings=tuple(opening for opening in openings if opening.location_id is None),
        phones=tuple(PhoneLine(p.number, p.description) for p in row.phones.all()),
        costs=tuple(CostLine(c.option, c.amount_eur, c.description) for c in row.costs.all()),
        merged_into_id=row.merged_into_id,
        is_own=row.is_own(actor),
        may_edit=may_edit and not is_away,
        may_room=permissions.can(actor, "network.room", row) and not is_away,
    )


def _by_list(terms: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    """Return the names of terms by the list that they are of, in their order."""
    names: dict[str, tuple[str, ...]] = {}
    for term in terms:
        names[term.taxonomy] = (*names.get(term.taxonomy, ()), term.name)
    return names


def _find(actor: Actor, service_id: uuid.UUID, now: datetime, today: date) -> Service:
    chosen = freshness.settings_of(actor.municipality_id)
    known = rights.known_services(actor, today=today).select_related("organisation", "contact")
    fresh = freshness.with_freshness(known, chosen=chosen, now=now)
    row = fresh.filter(pk=service_id).first()
    if row is None:
        raise NotFound
    return row


def _contact(actor: Actor, contact: Contact | None) -> ReachLine | None:
    if contact is None or contact.left_date is not None:
        return None
    if not rights.contact_details_visible(actor, contact):
        return None
    return ReachLine(contact.pk, contact.name, contact.function, contact.email, contact.phone)


def _languages(row: Service) -> tuple[LanguageLine, ...]:
    lines = [
        LanguageLine(one.code, tongues.language_name(one.code), one.note)
        for one in row.languages.all()
    ]
    return tuple(sorted(lines, key=lambda line: (line.code != "nl", line.name)))


def _openings(row: Service) -> list[OpeningLine]:
    schedules = Schedule.objects.filter(service=row).select_related("at_location")
    return [
        OpeningLine(
            one.weekday,
            one.opens_at,
            one.closes_at,
            one.at_location.location_id if one.at_location else None,
            one.valid_from_date,
            one.valid_to_date,
            one.note,
        )
        for one in schedules.order_by("weekday", "opens_at")
    ]


def _places(row: Service, openings: list[OpeningLine]) -> tuple[PlaceLine, ...]:
    rows = ServiceAtLocation.objects.filter(service=row).select_related("location__area")
    return tuple(
        PlaceLine(
            location_line(at.location),
            at.description,
            tuple(one for one in openings if one.location_id == at.location_id),
        )
        for at in rows.prefetch_related("location__phones").order_by("location__name")
    )
