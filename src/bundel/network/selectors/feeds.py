"""Sources of the directory as pages show them, and what leaves as a file."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery

from bundel.accounts import permissions
from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor, Relation
from bundel.audit import services as audit
from bundel.errors import NotAllowed, NotFound
from bundel.network.hsds import lists, package
from bundel.network.hsds.asking import Asked
from bundel.network.hsds.objects import Object, organisation_full
from bundel.network.hsds.reader import reader_of
from bundel.network.models import Feed, FeedLoad, FeedRecord

MANAGE, EXPORT = "network.manage", "network.export"
LOADS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A source in the list."""

    id: uuid.UUID
    name: str
    url: str
    licence: str
    records: int
    last_read_at: datetime | None
    version: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class LoadLine:
    """One reading of a source."""

    id: uuid.UUID
    filename: str
    read_at: datetime
    read_by: str
    taken_at: datetime | None
    refused_at: datetime | None


@dataclass(frozen=True, slots=True)
class FeedView:
    """One source with its latest readings."""

    line: FeedLine
    loads: tuple[LoadLine, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a row came from, and when it was last taken over."""

    feed: str
    licence: str
    taken_at: datetime


def feeds(*, actor: Actor) -> list[FeedLine]:
    """Return all sources. One query."""
    permissions.require(actor, MANAGE)
    last = FeedLoad.objects.filter(feed=OuterRef("pk")).order_by("-read_at").values("read_at")[:1]
    rows = Feed.objects.filter(municipality_id=actor.municipality_id)
    rows = rows.annotate(brought=Count("records"), last_read_at=Subquery(last))
    return [
        FeedLine(
            row.pk,
            row.name,
            row.url,
            row.licence,
            row.brought,
            row.last_read_at,
            row.version,
            row.is_active,
        )
        for row in rows
    ]


def feed(*, actor: Actor, feed_id: uuid.UUID) -> FeedView:
    """
    Return one source.

    Raises:
        NotFound: if there is no such source.
    """
    line = next((one for one in feeds(actor=actor) if one.id == feed_id), None)
    if line is None:
        raise NotFound
    loads = FeedLoad.objects.filter(feed_id=feed_id).defer("content")[:LOADS_SHOWN]
    return FeedView(
        line,
        tuple(
            LoadLine(one.pk, one.filename, one.read_at, one.read_by, one.taken_at, one.refused_at)
            for one in loads
        ),
    )


def load(*, actor: Actor, load_id: uuid.UUID) -> FeedLoad:
    """
    Return one reading with its source.

    Raises:
        NotFound: if there is no such reading.
    """
    permissions.require(actor, MANAGE)
    rows = FeedLoad.objects.filter(municipality_id=actor.municipality_id).select_related("feed")
    found = rows.filter(pk=load_id).first()
    if found is None:
        raise NotFound
    return found


def provenance(*, actor: Actor, object_id: uuid.UUID) -> list[Provenance]:
    """Return where a row came from; nothing for what people here wrote themselves. One query."""
    rows = FeedRecord.objects.filter(municipality_id=actor.municipality_id, object_id=object_id)
    return [
        Provenance(one.feed.name, one.feed.licence, one.taken_at)
        for one in rows.select_related("feed").order_by("-taken_at")
    ]


@transaction.atomic
def export(*, actor: Actor, municipality: Municipality, kind: str, today: date, root: str) -> bytes:
    """
    Return the directory as a file: `json`, or `csv` for a tabular package in a zip.

    Who may export only the own organisation gets only that.

    Raises:
        NotFound: if there is no such kind of file.
    """
    if kind not in {"json", "csv"}:
        raise NotFound
    relation = permissions.visible(actor, EXPORT)
    if relation is None:
        raise NotAllowed
    reader = reader_of(municipality=municipality, actor=actor, today=today, root=root)
    rows = reader.full_organisations(full_services=True)
    if relation is Relation.OWN:
        rows = rows.filter(pk__in=[actor.organisation_id] if actor.organisation_id else [])
    found: list[Object] = [organisation_full(row, reader, full_services=True) for row in rows]
    audit.record(
        actor=actor,
        action="network.export_directory",
        kind="directory",
        object_id=None,
        label=kind,
        after={"organisations": len(found)},
    )
    if kind == "json":
        return package.as_json(found)
    terms = lists.taxonomy_terms(reader, Asked(minimal=True))
    return package.as_zip(found, terms.contents)
