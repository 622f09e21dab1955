"""Which services a change touches; the acts of the directory call this in their transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model

from bundel.network.models import Contact, Location, Organisation, Service, ServiceAtLocation
from bundel.network.search.building import reindex

# The services that wait for the end of many acts; None outside of those.
_waiting: ContextVar[set[uuid.UUID] | None] = ContextVar("waiting", default=None)


def follow(*rows: Model) -> None:
    """Make the search equal to rows of the directory that were written just now."""
    touched: set[uuid.UUID] = set()
    for row in rows:
        touched.update(_services_of(row))
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(touched)
    elif touched:
        reindex(touched)


@contextmanager
def together() -> Iterator[None]:
    """Make the search equal once, at the end, to all rows that are written in between."""
    touched: set[uuid.UUID] = set()
    token = _waiting.set(touched)
    try:
        yield
    finally:
        _waiting.reset(token)
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
