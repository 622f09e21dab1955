"""What may stand in the directory twice, with why; what was decided, and what was merged."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core import likeness
from bundel.core.likeness import Likeness, Sign
from bundel.errors import NotFound
from bundel.network import rights
from bundel.network.mergeable import FIELDS, MODELS
from bundel.network.models import (
    Kind,
    Location,
    Merge,
    Organisation,
    Pair,
    Phone,
    Service,
    ServiceArea,
    Verdict,
)

MANAGE = "network.manage"
MOST = 100
MOST_MERGES = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two rows that may be one."""

    kind: str
    left_id: uuid.UUID
    right_id: uuid.UUID
    left: str
    right: str
    owner: str
    likeness: Likeness | None
    # What somebody said of it: empty while nobody did.
    verdict: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two rows differ, as people read it."""

    name: str
    label: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Two rows side by side."""

    kind: str
    left_id: uuid.UUID
    right_id: uuid.UUID
    left: str
    right: str
    likeness: Likeness
    differences: tuple[Difference, ...]
    verdict: str
    # Rows of two partners cannot be made one.
    is_of_one: bool


@dataclass(frozen=True, slots=True)
class MergeView:
    """What was merged, and can be undone."""

    id: uuid.UUID
    kind: str
    kept: str
    kept_id: uuid.UUID
    moved: int
    at: datetime
    by_name: str
    undone_at: datetime | None


def suggestions(*, actor: Actor, kind: str) -> list[Suggestion]:
    """
    Return the pairs of one kind that may be one, the most alike first. At most five queries.

    What somebody called different is left out; what is not sure stays.

    Raises:
        NotFound: if there is no such kind.
    """
    permissions.require(actor, MANAGE)
    signs, names, owners = _signs(actor, kind)
    decided = {
        (pair.left_id, pair.right_id): pair
        for pair in Pair.objects.filter(municipality_id=actor.municipality_id, kind=kind)
    }
    found = []
    for one, other, alike in likeness.pairs(signs):
        left, right = sorted((uuid.UUID(one.id), uuid.UUID(other.id)))
        pair = decided.get((left, right))
        if pair and pair.verdict == Verdict.DIFFERENT:
            continue
        found.append(_suggestion(kind, left, right, names, owners, alike, pair))
    return found[:MOST]


def called_different(*, actor: Actor, kind: str) -> list[Suggestion]:
    """Return the pairs that somebody called different, the latest first. At most four queries."""
    permissions.require(actor, MANAGE)
    _found, names, owners = _signs(actor, kind)
    rows = Pair.objects.filter(
        municipality_id=actor.municipality_id, kind=kind, verdict=Verdict.DIFFERENT
    ).order_by("-decided_at")[:MOST]
    return [
        _suggestion(kind, pair.left_id, pair.right_id, names, owners, None, pair)
        for pair in rows
        if pair.left_id in names and pair.right_id in names
    ]


def pair_view(*, actor: Actor, kind: str, one_id: uuid.UUID, other_id: uuid.UUID) -> PairView:
    """
    Return two rows with what differs.

    Raises:
        NotFound: if one of them is not there, or was merged.
    """
    permissions.require(actor, MANAGE)
    signs, names, _owners = _signs(actor, kind)
    by_id = {uuid.UUID(sign.id): sign for sign in signs}
    left, right = sorted((one_id, other_id))
    if left not in by_id or right not in by_id or left == right:
        raise NotFound
    rows = MODELS[kind]._default_manager.in_bulk([left, right])
    pair = Pair.objects.filter(kind=kind, left_id=left, right_id=right).first()
    differences = [
        Difference(
            name, saving.label(rows[left], name), _read(rows[left], name), _read(rows[right], name)
        )
        for name in FIELDS[kind]
    ]
    return PairView(
        kind,
        left,
        right,
        names[left],
        names[right],
        likeness.compare(by_id[left], by_id[right]),
        tuple(one for one in differences if one.left != one.right),
        pair.verdict if pair else "",
        by_id[left].owner == by_id[right].owner,
    )


def merges(*, actor: Actor) -> list[MergeView]:
    """Return what was merged, the latest first. At most five queries."""
    permissions.require(actor, MANAGE)
    rows = list(Merge.objects.filter(municipality_id=actor.municipality_id)[:MOST_MERGES])
    names: dict[uuid.UUID, str] = {}
    for kind, model in MODELS.items():
        ids = [row.kept_id for row in rows if row.kind == kind]
        if ids:
            names |= dict(model._default_manager.filter(pk__in=ids).values_list("pk", "name"))
    return [
        MergeView(
            row.pk,
            row.kind,
            names.get(row.kept_id, _("intussen verwijderd")),
            row.kept_id,
            len(row.moved["rows"]),
            row.at,
            row.by_name,
            row.undone_at,
        )
        for row in rows
    ]


