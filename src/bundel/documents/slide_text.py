"""Words on a slide: where there is room, how high they are, and how they are written."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree
from pptx.slide import Slide
from pptx.util import Inches, Pt

from bundel.documents import parts, slide_frame
from bundel.documents.parts import Text
from bundel.documents.words import Words

SMALL_PT, NOTE_PT = 14, 11
GAP_IN = 0.2
# The width of a letter and the height of a line, as a share of the size.
LETTER, LINE = 0.54, 1.22
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


@dataclass(slots=True)
class Room:
    """What is still free on a slide, in inches, and the footnotes that stand on it so far."""

    slide: Slide
    left: float
    top: float
    width: float
    bottom: float
    colours: dict[str, str]
    theme: str
    words: Words
    notes: list[str] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Return how much is free."""
        return self.bottom - self.top


def lines_high(text: Text, width: float, size: float) -> float:
    """Return how high a text is, told a little wide."""
    per_line = max(1, int(width * 72 / (size * LETTER)))
    lines = sum(max(1, math.ceil(len(line) / per_line)) for line in parts.plain(text).split("\n"))
    return lines * size * LINE / 72


@dataclass(frozen=True, slots=True)
class Letters:
    """How words look."""

    size: float
    colour: str
    bold: bool = False


def write(paragraph: Any, text: Text, letters: Letters, room: Room) -> None:
    """Write a text into a paragraph; its footnotes get a raised number and go to the foot."""
    for run in (text,) if isinstance(text, str) else text:
        if isinstance(run, parts.Footnote):
            room.notes.append(run.text)
            _write(paragraph, str(len(room.notes)), letters, room.words.tag, raised=True)
        elif isinstance(run, parts.Bold):
            _write(paragraph, run.text, replace(letters, bold=True), room.words.tag)
        else:
            _write(paragraph, run, letters, room.words.tag)


def _write(paragraph: Any, text: str, letters: Letters, tag: str, raised: bool = False) -> None:
    for at, line in enumerate(text.split("\n")):
        if at:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line.replace("\t", " ")
        run.font.size, run.font.bold = Pt(letters.size), letters.bold
        run.font.color.rgb = slide_frame.rgb(letters.colour)
        properties = run._r.get_or_add_rPr()
        properties.set("lang", tag)
        if raised:
            properties.set("baseline", "30000")


def box(room: Room, high: float, top: float = 0) -> Any:
    """Return the frame of a new box for text without edges."""
    shape = room.slide.shapes.add_textbox(
        Inches(room.left), Inches(room.top + top), Inches(room.width), Inches(high)
    )
    return frame_of(shape, 0)


def frame_of(shape: Any, inset: float) -> Any:
    """Return the text of a shape, so far from its edges."""
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Inches(inset)
    frame.margin_top = frame.margin_bottom = Inches(inset / 2)
    return frame


def take(room: Room, high: float) -> None:
    """Take height from a room, and the space below it."""
    room.top += high + GAP_IN


def write_notes(notes: list[str], room: Room, bottom: float) -> None:
    """Write footnotes so that they end at the bottom."""
    high = sum(lines_high(note, room.width, NOTE_PT) for note in notes)
    room.top = bottom - high
    frame = box(room, high)
    for at, note in enumerate(notes):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        _write(paragraph, note, Letters(NOTE_PT, room.colours["muted"]), room.words.tag)


def caption_high(caption: str, width: float) -> float:
    """Return how high a caption is, none if there is none."""
    return lines_high(caption, width, SMALL_PT) + 0.06 if caption else 0


def below(parent: Any, name: str) -> Any:
    """Return a new element of a drawing, the last in its parent."""
    return etree.SubElement(parent, f"{{{DRAWING}}}{name}")
