"""Capacity: what is full, who asks, teams and their hours, and the table as a file."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse

from bundel.programme import selectors
from bundel.programme.models import Programme
from tests.modules.reading_pages import faults_on, form_on

CAPACITY = "/capaciteit"
MOST_QUERIES = 40


def _text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


@pytest.fixture
def browser(browser_of):
    return browser_of("coordinator")


@pytest.fixture
def pool(coordinator):
    return lambda code="jurist_privacy": next(
        row for row in selectors.pool_rows(actor=coordinator) if row.code == code
    )


def test_the_title_is_the_answer(browser):
    assert "uren tekort" in _text(browser.get(CAPACITY, {"uit": "alles"}))


def test_past_full_is_a_figure_a_word_and_a_hatch(browser):
    html = _text(browser.get(CAPACITY, {"uit": "alles"}))
    cell = html[html.index('id="vak-jurist_privacy-2027-K1"') - 80 :][:900]

    assert "heat-over" in cell
    assert "te vol" in cell
    assert "365%" in cell


def test_the_matrix_asks_the_database_the_same_whatever_is_in_it(
    browser, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_QUERIES):
        browser.get(CAPACITY, {"uit": "alles"})


def test_a_cell_tells_who_asks_and_for_what(browser):
    asked = {"uit": "alles", "team": "jurist_privacy", "kwartaal": "2027-K1"}
    whole = _text(browser.get(CAPACITY, asked))
    part = _text(browser.get(CAPACITY, asked, headers={"hx-request": "true", "hx-target": "vraag"}))

    assert "Wie vraagt deze uren?" in whole
    assert "183 uur te weinig." in part
    assert "starten" in part
    assert "<html" not in part


def test_a_chosen_cell_has_an_address_of_its_own(browser):
    address = "?uit=alles&amp;team=jurist_privacy&amp;kwartaal=2027-K1"
    html = _text(browser.get(CAPACITY, {"uit": "alles"}))
    link = html[html.index('id="vak-jurist_privacy-2027-K1"') :].partition(">")[0]
    chosen = _text(browser.get(CAPACITY + address.replace("&amp;", "&")))

    assert f'href="{address}#vraag"' in link
    assert f'hx-get="{address}"' in link
    assert 'hx-push-url="true"' in link
    assert 'aria-current="true" id="vak-jurist_privacy-2027-K1"' in chosen


@pytest.mark.parametrize(
    "asked",
    [{"team": "bestaat-niet", "kwartaal": "2027-K1"}, {"team": "fixer", "kwartaal": "1999-K1"}],
)
def test_a_cell_that_is_not_there_is_not_found(browser, asked):
    assert browser.get(CAPACITY, asked).status_code == 404


def test_a_basis_that_we_do_not_know_is_what_runs(browser):
    html = _text(browser.get(CAPACITY, {"uit": "iets"}))

    assert "uitgaande van wat nu loopt" in html


def test_the_table_comes_out_as_a_list(browser, coordinator):
    content = browser.get(f"{CAPACITY}/bestand/csv", {"uit": "alles"}).content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    table = selectors.capacity(actor=coordinator, basis="all_at_once")

    assert len(rows) == 1 + len(table.pools) * len(table.quarters)
    assert ["jurist_privacy", "Jurist / privacy officer", "2027-K1"] in [row[:3] for row in rows]


def test_the_table_comes_out_as_a_picture_with_its_words(browser):
    svg = browser.get(f"{CAPACITY}/bestand/svg").content.decode()
    png = browser.get(f"{CAPACITY}/bestand/png").content

    assert ET.fromstring(svg).tag.endswith("svg")
    assert "font-family" in svg
    assert "class=" not in svg
    assert png.startswith(b"\x89PNG")


def test_without_programme_the_next_step_is_told(browser, coordinator):
    Programme.objects.all().delete()

    for address in (CAPACITY, "/geld"):
        assert "Vul de looptijd in" in _text(browser.get(address))


def test_a_team_is_changed_and_its_hours_follow(browser, pool):
    address = reverse("programme:pool_edit", args=[pool().id])
    form = form_on(_text(browser.get(address)))

    response = browser.post(address, form | {"fte": "1,5", "hours_per_fte": "300"})

    assert response.status_code == 303
    assert (pool().fte, pool().hours_per_fte) == (1.5, 300)


def test_absurd_hours_are_refused_and_kept(browser, pool):
    address = reverse("programme:pool_edit", args=[pool().id])
    form = form_on(_text(browser.get(address)))

    html = _text(browser.post(address, form | {"hours_per_fte": "9999", "fte": "-1"}), 422)

    assert "ten hoogste 600" in faults_on(html)
    assert 'value="9999"' in html


def test_a_quarter_that_differs_needs_hours_and_a_reason(browser, pool):
    address = reverse("programme:pool_changes", args=[pool().id])
    form = form_on(_text(browser.get(address)))
    asked = browser.post(address, form | {"regel-0-quarter": "2027-K2"})
    line = {"regel-0-quarter": "2027-K2", "regel-0-hours": "-10", "regel-0-reason": "verlof"}
    response = browser.post(address, form | line)

    assert "Vul in waarom." in faults_on(_text(asked, 422))
    assert response.status_code == 303
    assert ("2027-K2", -10.0, "verlof") in pool().changes


def test_a_team_that_is_asked_for_hours_cannot_go(browser, pool):
    address = reverse("programme:pool_remove", args=[pool().id])

    html = _text(browser.post(address, form_on(_text(browser.get(address)))), 422)

    assert "Haal die eerst weg" in faults_on(html)


def test_a_team_is_added_and_removed(browser, pool):
    form = form_on(_text(browser.get(reverse("programme:pool_new"))))
    new = {"name": "Tolk", "code": "tolk", "people": "1", "fte": "0,5"}
    browser.post(reverse("programme:pool_new"), form | new)
    made = pool("tolk")
    away = reverse("programme:pool_remove", args=[made.id])
    browser.post(away, form_on(_text(browser.get(away))))

    assert made.net_hours == 172
    with pytest.raises(StopIteration):
        pool("tolk")


def test_a_reader_sees_teams_but_no_way_to_change_them(browser_of, pool):
    browser = browser_of("reader")

    assert "Jurist / privacy officer" in _text(browser.get("/capaciteit/teams"))
    assert browser.get(reverse("programme:pool_edit", args=[pool().id])).status_code == 403
