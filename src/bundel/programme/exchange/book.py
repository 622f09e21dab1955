"""The programme as a book: sheets of rows by key, from a file just as from the database."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from bundel.programme.exchange.faults import SheetFault
from bundel.programme.exchange.naming import meant
from bundel.programme.exchange.sheets import BY_NAME, EXPLANATION, SHEETS, Column, Sheet
from bundel.programme.exchange.values import Wrong
from bundel.ui.sheets import MOST_COLUMNS, RawSheet, column_number

Key = tuple[Any, ...]
MOST_MERGED = 400_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where it stood in its file (0 from the database) and its values by column."""

    number: int
    values: dict[str, Any]


Rows = dict[Key, Row]


@dataclass(slots=True)
class Book:
    """Sheets by name; a sheet that was not in the file is absent, an empty one is empty."""

    sheets: dict[str, Rows] = field(default_factory=dict)
    # Keys of rows with a fault in them: they exist, so what points to them is not wrong.
    broken: dict[str, set[Key]] = field(default_factory=dict)
    # Below merged cells it is not known what was meant, so neither what the whole would mean.
    has_merged: bool = False

    def rows(self, name: str) -> Iterable[Row]:
        """Return the rows of a sheet, none if it is absent."""
        return self.sheets.get(name, {}).values()


def read_book(raw: list[RawSheet]) -> tuple[Book, list[SheetFault]]:
    """Return what the sheets say, and all that could not be read."""
    book, faults = Book(), list[SheetFault]()
    for sheet in raw:
        known = _named(sheet, faults)
        if known is None:
            continue
        if known.name in book.sheets:
            faults.append(
                SheetFault(
                    sheet.name, 0, "", _("Dit blad staat er twee keer in."), _("Houd er een over.")
                )
            )
            continue
        book.sheets[known.name], book.broken[known.name] = _read_sheet(known, sheet, faults)
        book.has_merged |= bool(sheet.merged)
    if not book.sheets and not faults:
        names = ", ".join(s.name for s in SHEETS[:3])
        faults.append(
            SheetFault(
                "",
                0,
                "",
                _("Er is geen blad gevonden."),
                _("Gebruik bladen zoals %(names)s.") % {"names": names},
            )
        )
    return book, faults


def _named(sheet: RawSheet, faults: list[SheetFault]) -> Sheet | None:
    names = {name.casefold(): name for name in BY_NAME}
    wanted = sheet.name.strip().casefold()
    if wanted in names:
        return BY_NAME[names[wanted]]
    if wanted != EXPLANATION.casefold():
        near = meant(wanted, BY_NAME)
        right = (
            _("Bedoelt u %(near)s?") % {"near": near}
            if near
            else _("Kies uit: %(names)s.") % {"names": ", ".join(BY_NAME)}
        )
        faults.append(SheetFault(sheet.name, 0, "", _("Dit blad kennen we niet."), right))
    return None


def _read_sheet(sheet: Sheet, raw: RawSheet, faults: list[SheetFault]) -> tuple[Rows, set[Key]]:
    _spreadsheet_habits(sheet, raw, faults)
    places = _places(sheet, raw, faults)
    merged = _below_merged(raw)
    told = {(_row_of(cell), _place_of(cell)) for cell in raw.formulas} | merged
    in_merged = {row for row, _ in merged}
    rows: Rows = {}
    broken: set[Key] = set()
    for number, cells in enumerate(raw.rows[1:] if places else [], start=2):
        if all(_empty(cell) for cell in cells):
            continue
        before = len(faults)
        values = _read_row(sheet, number, cells, places or {}, told, faults)
        if any(name not in values for name in sheet.key):
            continue
        if sheet.completed and len(faults) == before:
            sheet.completed(values)
        key = key_of(sheet, values)
        if key in rows and number in in_merged:
            continue
        if key in rows:
            what = " / ".join(map(str, key)) or sheet.name
            faults.append(
                SheetFault(
                    sheet.name,
                    number,
                    ", ".join(sheet.key),
                    _("'%(what)s' staat er dubbel in.") % {"what": what},
                    _("Houd een van rij %(first)s en rij %(second)s.")
                    % {"first": rows[key].number, "second": number},
                )
            )
        elif len(faults) > before:
            broken.add(key)
        else:
            rows[key] = Row(number, values)
    return rows, broken


