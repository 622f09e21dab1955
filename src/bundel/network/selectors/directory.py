"""Partners in a list, and one partner with all that it offers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network import rights
from bundel.network.models import (
    Location,
    Organisation,
    OrganisationState,
    Phone,
    Service,
)
from bundel.network.selectors import choices, freshness
from bundel.network.selectors.contacts import ContactLine, contact_lines

VIEW, EXPORT = "network.view", "network.export"
PAGE_SIZE = 50
AWAY = "away"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which partners somebody asks for; empty is all."""

    text: str = ""
    kind: str = ""
    area: str = ""
    # A state, or `away` for what was put away.
    state: str = ""
    # `stale` or `fresh`.
    fresh: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return any((self.text, self.kind, self.area, self.state, self.fresh))


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner, as the list shows it."""

    id: uuid.UUID
    name: str
    kind: str
    state: str
    state_label: str
    is_away: bool
    services: int
    with_room: int
    is_stale: bool


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service, as the page of its partner shows it."""

    id: uuid.UUID
    version: int
    name: str
    status: str
    status_label: str
    room: str
    room_label: str
    waiting_weeks: int | None
    room_changed_at: datetime | None
    room_is_stale: bool
    confirmed_at: datetime | None
    is_stale: bool
    needs_agreement: bool
    is_away: bool


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A telephone number with what it is for."""

    number: str
    description: str


@dataclass(frozen=True, slots=True)
class LocationLine:
    """A place, as the page of its partner shows it."""

    id: uuid.UUID
    name: str
    location_type: str
    type_label: str
    address: str
    area: str
    url: str
    transportation: str
    accessibility: str
    phones: tuple[PhoneLine, ...]


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner with all that it offers, as one person may see it."""

    id: uuid.UUID
    version: int
    name: str
    alternate_name: str
    kind_id: uuid.UUID | None
    kind: str
    description: str
    url: str
    email: str
    legal_status: str
    state: str
    state_label: str
    joined_date: date | None
    confirm_months: int | None
    merged_into_id: uuid.UUID | None
    archived_at: datetime | None
    phones: tuple[PhoneLine, ...]
    services: tuple[ServiceLine, ...]
    locations: tuple[LocationLine, ...]
    contacts: tuple[ContactLine, ...]
    is_own: bool
    may_edit: bool
    may_room: bool
    may_manage: bool


def partners(
    *, actor: Actor, wanted: Wanted, number: int, now: datetime, today: date
) -> Page[PartnerRow]:
    """Return one page of the partners that are asked for, by name. At most six queries."""
    permissions.require(actor, VIEW)
    rows = _asked(actor, wanted, now).select_related("kind").order_by("name", "pk")
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    found = list(page.object_list)
    counts = _counts(actor, [row.pk for row in found], now, today)
    paginator: Any = page.paginator
    return Page([_row(row, counts.get(row.pk, {})) for row in found], page.number, paginator)


def exported_partners(
    *, actor: Actor, wanted: Wanted, now: datetime, today: date
) -> list[PartnerRow]:
    """
    Return the partners that are asked for, as far as the actor may take them along.

    Raises:
        NotAllowed: if the actor may take nothing along.
    """
    permissions.require(actor, EXPORT)
    rows = _asked(actor, wanted, now).select_related("kind").order_by("name", "pk")
    if permissions.visible(actor, EXPORT) is not permissions.Relation.ALL:
        rows = rows.filter(pk__in=[actor.organisation_id])
    found = list(rows)
    counts = _counts(actor, [row.pk for row in found], now, today)
    return [_row(row, counts.get(row.pk, {})) for row in found]


def partner(*, actor: Actor, organisation_id: uuid.UUID, now: datetime, today: date) -> PartnerView:
    """
    Return one partner with what it offers. Eight queries.

    Raises:
        NotFound: if there is no such partner, or it was put away and the actor manages none.
    """
    permissions.require(actor, VIEW)
    here = Organisation.objects.filter(municipality_id=actor.municipality_id)
    row = here.select_related("kind").filter(pk=organisation_id).first()
    may_manage = permissions.can(actor, "network.manage")
    if row is None or (row.archived_at is not None and not may_manage):
        raise NotFound
    may_edit = permissions.can(actor, "network.edit", row)
    return PartnerView(
        id=row.pk,
        version=row.version,
        name=row.name,
        alternate_name=row.alternate_name,
        kind_id=row.kind_id,
        kind=row.kind.name if row.kind else "",
        description=row.description,
        url=row.url,
        email=row.email,
        legal_status=row.legal_status,
        state=row.state,
        state_label=row.get_state_display(),
        joined_date=row.joined_date,
        confirm_months=row.confirm_months,
        merged_into_id=row.merged_into_id,
        archived_at=row.archived_at,
        phones=phone_lines(Phone.objects.filter(organisation=row)),
        services=_services(actor, row, now, today, away=may_edit),
        locations=_locations(row),
        contacts=contact_lines(actor=actor, organisation_id=row.pk),
        is_own=row.is_own(actor),
        may_edit=may_edit and row.archived_at is None,
        may_room=permissions.can(actor, "network.room", row) and row.archived_at is None,
        may_manage=may_manage,
    )


