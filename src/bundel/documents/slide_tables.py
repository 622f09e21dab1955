"""Real tables on a slide: rows under heads, and labels with their facts."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Pt

from bundel.documents import parts, slide_text, widths
from bundel.documents.parts import Text
from bundel.documents.slide_text import Letters, Room

TABLE_PT, FACT_PT = 14, 16
CELL_PAD_IN = 0.06
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
ALIGNS = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}


def row_heights(part: parts.Table, width: float) -> list[float]:
    """Return how high each row is, the heads first."""
    shares = widths.shares(part)
    return [_row_high(row, shares, width) for row in (part.head, *part.rows)]


def _row_high(row: tuple[Text, ...], shares: tuple[float, ...], width: float) -> float:
    cells = zip(row, shares, strict=True)
    return (
        max(slide_text.lines_high(text, share * width - 0.2, TABLE_PT) for text, share in cells)
        + 0.14
    )


def fact_high(fact: tuple[str, Text], width: float) -> float:
    """Return how high a label with its fact is."""
    label = slide_text.lines_high(fact[0], width * 0.3 - 0.2, FACT_PT)
    return max(label, slide_text.lines_high(fact[1], width * 0.7 - 0.2, FACT_PT)) + 0.14


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
