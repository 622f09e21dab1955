"""Each part on a slide: how high it is, and how it is drawn from the top of a room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from bundel.documents import parts, pictures, slide_frame, slide_tables
from bundel.documents.parts import Part
from bundel.documents.slide_text import (
    GAP_IN,
    SMALL_PT,
    Letters,
    Room,
    below,
    box,
    caption_high,
    frame_of,
    lines_high,
    take,
    write,
)

BODY_PT = 18
TILE_PT, NARROW_TILE_PT, TILE_LABEL_PT = 36, 26, 15
HEAD_PT = {1: 20, 2: 18, 3: 16}


def height(part: Part, width: float, theme: str) -> float:  # noqa: C901  one line a kind of part
    """Return how high a part is with the space below it, and with its footnotes. [inch]"""
    match part:
        case parts.Heading():
            high = lines_high(part.text, width, HEAD_PT[part.level]) - GAP_IN / 2
        case parts.Paragraph():
            high = lines_high(part.text, width, BODY_PT)
        case parts.Bullets():
            high = sum(lines_high(i, width - 0.4, BODY_PT) + 0.08 for i in part.items)
        case parts.Facts():
            high = sum(slide_tables.fact_high(fact, width) for fact in part.pairs)
        case parts.Tiles():
            high = _tiles_high(part, width)
        case parts.Table():
            high = caption_high(part.caption, width) + sum(slide_tables.row_heights(part, width))
        case parts.Figure():
            drawn = pictures.drawn(part, theme)
            high = caption_high(part.caption, width)
            high += width * part.width_share * drawn.height_per_width
        case parts.Callout():
            high = _callout_high(part, width)
        case parts.Columns():
            each = _column_width(part, width)
            high = max(sum(height(p, each, theme) for p in column) for column in part.columns)
        case parts.PageBreak():
            return 0
    return high + GAP_IN


def draw(part: Part, room: Room) -> None:
    """Draw a part at the top of a room, which gets smaller by it."""
    DRAWERS[type(part)](part, room)


def _heading(part: parts.Heading, room: Room) -> None:
    size = HEAD_PT[part.level]
    high = lines_high(part.text, room.width, size)
    letters = Letters(size, room.colours["primary"], bold=True)
    write(box(room, high).paragraphs[0], part.text, letters, room)
    take(room, high - GAP_IN / 2)


def _paragraph(part: parts.Paragraph, room: Room) -> None:
    high = lines_high(part.text, room.width, BODY_PT)
    letters = Letters(BODY_PT, room.colours["ink"])
    write(box(room, high).paragraphs[0], part.text, letters, room)
    take(room, high)


def _bullets(part: parts.Bullets, room: Room) -> None:
    high = sum(lines_high(i, room.width - 0.4, BODY_PT) + 0.08 for i in part.items)
    frame = box(room, high)
    for at, item in enumerate(part.items):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(5)
        _mark(paragraph, part, room.colours["primary"])
        write(paragraph, item, Letters(BODY_PT, room.colours["ink"]), room)
    take(room, high)


def _mark(paragraph: Any, part: parts.Bullets, colour: str) -> None:
    """Make a paragraph an item of a real list, so that it is read as one."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Inches(0.34)))
    properties.set("indent", str(-Inches(0.34)))
    tint = below(properties, "buClr")
    below(tint, "srgbClr").set("val", colour.lstrip("#"))
    if part.numbered:
        number = below(properties, "buAutoNum")
        number.set("type", "arabicPeriod")
        number.set("startAt", str(part.first))
    else:
        below(properties, "buFont").set("typeface", "Arial")
        below(properties, "buChar").set("char", "•")


# --- Boxes ------------------------------------------------------------------------------------


def _digits_pt(part: parts.Tiles) -> int:
    return TILE_PT if len(part.tiles) <= 3 else NARROW_TILE_PT


def _tiles_high(part: parts.Tiles, width: float) -> float:
    each = width / len(part.tiles) - 0.5
    return 0.45 + max(
        lines_high(t.value, each, _digits_pt(part)) + lines_high(t.label, each, TILE_LABEL_PT)
        for t in part.tiles
    )


