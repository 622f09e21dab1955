"""The search page: from a word to a telephone number, on every screen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bundel.network.models import Phone
from bundel.network.search import rebuild
from bundel.network.views import search
from tests.modules.network.conftest import Network

PAGE = "/netwerk/"


@pytest.fixture
def found(network: Network) -> Network:
    """The network with its search and a telephone number."""
    Phone.objects.create(
        municipality=network.municipality,
        organisation=network.organisations["kern"],
        number="036 123 45 67",
    )
    rebuild(network.municipality.id)
    return network


def test_without_a_question_needs_are_the_way_in(found: Network) -> None:
    text = found.client("kern worker").get(PAGE).content.decode()

    assert 'href="?vraag=draughts"' in text
    assert 'class="hit"' not in text


def test_a_question_ends_at_a_telephone_number(found: Network) -> None:
    text = found.client("wijk worker").get(PAGE, {"q": "kieren haven tigrinya"}).content.decode()

    assert 'href="tel:0361234567"' in text
    assert "spreekt Tigrinya" in text
    assert "los=language%3Ati" in text


def test_a_chosen_filter_can_be_taken_away(found: Network) -> None:
    text = (
        found.client("coordinator").get(PAGE, {"vraag": "draughts", "taal": "ti"}).content.decode()
    )

    assert 'href="?vraag=draughts&amp;taal="' not in text
    assert 'href="?vraag=draughts"' in text
    assert 'href="?taal=ti"' in text


def test_nothing_found_tells_what_to_loosen(found: Network) -> None:
    text = (
        found.client("coordinator").get(PAGE, {"q": "formulieren", "taal": "ti"}).content.decode()
    )

    assert "Niemand past bij alles" in text
    assert "zonder Tigrinya" in text
    assert "1 dienst" in text


def test_more_goes_on_at_the_first_that_is_new(
    found: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PAGE_SIZE", 1)
    client, asked = found.client("coordinator"), {"q": "kierenhulp formulierenhulp"}

    first = client.get(PAGE, asked).content.decode()
    second = client.get(PAGE, asked | {"meer": "2"}).content.decode()

    assert first.count('class="hit"') == 1
    assert "meer=2#dienst-2" in first
    assert second.count('class="hit"') == 2
    assert 'id="dienst-2"' in second


def test_only_the_part_comes_for_who_has_scripts(found: Network) -> None:
    answer = found.client("coordinator").get(PAGE, {"q": "kieren"}, headers={"hx-request": "true"})

    assert answer.content.decode().lstrip().startswith('<div id="gevonden"')


@pytest.mark.parametrize("text", ["hulp", "aub hulp!!", "de het een"])
def test_words_that_fit_everything_lead_to_the_needs(found: Network, text: str) -> None:
    html = found.client("kern worker").get(PAGE, {"q": text}).content.decode()

    assert f"“{text}” past bij alles wat partners bieden. Zeg erbij waarmee." in html
    assert 'href="?vraag=draughts"' in html
    assert "Niemand past bij alles" not in html
    assert 'class="hit"' not in html


@pytest.mark.parametrize("text", ["😀", "?!", "…"])
def test_signs_without_words_find_nothing_by_themselves(found: Network, text: str) -> None:
    html = found.client("kern worker").get(PAGE, {"q": text}).content.decode()

    assert f"In “{text}” staan geen woorden om op te zoeken." in html
    assert 'href="?vraag=draughts"' in html
    assert 'class="hit"' not in html


def test_a_chosen_filter_holds_beside_words_that_say_nothing(found: Network) -> None:
    client = found.client("kern worker")
    html = client.get(PAGE, {"q": "hulp", "taal": "ti"}).content.decode()

    assert "past bij alles wat partners bieden" in html
    assert "Kierenhulp" in html


def test_a_misspelled_word_is_told_as_it_was_read(found: Network) -> None:
    html = found.client("kern worker").get(PAGE, {"q": "kierenhlup"}).content.decode()

    assert "Wij lazen “kierenhlup” als: kierenhulp" in html
    assert "kennen wij niet" not in html
    assert 'class="hit"' in html


def test_odd_addresses_are_no_trouble(found: Network) -> None:
    client = found.client("coordinator")
    odd = {"q": "%' \x27;--", "dag": "9x", "tijd": "?", "meer": "-1", "los": "x", "gebied": "NIETS"}

    assert client.get(PAGE, odd).status_code == 200
    assert client.get(PAGE, {"dag": ["²", "9", "٣"], "meer": "²"}).status_code == 200
    assert client.get(PAGE, {"q": "de het een"}).status_code == 200
    assert client.get(PAGE, {"q": "x" * 5000}).status_code == 200


def test_the_page_asks_as_many_queries_for_one_as_for_more(found: Network) -> None:
    client = found.client("coordinator")
    client.get(PAGE)

    def queries(**asked: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(PAGE, asked)
        return len(seen)

    assert queries(q="kierenhulp formulierenhulp") <= queries(q="kierenhulp haven") + 1 <= 50
