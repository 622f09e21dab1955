"""What hangs on a service: terms, areas, languages, places, times, numbers, costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from bundel.areas.models import Area
from bundel.audit import saving
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
# Parts of which the lines are as they are kept.
PLAIN: Mapping[str, type[Model]] = {
    "languages": ServiceLanguage,
    "phones": Phone,
    "costs": CostOption,
}


def write(row: Service, parts: Parts, *, is_new: bool = False) -> None:
    """
    Make what hangs on a service equal to what is given; equal rows keep their id.

    Args:
        is_new: Nothing hangs on it yet, so nothing is looked up.

    Raises:
        Invalid: if something is chosen that is not there, or a line is wrong.
    """
    lines: dict[type[Model], Sequence[Line]] = {}
    if "terms" in parts:
        here = Term.objects.filter(municipality_id=row.municipality_id, taxonomy__in=OF_SERVICE)
        chosen = changing.known(here, parts["terms"], "terms")
        lines[ServiceTerm] = [{"term_id": term.pk} for term in chosen]
    if "areas" in parts:
        areas = Area.objects.filter(municipality_id=row.municipality_id)
        covered = changing.known(areas, parts["areas"], "areas")
        lines[ServiceArea] = [{"area_id": area.pk} for area in covered]
    if "locations" in parts:
        lines[ServiceAtLocation] = _locations(row, parts["locations"])
    for name, model in PLAIN.items():
        if name in parts:
            lines[model] = parts[name]  # type: ignore[literal-required]  # names of lists of lines
    _make_equal(row, lines, is_new=is_new)
    if "schedules" in parts:
        # After the places: a time may hold at one of those.
        schedules = _schedules(row, parts["schedules"])
        _make_equal(row, {Schedule: schedules}, is_new=is_new)


def _make_equal(row: Service, lines: Mapping[type[Model], Sequence[Line]], *, is_new: bool) -> None:
    owner = {"municipality_id": row.municipality_id, "service": row}
    new: list[Model] = []
    for model, wanted in lines.items():
        there = model._default_manager
        rows = there.none() if is_new else there.filter(service=row)
        new += changing.missing(rows, wanted, owner)
    saving.add_all(new)


def _locations(row: Service, wanted: Sequence[Line]) -> list[Line]:
    here = Location.objects.filter(organisation_id=row.organisation_id)
    changing.known(here, [line["location"] for line in wanted], "locations")
    return [
        {"location_id": line["location"], "description": line.get("description", "")}
        for line in wanted
    ]


def _schedules(row: Service, wanted: Sequence[Line]) -> list[Line]:
    at = any(line.get("location") for line in wanted)
    places = dict(row.location_rows.values_list("location_id", "pk")) if at else {}
    lines: list[Line] = []
    for line in wanted:
        fields = dict(line)
        location = fields.pop("location", None)
        if location is not None and location not in places:
            text = _("Op deze locatie is de dienst er niet.")
            raise Invalid(faults=[Fault("schedules", text)])
        lines.append(fields | {"at_location_id": places.get(location)})
    return lines