def _suggestion(
    kind: str,
    left: uuid.UUID,
    right: uuid.UUID,
    names: Mapping[uuid.UUID, str],
    owners: Mapping[uuid.UUID, str],
    alike: Likeness | None,
    pair: Pair | None,
) -> Suggestion:
    owner = " / ".join(dict.fromkeys(filter(None, (owners.get(left), owners.get(right)))))
    return Suggestion(
        kind,
        left,
        right,
        names[left],
        names[right],
        owner,
        alike,
        pair.verdict if pair else "",
        pair.decided_by if pair else "",
    )


def _read(row: object, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name.removesuffix("_id"))
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return saving.shown(value if isinstance(value, str) or value is None else str(value))


Signs = tuple[list[Sign], dict[uuid.UUID, str], dict[uuid.UUID, str]]


def _signs(actor: Actor, kind: str) -> Signs:
    """Return what tells the rows of a kind apart, with their names and their partners' names."""
    if kind not in _READERS:
        raise NotFound
    return _READERS[kind](actor)


def _organisations(actor: Actor) -> Signs:
    rows = list(rights.organisations_of(actor))
    phones = _phones("organisation_id", rights.organisations_of(actor))
    doors = defaultdict(set)
    for owner, code, street in Location.objects.filter(
        municipality_id=actor.municipality_id
    ).values_list("organisation_id", "postal_code", "address"):
        doors[owner].add(likeness.plain_address(code, street))
    signs = [
        Sign(
            str(row.pk),
            (row.name, row.alternate_name),
            emails=_some([row.email.casefold()]),
            phones=_some(phones[row.pk]),
            sites=_some([likeness.site_of(row.url), likeness.site_of(row.email)]),
            addresses=_some(doors[row.pk]),
        )
        for row in rows
    ]
    return signs, {row.pk: row.name for row in rows}, {}


def _services(actor: Actor) -> Signs:
    here = Service.objects.filter(
        municipality_id=actor.municipality_id,
        archived_at=None,
        merged_into=None,
        organisation__archived_at=None,
        organisation__merged_into=None,
    )
    rows = list(here.select_related("organisation"))
    phones = _phones("service_id", here)
    areas: dict[uuid.UUID, set[str]] = defaultdict(set)
    for service, area in ServiceArea.objects.filter(service__in=here).values_list(
        "service_id", "area_id"
    ):
        areas[service].add(str(area))
    signs = [
        Sign(
            str(row.pk),
            (row.name, row.alternate_name),
            emails=_some([row.email.casefold()]),
            phones=_some(phones[row.pk]),
            sites=_some([row.url.casefold().rstrip("/")]),
            areas=_some(areas[row.pk]),
            owner=str(row.organisation_id),
        )
        for row in rows
    ]
    names = {row.pk: row.name for row in rows}
    return signs, names, {row.pk: row.organisation.name for row in rows}


def _locations(actor: Actor) -> Signs:
    here = Location.objects.filter(
        municipality_id=actor.municipality_id,
        organisation__archived_at=None,
        organisation__merged_into=None,
    )
    rows = list(here.select_related("organisation"))
    signs = [
        Sign(
            str(row.pk),
            (row.name,),
            addresses=_some([likeness.plain_address(row.postal_code, row.address)]),
            areas=_some([str(row.area_id or "")]),
            owner=str(row.organisation_id),
        )
        for row in rows
    ]
    names = {row.pk: row.name for row in rows}
    return signs, names, {row.pk: row.organisation.name for row in rows}


def _contacts(actor: Actor) -> Signs:
    """Only contacts that the actor may see, and who still work there."""
    here = rights.contacts_of(actor).filter(left_date=None, organisation__archived_at=None)
    rows = list(here.filter(organisation__merged_into=None).select_related("organisation"))
    signs = [
        Sign(
            str(row.pk),
            (row.name,),
            emails=_some([row.email.casefold()]),
            phones=_some([likeness.plain_phone(row.phone)]),
            owner=str(row.organisation_id),
        )
        for row in rows
    ]
    names = {row.pk: row.name for row in rows}
    return signs, names, {row.pk: row.organisation.name for row in rows}


def _phones(
    owner: str, rows: QuerySet[Organisation] | QuerySet[Service]
) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for pk, number in Phone.objects.filter(**{f"{owner}__in": rows.values("pk")}).values_list(
        owner, "number"
    ):
        found[pk].add(likeness.plain_phone(number))
    return found


def _some(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value for value in values if value)


_READERS: Mapping[str, Callable[[Actor], Signs]] = {
    Kind.ORGANISATION: _organisations,
    Kind.SERVICE: _services,
    Kind.LOCATION: _locations,
    Kind.CONTACT: _contacts,
}
