"""What hangs on a service: terms, areas, languages, places, times, numbers, costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.utils.translation import gettext as _

from bundel.areas.models import Area
from bundel.errors import Fault, Invalid
from bundel.network.models import (
    CostOption,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
    ServiceTerm,
    Taxonomy,
    Term,
)
from bundel.network.services import changing
from bundel.network.services.changing import Line

# The lists from which a service is described.
OF_SERVICE = (
    Taxonomy.NEED,
    Taxonomy.TARGET_GROUP,
    Taxonomy.TENURE,
    Taxonomy.HEAT_SOURCE,
    Taxonomy.REACH_ROUTE,
)


class Parts(TypedDict, total=False):
    """What hangs on a service; a part that is not given stays as it is."""

    terms: Sequence[UUID]
    areas: Sequence[UUID]
    # Lines with code and note.
    languages: Sequence[Line]
    # Lines with location (its id) and description.
    locations: Sequence[Line]
    # Lines with weekday, opens_at, closes_at, location (an id or None), days and note.
    schedules: Sequence[Line]
    # Lines with number and description.
    phones: Sequence[Line]
    # Lines with option, amount_eur and description.
    costs: Sequence[Line]


PARTS = frozenset(Parts.__annotations__)


def write(row: Service, parts: Parts) -> None:
    """
    Make what hangs on a service equal to what is given; equal rows keep their id.

    Raises:
        Invalid: if something is chosen that is not there, or a line is wrong.
    """
    owner = {"municipality_id": row.municipality_id, "service": row}
    if "terms" in parts:
        _terms(row, parts["terms"], owner)
    if "areas" in parts:
        here = Area.objects.filter(municipality_id=row.municipality_id)
        chosen = changing.known(here, parts["areas"], "areas")
        lines = [{"area_id": area.pk} for area in chosen]
        changing.sync(ServiceArea.objects.filter(service=row), lines, owner)
    if "languages" in parts:
        changing.sync(ServiceLanguage.objects.filter(service=row), parts["languages"], owner)
    if "locations" in parts:
        _locations(row, parts["locations"], owner)
    if "schedules" in parts:
        _schedules(row, parts["schedules"], owner)
    if "phones" in parts:
        changing.sync(Phone.objects.filter(service=row), parts["phones"], owner)
    if "costs" in parts:
        changing.sync(CostOption.objects.filter(service=row), parts["costs"], owner)


def _terms(row: Service, wanted: Sequence[UUID], owner: Mapping[str, Any]) -> None:
    here = Term.objects.filter(municipality_id=row.municipality_id, taxonomy__in=OF_SERVICE)
    lines = [{"term_id": term.pk} for term in changing.known(here, wanted, "terms")]
    changing.sync(ServiceTerm.objects.filter(service=row), lines, owner)


def _locations(row: Service, wanted: Sequence[Line], owner: Mapping[str, Any]) -> None:
    here = Location.objects.filter(organisation_id=row.organisation_id)
    changing.known(here, [line["location"] for line in wanted], "locations")
    lines = [
        {"location_id": line["location"], "description": line.get("description", "")}
        for line in wanted
    ]
    changing.sync(ServiceAtLocation.objects.filter(service=row), lines, owner)


def _schedules(row: Service, wanted: Sequence[Line], owner: Mapping[str, Any]) -> None:
    places = dict(row.location_rows.values_list("location_id", "pk"))
    lines = []
    for line in wanted:
        fields = dict(line)
        location = fields.pop("location", None)
        if location is not None and location not in places:
            text = _("Op deze locatie is de dienst er niet.")
            raise Invalid(faults=[Fault("schedules", text)])
        lines.append(fields | {"at_location_id": places.get(location)})
    changing.sync(Schedule.objects.filter(service=row), lines, owner)
