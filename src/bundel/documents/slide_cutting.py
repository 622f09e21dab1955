"""Where a part may be cut, when a slide is full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bundel.documents import parts, slide_text, widths
from bundel.documents.parts import Part, Text

Run = str | parts.Bold | parts.Footnote

# A sentence keeps the space behind it, so that pieces joined are the text again.
SENTENCE = re.compile(r"(?<=[.!?] )(?=\S)")
WORD = re.compile(r"\s*\S+\s*")
LONG_SENTENCE, FEW = 300, 25


def units(part: Part) -> tuple[Any, ...]:
    """Return what a part can be cut between: rows, items, facts, sentences; itself if nothing."""
    match part:
        case parts.Table():
            return part.rows
        case parts.Bullets():
            return part.items
        case parts.Facts():
            return part.pairs
        case parts.Paragraph() | parts.Callout():
            return pieces(part.text)
    return (part,)


def some(part: Part, start: int, end: int) -> Part:
    """Return a part with only the units from `start` until `end`."""
    kept = units(part)[start:end]
    match part:
        case parts.Table():
            # Columns stay as wide on the next slide as on this one.
            return replace(part, rows=kept, widths=widths.shares(part))
        case parts.Bullets():
            return replace(part, items=kept, first=part.first + start)
        case parts.Facts():
            return replace(part, pairs=kept)
        case parts.Paragraph() | parts.Callout():
            return replace(part, text=kept)
    return part


def pieces(text: Text) -> tuple[Run, ...]:
    """Return what a text can be cut between; joined they are the text again."""
    runs = (text,) if isinstance(text, str) else text
    return tuple(piece for run in runs for piece in _pieces(run))


def _pieces(run: Run) -> Iterator[Run]:
    """Return the sentences of running text; a very long one in groups of words."""
    if not isinstance(run, str):
        yield run
        return
    for sentence in SENTENCE.split(run):
        if len(sentence) <= LONG_SENTENCE:
            yield sentence
        else:
            words = WORD.findall(sentence)
            yield from ("".join(words[at : at + FEW]) for at in range(0, len(words), FEW))


def notes_high(part: Part, width: float) -> float:
    """Return how high the footnotes of a part are, those of its columns too."""
    return sum(
        slide_text.lines_high(note, width, slide_text.NOTE_PT)
        for inside in parts.unfolded([part])
        for text in parts.texts(inside)
        for note in parts.footnotes(text)
    )
