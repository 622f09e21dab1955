"""The book against the database: what stands there, what would change, and taking it over."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q

from bundel.areas.models import Area
from bundel.programme.exchange.book import Book, Key, Row, Rows
from bundel.programme.exchange.sheets import AREAS, SHEETS, Sheet
from bundel.programme.models import Initiative, LevelHours, LevelMoney, Reach

BATCH_ROWS = 1000
USED_BY_ARCHIVED: dict[str, tuple[tuple[type[Model], str], ...]] = {
    "Pools": ((LevelHours, "pool"),),
    "Geldbronnen": ((LevelMoney, "fund"),),
    "Maatregelgroepen": ((Reach, "group"),),
}


@dataclass(frozen=True, slots=True)
class SheetDifference:
    """One row that is new, changed or gone; `fields` says what changed from what to what."""

    sheet: str
    key: str
    kind: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Stored:
    """The programme as it stands, with the identity of each row."""

    book: Book
    ids: dict[str, dict[Key, uuid.UUID]] = field(default_factory=dict)
    versions: dict[uuid.UUID, int] = field(default_factory=dict)


def load(municipality_id: uuid.UUID) -> Stored:
    """Return the whole programme of a municipality as a book. One query a sheet, one for areas."""
    stored = Stored(Book())
    for sheet in SHEETS:
        stored.book.sheets[sheet.name] = _load_sheet(sheet, municipality_id, stored)
    areas = Area.objects.filter(municipality_id=municipality_id).order_by("year")
    # Of a code with several years the newest counts.
    stored.ids[AREAS] = {(code,): pk for code, pk in areas.values_list("code", "id")}
    return stored


def _load_sheet(sheet: Sheet, municipality_id: uuid.UUID, stored: Stored) -> Rows:
    paths = [column.path for column in sheet.columns]
    here = Q(municipality_id=municipality_id)
    for archived in sheet.archived:
        here &= Q(**{f"{archived}__isnull": True})
    order = [column.path for column in sheet.columns if column.name in sheet.key]
    found = sheet.model._default_manager.filter(here).order_by(*order)
    rows: Rows = {}
    ids = stored.ids.setdefault(sheet.name, {})
    for pk, version, *values in found.values_list("id", "version", *paths):
        named = {
            column.name: tuple(value) if isinstance(value, list) else value
            for column, value in zip(sheet.columns, values, strict=True)
        }
        key = tuple(named[name] for name in sheet.key)
        rows[key] = Row(0, named)
        ids[key] = pk
        stored.versions[pk] = version
    return rows


def departments_in_use(municipality_id: uuid.UUID) -> set[str]:
    """Return the codes of departments that a removed initiative still belongs to. One query."""
    removed = Initiative.objects.filter(municipality_id=municipality_id, archived_at__isnull=False)
    return set(removed.values_list("department__code", flat=True))


def differences(stored: Book, wanted: Book) -> list[SheetDifference]:
    """Return, sheet by sheet, what taking the wanted book over would change."""
    found: list[SheetDifference] = []
    for sheet in SHEETS:
        if sheet.name not in wanted.sheets:
            continue
        old, new = stored.sheets[sheet.name], wanted.sheets[sheet.name]
        found += [_difference(sheet, key, "new") for key in new if key not in old]
        found += [
            _difference(sheet, key, "changed", _changed(old[key], new[key]))
            for key in new
            if key in old and old[key].values != new[key].values
        ]
        found += [_difference(sheet, key, "gone") for key in old if key not in new]
    return found


def _difference(
    sheet: Sheet, key: Key, kind: str, fields: tuple[tuple[str, str, str], ...] = ()
) -> SheetDifference:
    return SheetDifference(sheet.name, " / ".join(map(str, key)) or sheet.name, kind, fields)


def _changed(old: Row, new: Row) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (name, _shown(old.values[name]), _shown(value))
        for name, value in new.values.items()
        if old.values[name] != value
    )


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_shown, value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return "" if value is None else str(value)


def take_over(
    municipality_id: uuid.UUID, stored: Stored, wanted: Book, at: datetime
) -> dict[str, int]:
    """Make the database say what the wanted book says; returns how many rows of each kind."""
    counts = {"new": 0, "changed": 0, "gone": 0}
    present = [sheet for sheet in SHEETS if sheet.name in wanted.sheets]
    gone = {sheet.name: _gone(sheet, stored, wanted) for sheet in present}
    for sheet in reversed(present):
        counts["gone"] += _remove(sheet, gone, stored, at)
    for sheet in present:
        counts["changed"] += _update(sheet, stored, wanted)
        counts["new"] += _create(sheet, municipality_id, stored, wanted)
    return counts


def _gone(sheet: Sheet, stored: Stored, wanted: Book) -> list[Key]:
    return [key for key in stored.ids[sheet.name] if key not in wanted.sheets[sheet.name]]


def _remove(sheet: Sheet, gone: dict[str, list[Key]], stored: Stored, at: datetime) -> int:
    keys = gone[sheet.name]
    archived = {key[0] for key in gone.get("Initiatieven", [])}
    # What hangs on an archived initiative stays with it, so that it can come back whole.
    links = [link for link in sheet.links if link.target in {"Initiatieven", "Niveaus"}]
    book = stored.book.sheets[sheet.name]
    staying = {
        key for key in keys for link in links if book[key].values[link.columns[0]] in archived
    }
    ids = [stored.ids[sheet.name][key] for key in keys if key not in staying]
    rows = sheet.model._default_manager.filter(pk__in=ids)
    for user, path in USED_BY_ARCHIVED.get(sheet.name, ()):
        # What was removed before loses what is gone for good, and can still come back.
        user._default_manager.filter(
            **{f"{path}__in": ids, "level__initiative__archived_at__isnull": False}
        ).delete()
    if sheet.name == "Initiatieven":
        rows.update(archived_at=at)
    else:
        rows.delete()
    for key in keys:
        del stored.ids[sheet.name][key]
    return len(keys)


def _fields(sheet: Sheet, row: Row, stored: Stored) -> dict[str, Any]:
    """Return the model's fields for a row: own values, and references by their identity."""
    fields = {
        column.path: list(value) if isinstance(value, tuple) else value
        for column in sheet.columns
        if "__" not in column.path
        for value in (row.values[column.name],)
    }
    for link in sheet.links:
        key = tuple(row.values[name] for name in link.columns)
        fields[f"{link.field}_id"] = None if key[-1] is None else stored.ids[link.target][key]
    return fields