def _tiles(part: parts.Tiles, room: Room) -> None:
    high, count = _tiles_high(part, room.width), len(part.tiles)
    each = (room.width - GAP_IN * (count - 1)) / count
    for at, tile in enumerate(part.tiles):
        shape = room.slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE,
            Inches(room.left + at * (each + GAP_IN)),
            Inches(room.top),
            Inches(each),
            Inches(high),
        )
        strong, soft = tints(tile.kind, room.colours)
        _fill(shape, soft)
        frame = frame_of(shape, 0.2)
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_top = frame.margin_bottom = Inches(0.15)
        digits = Letters(_digits_pt(part), strong, bold=True)
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        write(frame.paragraphs[0], tile.value, digits, room)
        below = frame.add_paragraph()
        below.alignment = PP_ALIGN.LEFT
        write(below, tile.label, Letters(TILE_LABEL_PT, room.colours["ink"]), room)
    take(room, high)


def tints(kind: parts.Kind, colours: dict[str, str]) -> tuple[str, str]:
    """Return the strong and the soft colour of a kind, on the ground of a slide."""
    if kind == "note":
        return colours["ink"], colours["surface"]
    return colours[kind], colours[f"{kind}-soft"]


def _fill(shape: Any, colour: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = slide_frame.rgb(colour)
    shape.line.fill.background()
    # The library's own style would bring a shadow.
    shape._element.remove(shape._element.find("{*}style"))


def _callout_high(part: parts.Callout, width: float) -> float:
    title = lines_high(part.title, width - 0.6, BODY_PT) if part.title else 0
    return title + lines_high(part.text, width - 0.6, BODY_PT) + 0.3


def _callout(part: parts.Callout, room: Room) -> None:
    high = _callout_high(part, room.width)
    strong, soft = tints(part.kind, room.colours)
    where = Inches(room.left), Inches(room.top), Inches(room.width), Inches(high)
    shape = room.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *where)
    _fill(shape, soft)
    frame = frame_of(shape, 0.3)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    lines = [(part.title, Letters(BODY_PT, strong, bold=True))] if part.title else []
    for at, (text, letters) in enumerate(
        [*lines, (part.text, Letters(BODY_PT, room.colours["ink"]))]
    ):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        write(paragraph, text, letters, room)
    edge = room.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *where[:2], Inches(0.07), where[3])
    _fill(edge, strong)
    ornament(edge)
    take(room, high)


def ornament(shape: Any) -> None:
    """Mark a shape as one that says nothing, so that it is not read aloud."""
    named = shape._element.find(".//{*}cNvPr")
    named.set("descr", "")
    space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    listed = below(named, "extLst")
    entry = below(listed, "ext")
    entry.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    etree.SubElement(entry, f"{{{space}}}decorative", nsmap={"adec": space}).set("val", "1")


# --- Pictures and columns ---------------------------------------------------------------------


def _figure(part: parts.Figure, room: Room) -> None:
    """Draw a picture as wide as asked, or as high as there is room."""
    drawn = pictures.drawn(part, room.theme)
    caption = caption_high(part.caption, room.width)
    wide = room.width * part.width_share
    wide = min(wide, (room.height - caption) / drawn.height_per_width)
    high = wide * drawn.height_per_width
    shape = room.slide.shapes.add_picture(
        drawn.stream(), Inches(room.left), Inches(room.top), Inches(wide), Inches(high)
    )
    shape._element.find(".//{*}cNvPr").set("descr", part.alt)
    if part.caption:
        letters = Letters(SMALL_PT, room.colours["muted"])
        write(box(room, caption, top=high).paragraphs[0], part.caption, letters, room)
    take(room, high + caption)


def _column_width(part: parts.Columns, width: float) -> float:
    count = len(part.columns)
    return (width - 2 * GAP_IN * (count - 1)) / count


def _columns(part: parts.Columns, room: Room) -> None:
    each, tops = _column_width(part, room.width), []
    for at, column in enumerate(part.columns):
        left = room.left + at * (each + 2 * GAP_IN)
        # The list of footnotes is one for the slide, so it is handed on and not copied.
        inner = replace(room, left=left, width=each)
        for inside in column:
            draw(inside, inner)
        tops.append(inner.top)
    room.top = max(tops)


def _break(part: parts.PageBreak, room: Room) -> None:
    room.top = room.bottom


DRAWERS: dict[type, Callable[[Any, Room], None]] = {
    parts.Heading: _heading,
    parts.Paragraph: _paragraph,
    parts.Bullets: _bullets,
    parts.Facts: slide_tables.draw_facts,
    parts.Tiles: _tiles,
    parts.Table: slide_tables.draw_table,
    parts.Figure: _figure,
    parts.Callout: _callout,
    parts.Columns: _columns,
    parts.PageBreak: _break,
}
