"""Which services a change touches; the acts of the directory call this in their transaction."""

from __future__ import annotations

import uuid

from django.db.models import Model

from bundel.network.models import Contact, Location, Organisation, Service, ServiceAtLocation
from bundel.network.search.building import reindex


def follow(*rows: Model) -> None:
    """Make the search equal to rows of the directory that were written just now."""
    touched: set[uuid.UUID] = set()
    for row in rows:
        touched.update(_services_of(row))
    if touched:
        reindex(touched)


def _services_of(row: Model) -> list[uuid.UUID]:
    if isinstance(row, Service):
        return [row.pk]
    if isinstance(row, Location):
        there = ServiceAtLocation.objects.filter(location=row)
        return list(there.values_list("service_id", flat=True))
    if isinstance(row, Organisation | Contact):
        owner_id = row.organisation_id if isinstance(row, Contact) else row.pk
        services = Service.objects.filter(organisation_id=owner_id)
        return list(services.values_list("id", flat=True))
    return []
