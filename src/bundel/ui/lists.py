"""A list as it stands on a page, as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from bundel.core.cells import neutral
from bundel.errors import NotFound

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
Cells = Sequence[Any]


def as_file(*, kind: str, name: str, headings: Cells, rows: Sequence[Cells]) -> HttpResponse:
    """
    Return a list as a file to keep.

    Args:
        kind: xlsx or csv.
        name: The name of the file, without its ending.

    Raises:
        NotFound: for another kind of file.
    """
    if kind == "xlsx":
        return attachment(_xlsx(headings, rows), XLSX, f"{name}.xlsx")
    if kind == "csv":
        return attachment(_csv(headings, rows), CSV, f"{name}.csv")
    raise NotFound


def attachment(content: bytes, content_type: str, filename: str) -> HttpResponse:
    """Return a file that the browser keeps instead of showing it."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _xlsx(headings: Cells, rows: Sequence[Cells]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Lijst")
    sheet.freeze_panes = "A2"
    top = [WriteOnlyCell(sheet, value=str(heading)) for heading in headings]
    for cell in top:
        cell.font = Font(bold=True)
    sheet.append(top)
    for row in rows:
        sheet.append([_cell(value) for value in row])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _csv(headings: Cells, rows: Sequence[Cells]) -> bytes:
    """Write as Dutch spreadsheets read it: semicolons, decimal commas, and a mark for UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(heading) for heading in headings])
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int | float):
        return value
    return neutral(str(value))


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value) if isinstance(value, int) else neutral(str(value))
