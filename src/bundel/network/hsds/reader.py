"""What somebody may read of the directory: everybody the public part, a key what it may see."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.network import rights
from bundel.network.models import (
    Contact,
    Location,
    Organisation,
    OrganisationState,
    Service,
    ServiceAtLocation,
    ServiceStatus,
)

PUBLIC_STATES = (OrganisationState.ACTIVE, OrganisationState.PAUSED)
HANGING = (
    "term_rows__term",
    "area_rows__area",
    "languages",
    "schedules",
    "phones",
    "costs",
)


@dataclass(frozen=True)
class Reader:
    """Whoever reads: which rows there are for them, and how those are called outside."""

    municipality_id: uuid.UUID
    # Stands where the standard wants a state or province, which we do not keep.
    region: str
    root: str
    is_public: bool
    services: QuerySet[Service]
    organisations: QuerySet[Organisation]
    locations: QuerySet[Location]
    contacts: QuerySet[Contact]

    def basic_services(self) -> QuerySet[Service]:
        """Return services with what is one to one with them. One query."""
        return self.services.select_related("organisation__kind").order_by("name", "pk")

    def full_services(self) -> QuerySet[Service]:
        """Return services with all that hangs on them; the same queries for one and for many."""
        return self.basic_services().prefetch_related(
            *HANGING,
            Prefetch("location_rows", queryset=self._at_locations(), to_attr="seen_places"),
            Prefetch("organisation__contacts", queryset=self.contacts, to_attr="seen_contacts"),
        )

    def full_organisations(self, *, full_services: bool) -> QuerySet[Organisation]:
        """Return organisations with all that hangs on them."""
        services = self.full_services() if full_services else self.basic_services()
        return self.basic_organisations().prefetch_related(
            "phones",
            Prefetch("contacts", queryset=self.contacts, to_attr="seen_contacts"),
            Prefetch("locations", queryset=self.full_locations(), to_attr="seen_locations"),
            Prefetch("services", queryset=services, to_attr="seen_services"),
        )

    def basic_organisations(self) -> QuerySet[Organisation]:
        """Return organisations without what hangs on them. One query."""
        return self.organisations.select_related("kind").order_by("name", "pk")

    def full_locations(self) -> QuerySet[Location]:
        """Return locations with all that hangs on them."""
        return (
            self.locations.select_related("area").prefetch_related("phones").order_by("name", "pk")
        )

    def places(self, *, full: bool) -> QuerySet[ServiceAtLocation]:
        """Return services at their locations, for lists and pages of these."""
        rows = ServiceAtLocation.objects.filter(
            municipality_id=self.municipality_id, service__in=self.services
        ).select_related("service__organisation__kind")
        rows = rows.order_by("service__name", "location__name", "pk")
        if not full:
            return rows.select_related("location__area")
        return rows.prefetch_related(
            Prefetch("location", queryset=self.full_locations()), "schedules"
        )

    def _at_locations(self) -> QuerySet[ServiceAtLocation]:
        location = Prefetch("location", queryset=self.full_locations())
        return ServiceAtLocation.objects.order_by("location__name", "pk").prefetch_related(location)


def reader_of(*, municipality: Municipality, actor: Actor | None, today: date, root: str) -> Reader:
    """Return what a reader may see; without an actor only what is for everybody."""
    if actor is None:
        organisations = Organisation.objects.filter(
            municipality_id=municipality.id,
            archived_at=None,
            merged_into=None,
            state__in=PUBLIC_STATES,
        )
        services = Service.objects.filter(
            municipality_id=municipality.id,
            organisation__in=organisations,
            archived_at=None,
            merged_into=None,
            needs_agreement=False,
        ).exclude(status=ServiceStatus.DEFUNCT)
        contacts = Contact.objects.none()
    else:
        organisations = rights.organisations_of(actor).exclude(state=OrganisationState.ENDED)
        services = rights.services_of(actor, today=today)
        contacts = rights.contacts_of(actor).filter(left_date=None).order_by("name", "pk")
    return Reader(
        municipality_id=municipality.id,
        region=municipality.name,
        root=root,
        is_public=actor is None,
        services=services,
        organisations=organisations,
        locations=_locations(municipality, actor, services),
        contacts=contacts,
    )


def _locations(
    municipality: Municipality, actor: Actor | None, services: QuerySet[Service]
) -> QuerySet[Location]:
    """A place where only hidden services are given stays hidden too."""
    here = Location.objects.filter(municipality_id=municipality.id)
    if actor is not None and rights.is_municipal(actor):
        return here
    seen = Q(
        Exists(ServiceAtLocation.objects.filter(location=OuterRef("pk"), service__in=services))
    )
    if actor is not None and actor.organisation_id is not None:
        seen |= Q(organisation_id=actor.organisation_id)
    return here.filter(seen)
