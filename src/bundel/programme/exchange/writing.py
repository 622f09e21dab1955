"""From the book to a workbook that people open: XLSX, a zip of CSV, and an empty template."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from bundel.programme.exchange.book import Book
from bundel.programme.exchange.sheets import EXPLANATION, SHEETS, Column, Sheet

# A zip keeps the moment of writing; a fixed one makes equal programmes equal files.
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)


def as_xlsx(book: Book) -> bytes:
    """Return the book as an Excel workbook, with a sheet that explains every column."""
    workbook = Workbook(write_only=True)
    _write(workbook.create_sheet(EXPLANATION), _explanation())
    for sheet in SHEETS:
        _write(workbook.create_sheet(sheet.name), _table(sheet, book))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def as_csv(book: Book) -> bytes:
    """Return the book as a zip with one CSV a sheet, as Dutch spreadsheets write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in SHEETS:
            text = io.StringIO(newline="")
            writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
            writer.writerows([_as_csv_cell(cell) for cell in row] for row in _table(sheet, book))
            info = zipfile.ZipInfo(f"{sheet.name}.csv", ZIP_MOMENT)
            archive.writestr(info, "\ufeff" + text.getvalue(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def template() -> bytes:
    """Return a workbook with all sheets and headings and no rows."""
    return as_xlsx(Book())


def _write(worksheet: WriteOnlyWorksheet, rows: Iterator[list[Any]]) -> None:
    worksheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        worksheet.append([_bold(worksheet, cell) for cell in row] if number == 0 else row)


def _bold(worksheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(worksheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _table(sheet: Sheet, book: Book) -> Iterator[list[Any]]:
    yield [column.name for column in sheet.columns]
    for row in book.rows(sheet.name):
        yield [_cell(column, row.values[column.name]) for column in sheet.columns]


def _cell(column: Column, value: Any) -> Any:
    return None if value is None or value == "" else column.kind.write(value)


def _as_csv_cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _explanation() -> Iterator[list[Any]]:
    yield ["blad", "kolom", "verplicht", "wat u invult"]
    for sheet in SHEETS:
        for column in sheet.columns:
            must = "ja" if column.required or column.name in sheet.key else "nee"
            yield [sheet.name, column.name, must, column.kind.hint]
