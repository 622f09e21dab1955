"""The lists and records of /hsds/v3: filtered, cut in pages, and written as the standard has it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from bundel.errors import NotFound
from bundel.network.hsds import objects, words
from bundel.network.hsds.asking import Asked
from bundel.network.hsds.objects import Object
from bundel.network.hsds.reader import Reader
from bundel.network.models import Room, Service, Term


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list, in the envelope of the standard."""

    total: int
    asked: Asked
    contents: Sequence[Object]

    def as_object(self) -> Object:
        """Return the envelope."""
        pages = max(1, -(-self.total // self.asked.size))
        return {
            "total_items": self.total,
            "total_pages": pages,
            "page_number": self.asked.page,
            "size": len(self.contents),
            "first_page": self.asked.page == 1,
            "last_page": self.asked.page >= pages,
            "empty": not self.contents,
            "contents": list(self.contents),
        }


def services(reader: Reader, asked: Asked) -> Page:
    """Return a page of services: minimal, with what is one to one, or full."""
    is_full = asked.full and not asked.minimal
    rows = reader.full_services() if is_full else reader.basic_services()
    rows = _text(rows, asked, "name", "alternate_name", "description", "organisation__name")
    rows = rows.filter(_by_terms(asked, ""))
    if asked.organization_id:
        rows = rows.filter(organisation_id=asked.organization_id)
    if asked.modified_after:
        rows = rows.filter(changed_at__gte=asked.modified_after)
    if asked.minimal:
        plain = rows.select_related(None).only("pk", "changed_at", "name")
        return _page(plain, asked, objects.service_minimal)
    write = objects.service_full if is_full else objects.service_basic
    return _page(rows, asked, lambda row: write(row, reader))


def service(reader: Reader, id_: uuid.UUID) -> Object:
    """Return one service, full."""
    return objects.service_full(_one(reader.full_services(), id_), reader)


def organizations(reader: Reader, asked: Asked) -> Page:
    """Return a page of organisations: with what is one to one, or full."""
    rows = reader.basic_organisations()
    if asked.full:
        rows = reader.full_organisations(full_services=asked.full_service)
    rows = _text(rows, asked, "name", "alternate_name", "description")
    rows = rows.filter(_of_kind(asked))
    if asked.modified_after:
        rows = rows.filter(changed_at__gte=asked.modified_after)
    if not asked.full:
        return _page(rows, asked, lambda row: objects.organisation_basic(row, reader))
    return _page(
        rows,
        asked,
        lambda row: objects.organisation_full(row, reader, full_services=asked.full_service),
    )


def organization(reader: Reader, id_: uuid.UUID, asked: Asked) -> Object:
    """Return one organisation with its services."""
    rows = reader.full_organisations(full_services=asked.full_service)
    return objects.organisation_full(_one(rows, id_), reader, full_services=asked.full_service)


def service_at_locations(reader: Reader, asked: Asked) -> Page:
    """Return a page of services at their locations."""
    rows = _text(
        reader.places(full=asked.full),
        asked,
        "service__name",
        "service__description",
        "location__name",
        "location__address",
    )
    rows = rows.filter(_by_terms(asked, "service__"))
    if asked.organization_id:
        rows = rows.filter(service__organisation_id=asked.organization_id)
    if asked.modified_after:
        rows = rows.filter(service__changed_at__gte=asked.modified_after)
    if asked.postcode:
        # Written with a space or without.
        code = asked.postcode.replace(" ", "")
        spaced = f"{code[:4]} {code[4:]}".strip()
        rows = rows.filter(
            Q(location__postal_code__istartswith=code)
            | Q(location__postal_code__istartswith=spaced)
        )
    write = objects.place_full if asked.full else objects.place_basic
    return _page(rows, asked, lambda row: write(row, reader))


def service_at_location(reader: Reader, id_: uuid.UUID) -> Object:
    """Return one service at one location, full."""
    return objects.place_full(_one(reader.places(full=True), id_), reader)


def taxonomies(asked: Asked) -> Page:
    """Return a page of our lists of words."""
    found = [objects.taxonomy(code) for code in sorted(words.TAXONOMIES)]
    sought = asked.search.casefold()
    found = [one for one in found if sought in f"{one['name']} {one['description']}".casefold()]
    return _cut(found, asked)


def taxonomy(id_: uuid.UUID) -> Object:
    """Return one list of words."""
    code = words.TAXONOMY_OF_ID.get(str(id_))
    if code is None:
        raise NotFound
    return objects.taxonomy(code)


def taxonomy_terms(reader: Reader, asked: Asked) -> Page:
    """Return a page of the words of all lists, or of one."""
    rows = Term.objects.filter(municipality_id=reader.municipality_id, is_active=True)
    terms = [objects.taxonomy_term(one) for one in rows]
    terms += [objects.taxonomy_term(one) for one in words.FIXED]
    if asked.taxonomy_id:
        terms = [one for one in terms if one["taxonomy_id"] == str(asked.taxonomy_id)]
    if asked.parent_id:
        terms = [one for one in terms if one.get("parent_id") == str(asked.parent_id)]
    if asked.top_only:
        terms = [one for one in terms if "parent_id" not in one]
    sought = asked.search.casefold()
    terms = [one for one in terms if sought in f"{one['name']} {one['description']}".casefold()]
    return _cut(sorted(terms, key=lambda one: (one["taxonomy"], one["code"])), asked)


def taxonomy_term(reader: Reader, id_: uuid.UUID) -> Object:
    """Return one word of a list."""
    fixed = next((one for one in words.FIXED if one.id == id_), None)
    if fixed is not None:
        return objects.taxonomy_term(fixed)
    rows = Term.objects.filter(municipality_id=reader.municipality_id, is_active=True)
    return objects.taxonomy_term(_one(rows, id_))


def _one(rows: QuerySet[Any], id_: uuid.UUID) -> Any:
    found = rows.filter(pk=id_).first()
    if found is None:
        raise NotFound
    return found


def _text(rows: QuerySet[Any], asked: Asked, *names: str) -> QuerySet[Any]:
    """Keep the rows in which every word that is sought stands somewhere."""
    for word in asked.search.split():
        somewhere = Q()
        for name in names:
            somewhere |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(somewhere)
    return rows


def _by_terms(asked: Asked, path: str) -> Q:
    """Return which services have a word of a list, or any word of it."""
    services = Service.objects.all()
    if asked.taxonomy_id:
        services = services.filter(_in_list(asked.taxonomy_id))
    if asked.taxonomy_term_id:
        services = services.filter(_with_term(asked.taxonomy_term_id))
    if not asked.taxonomy_id and not asked.taxonomy_term_id:
        return Q()
    return Q(**{f"{path}pk__in": services.order_by().values("pk")})


def _in_list(taxonomy_id: uuid.UUID) -> Q:
    match words.TAXONOMY_OF_ID.get(str(taxonomy_id)):
        case words.ROOM:
            return ~Q(room=Room.UNKNOWN)
        case words.ELIGIBILITY:
            return Q(income_limit_pct__isnull=False)
        case words.SIGHT:
            return Q(needs_agreement=True)
        case code:
            return Q(term_rows__term__taxonomy=code or "")


def _with_term(term_id: uuid.UUID) -> Q:
    fixed = next((one for one in words.FIXED if one.id == term_id), None)
    if fixed is None:
        return Q(term_rows__term_id=term_id)
    if fixed.taxonomy == words.ROOM:
        return Q(room=fixed.code)
    return _in_list(words.taxonomy_id(fixed.taxonomy))


def _of_kind(asked: Asked) -> Q:
    kinds = Q()
    if asked.taxonomy_id:
        kinds &= Q(kind__taxonomy=words.TAXONOMY_OF_ID.get(str(asked.taxonomy_id), ""))
    if asked.taxonomy_term_id:
        kinds &= Q(kind_id=asked.taxonomy_term_id)
    return kinds


def _page(rows: QuerySet[Any], asked: Asked, write: Callable[[Any], Object]) -> Page:
    total = rows.order_by().count()
    start = (asked.page - 1) * asked.size
    found = rows[start : start + asked.size] if start < total else ()
    return Page(total, asked, [write(row) for row in found])


def _cut(found: Sequence[Object], asked: Asked) -> Page:
    start = (asked.page - 1) * asked.size
    return Page(len(found), asked, found[start : start + asked.size])
