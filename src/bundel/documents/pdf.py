"""The door to typst: documents as tagged PDF (PDF/UA-1), the same bytes for the same document."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from bundel.documents import checking, faults, parts, pictures, tidying, widths, words
from bundel.documents.parts import Document, Part, Text
from bundel.ui import charts

Paper = Literal["a4", "a3"]
TEMPLATE = Path(__file__).with_name("paper.typ")
MARK = Path(charts.__file__).with_name("static") / "ui" / "mark.svg"
SIZE_PT = 10.5
# What must fit on one page is set smaller, step by step, down to what can still be read.
SMALLER_PT = (10.5, 10.0, 9.5, 9.0, 8.5)
UNDRAWN = re.compile(r"PDF/UA-1 error: the text `\"(.*?)\"` could not be displayed")
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# Stands where no typeface of ours has the sign.
STAND_IN = "□"
MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How the pages are."""

    title: str
    subtitle: str = ""
    paper: Paper = "a4"
    landscape: bool = False
    one_page: bool = False
    front_page: bool = False
    contents: bool = False
    size_pt: float = SIZE_PT


def pdf(
    document: Document,
    *,
    paper: Paper = "a4",
    landscape: bool = False,
    one_page: bool = False,
    front_page: bool = False,
) -> bytes:
    """
    Return a document as PDF that a screen reader can read (PDF/UA-1).

    Args:
        one_page: Whether it must be one page; the letters then get smaller, down to 8.5 points.
        front_page: Whether what stands before the first page break must be one page, likewise.

    Raises:
        DoesNotFit: if one page is asked and it is more in the smallest letters.
        Unprintable: if the document is wrong; the kind says how.
    """
    title = parts.printable(document.title)
    sheet = _Sheet(title, paper=paper, landscape=landscape, one_page=one_page)
    if front_page:
        size_pt = _fitting(_front(document), replace(sheet, one_page=True))
        sheet = replace(sheet, front_page=True, size_pt=size_pt)
    elif one_page:
        sheet = replace(sheet, size_pt=_fitting(document, sheet))
    return _drawn([document], sheet)


def _front(document: Document) -> Document:
    """Return what stands before the first page break: quick to draw, to see whether it fits."""
    parted = itertools.takewhile(lambda part: not isinstance(part, parts.PageBreak), document.parts)
    return replace(document, parts=tuple(parted))


def _fitting(document: Document, sheet: _Sheet) -> float:
    """
    Return the largest letters in which a document is one page; the smallest are tried first.

    Raises:
        DoesNotFit: if it is more than one page in those too.
    """
    smallest = SMALLER_PT[-1]
    _drawn([document], replace(sheet, size_pt=smallest))
    for size_pt in SMALLER_PT[:-1]:
        try:
            _drawn([document], replace(sheet, size_pt=size_pt))
        except faults.DoesNotFit:
            continue
        return size_pt
    return smallest


def pdf_of_many(
    documents: Sequence[Document], *, title: str, subtitle: str = "", paper: Paper = "a4"
) -> bytes:
    """
    Return documents as one PDF: contents first, each on pages of its own, numbered through.

    Raises:
        Unprintable: if there is no document, or one of them is wrong.
    """
    if not documents or not title.strip():
        raise faults.NoWords("papers")
    return _drawn(documents, _Sheet(title, subtitle=subtitle, paper=paper, contents=True))


def _drawn(documents: Sequence[Document], sheet: _Sheet) -> bytes:
    """Return the file; signs that no typeface has are found by trying and stood in for."""
    documents = [tidying.tidied(document) for document in documents]
    for document in documents:
        checking.check(document)
    files: dict[str, bytes] = {"main": TEMPLATE.read_bytes(), "mark.svg": MARK.read_bytes()}
    data = json.dumps(_told(documents, sheet, files), ensure_ascii=False)
    newest = max(document.as_of for document in documents)
    for _ in range(MOST_ROUNDS):
        try:
            return _compiled(files | {"data.json": data.encode()}, datetime.combine(newest, time()))
        except typst.TypstError as wrong:
            if "more than one page" in wrong.diagnostic:
                raise faults.DoesNotFit(sheet.title) from wrong
            if "SVG" in wrong.diagnostic or "image" in wrong.message:
                raise faults.NotAPicture(wrong.message) from wrong
            undrawn = set(_undrawn(wrong.diagnostic))
            if not undrawn:
                raise
            data = _stood_in(data, undrawn)
    raise faults.StrayCharacter(sheet.title)


