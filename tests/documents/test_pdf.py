"""A PDF can be heard as well as seen, says what it was given, and is the same twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bundel.documents import faults, parts, pdf
from tests.documents import example

# What typst would read as markup, code or a comment, among letters of all who live here.
TELLING = st.text(alphabet="#$*_`@<>\\/[](){}=\"'~-+.:;,|^&%! abcxyzéëşğıİŁñ0123456789", min_size=1)
ANY = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(
    lambda text: not any(map(parts.is_control, text))
)


def read(file: bytes) -> PdfReader:
    return PdfReader(BytesIO(file))


def said(file: bytes) -> str:
    return "".join("".join(page.extract_text() for page in read(file).pages).split())


def tags(reader: PdfReader) -> Iterator[dict]:
    """Return every element of the tree that a screen reader walks."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop(0).get_object()
        if isinstance(node, list):
            waiting = [*node, *waiting]
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                waiting.insert(0, node["/K"])


def kinds(reader: PdfReader) -> list[str]:
    return [tag["/S"] for tag in tags(reader)]


@pytest.fixture(scope="module")
def reader():
    return read(pdf.pdf(example.document()))


def test_a_reader_is_told_the_language_and_the_title(reader):
    root = reader.trailer["/Root"]

    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Voortgang aanpak energiearmoede"


def test_the_file_says_that_it_keeps_to_pdf_ua(reader):
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()

    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_a_picture_is_told_in_words(reader):
    figures = [tag for tag in tags(reader) if tag["/S"] == "/Figure"]

    assert [figure["/Alt"] for figure in figures] == [example.ALT]


def test_a_table_has_head_cells_that_name_their_columns(reader):
    heads = [tag for tag in tags(reader) if tag["/S"] == "/TH"]

    assert len(heads) == 4
    assert all(head["/A"][0]["/Scope"] == "/Column" for head in heads)
    assert "/Caption" in kinds(reader)


def test_heads_lists_and_notes_are_what_they_are(reader):
    found = kinds(reader)

    assert [kind for kind in found if kind in ("/H1", "/H2")] == ["/H1"] + 3 * ["/H2"] + ["/H1"]
    assert found.count("/LI") == 2 + 2 + 3
    assert found.count("/Note") == 2


def test_every_page_has_its_number_and_the_day_of_the_figures(reader):
    pages = [page.extract_text() for page in reader.pages]

    assert all(f"{at} van {len(pages)}" in page for at, page in enumerate(pages, 1))
    assert all("Gemeente Almere · Stand van 23 november 2026" in page for page in pages)
    assert all("Bron: programma in Bundel" in page for page in pages)


def test_the_same_document_gives_the_same_bytes():
    assert pdf.pdf(example.document()) == pdf.pdf(example.document())


def test_another_figure_gives_another_file():
    other = example.document(parts=(parts.Paragraph("421"),))

    assert pdf.pdf(other) != pdf.pdf(replace(other, parts=(parts.Paragraph("420"),)))


@settings(max_examples=25, deadline=None)
@given(text=TELLING)
def test_any_text_stays_text_and_never_becomes_code(text):
    file = pdf.pdf(example.document(parts=(parts.Paragraph("begin" + text + "einde"),)))

    assert "".join(f"begin{text}einde".split()) in said(file)


@settings(max_examples=25, deadline=None)
@given(text=ANY)
def test_no_script_of_the_world_breaks_the_page(text):
    file = pdf.pdf(example.document(parts=(parts.Paragraph(text), parts.Bullets(("a", text)))))

    assert file.startswith(b"%PDF")


def test_a_sign_without_a_typeface_is_shown_as_missing():
    file = pdf.pdf(example.document(parts=(parts.Paragraph("Naam: 漢字, Şükrü"),)))

    assert "Naam:□□,Şükrü" in said(file)


@pytest.mark.parametrize("base", ["1", '"', "e", ",", "\\"])
def test_a_mark_without_a_typeface_leaves_what_it_stands_on(base):
    text = f"{base}\U0001e2ee en 2026, 10, ee"
    file = pdf.pdf(example.document(parts=(parts.Paragraph(text), parts.Bullets(("a", text)))))

    assert "en2026,10,ee" in said(file)


def test_a_mail_address_that_breaks_is_copied_whole():
    address = "voornaam.achternaam@energieloket.gemeente.nl"
    narrow = parts.Table(("Wie", "Wat"), ((address, "x " * 200),), widths=(1, 9))

    assert address in said(pdf.pdf(example.document(parts=(narrow,))))


def test_one_page_is_one_page_or_is_refused():
    short = tuple(part for part in example.PARTS if not isinstance(part, parts.PageBreak))

    assert len(read(pdf.pdf(example.document(parts=short), one_page=True)).pages) == 1
    with pytest.raises(faults.DoesNotFit):
        pdf.pdf(example.document(parts=short * 4), one_page=True)


def test_paper_for_the_wall_is_a3_on_its_side():
    file = pdf.pdf(example.document(), paper="a3", landscape=True)

    box = read(file).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (1191, 842)


def test_papers_are_one_file_with_contents_and_pages_numbered_through():
    papers = [example.document(title="Agenda"), example.document(title="Besluit over privacy")]

    file = read(pdf.pdf_of_many(papers, title="Stukken", subtitle="3 december 2026"))

    contents = file.pages[0].extract_text()
    assert "Agenda" in contents
    assert "Besluit over privacy" in contents
    titles = [entry.title for entry in file.outline if not isinstance(entry, list)]
    assert titles[-2:] == ["Agenda", "Besluit over privacy"]
    assert f"{len(file.pages)} van {len(file.pages)}" in file.pages[-1].extract_text()
    assert "/TOC" in kinds(file)


def test_the_frame_speaks_the_language_of_the_document():
    file = read(pdf.pdf(example.document(language="en", as_of=date(2026, 5, 1))))

    assert file.trailer["/Root"]["/Lang"] == "en"
    assert "As of 1 May 2026" in file.pages[0].extract_text()
