"""The door to python-docx: a document as DOCX, with real heads, footnotes and table heads."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt, RGBColor

from bundel.documents import parts, pictures, widths, word_frame
from bundel.documents.parts import Document, Part, Text
from bundel.documents.word_frame import HIGHEST_CM, TEXT_WIDTH_CM
from bundel.documents.word_notes import Footnotes
from bundel.ui import charts

ALIGNS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}


def written(document: Document) -> bytes:
    """Return the file; its zip still bears the moment at which it was made."""
    made: Any = docx.Document()
    colours = charts.tokens(document.theme)
    word_frame.prepare(made, document, colours)
    writer = _Writer(made, document, colours)
    writer.write_head()
    for part in document.parts:
        writer.write(part)
    writer.notes.attach(made)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


class _Writer:
    """Writes parts one after the other into one Word document."""

    def __init__(self, made: Any, document: Document, colours: dict[str, str]) -> None:
        self.made, self.document, self.colours = made, document, colours
        self.notes = Footnotes()

    def write_head(self) -> None:
        document = self.document
        sender = " · ".join(text for text in (document.municipality, document.kind) if text)
        self.made.add_paragraph(sender, style="Sender")
        self.made.add_paragraph(document.title, style="Title")
        if document.subtitle:
            self.made.add_paragraph(document.subtitle, style="Subtitle")

    def write(self, part: Part) -> None:  # noqa: C901  one line a kind of part
        match part:
            case parts.Heading():
                self._say(self.made.add_heading(level=part.level), part.text)
            case parts.Paragraph():
                self._say(self.made.add_paragraph(), part.text)
            case parts.Bullets():
                self._list(part)
            case parts.Facts():
                self._facts(part)
            case parts.Tiles():
                for tile in part.tiles:
                    self._tile(tile)
            case parts.Table():
                self._table(part)
            case parts.Figure():
                self._figure(part)
            case parts.Callout():
                self._callout(part)
            case parts.PageBreak():
                self.made.add_paragraph(style="Gap").add_run().add_break(WD_BREAK.PAGE)
            case parts.Columns():
                for column in part.columns:
                    for inside in column:
                        self.write(inside)

    def _say(self, paragraph: Any, text: Text, colour: str = "", bold: bool = False) -> None:
        for run in (text,) if isinstance(text, str) else text:
            if isinstance(run, parts.Footnote):
                self.notes.refer(paragraph, run.text)
                continue
            heavy = bold or isinstance(run, parts.Bold)
            # The library makes a line break of "\n" and a tab of "\t".
            added = paragraph.add_run(run.text if isinstance(run, parts.Bold) else run)
            if heavy:
                added.bold = True
            if colour:
                added.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))

    def _list(self, part: parts.Bullets) -> None:
        number = word_frame.new_numbering(self.made, part.first) if part.numbered else None
        for item in part.items:
            style = "List Number" if part.numbered else "List Bullet"
            paragraph = self.made.add_paragraph(style=style)
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
            self._say(paragraph, item)

    def _tile(self, tile: parts.Tile) -> None:
        paragraph = self.made.add_paragraph(style="Tile")
        colour = self.colours["ink" if tile.kind == "note" else tile.kind]
        value = paragraph.add_run(tile.value)
        value.bold, value.font.size = True, Pt(20)
        value.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
        paragraph.add_run(f"  {tile.label}")

    def _callout(self, part: parts.Callout) -> None:
        strong, soft = self.colours["ink"], self.colours["ground"]
        if part.kind != "note":
            strong, soft = self.colours[part.kind], self.colours[f"{part.kind}-soft"]
        lines = [(part.title, strong, True)] if part.title else []
        for text, colour, bold in [*lines, (part.text, "", False)]:
            paragraph = self.made.add_paragraph(style="Callout")
            word_frame.box(paragraph, strong, soft)
            paragraph.paragraph_format.keep_with_next = bold
            self._say(paragraph, text, colour, bold)
        self.made.paragraphs[-1].paragraph_format.space_after = Pt(12)

    def _facts(self, part: parts.Facts) -> None:
        table = self._grid(len(part.pairs), (0.3, 0.7))
        for row, (label, text) in zip(table.rows, part.pairs, strict=True):
            self._say(row.cells[0].paragraphs[0], label, self.colours["muted"])
            self._say(row.cells[1].paragraphs[0], text)
        word_frame.look(table, first_row=False, first_column=True)
        self._after_table()

    def _table(self, part: parts.Table) -> None:
        if part.caption:
            caption = self.made.add_paragraph(style="Caption")
            caption.paragraph_format.keep_with_next = True
            self._say(caption, part.caption)
        table = self._grid(1 + len(part.rows), widths.shares(part))
        word_frame.look(table, first_row=True, first_column=part.row_heads)
        word_frame.describe(table, part.caption)
        for down, (row, texts) in enumerate(zip(table.rows, (part.head, *part.rows), strict=True)):
            word_frame.keep_whole(row, repeat=down == 0)
            for along, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                paragraph = cell.paragraphs[0]
                heavy = down == 0 or (part.row_heads and along == 0)
                self._say(paragraph, text, self.colours["muted"] if down == 0 else "", heavy)
                if part.align:
                    paragraph.alignment = ALIGNS[part.align[along]]
                if down == 0:
                    word_frame.rule(cell, self.colours["ink"], 8)
        self._after_table()

    def _grid(self, rows: int, shares: tuple[float, ...]) -> Any:
        table = self.made.add_table(rows=rows, cols=len(shares), style="Rows")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Cm(TEXT_WIDTH_CM * share)
            for cell in column.cells:
                cell.width = Cm(TEXT_WIDTH_CM * share)
                cell.paragraphs[0].style = "Cell"
        return table

    def _after_table(self) -> None:
        """Keep what follows from the table; a style cannot give a table space below it."""
        self.made.add_paragraph(style="Gap")

    def _figure(self, part: parts.Figure) -> None:
        drawn = pictures.drawn(part, self.document.theme)
        paragraph = self.made.add_paragraph()
        wide = drawn.width_within(TEXT_WIDTH_CM * part.width_share, HIGHEST_CM)
        shape = paragraph.add_run().add_picture(drawn.stream(), width=Cm(wide))
        shape._inline.docPr.set("descr", part.alt)
        shape._inline.docPr.set("name", f"Figuur {shape._inline.docPr.get('id')}")
        if part.caption:
            paragraph.paragraph_format.keep_with_next = True
            self._say(self.made.add_paragraph(style="Figure caption"), part.caption)