def _compiled(files: dict[str, bytes], made_at: datetime) -> bytes:
    # Files by name are taken, the stubs of typst only forgot them.
    made = typst.compile(  # type: ignore[call-overload]
        files,
        # A picture that names another file finds nothing but typefaces.
        root=str(charts.FONTS_FOLDER),
        font_paths=_typefaces(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=made_at.replace(tzinfo=UTC),
    )
    return bytes(made)


@cache
def _typefaces() -> typst.Fonts:
    """Return the typeface of the pages, and those that typst brings, and none of this machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(charts.FONTS_FOLDER)])


def _stood_in(data: str, undrawn: set[str]) -> str:
    """Return the data with stand-ins; letters and digits under a mark stay, as does the form."""
    done = data
    for cluster in sorted(undrawn, key=len, reverse=True):
        done = done.replace(cluster, _plain(cluster))
    if done == data:
        # It is drawn as another row of signs than it was written.
        strange = {sign for cluster in undrawn for sign in cluster if not sign.isascii()}
        done = "".join(STAND_IN if sign in strange else sign for sign in data)
    return done


def _plain(cluster: str) -> str:
    return "".join(sign if sign.isascii() else STAND_IN for sign in cluster)


def _undrawn(diagnostic: str) -> Iterator[str]:
    for cluster in UNDRAWN.findall(diagnostic):
        yield ESCAPED.sub(lambda match: chr(int(match[1], 16)), cluster)


# --- A document as plain data -----------------------------------------------------------------


def _told(documents: Sequence[Document], sheet: _Sheet, files: dict[str, bytes]) -> dict[str, Any]:
    first = documents[0]
    newest = max(document.as_of for document in documents)
    spoken = words.ALL[first.language]
    return {
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "language": first.language,
        "paper": sheet.paper,
        "landscape": sheet.landscape,
        "one_page": sheet.one_page,
        "front_page": sheet.front_page,
        "contents": sheet.contents,
        "size_pt": sheet.size_pt,
        "as_of": [newest.year, newest.month, newest.day],
        "colours": charts.tokens(first.theme),
        "words": {"page": spoken.page, "contents": spoken.contents},
        "documents": [_document(document, files) for document in documents],
    }


def _document(document: Document, files: dict[str, bytes]) -> dict[str, Any]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "kind": document.kind,
        "municipality": document.municipality,
        "source": document.source,
        "as_of_text": words.ALL[document.language].state(document.as_of),
        "parts": [_part(part, files, document.theme) for part in document.parts],
    }


def _part(part: Part, files: dict[str, bytes], theme: str) -> dict[str, Any]:
    name = type(part).__name__.lower()
    return {"part": name} | _fields(part, files, theme)


def _fields(part: Part, files: dict[str, bytes], theme: str) -> dict[str, Any]:  # noqa: C901  one a kind
    match part:
        case parts.Heading():
            return {"text": part.text, "level": part.level}
        case parts.Paragraph():
            return {"text": _runs(part.text)}
        case parts.Bullets():
            items = [_runs(item) for item in part.items]
            return {"items": items, "numbered": part.numbered, "first": part.first}
        case parts.Facts():
            return {"pairs": [{"label": label, "text": _runs(text)} for label, text in part.pairs]}
        case parts.Tiles():
            return {
                "tiles": [
                    {"value": tile.value, "label": tile.label, "tint": tile.kind}
                    for tile in part.tiles
                ]
            }
        case parts.Table():
            return _table(part)
        case parts.Figure():
            return _figure(part, files, theme)
        case parts.Callout():
            return {"title": part.title, "text": _runs(part.text), "tint": part.kind}
        case parts.Columns():
            return {
                "columns": [[_part(p, files, theme) for p in column] for column in part.columns]
            }
        case parts.PageBreak():
            return {}


def _table(table: parts.Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "head": list(table.head),
        "rows": [[_runs(cell) for cell in row] for row in table.rows],
        "align": list(table.align or ("left",) * len(table.head)),
        "shares": list(widths.shares(table)),
        "row_heads": table.row_heads,
    }


def _figure(figure: parts.Figure, files: dict[str, bytes], theme: str) -> dict[str, Any]:
    kind = checking.kind_of(figure.picture)
    name = f"picture-{len(files)}.{kind}"
    files[name] = pictures.vector(figure, theme)
    return {
        "file": name,
        "format": kind,
        "alt": figure.alt,
        "caption": figure.caption,
        "width_share": figure.width_share,
    }


def _runs(text: Text) -> list[dict[str, str]]:
    return [_run(run) for run in ((text,) if isinstance(text, str) else text)]


def _run(run: str | parts.Bold | parts.Footnote) -> dict[str, str]:
    if isinstance(run, str):
        return {"kind": "plain", "text": run.replace("\t", " ")}
    return {"kind": type(run).__name__.lower(), "text": run.text.replace("\t", " ")}
