"""What every paper of this module shares: its frame, and parts that are left out when empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal

from django.utils.translation import get_language

from bundel.documents import parts
from bundel.documents.parts import Document, Heading, Language, Paragraph, Part, Table, Text
from bundel.reporting.facts.figures import Json

Align = Literal["left", "right", "center"]


def language() -> Language:
    """Return the language that words are drawn in."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def document(
    content: Json, inside: Sequence[Part], *, title: str, kind: str, **more: Any
) -> Document:
    """Return a paper of the municipality on the day of its figures."""
    return Document(
        title=parts.printable(title),
        municipality=content["municipality"],
        as_of=date.fromisoformat(content["as_of"]),
        parts=tuple(inside),
        kind=kind,
        language=language(),
        theme=content["theme"],
        **more,
    )


def text(words: str) -> str:
    """Return what people wrote without signs that no file can hold."""
    return parts.printable(words).strip()


def paragraphs(words: str) -> list[Part]:
    """Return what people wrote, a paragraph for each empty line."""
    found = [part.strip() for part in text(words).split("\n\n")]
    return [Paragraph(part) for part in found if part]


def bullets(lines: Iterable[str], most: int | None = None, more: str = "") -> list[Part]:
    """Return a list of lines, or nothing; what is cut is told in the last line."""
    found = [text(line) for line in lines]
    if not found:
        return []
    if most is not None and len(found) > most:
        cut = len(found) - most
        found = [*found[:most], more % {"count": cut}] if more else found[:most]
    return [parts.Bullets(tuple(found))] if found else []


def table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Text]],
    *,
    right: Sequence[int] = (),
    widths: Sequence[float] = (),
) -> list[Part]:
    """Return a table whose figures stand to the right; nothing without rows."""
    found = tuple(tuple(row) for row in rows)
    if not found:
        return []
    align: tuple[Align, ...] = tuple("right" if at in right else "left" for at in range(len(head)))
    return [Table(tuple(head), found, caption, align, tuple(widths), row_heads=True)]


def section(title: str, inside: Sequence[Part], *, level: int = 1) -> list[Part]:
    """Return a head with its parts; nothing where there is nothing."""
    return [Heading(title, level), *inside] if inside else []
