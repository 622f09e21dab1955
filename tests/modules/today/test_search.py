"""Search over everything: what is found opens, and nothing more is found than may be opened."""

import re

import pytest


def _text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


def _links(html):
    main = html[html.index("<main") : html.index("</main>")]
    return set(re.findall(r'href="(/[^"#]*)', main))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("witgoed", "Witgoedregeling via coach"),
        ("privacy", "Jurist / privacy officer"),
        ("spuk", "SPUK energiearmoede"),
        ("lagere energielasten", "Deze winter lagere energielasten"),
        ("INI-0", "Energiehulp aan huis"),
    ],
)
def test_everything_of_the_programme_is_found(browser_of, words, found):
    assert found in _text(browser_of("coordinator").get("/zoek", {"q": words}))


@pytest.mark.parametrize("role", ["coordinator", "reader", "initiative_lead"])
def test_all_that_is_found_opens(browser_of, role):
    browser = browser_of(role)
    links = _links(_text(browser.get("/zoek", {"q": "energie"})))

    assert len(links) > 3
    assert {browser.get(link).status_code for link in links} == {200}


def test_nothing_found_says_how_to_search(browser_of):
    assert "Niets gevonden" in _text(browser_of("reader").get("/zoek", {"q": "zzzz"}))


def test_one_letter_or_nothing_searches_nothing(browser_of):
    browser = browser_of("reader")

    assert "U zoekt in" in _text(browser.get("/zoek"))
    assert "Witgoed" not in _text(browser.get("/zoek", {"q": "w"}))


def test_what_is_typed_stays_text(browser_of):
    html = _text(browser_of("reader").get("/zoek", {"q": "<script>alert(1)</script>"}))

    assert "<script>alert" not in html


def test_people_are_found_by_who_may_open_them_only(browser_of):
    words = {"q": "demo"}

    assert '<h2 id="soort-1-title">Mensen</h2>' not in _text(
        browser_of("reader").get("/zoek", words)
    )


def test_who_may_not_search_is_refused(browser_of):
    assert browser_of("privacy_officer").get("/zoek", {"q": "witgoed"}).status_code == 403


def test_partners_find_nothing_of_the_programme(browser_of):
    html = _text(browser_of("partner_worker").get("/zoek", {"q": "witgoedregeling"}))

    assert "/programma/" not in html