def _update(sheet: Sheet, stored: Stored, wanted: Book) -> int:
    old = stored.book.sheets[sheet.name]
    changed: list[Model] = []
    names: set[str] = set()
    for key, row in wanted.sheets[sheet.name].items():
        if key in old and old[key].values != row.values:
            pk = stored.ids[sheet.name][key]
            fields = _fields(sheet, row, stored)
            names = set(fields)
            changed.append(sheet.model(pk=pk, version=stored.versions[pk] + 1, **fields))
    if changed and sheet.exclusive:
        # Let go first, or two rows would have it on for a moment.
        ids = [row.pk for row in changed]
        sheet.model._default_manager.filter(pk__in=ids).update(**{sheet.exclusive: False})
    if changed:
        sheet.model._default_manager.bulk_update(
            changed, [*sorted(n.removesuffix("_id") for n in names), "version"], BATCH_ROWS
        )
    return len(changed)


def _create(sheet: Sheet, municipality_id: uuid.UUID, stored: Stored, wanted: Book) -> int:
    old = stored.book.sheets[sheet.name]
    made: list[Model] = []
    for key, row in wanted.sheets[sheet.name].items():
        if key not in old:
            fields = _fields(sheet, row, stored)
            made.append(sheet.model(municipality_id=municipality_id, **fields))
            stored.ids[sheet.name][key] = made[-1].pk
    sheet.model._default_manager.bulk_create(made, BATCH_ROWS)
    return len(made)
