"""Coverage: with which needs nobody helps where, and what hangs on one partner."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Subquery
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.many import Row, rows_of
from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area, AreaKind
from bundel.core.coverage import Cell, Cover, Offer
from bundel.network import rights
from bundel.network.models import (
    Organisation,
    OrganisationState,
    Room,
    Service,
    ServiceArea,
    ServiceLanguage,
    ServiceStatus,
    ServiceTerm,
    Taxonomy,
    Term,
)

VIEW = "network.view"
# Who says nothing of languages helps in Dutch.
USUAL_LANGUAGE = "nl"
# More districts than this are counted instead of named.
MOST_NAMED = 3
FILTERED = (Taxonomy.TENURE, Taxonomy.HEAT_SOURCE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom somebody looks; empty is for anybody."""

    language: str = ""
    tenure: str = ""
    heat_source: str = ""
    with_room: bool = False
    # The code of the city part of which the districts are looked at one by one.
    part: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One or more areas in one column; a city part can be opened."""

    code: str
    name: str
    areas: tuple[str, ...]
    can_open: bool


@dataclass(frozen=True, slots=True)
class NeedCell:
    """A cell with its column, and the one partner by name where there is no other."""

    column: Column
    cell: Cell
    only: str


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need with its cells, in the order of the columns."""

    code: str
    name: str
    cells: tuple[NeedCell, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A need for which, somewhere, nobody helps or one partner only."""

    need: str
    name: str
    area: str
    where: str
    residents: int
    only: str = ""
    only_id: uuid.UUID | None = None

    @property
    def key(self) -> str:
        """What tells this gap from others, also next month."""
        return f"{self.need}/{self.area}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who helps with what where, and the two lists that ask for an act."""

    rows: tuple[NeedRow, ...]
    columns: tuple[Column, ...]
    nobody: tuple[Gap, ...]
    alone: tuple[Gap, ...]
    services: int
    # The city part that is open, by name.
    part: str = ""


@dataclass(frozen=True, slots=True)
class _Map:
    """The areas of the newest year, as columns count them."""

    municipality: str
    names: Mapping[str, str]
    residents: Mapping[str, int]
    parents: Mapping[str, str]
    columns: tuple[Column, ...]

    @property
    def leaves(self) -> tuple[str, ...]:
        """The areas in which is counted, of all columns."""
        return tuple(code for column in self.columns for code in column.areas)


@dataclass(frozen=True, slots=True)
class _Read:
    """What is counted, as rows of values."""

    municipality: list[Row]
    areas: list[Row]
    needs: list[Row]
    services: list[Row]
    terms: list[Row]
    service_areas: list[Row]
    languages: list[Row]


def coverage(*, actor: Actor, wanted: Wanted, today: date) -> Coverage:
    """
    Return who helps with which need in each city part, or in each district of one. Two queries.

    Raises:
        NotAllowed: if the actor does not see the network.
    """
    permissions.require(actor, VIEW)
    read = _read(actor, wanted, today)
    here = _map(read)
    opened = next((c for c in here.columns if c.code == wanted.part and c.can_open), None)
    columns = _districts(here, opened) if opened else here.columns
    offers = _offers(read, wanted)
    cover = Cover(offers, here.leaves, here.parents)
    names = _names(offers)
    needs = read.needs
    return Coverage(
        rows=tuple(_row(need, name, columns, cover, names) for need, name in needs),
        columns=tuple(columns),
        nobody=_sorted(gap for need in needs for gap in _gaps(need, here, columns, cover, {})),
        alone=_sorted(gap for need in needs for gap in _gaps(need, here, columns, cover, names)),
        services=len(offers),
        part=opened.name if opened else "",
    )


def empty_cells(*, actor: Actor, today: date) -> int:
    """
    Return how many needs there are with which nobody helps in at least one area. One query.

    Raises:
        NotAllowed: if the actor does not see the network.
    """
    permissions.require(actor, VIEW)
    read = _read(actor, Wanted(), today)
    here = _map(read)
    cover = Cover(_offers(read, Wanted()), here.leaves, here.parents)
    return sum(
        any(not cover.place(need, area).partners for area in here.leaves)
        for need, _name in read.needs
    )


def _row(
    need: str, name: str, columns: Sequence[Column], cover: Cover, names: Mapping[str, str]
) -> NeedRow:
    cells = ((column, cover.cell(need, column.areas)) for column in columns)
    return NeedRow(
        need,
        name,
        tuple(NeedCell(column, cell, names.get(cell.only, "")) for column, cell in cells),
    )


def _gaps(
    need: tuple[str, str],
    here: _Map,
    columns: Sequence[Column],
    cover: Cover,
    names: Mapping[str, str],
) -> Iterator[Gap]:
    """
    Return where nobody helps with a need; with names, where one partner only does.

    Areas that share it are told as the largest area that holds just them.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for area in (area for column in columns for area in column.areas):
        partners = cover.place(need[0], area).partners
        if len(partners) == (1 if names else 0):
            found[next(iter(partners), "")].append(area)
    for only, areas in found.items():
        for area, where, within in _told(areas, here, columns):
            residents = sum(here.residents.get(code, 0) for code in within)
            only_id = uuid.UUID(only) if only else None
            yield Gap(*need, area, where, residents, names.get(only, ""), only_id)


def _told(
    areas: Sequence[str], here: _Map, columns: Sequence[Column]
) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Return areas in words, with the code of what holds them and the areas themselves."""
    if set(areas) == set(here.leaves):
        yield "*", here.municipality, areas
        return
    for column in columns:
        within = [area for area in column.areas if area in areas]
        if len(within) == len(column.areas):
            yield column.code, column.name, within
        elif within:
            code = within[0] if len(within) == 1 else column.code
            yield code, _words(within, column, here), within


def _words(within: Sequence[str], column: Column, here: _Map) -> str:
    """Name a few districts; of many only how many there are."""
    if len(within) <= MOST_NAMED:
        return ", ".join(here.names[area] for area in within)
    return _("%(area)s, %(count)s van %(all)s wijken") % {
        "area": column.name,
        "count": len(within),
        "all": len(column.areas),
    }


def _sorted(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Return the gaps in which most residents live first."""
    return tuple(sorted(gaps, key=lambda gap: (-gap.residents, gap.name, gap.where)))


def _read(actor: Actor, wanted: Wanted, today: date) -> _Read:
    """Return all that is counted. One query."""
    here = {"municipality_id": actor.municipality_id}
    areas = Area.objects.filter(**here)
    newest = areas.order_by("-year").values("year")[:1]
    services = _services(actor, wanted, today)
    spoken = ServiceLanguage.objects.filter(service__in=services)
    needs = Term.objects.filter(**here, taxonomy=Taxonomy.NEED, is_active=True)
    terms = ServiceTerm.objects.filter(
        service__in=services, term__taxonomy__in=(Taxonomy.NEED, *FILTERED)
    )
    return _Read(
        *rows_of(
            Municipality.objects.filter(pk=actor.municipality_id).values_list("name"),
            areas.filter(year=Subquery(newest))
            .order_by("code")
            .values_list("code", "name", "kind", "parent__code", "residents"),
            needs.order_by("position", "name").values_list("code", "name"),
            services.values_list("pk", "organisation_id", "room"),
            terms.values_list("service", "term__taxonomy", "term__code"),
            ServiceArea.objects.filter(service__in=services).values_list("service", "area__code"),
            (spoken if wanted.language else spoken.none()).values_list("service", "code"),
        )
    )


def _map(read: _Read) -> _Map:
    municipality, rows = read.municipality[0][0], read.areas
    names = {code: name for code, name, *_rest in rows}
    districts = [code for code, _of, kind, *_rest in rows if kind == AreaKind.DISTRICT]
    parts = [code for code, _of, kind, *_rest in rows if kind == AreaKind.CITY_PART]
    parents = {code: parent for code, _of, _kind, parent, _residents in rows if parent}
    columns = [
        Column(part, names[part], tuple(own) or (part,), bool(own))
        for part in parts
        for own in [[code for code in districts if parents.get(code) == part]]
    ]
    columns += [
        Column(code, names[code], (code,), False)
        for code in districts
        if parents.get(code) not in parts
    ]
    return _Map(
        municipality,
        names | {"*": municipality},
        {code: residents or 0 for code, _of, _kind, _parent, residents in rows},
        parents,
        tuple(columns) or (Column("*", municipality, ("*",), False),),
    )


def _districts(here: _Map, opened: Column) -> list[Column]:
    return [Column(code, here.names[code], (code,), False) for code in opened.areas]


def _services(actor: Actor, wanted: Wanted, today: date) -> QuerySet[Service]:
    given = rights.services_of(actor, today=today).filter(status=ServiceStatus.ACTIVE)
    given = given.exclude(organisation__state=OrganisationState.PAUSED)
    return given.filter(room=Room.YES) if wanted.with_room else given


def _offers(read: _Read, wanted: Wanted) -> list[Offer]:
    """Return what partners offer to whom is wanted."""
    terms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for service, taxonomy, code in read.terms:
        terms[service, taxonomy].add(code)
    areas: dict[str, set[str]] = defaultdict(set)
    for service, code in read.service_areas:
        areas[service].add(code)
    spoken: dict[str, set[str]] = defaultdict(set)
    for service, code in read.languages:
        spoken[service].add(code)
    return [
        Offer(
            organisation,
            tuple(terms[service, Taxonomy.NEED]),
            frozenset(areas[service]),
            room == Room.YES,
        )
        for service, organisation, room in read.services
        if terms[service, Taxonomy.NEED]
        and _fits(terms[service, Taxonomy.TENURE], wanted.tenure)
        and _fits(terms[service, Taxonomy.HEAT_SOURCE], wanted.heat_source)
        and _speaks(spoken[service], wanted.language)
    ]


def _fits(codes: set[str], asked: str) -> bool:
    """Tell whether a service is for what is asked; what says nothing is for all."""
    return not asked or not codes or asked in codes


def _speaks(codes: set[str], asked: str) -> bool:
    return not asked or asked in (codes or {USUAL_LANGUAGE})


def _names(offers: Iterable[Offer]) -> dict[str, str]:
    ids = {offer.partner for offer in offers}
    rows = Organisation.objects.filter(pk__in=ids).values_list("pk", "name")
    return {str(pk): name for pk, name in rows} or {"": ""}
