"""The door to odfpy: a document as ODT, with real heads, footnotes and table heads."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from odf import draw, svg, table, text

from bundel.documents import open_frame, parts, pictures, widths
from bundel.documents.open_frame import HIGHEST_CM, TEXT_WIDTH_CM
from bundel.documents.parts import Document, Part, Text
from bundel.ui import charts


def written(document: Document) -> bytes:
    """Return the file; its zip still bears the moment at which it was made."""
    writer = _Writer(document)
    writer.write_head()
    for part in document.parts:
        writer.write(part)
    out = BytesIO()
    writer.made.write(out)
    return out.getvalue()


class _Writer:
    """Writes parts one after the other into one OpenDocument text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.made = open_frame.prepare(document, charts.tokens(document.theme))
        self.notes = self.tables = self.figures = 0

    def write_head(self) -> None:
        document = self.document
        sender = " · ".join(text for text in (document.municipality, document.kind) if text)
        self._line("Sender", sender)
        self._line("Title", document.title)
        if document.subtitle:
            self._line("Subtitle", document.subtitle)

    def write(self, part: Part) -> None:  # noqa: C901  one line a kind of part
        match part:
            case parts.Heading():
                self._head(part)
            case parts.Paragraph():
                self._line("Text_20_body", part.text)
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
                if part.title:
                    self._line(f"Callout_20_title_20_{part.kind}", part.title)
                self._line(f"Callout_20_{part.kind}", part.text)
            case parts.PageBreak():
                self._line("Next_20_page", "")
            case parts.Columns():
                for column in part.columns:
                    for inside in column:
                        self.write(inside)

    def _add(self, element: Any) -> None:
        self.made.text.addElement(element)

    def _line(self, style: str, said: Text) -> None:
        paragraph = text.P(stylename=style)
        self._say(paragraph, said)
        self._add(paragraph)

    def _head(self, part: parts.Heading) -> None:
        head = text.H(outlinelevel=str(part.level), stylename=f"Heading_20_{part.level}")
        self._say(head, part.text)
        self._add(head)

    def _say(self, paragraph: Any, said: Text, style: str = "") -> None:
        for run in (said,) if isinstance(said, str) else said:
            if isinstance(run, parts.Footnote):
                paragraph.addElement(self._note(run.text))
            elif isinstance(run, parts.Bold):
                _add_text(_span(paragraph, "Bold"), run.text)
            else:
                _add_text(_span(paragraph, style) if style else paragraph, run)

    def _note(self, said: str) -> Any:
        self.notes += 1
        note = text.Note(noteclass="footnote", id=f"note{self.notes}")
        note.addElement(text.NoteCitation(text=str(self.notes)))
        body, paragraph = text.NoteBody(), text.P(stylename="Footnote")
        # Nothing stands between the number and the note but what we put there.
        paragraph.addElement(text.S(c="1"))
        _add_text(paragraph, said)
        body.addElement(paragraph)
        note.addElement(body)
        return note

    def _list(self, part: parts.Bullets) -> None:
        style = open_frame.NUMBERS if part.numbered else open_frame.BULLETS
        listed = text.List(stylename=style)
        for at, item in enumerate(part.items):
            first = {"startvalue": str(part.first)} if part.numbered and at == 0 else {}
            entry, paragraph = text.ListItem(**first), text.P(stylename="List_20_item")
            self._say(paragraph, item)
            entry.addElement(paragraph)
            listed.addElement(entry)
        self._add(listed)

    def _tile(self, tile: parts.Tile) -> None:
        paragraph = text.P(stylename="Tile")
        _add_text(_span(paragraph, f"Value_20_{tile.kind}"), tile.value)
        _add_text(paragraph, f"  {tile.label}")
        self._add(paragraph)

    def _facts(self, part: parts.Facts) -> None:
        grid = self._grid((0.3, 0.7))
        for label, said in part.pairs:
            row = table.TableRow(stylename="Row")
            row.addElement(self._cell(label, "Row_20_cell", "Cell", "Muted"))
            row.addElement(self._cell(said, "Row_20_cell", "Cell"))
            grid.addElement(row)
        self._add(grid)
        self._line("Gap", "")

    def _table(self, part: parts.Table) -> None:
        if part.caption:
            self._line("Caption", part.caption)
        grid = self._grid(widths.shares(part))
        places = [f"Cell_20_{a}" if a != "left" else "Cell" for a in part.align]
        places = places or ["Cell"] * len(part.head)
        heads, row = table.TableHeaderRows(), table.TableRow(stylename="Row")
        for head, place in zip(part.head, places, strict=True):
            row.addElement(self._cell(head, "Head_20_cell", place, "Head"))
        heads.addElement(row)
        grid.addElement(heads)
        for texts in part.rows:
            row = table.TableRow(stylename="Row")
            for at, (said, place) in enumerate(zip(texts, places, strict=True)):
                names = part.row_heads and at == 0
                row.addElement(self._cell(said, "Row_20_cell", place, "Bold" if names else ""))
            grid.addElement(row)
        self._add(grid)
        self._line("Gap", "")

    def _grid(self, shares: tuple[float, ...]) -> Any:
        self.tables += 1
        grid = table.Table(name=f"Tabel{self.tables}", stylename="Rows")
        for at, share in enumerate(shares):
            name = f"Column{self.tables}.{at}"
            style = open_frame.column_style(self.made, name, TEXT_WIDTH_CM * share)
            grid.addElement(table.TableColumn(stylename=style))
        return grid

    def _cell(self, said: Text, style: str, place: str, look: str = "") -> Any:
        cell, paragraph = table.TableCell(stylename=style), text.P(stylename=place)
        self._say(paragraph, said, look)
        cell.addElement(paragraph)
        return cell

    def _figure(self, part: parts.Figure) -> None:
        drawn = pictures.drawn(part, self.document.theme)
        self.figures += 1
        wide = drawn.width_within(TEXT_WIDTH_CM * part.width_share, HIGHEST_CM)
        frame = draw.Frame(
            name=f"Figuur {self.figures}", anchortype="as-char", width=f"{wide:.3f}cm",
            height=f"{wide * drawn.height_per_width:.3f}cm",
        )  # fmt: skip
        place = f"Pictures/{self.figures}.png"
        self.made.addPicture(place, "image/png", drawn.content)
        frame.addElement(draw.Image(href=place, type="simple", show="embed", actuate="onLoad"))
        frame.addElement(svg.Title(text=part.caption or part.alt))
        frame.addElement(svg.Desc(text=part.alt))
        paragraph = text.P(stylename="Text_20_body")
        paragraph.addElement(frame)
        self._add(paragraph)
        if part.caption:
            self._line("Figure_20_caption", part.caption)


def _span(paragraph: Any, style: str) -> Any:
    span = text.Span(stylename=style)
    paragraph.addElement(span)
    return span


def _add_text(owner: Any, said: str) -> None:
    """Add text as it stands: line breaks, and spaces that would else be read as one."""
    for at, line in enumerate(said.split("\n")):
        if at:
            owner.addElement(text.LineBreak())
        for along, piece in enumerate(line.replace("\t", " ").split("  ")):
            if along:
                owner.addText(" ")
                owner.addElement(text.S(c="1"))
            owner.addText(piece)
