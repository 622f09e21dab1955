"""Where a part may be cut, when a slide is full."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bundel.documents import parts, slide_text
from bundel.documents.parts import Part

SENTENCE = re.compile(r"(?<=[.!?]) +")


def units(part: Part) -> tuple[Any, ...]:
    """Return what a part can be cut between: rows, items, facts, sentences; itself if nothing."""
    match part:
        case parts.Table():
            return part.rows
        case parts.Bullets():
            return part.items
        case parts.Facts():
            return part.pairs
        case parts.Paragraph(text=str(text)):
            return tuple(SENTENCE.split(text))
        case parts.Paragraph(text=tuple(text)):
            return text
    return (part,)


def some(part: Part, start: int, end: int) -> Part:
    """Return a part with only the units from `start` until `end`."""
    kept = units(part)[start:end]
    match part:
        case parts.Table():
            return replace(part, rows=kept)
        case parts.Bullets():
            return replace(part, items=kept, first=part.first + start)
        case parts.Facts():
            return replace(part, pairs=kept)
        case parts.Paragraph(text=str()):
            return replace(part, text=" ".join(kept))
        case parts.Paragraph():
            return replace(part, text=kept)
    return part


def notes_high(part: Part, width: float) -> float:
    """Return how high the footnotes of a part are, those of its columns too."""
    return sum(
        slide_text.lines_high(note, width, slide_text.NOTE_PT)
        for inside in parts.unfolded([part])
        for text in parts.texts(inside)
        for note in parts.footnotes(text)
    )
