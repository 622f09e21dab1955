"""From the bytes of a spreadsheet to rows: XLSX, CSV or zip, measured before it is opened."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

MOST_BYTES = 5 * 1024 * 1024
MOST_BYTES_UNPACKED = 120 * 1024 * 1024
MOST_PARTS = 300
MOST_ROWS = 400_000
MOST_COLUMNS = 60
CHUNK_BYTES = 1024 * 1024

_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_FORMULA = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*?>\s*<f[\s/>]')


class UnreadableFile(ValueError):
    """A file is too large, is not what its name says, or cannot be read."""

    def __init__(self, filename: str, wrong: str, right: str) -> None:
        super().__init__(f"{wrong} {right}")
        self.filename = filename
        self.wrong = wrong
        self.right = right


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it was found: the first row holds the headings."""

    name: str
    rows: list[list[Any]]
    # Cells with a formula and ranges that were merged, as Excel names them.
    formulas: tuple[str, ...] = ()
    merged: tuple[str, ...] = field(default=())


def raw_sheets(filename: str, content: bytes) -> list[RawSheet]:
    """
    Return all sheets of a file.

    Raises:
        UnreadableFile: if the file is too large, is not what its name says, or cannot be read.
    """
    if len(content) > MOST_BYTES:
        raise _refused(
            filename,
            _("Het bestand is groter dan %(most)s MB.") % {"most": MOST_BYTES // 2**20},
            _("Deel het op, of stuur de bladen apart als CSV."),
        )
    ending = PurePosixPath(filename).suffix.casefold()
    if ending == ".csv":
        return [RawSheet(PurePosixPath(filename).stem, _csv_rows(filename, content))]
    if ending not in {".xlsx", ".zip"}:
        raise _refused(
            filename,
            _("Een bestand met '%(ending)s' kunnen we niet lezen.") % {"ending": ending},
            _("Gebruik XLSX, CSV of een zip met CSV."),
        )
    parts = _unpacked(filename, content)
    return _from_zip(parts) if ending == ".zip" else _from_xlsx(filename, content, parts)


def _refused(filename: str, wrong: str, right: str) -> UnreadableFile:
    return UnreadableFile(filename, wrong, right)


def _unpacked(filename: str, content: bytes) -> dict[str, bytes]:
    """Return every part of a zip; stops as soon as it becomes too large."""
    parts: dict[str, bytes] = {}
    left_bytes = MOST_BYTES_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_PARTS or len({m.filename for m in members}) < len(members):
                raise _too_much(filename)
            for member in members:
                # The size that is promised may be a lie, so what comes out is counted.
                with archive.open(member) as part:
                    parts[member.filename] = _bounded(filename, part, left_bytes)
                left_bytes -= len(parts[member.filename])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _refused(
            filename,
            _("Het bestand is beschadigd, beveiligd of geen werkboek."),
            _("Bewaar het opnieuw, zonder wachtwoord."),
        ) from error
    return parts


def _bounded(filename: str, part: Any, left_bytes: int) -> bytes:
    chunks: list[bytes] = []
    while chunk := part.read(CHUNK_BYTES):
        left_bytes -= len(chunk)
        if left_bytes < 0:
            raise _too_much(filename)
        chunks.append(chunk)
    return b"".join(chunks)


def _too_much(filename: str) -> UnreadableFile:
    return _refused(
        filename,
        _("Uitgepakt is het bestand groter dan %(most)s MB.")
        % {"most": MOST_BYTES_UNPACKED // 2**20},
        _("Deel het op, of stuur de bladen apart als CSV."),
    )


def _from_zip(parts: dict[str, bytes]) -> list[RawSheet]:
    files = {name: data for name, data in parts.items() if not name.endswith("/")}
    for name in files:
        if not name.casefold().endswith(".csv"):
            raise _refused(
                name, _("In de zip zit een bestand dat geen CSV is."), _("Laat het bestand weg.")
            )
    return [
        RawSheet(PurePosixPath(name).stem, _csv_rows(name, data)) for name, data in files.items()
    ]


def _csv_rows(filename: str, content: bytes) -> list[list[Any]]:
    text = _decoded(filename, content)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise _refused(
            filename, _("Dit is geen goede CSV."), _("Bewaar het blad opnieuw als CSV.")
        ) from error
    if len(rows) > MOST_ROWS:
        raise _refused(
            filename,
            _("Er zijn meer dan %(rows)s rijen.") % {"rows": MOST_ROWS},
            _("Deel het bestand op."),
        )
    return list(rows)


def _decoded(filename: str, content: bytes) -> str:
    # What a spreadsheet calls Unicode text begins with a mark of its own.
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(filename, _("De tekens zijn niet te lezen."), _("Bewaar het als CSV UTF-8."))


def _from_xlsx(filename: str, content: bytes, parts: dict[str, bytes]) -> list[RawSheet]:
    if "xl/workbook.xml" not in parts:
        raise _refused(filename, _("Dit is geen Excel-werkboek."), _("Bewaar het als XLSX."))
    for name, data in parts.items():
        if name.endswith(".xml"):
            _check_xml(filename, name, data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        formulas = _formulas_by_sheet(parts)
        return list(_sheets(workbook, formulas))
    except (CalamineError, ValueError) as error:
        raise _refused(
            filename, _("Het werkboek is niet te lezen."), _("Bewaar het opnieuw als XLSX.")
        ) from error


def _sheets(workbook: CalamineWorkbook, formulas: dict[str, tuple[str, ...]]) -> Iterator[RawSheet]:
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        merged = tuple(
            f"{_letters(first[1])}{first[0] + 1}:{_letters(last[1])}{last[0] + 1}"
            for first, last in sheet.merged_cell_ranges or []
        )
        rows: list[list[Any]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        yield RawSheet(name, rows, formulas.get(name, ()), merged)


def _check_xml(filename: str, name: str, data: bytes) -> None:
    head = data[:2000]
    if b"<!DOCTYPE" in head or b"<!ENTITY" in data or head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise _refused(
            filename, _("Het werkboek bevat iets wat er niet in hoort."), _("Bewaar het opnieuw.")
        )
    if not name.startswith("xl/worksheets/"):
        return
    # One cell far away makes a reader fill all that lies before it.
    for match in _CELL.finditer(data):
        column, row = column_number(match[1].decode()), int(match[2])
        if column > MOST_COLUMNS or row > MOST_ROWS:
            raise _refused(
                filename,
                _("Cel %(cell)s ligt te ver weg.") % {"cell": f"{match[1].decode()}{row}"},
                _("Gebruik hooguit %(columns)s kolommen en %(rows)s rijen.")
                % {"columns": MOST_COLUMNS, "rows": MOST_ROWS},
            )


def _formulas_by_sheet(parts: dict[str, bytes]) -> dict[str, tuple[str, ...]]:
    """Return, per sheet name, the cells that hold a formula."""
    targets = dict(_relations(parts.get("xl/_rels/workbook.xml.rels", b"")))
    found: dict[str, tuple[str, ...]] = {}
    for tag in re.findall(rb"<sheet\b[^>]*>", parts["xl/workbook.xml"]):
        name, relation = _attribute(tag, "name"), _attribute(tag, "r:id")
        data = parts.get(targets.get(relation, ""), b"")
        found[name] = tuple(match[1].decode() for match in _FORMULA.finditer(data))
    return found


def _relations(rels: bytes) -> Iterator[tuple[str, str]]:
    for tag in re.findall(rb"<Relationship\b[^>]*>", rels):
        target = _attribute(tag, "Target")
        yield _attribute(tag, "Id"), target.lstrip("/") if target[:1] == "/" else f"xl/{target}"


def _attribute(tag: bytes, name: str) -> str:
    match = re.search(rb"\b" + name.encode() + rb'="([^"]*)"', tag)
    text = match[1].decode("utf-8", "replace") if match else ""
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


def column_number(letters: str) -> int:
    """Return which column letters name, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
