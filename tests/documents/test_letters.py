"""A letter opens in Word and LibreOffice with heads, notes, table heads and its language."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from lxml import etree
from odf import draw, svg, table, teletype, text
from odf.opendocument import load

from bundel.documents import faults, letters, parts
from tests.documents import example

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def word():
    return letters.docx(example.document())


@pytest.fixture(scope="module")
def opened(word):
    return docx.Document(BytesIO(word))


@pytest.fixture(scope="module")
def open_text():
    return load(BytesIO(letters.odt(example.document())))


def file_of(content: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(content)).read(name))


# --- Word -------------------------------------------------------------------------------------


def test_word_finds_real_heads(opened):
    styles = [(p.style.name, p.text) for p in opened.paragraphs]

    assert ("Title", "Voortgang aanpak energiearmoede") in styles
    assert ("Heading 1", "Wat wij vragen") in styles
    assert ("Heading 2", "Wie en wanneer") in styles


def test_word_finds_real_footnotes(word):
    notes = file_of(word, "word/footnotes.xml").findall(f"{W}footnote")
    told = ["".join(note.itertext()).strip() for note in notes if not note.get(f"{W}type")]
    referred = [r.get(f"{W}id") for r in file_of(word, "word/document.xml").iter(
        f"{W}footnoteReference")]  # fmt: skip

    assert told == [example.NOTE, "Schatting, graad D."]
    assert referred == ["1", "2"]


def test_word_repeats_the_heads_of_a_table(opened):
    grid = next(t for t in opened.tables if len(t.columns) == 4)

    assert grid.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert grid.rows[1]._tr.find(f"{W}trPr/{W}tblHeader") is None
    assert [cell.text for cell in grid.rows[0].cells] == ["Initiatief", "Nu", "Later", "Kosten"]


def test_word_hears_what_a_picture_tells(word):
    names = [e.get("descr") for e in file_of(word, "word/document.xml").iter("{*}docPr")]

    assert names == [example.ALT]


def test_word_knows_title_and_language(opened, word):
    language = file_of(word, "word/styles.xml").find(f"{W}docDefaults//{W}lang")

    assert opened.core_properties.title == "Voortgang aanpak energiearmoede"
    assert opened.core_properties.language == "nl-NL"
    assert language.get(f"{W}val") == "nl-NL"


def test_two_numbered_lists_each_begin_at_their_own_number():
    lists = (parts.Bullets(("a", "b"), numbered=True), parts.Bullets(("c",), True, first=7))
    made = docx.Document(BytesIO(letters.docx(example.document(parts=lists))))
    numbers = made.part.numbering_part.element

    used = [p._p.pPr.numPr.numId.val for p in made.paragraphs if p.style.name == "List Number"]
    assert used[0] == used[1] != used[2]
    starts = [numbers.num_having_numId(n).find(f".//{W}startOverride") for n in used]
    assert [start.get(f"{W}val") for start in starts] == ["1", "1", "7"]


# --- OpenDocument -----------------------------------------------------------------------------


def test_libreoffice_finds_real_heads(open_text):
    heads = [
        (head.getAttribute("outlinelevel"), teletype.extractText(head))
        for head in open_text.getElementsByType(text.H)
    ]

    assert heads[:2] == [("1", "Wat wij vragen"), ("2", "Wie en wanneer")]


def test_libreoffice_finds_real_footnotes(open_text):
    notes = open_text.getElementsByType(text.Note)

    assert [note.getAttribute("noteclass") for note in notes] == ["footnote", "footnote"]
    bodies = [teletype.extractText(note.getElementsByType(text.NoteBody)[0]) for note in notes]
    assert [body.strip() for body in bodies] == [example.NOTE, "Schatting, graad D."]


def test_libreoffice_finds_the_heads_of_a_table(open_text):
    heads = open_text.getElementsByType(table.TableHeaderRows)

    cells = heads[0].getElementsByType(table.TableCell)
    assert [teletype.extractText(cell) for cell in cells] == ["Initiatief", "Nu", "Later", "Kosten"]


def test_libreoffice_hears_what_a_picture_tells(open_text):
    frame = open_text.getElementsByType(draw.Frame)[0]

    assert teletype.extractText(frame.getElementsByType(svg.Desc)[0]) == example.ALT


def test_libreoffice_knows_title_and_language():
    content = letters.odt(example.document())
    told = "".join(file_of(content, "meta.xml").itertext())
    styles = zipfile.ZipFile(BytesIO(content)).read("styles.xml").decode()

    assert "Voortgang aanpak energiearmoede" in told
    assert 'fo:language="nl"' in styles
    assert 'fo:country="NL"' in styles


def test_an_open_document_says_first_what_it_is():
    first = zipfile.ZipFile(BytesIO(letters.odt(example.document()))).infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


# --- Both -------------------------------------------------------------------------------------

BOTH = pytest.mark.parametrize("written", [letters.docx, letters.odt], ids=["docx", "odt"])
MARKUP = '<w:p/> & "x" ]]> ${a} Şükrü علي 漢字 😀'


@BOTH
def test_the_same_letter_gives_the_same_bytes(written):
    assert written(example.document()) == written(example.document())


@BOTH
def test_text_stays_text_in_body_and_note(written):
    said = (parts.Paragraph((MARKUP, parts.Bold(MARKUP), parts.Footnote(MARKUP))),)
    archive = zipfile.ZipFile(BytesIO(written(example.document(title=MARKUP, parts=said))))

    trees = [etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith(".xml")]
    assert "".join("".join(tree.itertext()) for tree in trees).count(MARKUP) >= 4


@BOTH
def test_a_wrong_letter_is_refused(written):
    with pytest.raises(faults.EmptyTable):
        written(example.document(parts=(parts.Table(("a",), ()),)))
