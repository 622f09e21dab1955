"""Slides open in office programs, can be heard, and hold what does not fit on a next slide."""

from __future__ import annotations

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Emu

from bundel.documents import faults, parts, slides
from bundel.documents.parts import Deck, Slide
from tests.documents import example

DECK = slides.deck_of(example.document())


def opened(deck: Deck) -> Presentation:
    return Presentation(BytesIO(slides.pptx(deck)))


def deck_with(*given: parts.Part) -> Deck:
    return Deck("Deck", "Almere", DECK.as_of, (Slide("Vol", given),))


@pytest.fixture(scope="module")
def made():
    return opened(DECK)


def test_every_slide_has_a_title_in_the_place_for_titles(made):
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]

    assert titles[0] == "Voortgang aanpak energiearmoede"
    assert {"Wat wij vragen", "Bijlage"} <= set(titles)
    assert len(set(titles[1:])) == len(titles) - 1


def test_slides_are_wide_and_have_number_and_foot(made):
    kinds = [[shape.placeholder_format.type.name for shape in slide.placeholders]
             for slide in made.slides]  # fmt: skip

    assert round(made.slide_width / made.slide_height, 2) == 1.78
    assert all({"FOOTER", "SLIDE_NUMBER"} <= set(kind) for kind in kinds[1:])


def test_a_table_is_a_table_with_a_head_row(made):
    frames = [shape for slide in made.slides for shape in slide.shapes if shape.has_table]
    table = next(frame.table for frame in frames if len(frame.table.columns) == 4)

    assert table.first_row
    assert table.first_col
    assert [cell.text for cell in table.rows[0].cells] == ["Initiatief", "Nu", "Later", "Kosten"]
    assert table.cell(3, 3).text == "€ 310.000"


def test_a_picture_is_told_in_words_and_an_ornament_is_not(made):
    told = [
        shape._element.find(".//{*}cNvPr").get("descr")
        for slide in made.slides
        for shape in slide.shapes
        if shape.shape_type.name == "PICTURE"
    ]

    assert told == ["", example.ALT]


def test_notes_hold_the_footnotes_and_the_sources(made):
    notes = [slide.notes_slide.notes_text_frame.text for slide in made.slides]

    assert example.NOTE in notes[1]
    assert all("Bron: programma in Bundel" in note for note in notes)


def test_the_file_says_what_it_is_and_in_which_language(made):
    assert made.core_properties.title == DECK.title
    assert made.core_properties.language == "nl-NL"
    assert made.core_properties.created.date() == DECK.as_of
    runs = [run.get("lang") for slide in made.slides for run in slide.element.iter("{*}rPr")]
    assert set(runs) == {"nl-NL"}


def test_the_same_deck_gives_the_same_bytes():
    assert slides.pptx(DECK) == slides.pptx(DECK)


LONG = "Een zin die wat langer is dan de meeste zinnen op een dia, want er valt veel te zeggen. "
FULL = {
    "table": parts.Table(("Actie", "Wie"), tuple((f"Actie {i}", "Naam") for i in range(40))),
    "bullets": parts.Bullets(tuple(f"Punt {i}" for i in range(40)), numbered=True),
    "facts": parts.Facts(tuple((f"Label {i}", "waarde") for i in range(40))),
    "text": parts.Paragraph(LONG * 40),
    "box": parts.Callout("now", LONG * 40),
    "one sentence": parts.Paragraph((parts.Bold("Zonder punt "), "woord " * 900)),
    "columns": parts.Columns(((parts.Paragraph(LONG * 20),), (parts.Paragraph(LONG * 20),))),
}


@pytest.mark.parametrize("part", FULL.values(), ids=FULL.keys())
def test_what_does_not_fit_goes_on_and_nothing_is_lost(part):
    made = opened(deck_with(parts.Paragraph("Eerst"), part))

    assert len(made.slides) > 2
    for slide in list(made.slides)[1:]:
        for shape in slide.shapes:
            assert shape.top + shape.height <= made.slide_height + Emu(1)
    said = " ".join(text for slide in made.slides for text in texts(slide))
    for text in parts.texts(part):
        assert parts.plain(text).strip() in " ".join(said.split())


def texts(slide):
    for shape in slide.shapes:
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        elif shape.has_text_frame and not shape.is_placeholder:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)


TALL = {
    "sentences": LONG * 60,
    "lines": "Een regel.\n" * 60,
}


@pytest.mark.parametrize("text", TALL.values(), ids=TALL.keys())
@pytest.mark.parametrize("kind", ["cell", "fact"])
def test_a_row_that_is_higher_than_a_slide_goes_on_below_it(text, kind):
    rows = (("Voor", "kort"), ("Naam", text), ("Na", "kort"))
    part = parts.Facts(rows) if kind == "fact" else parts.Table(("Wie", "Wat"), rows)

    made = opened(deck_with(part))

    tables = [shape for slide in made.slides for shape in slide.shapes if shape.has_table]
    assert all(shape.top + shape.height <= made.slide_height for shape in tables)
    assert len(tables) > 1
    rows = [row for shape in tables for row in list(shape.table.rows)[kind == "cell" :]]
    labels, said = zip(*([cell.text for cell in row.cells] for row in rows), strict=True)
    assert [label for label in labels if label] == ["Voor", "Naam", "Na"]
    assert "".join(said).replace("\v", "\n") == f"kort{text}kort"


def test_a_numbered_list_goes_on_counting():
    made = opened(deck_with(FULL["bullets"]))

    starts = [
        slide.element.find(".//{*}buAutoNum").get("startAt") for slide in list(made.slides)[1:]
    ]
    assert starts[0] == "1"
    assert len(set(starts)) == len(starts) > 1


def test_a_slide_without_a_title_is_refused():
    with pytest.raises(faults.NoWords):
        slides.pptx(Deck("Deck", "Almere", DECK.as_of, (Slide(" ", ()),)))


def test_a_table_keeps_its_columns_on_the_next_slide():
    rows = (("kort", "x"),) * 20 + (("een veel langere omschrijving", "x"),) * 20
    made = opened(deck_with(parts.Table(("Wat", "Wie"), rows)))

    tables = [s.table for slide in made.slides for s in slide.shapes if s.has_table]
    assert len(tables) > 1
    assert len({tuple(column.width for column in table.columns) for table in tables}) == 1