def phone_lines(phones: QuerySet[Phone]) -> tuple[PhoneLine, ...]:
    """Return telephone numbers. One query."""
    return tuple(PhoneLine(*row) for row in phones.values_list("number", "description"))


def _asked(actor: Actor, wanted: Wanted, now: datetime) -> QuerySet[Organisation]:
    here = Organisation.objects.filter(municipality_id=actor.municipality_id, merged_into=None)
    may_manage = permissions.can(actor, "network.manage")
    is_away = wanted.state == AWAY and may_manage
    rows = here.filter(archived_at__isnull=not is_away)
    if wanted.text:
        rows = rows.filter(
            Q(name__icontains=wanted.text) | Q(alternate_name__icontains=wanted.text)
        )
    if wanted.kind:
        rows = rows.filter(kind_id=uuid.UUID(wanted.kind))
    if wanted.state in OrganisationState.values:
        rows = rows.filter(state=wanted.state)
    if wanted.area:
        rows = rows.filter(_serves(actor, wanted.area, now.date()))
    if wanted.fresh in {"stale", "fresh"}:
        chosen = freshness.settings_of(actor.municipality_id)
        stale = freshness.has_stale(chosen=chosen, now=now)
        rows = rows.filter(stale if wanted.fresh == "stale" else ~stale)
    return rows


def _serves(actor: Actor, area_id: str, today: date) -> Exists:
    """Return the condition that a partner has a service in an area, or everywhere."""
    parents = {node.id: node.parent_id for node in choices.areas(actor=actor)}
    place: uuid.UUID | None = uuid.UUID(area_id)
    around = []
    while place is not None and place not in around:
        around.append(place)
        place = parents.get(place)
    services = rights.services_of(actor, today=today).filter(organisation=OuterRef("pk"))
    return Exists(services.filter(Q(areas__in=around) | Q(areas=None)))


def _counts(
    actor: Actor, ids: list[uuid.UUID], now: datetime, today: date
) -> dict[uuid.UUID, dict[str, int]]:
    """Return per partner how many services it has, with room, and stale. Two queries."""
    chosen = freshness.settings_of(actor.municipality_id)
    services = rights.known_services(actor, today=today).filter(
        organisation_id__in=ids, archived_at=None, merged_into=None
    )
    counted = (
        freshness.with_freshness(services, chosen=chosen, now=now)
        .order_by()
        .values("organisation_id")
        .annotate(
            total=Count("pk"),
            room_yes=Count("pk", filter=Q(room="yes")),
            stale=Count("pk", filter=Q(is_stale=True) & ~Q(status="defunct")),
        )
    )
    return {
        line["organisation_id"]: {name: line[name] for name in ("total", "room_yes", "stale")}
        for line in counted
    }


def _row(row: Organisation, counts: dict[str, int]) -> PartnerRow:
    return PartnerRow(
        id=row.pk,
        name=row.name,
        kind=row.kind.name if row.kind else "",
        state=row.state,
        state_label=row.get_state_display(),
        is_away=row.archived_at is not None,
        services=counts.get("total", 0),
        with_room=counts.get("room_yes", 0),
        is_stale=bool(counts.get("stale", 0)),
    )


def _services(
    actor: Actor, owner: Organisation, now: datetime, today: date, *, away: bool
) -> tuple[ServiceLine, ...]:
    """Return the services of a partner; what was put away last, for who may take it back."""
    chosen = freshness.settings_of(actor.municipality_id)
    rows = rights.known_services(actor, today=today).filter(organisation=owner, merged_into=None)
    if not away:
        rows = rows.filter(archived_at=None)
    rows = freshness.with_freshness(rows, chosen=chosen, now=now).order_by("name")
    lines = [service_line(row) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.is_away))


def service_line(row: Service) -> ServiceLine:
    """Return a service that was read with its freshness."""
    return ServiceLine(
        id=row.pk,
        version=row.version,
        name=row.name,
        status=row.status,
        status_label=row.get_status_display(),
        room=row.room,
        room_label=row.get_room_display(),
        waiting_weeks=row.waiting_weeks,
        room_changed_at=row.room_changed_at,
        room_is_stale=bool(getattr(row, "room_is_stale", False)),
        confirmed_at=row.confirmed_at,
        is_stale=bool(getattr(row, "is_stale", False)),
        needs_agreement=row.needs_agreement,
        is_away=row.archived_at is not None,
    )


def _locations(owner: Organisation) -> tuple[LocationLine, ...]:
    rows = Location.objects.filter(organisation=owner).select_related("area")
    return tuple(location_line(row) for row in rows.prefetch_related("phones").order_by("name"))


def location_line(row: Location) -> LocationLine:
    """Return a place that was read with its area and telephone numbers."""
    town = " ".join(filter(None, (row.postal_code, row.city)))
    return LocationLine(
        id=row.pk,
        name=row.name,
        location_type=row.location_type,
        type_label=row.get_location_type_display(),
        address=", ".join(filter(None, (row.address, town))),
        area=row.area.name if row.area else "",
        url=row.url,
        transportation=row.transportation,
        accessibility=row.accessibility,
        phones=tuple(PhoneLine(p.number, p.description) for p in row.phones.all()),
    )
