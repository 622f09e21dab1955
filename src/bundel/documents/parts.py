"""What a document is made of, whatever file it becomes: plain values, no layout, no Django."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["now", "later", "good", "wait", "stop", "note"]
Align = Literal["left", "right", "center"]
Language = Literal["nl", "en"]
HEAD_LEVELS = 3
LONGEST_WORD = 300
TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


@dataclass(frozen=True, slots=True)
class Bold:
    """A few words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A source, a grade or a reservation, told at the foot of the page."""

    text: str


# A line break is "\n"; anything else is taken as it stands and never as markup.
Text = str | tuple[str | Bold | Footnote, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A head within the document; level 1 comes first, and no level is skipped."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with numbers if the order matters; `first` is the number it begins with."""

    items: tuple[Text, ...]
    numbered: bool = False
    first: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what they stand at: who, when, how much."""

    pairs: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure to look at: the figure large, what it counts below it."""

    value: str
    label: str
    kind: Kind = "note"


@dataclass(frozen=True, slots=True)
class Tiles:
    """Two to five figures side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """
    Rows under heads, with a caption that says what the table shows.

    Args:
        align: One word a column; none means all to the left. Figures stand to the right.
        widths: The share of each column, in any measure; none means as wide as the text asks.
        row_heads: Whether the first cell of each row names that row.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    align: tuple[Align, ...] = ()
    widths: tuple[float, ...] = ()
    row_heads: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A picture, and the same in words for who cannot see it.

    Args:
        picture: The bytes of a PNG, or of an SVG that needs no stylesheet.
        alt: What the picture tells, not that it is a picture.
        width_share: How much of the width of the text it takes, 0 to 1.
    """

    picture: bytes = field(repr=False)
    alt: str
    caption: str = ""
    width_share: float = 1.0


@dataclass(frozen=True, slots=True)
class Callout:
    """A few lines in a box of their own; the kind is a colour, the title says it in words."""

    kind: Kind
    text: Text
    title: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a page of its own."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts side by side on paper; one after the other where there is no room for that."""

    columns: tuple[tuple[Part, ...], ...]


Part = (
    Heading | Paragraph | Bullets | Facts | Tiles | Table | Figure | Callout | PageBreak | Columns
)


@dataclass(frozen=True, slots=True)
class Document:
    """
    A document of a municipality, as it was on one day.

    Args:
        as_of: The day that the figures are of; also the day that the file says it was made.
        source: Where the figures are from, for the foot line.
        theme: The name of a token file of `ui`, for the colours.
        kind: What sort of paper it is ("Opdrachtbrief"), above the title.
    """

    title: str
    municipality: str
    as_of: date
    parts: tuple[Part, ...]
    subtitle: str = ""
    kind: str = ""
    source: str = ""
    language: Language = "nl"
    theme: str = "poldergroen"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title is its answer; the notes are for who speaks."""

    title: str
    parts: tuple[Part, ...]
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides of a municipality, as it was on one day; the fields are those of a document."""

    title: str
    municipality: str
    as_of: date
    slides: tuple[Slide, ...]
    subtitle: str = ""
    kind: str = ""
    source: str = ""
    language: Language = "nl"
    theme: str = "poldergroen"


def unfolded(given: Iterable[Part]) -> Iterator[Part]:
    """Return parts in the order in which they are read, those in columns too."""
    for part in given:
        yield part
        if isinstance(part, Columns):
            for column in part.columns:
                yield from unfolded(column)


def texts(part: Part) -> Iterator[Text]:
    """Return all that a part says itself, in the order in which it is read."""
    match part:
        case Heading() | Paragraph():
            yield part.text
        case Bullets():
            yield from part.items
        case Facts():
            yield from (text for pair in part.pairs for text in pair)
        case Tiles():
            yield from (text for tile in part.tiles for text in (tile.value, tile.label))
        case Table():
            yield from (part.caption, *part.head, *(cell for row in part.rows for cell in row))
        case Figure():
            yield from (part.alt, part.caption)
        case Callout():
            yield from (part.title, part.text)


def printable(text: str) -> str:
    """
    Return a text without the characters that no file can hold, as people paste them in.

    A word that is longer than lines are, such as a link, gets a space where it has to turn.
    """
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    said = "".join(sign for sign in kept if not is_control(sign))
    return TOO_LONG.sub(_broken, said)


def _broken(word: re.Match[str]) -> str:
    whole = word[0]
    return " ".join(whole[at : at + LONGEST_WORD] for at in range(0, len(whole), LONGEST_WORD))


def is_control(sign: str) -> bool:
    """Return whether a character is no text: a control character, half a pair, or no character."""
    if sign in "\n\t":
        return False
    return unicodedata.category(sign) in ("Cc", "Cs") or ord(sign) & 0xFFFE == 0xFFFE


def plain(text: Text) -> str:
    """Return a text without its footnotes and emphasis."""
    if isinstance(text, str):
        return text
    return "".join(_said(run) for run in text)


def footnotes(text: Text) -> tuple[str, ...]:
    """Return the footnotes of a text, in their order."""
    if isinstance(text, str):
        return ()
    return tuple(run.text for run in text if isinstance(run, Footnote))


def _said(run: str | Bold | Footnote) -> str:
    if isinstance(run, Footnote):
        return ""
    return run.text if isinstance(run, Bold) else run
