"""In and out through the pages: the whole file is checked, shown, and only then taken over."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from bundel.programme import exchange, selectors
from tests.modules.reading_pages import faults_on, form_on

PAGE = "/programma/uitwisselen"


def _text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


@pytest.fixture
def browser(browser_of):
    return browser_of("coordinator")


@pytest.fixture
def workbook(coordinator):
    return load_workbook(io.BytesIO(exchange.export_xlsx(actor=coordinator)))


def _load(browser, book, name="programma.xlsx"):
    """Send a workbook in as the page does; return the page that comes then."""
    content = book
    if not isinstance(book, bytes):
        out = io.BytesIO()
        book.save(out)
        content = out.getvalue()
    form = form_on(_text(browser.get(PAGE)))
    return browser.post(PAGE, form | {"file": SimpleUploadedFile(name, content)}, follow=True)


def _cell(book, sheet, heading, row):
    titles = [cell.value for cell in book[sheet][1]]
    return book[sheet].cell(row, titles.index(heading) + 1)


def test_what_goes_out_comes_in_without_a_difference(browser):
    for kind in ("xlsx", "csv"):
        content = browser.get(f"{PAGE}/bestand/{kind}").content
        name = "programma.xlsx" if kind == "xlsx" else "programma.zip"
        assert "Er verandert niets" in _text(_load(browser, content, name))


def test_the_template_has_every_sheet(browser, workbook):
    content = browser.get(f"{PAGE}/bestand/sjabloon").content

    assert set(load_workbook(io.BytesIO(content)).sheetnames) == set(workbook.sheetnames)


def test_a_difference_is_shown_and_counts_only_when_taken_over(browser, workbook, coordinator):
    _cell(workbook, "Initiatieven", "naam", 2).value = "Fixers aan huis"
    shown = _load(browser, workbook)
    html = _text(shown)
    names_before = {row.name for row in selectors.initiative_rows(actor=coordinator)}
    address = shown.redirect_chain[-1][0]
    done = browser.post(address, form_on(html), follow=True)
    names_after = {row.name for row in selectors.initiative_rows(actor=coordinator)}

    assert "Fixers aan huis" in html
    assert "Fixers aan huis" not in names_before
    assert "Fixers aan huis" in names_after
    assert "1 gewijzigd" in _text(done)


def test_every_fault_stands_with_sheet_row_and_column_and_nothing_changes(
    browser, workbook, coordinator
):
    _cell(workbook, "Pools", "fte", 3).value = "veel"
    _cell(workbook, "Initiatieven", "afdeling", 2).value = "Bestaat niet"
    before = selectors.initiative_rows(actor=coordinator)

    html = _text(_load(browser, workbook))

    assert "2 dingen kloppen nog niet" in html
    for words in ("Pools", "fte", "Initiatieven", "afdeling"):
        assert words in html
    assert "Neem over" not in html
    assert selectors.initiative_rows(actor=coordinator) == before


def test_a_file_that_is_no_workbook_is_refused_at_its_field(browser):
    html = _text(_load(browser, b"geen werkboek"), 422)

    assert "Bewaar het opnieuw" in faults_on(html)


def test_no_file_says_what_to_do(browser):
    html = _text(browser.post(PAGE, {}), 422)

    assert "Kies eerst een bestand." in faults_on(html)


def test_what_is_taken_over_twice_is_a_clash(browser, workbook):
    _cell(workbook, "Initiatieven", "naam", 2).value = "Fixers aan huis"
    shown = _load(browser, workbook)
    address = shown.redirect_chain[-1][0]
    browser.post(address)

    again = browser.post(address)

    assert "al overgenomen" in faults_on(_text(again, 422))


def test_somebody_elses_file_is_not_there(browser, browser_of, workbook):
    address = _load(browser, workbook).redirect_chain[-1][0]

    assert browser_of("functional_manager").get(address).status_code == 404


def test_a_reader_may_take_out_but_not_bring_in(browser_of):
    browser = browser_of("reader")

    html = _text(browser.get(PAGE))
    assert "Controleer het bestand" not in html
    assert browser.get(f"{PAGE}/bestand/xlsx").status_code == 200
    assert browser.post(PAGE, {}).status_code == 403
