"""The programme as table and board: filter, sort, export, change together and undo."""

import csv
import io
import re

import pytest
from django.urls import reverse

from bundel.programme import selectors
from tests.modules.reading_pages import faults_on, form_on

TABLE = "/programma"
MOST_QUERIES = 30


def _text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


def _shown(html):
    return re.findall(r'<span class="muted nowrap">(INI-\d+)</span>', html)


@pytest.fixture
def browser(browser_of):
    return browser_of("coordinator")


def test_all_initiatives_stand_in_the_table(browser):
    html = _text(browser.get(TABLE))

    assert len(_shown(html)) == 15
    assert "Energiehulp aan huis" in html


def test_the_table_asks_the_database_the_same_whatever_is_in_it(
    browser, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_QUERIES):
        browser.get(TABLE)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"tekst": "witgoed"}, {"INI-03"}),
        ({"status": "gibberish", "tekst": "witgoed"}, {"INI-03"}),
        ({"tekst": "dit bestaat niet"}, set()),
    ],
)
def test_filters_leave_what_was_asked_for(browser, query, expected):
    assert set(_shown(_text(browser.get(TABLE, query)))) == expected


def test_a_state_filter_shows_that_state_only(browser, coordinator):
    ideas = {r.code for r in selectors.initiative_rows(actor=coordinator) if r.state == "idea"}

    assert set(_shown(_text(browser.get(TABLE, {"status": "idea"})))) == ideas


def test_sorting_turns_the_list_around(browser):
    up = _shown(_text(browser.get(TABLE, {"sort": "code"})))
    down = _shown(_text(browser.get(TABLE, {"sort": "-code"})))

    assert up == list(reversed(down))


def test_nothing_found_says_how_to_go_on(browser):
    assert "Toon alles" in _text(browser.get(TABLE, {"tekst": "zzzz"}))


def test_the_list_alone_comes_back_to_a_script(browser):
    part = _text(browser.get(TABLE, headers={"hx-request": "true"}))

    assert 'id="lijst"' in part
    assert "<html" not in part


def test_the_board_has_a_column_for_every_state(browser):
    html = _text(browser.get(TABLE, {"vorm": "bord"}))

    for word in ("Idee", "Voorgesteld", "Gepland", "Lopend", "Gepauzeerd", "Gestopt", "Geborgd"):
        assert f"<h2>{word} " in html


def test_the_list_is_exported_as_it_stands(browser):
    response = browser.get(f"{TABLE}/bestand/csv", {"tekst": "witgoed"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))

    assert [row[0] for row in rows[1:]] == ["INI-03"]
    assert response["Content-Disposition"].startswith("attachment")


def test_an_exported_name_is_never_a_formula(browser, coordinator, id_of):
    from_services = reverse("programme:initiative_edit", args=[id_of("INI-03")])
    form = form_on(_text(browser.get(from_services)))
    browser.post(from_services, form | {"name": "=1+1"})

    text = browser.get(f"{TABLE}/bestand/csv").content.decode("utf-8-sig")

    assert "'=1+1" in text
    assert ";=1+1" not in text


def test_another_kind_of_file_is_not_there(browser):
    assert browser.get(f"{TABLE}/bestand/exe").status_code == 404


def test_a_reader_cannot_change_together(browser_of):
    html = _text(browser_of("reader").get(TABLE))

    assert "Wijzig gekozen samen" not in html
    assert browser_of("reader").post(f"{TABLE}/samen-wijzigen").status_code == 403


def _together(browser, ids, **values):
    """Look at the change first, then decide on what the page shows; return the last answer."""
    address = f"{TABLE}/samen-wijzigen"
    ids = [str(one) for one in ids]
    empty = {"state": "", "department_id": "", "lead": "", "forbidden": ""}
    looked = browser.post(address, {"kies": ids, "stap": "bekijk", **empty, **values})
    return looked, lambda: browser.post(
        address, form_on(_text(looked)) | {"stap": "bevestig"}, follow=True
    )


def test_a_change_together_is_shown_before_it_counts(browser, coordinator, id_of):
    looked, _decide = _together(browser, [id_of("INI-03"), id_of("INI-10")], lead="Kernteam")

    assert _text(looked).count("<strong>Kernteam</strong>") == 2
    rows = selectors.initiative_rows(actor=coordinator)
    assert not any(row.lead == "Kernteam" for row in rows)


def test_a_change_together_counts_after_the_decision_and_can_be_undone(browser, coordinator, id_of):
    before = {row.code: row.lead for row in selectors.initiative_rows(actor=coordinator)}
    _looked, decide = _together(browser, [id_of("INI-03"), id_of("INI-10")], lead="Kernteam")

    html = _text(decide())
    after = {row.code: row.lead for row in selectors.initiative_rows(actor=coordinator)}
    browser.post(f"{TABLE}/samen-wijzigen/terug")

    assert "2 initiatieven zijn gewijzigd." in html
    assert {code for code in after if after[code] != before[code]} == {"INI-03", "INI-10"}
    undone = {row.code: row.lead for row in selectors.initiative_rows(actor=coordinator)}
    assert undone == before


def test_a_state_and_taking_part_are_undone_too(browser, coordinator, id_of):
    _looked, decide = _together(browser, [id_of("INI-03")], state="proposed", forbidden="ja")
    decide()
    changed = selectors.initiative_card(actor=coordinator, initiative_id=id_of("INI-03"))
    browser.post(f"{TABLE}/samen-wijzigen/terug")

    assert (changed.state, changed.forbidden) == ("proposed", True)
    back = selectors.initiative_card(actor=coordinator, initiative_id=id_of("INI-03"))
    assert (back.state, back.forbidden) == ("idea", False)


def test_a_state_that_does_not_follow_is_told_before_the_decision(browser, id_of):
    looked, _decide = _together(browser, [id_of("INI-01"), id_of("INI-03")], state="proposed")

    html = _text(looked)
    assert "Dit kan niet voor alle gekozen initiatieven" in html
    assert 'value="bevestig"' not in html


def test_a_step_without_way_back_says_so_and_offers_no_undo(browser, id_of):
    looked, decide = _together(browser, [id_of("INI-01")], state="stopped")

    assert "Deze stap kunt u niet in één keer terugdraaien." in _text(looked)
    assert "Maak ongedaan" not in _text(decide())


def test_nothing_filled_in_is_refused_with_the_choice_kept(browser, id_of):
    looked, _decide = _together(browser, [id_of("INI-03")])

    html = _text(looked, 422)
    assert "Kies minstens één ding" in faults_on(html)
    assert str(id_of("INI-03")) in html


def test_without_a_choice_the_table_says_what_to_do(browser):
    html = _text(browser.post(f"{TABLE}/samen-wijzigen", follow=True))

    assert "Kies eerst een of meer initiatieven" in html


def test_nothing_to_undo_is_a_clash(browser):
    assert browser.post(f"{TABLE}/samen-wijzigen/terug").status_code == 409
