"""Our directory as a feed would tell it: rows by the ids of the source, in comparable values."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from bundel.areas.models import Area
from bundel.audit import saving
from bundel.network.hsds import words
from bundel.network.hsds.reading import ADDRESS, MODELS, SCALARS, Record
from bundel.network.languages import language_name
from bundel.network.models import (
    Contact,
    Feed,
    FeedRecord,
    Kind,
    Location,
    Organisation,
    Room,
    Service,
    Snapshot,
    Taxonomy,
    Term,
)

Row = Organisation | Location | Contact | Service
Key = tuple[str, str]
DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
# In which order people read the parts of a line.
SHOWN = (
    "weekday",
    "opens_at",
    "closes_at",
    "code",
    "number",
    "option",
    "amount_eur",
    "location",
    "description",
    "note",
    "valid_from_date",
    "valid_to_date",
)
ROOM = ("room", "waiting_weeks", "room_note")
PREFETCH: Mapping[str, tuple[str, ...]] = {
    Kind.ORGANISATION: ("phones",),
    Kind.LOCATION: ("phones",),
    Kind.CONTACT: (),
    Kind.SERVICE: (
        "term_rows__term",
        "area_rows__area",
        "languages",
        "location_rows",
        "schedules__at_location",
        "phones",
        "costs",
    ),
}


class Directory:
    """What we have, as one feed knows it; some queries for all of it, whatever its size."""

    def __init__(self, feed: Feed, records: Iterable[Record]) -> None:
        """Read what the feed brought before, and what stands in its place now."""
        provenance = list(FeedRecord.objects.filter(feed=feed))
        self.taken: dict[Key, uuid.UUID] = {
            (one.kind, one.external_id): one.object_id for one in provenance
        }
        # What every record was when it was taken over.
        self.digests = {
            (one.kind, one.external_id): (one.object_id, one.sha256) for one in provenance
        }
        self.taken_at = {one.object_id: one.taken_at for one in provenance}
        # Our own export that comes back: its ids are those of our rows.
        own = {_uuid(record.external_id) for record in records} - {None}
        wanted = {*self.taken.values(), *own}
        self.rows: dict[uuid.UUID, Row] = {}
        for kind, model in MODELS.items():
            rows: QuerySet[Any] = model._default_manager.filter(
                municipality_id=feed.municipality_id, pk__in=wanted
            )
            self.rows |= {row.pk: row for row in rows.prefetch_related(*PREFETCH[kind])}
        self._external = {pk: key[1] for key, pk in self.taken.items()}
        self._names = {(one.kind, one.external_id): one.name for one in records}
        here = {"municipality_id": feed.municipality_id}
        self.terms = {f"{t.taxonomy}/{t.code}": t for t in Term.objects.filter(**here)}
        self._term_names = {t.name.casefold(): key for key, t in self.terms.items()}
        self.areas = {area.code: area for area in Area.objects.filter(**here).order_by("year")}
        self._area_names = {area.name.casefold(): code for code, area in self.areas.items()}
        self._kept = self._snapshots()

    def object_of(self, kind: str, external_id: str) -> uuid.UUID | None:
        """Return our row of a record: the one it became before, or the one it came from."""
        known = self.taken.get((kind, external_id))
        if known in self.rows:
            return known
        own = _uuid(external_id)
        return own if own and isinstance(self.rows.get(own), MODELS[kind]) else None

    def theirs(self, record: Record) -> tuple[dict[str, Any], list[str]]:
        """Return the values of a record that we can keep, and the words that we do not know."""
        values, unknown = dict(record.values), list[str]()
        if record.kind == Kind.ORGANISATION:
            kind = values.pop("kind")
            keys = self._known_terms([kind] if kind else [], (Taxonomy.ORGANISATION_KIND,), unknown)
            values["kind"] = next(iter(keys), "")
        if record.kind == Kind.LOCATION:
            values["area"] = self._area_names.get(values["area"].casefold(), "")
        if record.kind == Kind.SERVICE:
            values["terms"] = self._known_terms(values["terms"], words.OF_SERVICE, unknown)
            values["areas"] = self._known_areas(values["areas"], unknown)
            if not values["room"]:
                # A source that does not tell of room leaves ours as it is.
                values = {k: v for k, v in values.items() if k not in ROOM}
            if not values["contact"]:
                # People are often kept out of a feed; who is known here stays.
                del values["contact"]
        return {name: _ordered(value) for name, value in values.items()}, unknown

    def _known_terms(
        self, given: list[dict[str, str]], lists: Iterable[str], unknown: list[str]
    ) -> list[str]:
        found: list[str] = []
        for one in given:
            keys = [f"{one['taxonomy']}/{one['code']}"] if one["taxonomy"] else []
            keys += [f"{name}/{one['code']}" for name in lists]
            keys.append(self._term_names.get(one["name"].casefold(), ""))
            known = (k for k in keys if k in self.terms and self.terms[k].taxonomy in lists)
            key = next(known, "")
            (found if key else unknown).append(key or one["name"] or one["code"])
        return sorted(set(found))

    def _known_areas(self, given: list[dict[str, str]], unknown: list[str]) -> list[str]:
        found: list[str] = []
        for one in given:
            code = one["code"] if one["code"] in self.areas else ""
            code = code or self._area_names.get(one["name"].casefold(), "")
            (found if code else unknown).append(code or one["name"] or one["code"])
        return sorted(set(found))

    def ours(self, object_id: uuid.UUID) -> dict[str, Any]:
        """Return our row in the same values, with the ids of the source where it has one."""
        row = self.rows[object_id]
        kind = next(kind for kind, model in MODELS.items() if isinstance(row, model))
        values = {name: getattr(row, name) for name in SCALARS[kind]}
        if isinstance(row, Organisation):
            values["kind"] = self._term_key(row.kind_id)
        else:
            values["organisation"] = self._id(row.organisation_id)
        if isinstance(row, Location):
            values |= {name: getattr(row, name) for name in (*ADDRESS, "accessibility")}
            values["area"] = self._area_code(row.area_id)
        if isinstance(row, Contact):
            values["phone"] = row.phone
        else:
            values["phones"] = _lines(row.phones.all(), "number", "description")
        if isinstance(row, Service):
            values |= self._of_service(row)
        return {name: _ordered(value) for name, value in values.items()}

    def _of_service(self, row: Service) -> dict[str, Any]:
        return {
            "room": "" if row.room == Room.UNKNOWN else row.room,
            "waiting_weeks": row.waiting_weeks,
            "income_limit_pct": row.income_limit_pct,
            "needs_agreement": row.needs_agreement,
            "contact": self._id(row.contact_id) if row.contact_id else "",
            "terms": sorted(f"{r.term.taxonomy}/{r.term.code}" for r in row.term_rows.all()),
            "areas": sorted(r.area.code for r in row.area_rows.all()),
            "languages": _lines(row.languages.all(), "code", "note"),
            "locations": [
                {"location": self._id(at.location_id), "description": at.description}
                for at in row.location_rows.all()
            ],
            "schedules": [
                {
                    "weekday": one.weekday,
                    "opens_at": one.opens_at and one.opens_at.isoformat("minutes"),
                    "closes_at": one.closes_at and one.closes_at.isoformat("minutes"),
                    "location": self._id(one.at_location.location_id) if one.at_location else "",
                    "valid_from_date": saving.plain(one.valid_from_date),
                    "valid_to_date": saving.plain(one.valid_to_date),
                    "note": one.note,
                }
                for one in row.schedules.all()
            ],
            "costs": [
                {
                    "option": one.option,
                    "amount_eur": None if one.amount_eur is None else f"{one.amount_eur:.2f}",
                    "description": one.description,
                }
                for one in row.costs.all()
            ],
        }

    def _id(self, pk: uuid.UUID) -> str:
        return self._external.get(pk, str(pk))

    def _term_key(self, pk: uuid.UUID | None) -> str:
        return next((key for key, term in self.terms.items() if term.pk == pk), "")

    def _area_code(self, pk: uuid.UUID | None) -> str:
        return next((code for code, area in self.areas.items() if area.pk == pk), "")

    def _snapshots(self) -> dict[uuid.UUID, list[tuple[datetime, Mapping[str, Any]]]]:
        kept: dict[uuid.UUID, list[tuple[datetime, Mapping[str, Any]]]] = {}
        rows = Snapshot.objects.filter(object_id__in=self.taken_at).order_by("number")
        for object_id, at, data in rows.values_list("object_id", "at", "data"):
            kept.setdefault(object_id, []).append((at, data))
        return kept

    def changed_here(self, object_id: uuid.UUID) -> set[str]:
        """Return the fields that people here changed since the feed was last taken over."""
        kept = self._kept.get(object_id, [])
        taken_at = self.taken_at.get(object_id)
        then = [data for at, data in kept if taken_at is not None and at <= taken_at]
        if not then:
            return set()
        now = kept[-1][1]
        names = {name for name in now if then[-1].get(name) != now[name]}
        return {name.removesuffix("_id") for name in names}

    def shown(self, name: str, value: Any) -> str:
        """Return a value as people read it."""
        if isinstance(value, list):
            return "; ".join(self._line(name, one) for one in value)
        if isinstance(value, bool) or value is None:
            return saving.shown(value)
        if name == "kind":
            return str(self.terms.get(value, ""))
        if name == "area":
            return str(self.areas.get(value, ""))
        if name in {"organisation", "contact"}:
            kind = Kind.ORGANISATION if name == "organisation" else Kind.CONTACT
            return self._named(kind, value)
        return str(value)

    def _named(self, kind: str, external_id: str) -> str:
        row = self.rows.get(self.object_of(kind, external_id) or uuid.UUID(int=0))
        return str(row or self._names.get((kind, external_id), ""))

    def _line(self, name: str, one: Any) -> str:
        if name == "terms":
            return str(self.terms[one])
        if name == "areas":
            return str(self.areas[one])
        line = dict(one)
        if name == "languages":
            line["code"] = language_name(one["code"])
        if "location" in line:
            line["location"] = self._named(Kind.LOCATION, one["location"])
        if "weekday" in line:
            line["weekday"] = DAYS[one["weekday"] - 1]
        told = [str(line[part]) for part in SHOWN if line.get(part)]
        return " ".join(told)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _lines(rows: Iterable[Any], *names: str) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in names} for row in rows]


def _ordered(value: Any) -> Any:
    """Return a value in which order says nothing: lists of lines are sorted."""
    if isinstance(value, list):
        return sorted(value, key=str) if value and isinstance(value[0], str) else _sorted(value)
    if value is not None and not isinstance(value, str | bool | int):
        return saving.plain(value) if hasattr(value, "as_tuple") else str(value)
    return value


def _sorted(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    plain = [{name: line[name] for name in sorted(line)} for line in lines]
    return sorted(plain, key=lambda line: [str(v) for v in line.values()])
