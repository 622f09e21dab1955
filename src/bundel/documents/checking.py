"""What must be true of a document before it becomes a file."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Literal
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError

from bundel.documents import faults, parts
from bundel.documents.parts import Deck, Document, Part, Text

MOST_TILES = 5
MOST_COLUMNS = 3
WIDEST = 1_000_000.0
MOST_PIXELS = 40_000_000
PNG_SIGN = b"\x89PNG\r\n\x1a\n"
SVG_ROOT = "{http://www.w3.org/2000/svg}svg"
# What a drawing may point at: a part of itself, or a picture that it holds.
WITHIN = ("#", "data:image/")
# Names of things outside of the picture; ours have none, and a drawing needs none.
ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def check(document: Document) -> None:
    """
    Return if a document can become a file.

    Raises:
        Unprintable: of the kind that names what is wrong.
    """
    _check_frame(document)
    _check_parts(document.parts)


def check_deck(deck: Deck) -> None:
    """
    Return if a deck can become slides.

    Raises:
        Unprintable: of the kind that names what is wrong.
    """
    _check_frame(deck)
    for slide in deck.slides:
        _must_say(slide.title, "slide")
        _check_text(slide.notes)
        _check_parts(slide.parts)


def kind_of(picture: bytes) -> Literal["png", "svg"]:
    """
    Return what sort of picture the bytes are.

    Raises:
        NotAPicture: if they are neither, are broken, or unpack to more than a page can show.
    """
    if picture.startswith(PNG_SIGN):
        _check_png(picture)
        return "png"
    if ENTITY.search(picture):
        raise faults.NotAPicture("svg with entities")
    try:
        # Without entities, as just looked at, a file costs no more to read than its length.
        root = ElementTree.fromstring(picture)  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError) as wrong:
        raise faults.NotAPicture("neither png nor svg") from wrong
    if root.tag != SVG_ROOT:
        raise faults.NotAPicture(root.tag)
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.endswith("href") and not value.startswith(WITHIN):
                raise faults.NotAPicture(f"svg that names {value[:80]}")
    return "svg"


def _check_png(picture: bytes) -> None:
    try:
        with Image.open(BytesIO(picture), formats=("PNG",)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise faults.NotAPicture("too many dots")
            image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as wrong:
        raise faults.NotAPicture("broken png") from wrong


def _check_frame(frame: Document | Deck) -> None:
    _must_say(frame.title, "title")
    _must_say(frame.municipality, "municipality")
    for text in (frame.subtitle, frame.kind, frame.source):
        _check_text(text)


def _check_parts(given: tuple[Part, ...]) -> None:
    level = 0
    for part in parts.unfolded(given):
        if isinstance(part, parts.Heading):
            if not 1 <= part.level <= min(level + 1, parts.HEAD_LEVELS):
                raise faults.SkippedHead(part.text)
            level = part.level
        _check_part(part)


def _check_part(part: Part) -> None:  # noqa: C901  one line a kind of part
    match part:
        case parts.Heading():
            _must_say(part.text, "heading")
        case parts.Bullets():
            _must_say("".join(map(parts.plain, part.items)), "bullets")
        case parts.Facts():
            _must_say("".join(label for label, _ in part.pairs), "facts")
        case parts.Tiles():
            _check_tiles(part)
        case parts.Table():
            _check_table(part)
        case parts.Figure():
            _check_figure(part)
        case parts.Columns():
            _check_count(len(part.columns), MOST_COLUMNS, "columns")
    for text in parts.texts(part):
        _check_text(text)


def _check_count(count: int, most: int, what: str) -> None:
    if not 1 <= count <= most:
        raise faults.OutOfBounds(f"{count} {what}")


def _check_tiles(tiles: parts.Tiles) -> None:
    _check_count(len(tiles.tiles), MOST_TILES, "tiles")
    for tile in tiles.tiles:
        _must_say(tile.value, "value")
        _must_say(tile.label, "label")


def _check_table(table: parts.Table) -> None:
    count = len(table.head)
    if not count or not table.rows:
        raise faults.EmptyTable(table.caption)
    wrong = any(len(row) != count for row in table.rows)
    if wrong or len(table.align) not in (0, count) or len(table.widths) not in (0, count):
        raise faults.UnevenTable(table.caption)
    if any(not 0 < width < WIDEST for width in table.widths):
        raise faults.OutOfBounds(f"widths {table.widths}")
    for head in table.head:
        _must_say(head, "head of a column")


def _check_figure(figure: parts.Figure) -> None:
    kind_of(figure.picture)
    if not figure.alt.strip():
        raise faults.NoAlt(figure.caption)
    if not 0 < figure.width_share <= 1:
        raise faults.OutOfBounds(f"width_share {figure.width_share}")


def _must_say(text: str, what: str) -> None:
    if not text.strip():
        raise faults.NoWords(what)
    _check_text(text)


def _check_text(text: Text) -> None:
    for said in (parts.plain(text), *parts.footnotes(text)):
        stray = next((sign for sign in said if parts.is_control(sign)), "")
        if stray:
            raise faults.StrayCharacter(f"U+{ord(stray):04X} in {said[:40]!r}")
        longest = max(said.split(), key=len, default="")
        if len(longest) > parts.LONGEST_WORD:
            raise faults.WordTooLong(f"{longest[:40]}… ({len(longest)})")
