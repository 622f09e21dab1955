"""Real tables on a slide: rows under heads, and labels with their facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Pt

from bundel.documents import parts, slide_cutting, slide_text, widths
from bundel.documents.parts import Text
from bundel.documents.slide_text import Letters, Room

TABLE_PT, FACT_PT = 14, 16
CELL_PAD_IN = 0.06
CELL_SIDES_IN, PADS_IN = 0.2, 0.14
# A row that is higher is cut; below it there is room for a caption and the heads.
MOST_ROW_IN = 3.4
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
ALIGNS = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}


def row_heights(part: parts.Table, width: float) -> list[float]:
    """Return how high each row is, the heads first."""
    shares = widths.shares(part)
    return [_row_high(row, shares, width) for row in (part.head, *part.rows)]


def _row_high(row: tuple[Text, ...], shares: tuple[float, ...], width: float) -> float:
    columns = [share * width - CELL_SIDES_IN for share in shares]
    cells = zip(row, columns, strict=True)
    return max(slide_text.lines_high(text, wide, TABLE_PT) for text, wide in cells) + PADS_IN


def low(part: parts.Table | parts.Facts, width: float) -> parts.Table | parts.Facts:
    """Return a table without rows that are higher than a slide: these go on in rows below them."""
    if isinstance(part, parts.Facts):
        return replace(part, pairs=tuple(_low_facts(part, width)))
    shares = widths.shares(part)
    columns = [share * width - CELL_SIDES_IN for share in shares]
    rows = tuple(
        piece
        for row in part.rows
        for piece in ([row] if _row_high(row, shares, width) <= MOST_ROW_IN else _cut(row, columns))
    )
    return replace(part, rows=rows, widths=shares)


def _low_facts(part: parts.Facts, width: float) -> Iterator[tuple[str, Text]]:
    for label, text in part.pairs:
        if fact_high((label, text), width) <= MOST_ROW_IN:
            yield label, text
        else:
            for at, some in enumerate(_chunks(text, width * 0.7 - CELL_SIDES_IN, FACT_PT)):
                yield label if at == 0 else "", some


def _cut(row: tuple[Text, ...], columns: list[float]) -> Iterator[tuple[Text, ...]]:
    cells = [_chunks(text, wide, TABLE_PT) for text, wide in zip(row, columns, strict=True)]
    yield from zip_longest(*cells, fillvalue="")


def _chunks(text: Text, width: float, size: float) -> Iterator[Text]:
    """Yield a text in pieces that are each low enough for a row."""
    held: tuple[slide_cutting.Run, ...] = ()
    for piece in slide_cutting.pieces(text):
        if held and slide_text.lines_high((*held, piece), width, size) > MOST_ROW_IN - PADS_IN:
            yield held
            held = ()
        held = (*held, piece)
    yield held


def fact_high(fact: tuple[str, Text], width: float) -> float:
    """Return how high a label with its fact is."""
    label = slide_text.lines_high(fact[0], width * 0.3 - CELL_SIDES_IN, FACT_PT)
    return (
        max(label, slide_text.lines_high(fact[1], width * 0.7 - CELL_SIDES_IN, FACT_PT)) + PADS_IN
    )


def draw_table(part: parts.Table, room: Room) -> None:
    """Draw a caption and the table that it is of."""
    caption = slide_text.caption_high(part.caption, room.width)
    if part.caption:
        letters = Letters(slide_text.SMALL_PT, room.colours["ink"], bold=True)
        slide_text.write(slide_text.box(room, caption).paragraphs[0], part.caption, letters, room)
        room.top += caption
    heights = row_heights(part, room.width)
    made = _new_table(room, heights, widths.shares(part), part.caption)
    made.first_row, made.first_col = True, part.row_heads
    for down, row in enumerate((part.head, *part.rows)):
        for along, text in enumerate(row):
            head = down == 0 or (part.row_heads and along == 0)
            colour = room.colours["muted" if down == 0 else "ink"]
            cell = made.cell(down, along)
            _write_cell(cell, text, Letters(TABLE_PT, colour, bold=head), room)
            if part.align:
                cell.text_frame.paragraphs[0].alignment = ALIGNS[part.align[along]]
            _rule(cell, room.colours["ink" if down == 0 else "line"], 1.25 if down == 0 else 0.75)
    slide_text.take(room, sum(heights))


def draw_facts(part: parts.Facts, room: Room) -> None:
    """Draw labels beside what they stand at."""
    heights = [fact_high(fact, room.width) for fact in part.pairs]
    made = _new_table(room, heights, (0.3, 0.7), "")
    made.first_row, made.first_col = False, True
    for down, (label, text) in enumerate(part.pairs):
        muted, ink = room.colours["muted"], room.colours["ink"]
        _write_cell(made.cell(down, 0), label, Letters(FACT_PT, muted), room)
        _write_cell(made.cell(down, 1), text, Letters(FACT_PT, ink), room)
        for along in (0, 1):
            _rule(made.cell(down, along), room.colours["line"], 0.75)
    slide_text.take(room, sum(heights))


def _new_table(room: Room, heights: list[float], shares: tuple[float, ...], alt: str) -> Any:
    frame: Any = room.slide.shapes.add_table(
        len(heights), len(shares), Inches(room.left), Inches(room.top), Inches(room.width),
        Inches(sum(heights)),
    )  # fmt: skip
    if alt:
        frame._element.find(".//{*}cNvPr").set("descr", alt)
    made: Any = frame.table
    made.horz_banding = False
    made._tbl.tblPr.find("{*}tableStyleId").text = PLAIN_TABLE
    for column, share in zip(list(made.columns), shares, strict=True):
        column.width = Inches(room.width * share)
    for row, high in zip(list(made.rows), heights, strict=True):
        row.height = Inches(high)
    return made


def _write_cell(cell: Any, text: Text, letters: Letters, room: Room) -> None:
    cell.margin_top = cell.margin_bottom = Inches(CELL_PAD_IN)
    cell.margin_left = cell.margin_right = Inches(0.08)
    slide_text.write(cell.text_frame.paragraphs[0], text, letters, room)


def _rule(cell: Any, colour: str, points: float) -> None:
    """Draw the line below a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = slide_text.below(properties, "lnB")
    line.set("w", str(Emu(Pt(points))))
    slide_text.below(slide_text.below(line, "solidFill"), "srgbClr").set("val", colour.lstrip("#"))
