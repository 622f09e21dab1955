"""A document that is wrong is refused by the name of what is wrong."""

from __future__ import annotations

import pytest

from bundel.documents import checking, faults, parts, pdf, tidying
from bundel.documents.parts import Bullets, Columns, Facts, Figure, Heading, Paragraph, Table, Tiles
from tests.documents import example

ELSEWHERE = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hostname"/></svg>'
ROW = (("1", "2"),)
WRONG = {
    "control character": (Paragraph("een\x00nul"), faults.StrayCharacter),
    "half a pair": (Bullets(("goed", "\ud800")), faults.StrayCharacter),
    "note": (Paragraph(("a", parts.Footnote("\x1b[2J"))), faults.StrayCharacter),
    "word": (Paragraph("a" * 301), faults.WordTooLong),
    "no rows": (Table(("a",), ()), faults.EmptyTable),
    "no columns": (Table((), ((),)), faults.EmptyTable),
    "short row": (Table(("a", "b"), (("1",),)), faults.UnevenTable),
    "alignments": (Table(("a", "b"), ROW, align=("left",)), faults.UnevenTable),
    "no width": (Table(("a", "b"), ROW, widths=(0, 1)), faults.OutOfBounds),
    "nameless column": (Table(("a", " "), ROW), faults.NoWords),
    "no picture": (Figure(b"GIF89a", "iets"), faults.NotAPicture),
    "half a picture": (Figure(b"\x89PNG\r\n\x1a\n" + bytes(40), "iets"), faults.NotAPicture),
    "page": (Figure(b"<html/>", "iets"), faults.NotAPicture),
    "entity": (Figure(b"<!DOCTYPE x><svg/>", "iets"), faults.NotAPicture),
    "picture elsewhere": (Figure(ELSEWHERE, "iets"), faults.NotAPicture),
    "silent picture": (Figure(example.SVG, " "), faults.NoAlt),
    "too wide": (Figure(example.SVG, "iets", width_share=1.5), faults.OutOfBounds),
    "deep head": (Heading("a", 2), faults.SkippedHead),
    "silent head": (Heading(""), faults.NoWords),
    "no items": (Bullets(()), faults.NoWords),
    "no facts": (Facts(()), faults.NoWords),
    "no tiles": (Tiles(()), faults.OutOfBounds),
    "columns": (Columns(((), (), (), ())), faults.OutOfBounds),
    "inside a column": (Columns(((Heading("a", 3),),)), faults.SkippedHead),
}


@pytest.mark.parametrize(("part", "fault"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named(part, fault):
    with pytest.raises(fault):
        checking.check(example.document(parts=(part,)))


def test_a_document_has_a_title():
    with pytest.raises(faults.NoWords):
        checking.check(example.document(title=" "))


def test_what_people_paste_can_be_made_printable():
    pasted = "een\x0bregel\r\nen\x00 een\u2028naam \ud83d"

    assert parts.printable(pasted) == "eenregel\nen een\u2028naam "
    checking.check(example.document(parts=(Paragraph(parts.printable(pasted)),)))


def test_whatever_people_paste_becomes_a_file():
    link = "https://bestanden.example/" + "map/" * 400
    pasted = parts.Table(("Wat", "Waar"), (("Verslag\x0b", (link, parts.Footnote(link))),))

    drawn = tidying.tidied(example.document(parts=(pasted,)))

    checking.check(drawn)
    assert parts.plain(drawn.parts[0].rows[0][1]).replace(" ", "") == link
    assert pdf.pdf(example.document(parts=(pasted,))).startswith(b"%PDF")
