"""Slides (PPTX) of a deck or a document; what does not fit goes on, on a next slide."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx.presentation import Presentation
from pptx.slide import Slide as Drawn
from pptx.util import Inches

from bundel.documents import (
    archive,
    checking,
    parts,
    slide_cutting,
    slide_frame,
    slide_parts,
    slide_tables,
    slide_text,
    tidying,
    words,
)
from bundel.documents.parts import Deck, Document, Part, Slide
from bundel.documents.slide_text import Letters, Room
from bundel.ui import charts

MARK = Path(charts.__file__).with_name("static") / "ui" / "mark.svg"
# A picture is made smaller to fit, but not smaller than this.
LEAST_FIGURE_IN = 2.6
# What must follow a head on the same slide.
BELOW_HEAD_IN = 1.0


def pptx(deck: Deck) -> bytes:
    """
    Return a deck as PowerPoint: a slide with the title, then the slides, each with its notes.

    Raises:
        Unprintable: if the deck is wrong; the kind says how.
    """
    deck = tidying.tidied(deck)
    checking.check_deck(deck)
    colours = charts.tokens(deck.theme)
    made = slide_frame.blank(deck, colours)
    _title_slide(made, deck, colours)
    for slide in deck.slides:
        _Writer(made, deck, slide, colours).write()
    out = BytesIO()
    made.save(out)
    return archive.settled(out.getvalue(), deck.as_of)


def deck_of(document: Document) -> Deck:
    """Return a document as a deck: a slide for each head of the first level."""
    found: list[tuple[str, list[Part]]] = [(document.title, [])]
    for part in document.parts:
        if isinstance(part, parts.Heading) and part.level == 1:
            found.append((part.text, []))
        elif not isinstance(part, parts.PageBreak):
            found[-1][1].append(_lifted(part))
    slides = tuple(Slide(title, tuple(inside)) for title, inside in found if inside)
    shared = ("title", "municipality", "as_of", "subtitle", "kind", "source", "language", "theme")
    return Deck(slides=slides, **{name: getattr(document, name) for name in shared})


def _lifted(part: Part) -> Part:
    """Return a part whose heads are a level higher, as the slide itself is the first level."""
    match part:
        case parts.Heading():
            return replace(part, level=max(1, part.level - 1))
        case parts.Columns():
            columns = tuple(tuple(map(_lifted, column)) for column in part.columns)
            return replace(part, columns=columns)
    return part


def _title_slide(made: Presentation, deck: Deck, colours: dict[str, str]) -> None:
    slide = made.slides.add_slide(slide_frame.layout(made, slide_frame.TITLE_LAYOUT))
    room = _room(slide, deck, colours)
    mark = charts.svg_to_png(MARK.read_text(encoding="utf-8"), scale=8)
    left = Inches(slide_frame.MARGIN_IN)
    shape = slide.shapes.add_picture(BytesIO(mark), left, Inches(0.7), height=Inches(0.55))
    slide_parts.ornament(shape)
    box = slide.shapes.add_textbox(Inches(1.45), Inches(0.72), Inches(10), Inches(0.5))
    frame = slide_text.frame_of(box, 0.1)
    sender = " · ".join(text for text in (deck.municipality, deck.kind) if text)
    slide_text.write(frame.paragraphs[0], sender, Letters(20, colours["ink"]), room)
    told = (deck.subtitle, room.words.state(deck.as_of))
    title, subtitle = slide.placeholders
    _say(title, deck.title, Letters(44, colours["ink"], bold=True), room)
    _say(subtitle, "\n".join(t for t in told if t), Letters(20, colours["muted"]), room)
    _note(slide, deck.source)


def _say(place: Any, text: str, letters: Letters, room: Room) -> None:
    slide_text.write(place.text_frame.paragraphs[0], text, letters, room)


def _note(slide: Any, *texts: str) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(text for text in texts if text)


def _room(slide: Drawn, deck: Deck, colours: dict[str, str]) -> Room:
    return Room(
        slide=slide,
        left=slide_frame.MARGIN_IN,
        top=slide_frame.TOP_IN,
        width=slide_frame.TEXT_WIDTH_IN,
        bottom=slide_frame.BOTTOM_IN,
        colours=colours,
        theme=deck.theme,
        words=words.ALL[deck.language],
    )


class _Writer:
    """Writes one slide of a deck, as as many real slides as it takes."""

    def __init__(
        self, made: Presentation, deck: Deck, slide: Slide, colours: dict[str, str]
    ) -> None:
        self.made, self.deck, self.slide, self.colours = made, deck, slide, colours
        self.layout = slide_frame.layout(made, slide_frame.PLAIN_LAYOUT)
        self.count = 0
        self.room = self._next()

    def write(self) -> None:
        for part in self.slide.parts:
            self._place(part)
        self._end()

    def _next(self) -> Room:
        """Return the room of a new slide."""
        self.count += 1
        drawn = self.made.slides.add_slide(self.layout)
        room = _room(drawn, self.deck, self.colours)
        more = f" ({self.count})" if self.count > 1 else ""
        size = 28 if len(self.slide.title) < 100 else 22
        letters = Letters(size, self.colours["ink"], bold=True)
        _say(drawn.shapes.title, self.slide.title + more, letters, room)
        return room

    def _turn(self) -> None:
        self._end()
        self.room = self._next()

    def _end(self) -> None:
        """Write the footnotes, the foot line and the notes of the slide."""
        room = self.room
        numbered = [f"{at} {text}" for at, text in enumerate(room.notes, 1)]
        if numbered:
            slide_text.write_notes(numbered, room, slide_frame.BOTTOM_IN)
        foot = f"{self.deck.municipality} · {room.words.state(self.deck.as_of)}"
        slide_frame.add_foot(room.slide, foot, room.words.tag)
        _note(room.slide, self.slide.notes, *numbered, self.deck.source)

    @property
    def _fresh(self) -> bool:
        return self.room.top <= slide_frame.TOP_IN

    def _needed(self, part: Part) -> float:
        """Return the least height in which a part is drawn well."""
        high = slide_parts.height(part, self.room.width, self.deck.theme)
        if isinstance(part, parts.Figure):
            high = min(high, LEAST_FIGURE_IN)
        if isinstance(part, parts.Heading):
            high += BELOW_HEAD_IN
        return high - slide_text.GAP_IN

    def _place(self, part: Part) -> None:
        """Draw a part where there is room for it and its footnotes, on one slide or several."""
        if isinstance(part, parts.Columns) and self._needed(part) > self._whole:
            for inside in (inside for column in part.columns for inside in column):
                self._place(inside)
            return
        if isinstance(part, parts.Table | parts.Facts):
            part = slide_tables.low(part, self.room.width)
        self.room.bottom -= slide_cutting.notes_high(part, self.room.width)
        if self._fits(part):
            slide_parts.draw(part, self.room)
        else:
            self._split(part)

    @property
    def _whole(self) -> float:
        return slide_frame.BOTTOM_IN - slide_frame.TOP_IN

    def _split(self, part: Part) -> None:
        """Draw what fits of a part here, and the rest on slides after this one."""
        units = slide_cutting.units(part)
        fitting = 0
        while fitting < len(units) and self._fits(slide_cutting.some(part, 0, fitting + 1)):
            fitting += 1
        if not fitting and not self._fresh:
            self._turn()
            self._place(part)
            return
        # What is larger than a slide and cannot be cut is drawn as it is.
        fitting = max(fitting, 1)
        if len(units) <= fitting:
            slide_parts.draw(part, self.room)
            return
        slide_parts.draw(slide_cutting.some(part, 0, fitting), self.room)
        self._turn()
        self._place(slide_cutting.some(part, fitting, len(units)))

    def _fits(self, part: Part) -> bool:
        return self._needed(part) <= self.room.height
