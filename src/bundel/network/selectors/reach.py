"""Where a partner works, and what lies there: an area meets those around it and within it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bundel.areas.models import Area
from bundel.network.models import Organisation, Service, ServiceArea


@dataclass(frozen=True, slots=True)
class Reach:
    """The areas of a partner with all around and within them; None: the whole municipality."""

    areas: frozenset[uuid.UUID] | None

    def meets(self, areas: Iterable[uuid.UUID]) -> bool:
        """Tell whether something that is in these areas, or everywhere if none, is near."""
        named = set(areas)
        return self.areas is None or not named or not named.isdisjoint(self.areas)


def reach_of(organisation: Organisation) -> Reach:
    """Return where a partner works, from the areas of its services. Three queries."""
    services = Service.objects.filter(organisation=organisation, archived_at=None)
    rows = ServiceArea.objects.filter(service__in=services).values_list("service_id", "area_id")
    own = {area for _service, area in rows}
    everywhere = services.exclude(pk__in={service for service, _area in rows}).exists()
    if everywhere or not own:
        return Reach(None)
    parents = dict(
        Area.objects.filter(municipality_id=organisation.municipality_id).values_list(
            "pk", "parent_id"
        )
    )
    around = {area for start in own for area in _up(start, parents)}
    within = {area for area in parents if own & set(_up(area, parents))}
    return Reach(frozenset(around | within))


def _up(area: uuid.UUID, parents: Mapping[uuid.UUID, uuid.UUID | None]) -> list[uuid.UUID]:
    """Return an area and all that it lies in."""
    found, at = [area], parents.get(area)
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found