def _spreadsheet_habits(sheet: Sheet, raw: RawSheet, faults: list[SheetFault]) -> None:
    formula = (_("Hier staat een formule."), _("Plak de uitkomst als waarde."))
    merged = (
        _("Deze cellen zijn samengevoegd."),
        _("Splits ze en vul elke cel. Daarna kijken we de rest na."),
    )
    faults.extend(SheetFault(sheet.name, _row_of(c), c, *formula) for c in raw.formulas)
    faults.extend(SheetFault(sheet.name, _row_of(c), c, *merged) for c in raw.merged)


def _below_merged(raw: RawSheet) -> set[tuple[int, int]]:
    """Return row and place of cells that lost what they held: all but the first of a range."""
    lost = (
        (row, place)
        for first, _, last in (merged.partition(":") for merged in raw.merged)
        for row in range(_row_of(first), min(_row_of(last), len(raw.rows)) + 1)
        for place in range(_place_of(first), min(_place_of(last) + 1, MOST_COLUMNS))
        if (row, place) != (_row_of(first), _place_of(first))
    )
    # Ranges over each other can name the same cells without end.
    return set(islice(lost, MOST_MERGED))


def _row_of(cell: str) -> int:
    return int("".join(c for c in cell.partition(":")[0] if c.isdigit()) or 0)


def _place_of(cell: str) -> int:
    return column_number(cell.rstrip("0123456789")) - 1


def key_of(sheet: Sheet, values: dict[str, Any]) -> Key:
    """Return what makes a row the same row in another file."""
    return tuple(values[name] for name in sheet.key)


def _places(sheet: Sheet, raw: RawSheet, faults: list[SheetFault]) -> dict[str, int] | None:
    """Return in which position each column stands, or None where too much is missing."""
    known = {column.name: column for column in sheet.columns}
    places: dict[str, int] = {}
    for place, cell in enumerate(raw.rows[0] if raw.rows else []):
        name = " ".join(str(cell).split()).casefold()
        if name in known and name not in places:
            places[name] = place
        elif name:
            faults.append(SheetFault(sheet.name, 1, str(cell), *_strange(name, known, places)))
    missing = [
        c.name
        for c in sheet.columns
        if c.name not in places and (c.required or c.name in sheet.key)
    ]
    # A heading that went into a merged cell is told as that.
    if not any(row == 1 for row, _ in _below_merged(raw)):
        faults.extend(
            SheetFault(
                sheet.name,
                1,
                name,
                _("Deze kolom ontbreekt."),
                _("Zet '%(name)s' in rij 1.") % {"name": name},
            )
            for name in missing
        )
    return None if missing else places


def _strange(name: str, known: dict[str, Column], places: dict[str, int]) -> tuple[str, str]:
    if name in places:
        return _("Deze kolom staat er twee keer in."), _("Houd er een over.")
    near = get_close_matches(name, known, n=1)
    right = (
        _("Bedoelt u '%(near)s'?") % {"near": near[0]}
        if near
        else _("Kies uit: %(names)s.") % {"names": ", ".join(known)}
    )
    return _("Deze kolom kennen we niet."), right


def _empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _read_row(
    sheet: Sheet,
    number: int,
    cells: list[Any],
    places: dict[str, int],
    told: Container[tuple[int, int | None]],
    faults: list[SheetFault],
) -> dict[str, Any]:
    """Return the values that could be read; the others have become faults."""
    values: dict[str, Any] = {}
    for column in sheet.columns:
        place = places.get(column.name)
        cell = cells[place] if place is not None and place < len(cells) else None
        try:
            values[column.name] = _value(column, cell)
        except Wrong as error:
            # A formula without a kept outcome and a merged cell read as nothing; that is told.
            if _empty(cell) and (number, place) in told:
                continue
            faults.append(SheetFault(sheet.name, number, column.name, error.wrong, error.right))
    return values


def _value(column: Column, cell: Any) -> Any:
    if not _empty(cell):
        return column.kind.read(cell)
    if column.required:
        raise Wrong(_("Hier staat niets."), _("Vul deze cel in."))
    return column.empty
