"""Coverage: the cells where nobody helps, and what becomes of them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils.html import escape

from bundel.accounts.tenancy import as_municipality
from bundel.network.models import (
    OrganisationState,
    Room,
    Service,
    ServiceArea,
    ServiceLanguage,
    ServiceStatus,
)
from bundel.network.selectors.coverage import Coverage, Wanted, coverage, empty_cells
from tests.conftest import make_user
from tests.modules.network.conftest import BACKEND, TODAY, Network, area, offers, service

MOST_QUERIES = 30


def _text(response, status=200):
    assert response.status_code == status, response.content[:600]
    return response.content.decode()


def _cover(network: Network, who: str = "coordinator", **wanted) -> Coverage:
    return coverage(actor=network.actor(who), wanted=Wanted(**wanted), today=TODAY)


def _cells(found: Coverage, need: str) -> dict:
    row = next(row for row in found.rows if row.code == need)
    return {one.column.name: one for one in row.cells}


def _gaps(gaps) -> set[tuple[str, str]]:
    return {(gap.need, gap.where) for gap in gaps}


def test_a_service_for_one_district_leaves_the_other_empty(network: Network) -> None:
    found = _cover(network)

    cells = _cells(found, "draughts")
    assert (cells["Haven"].cell.state, cells["Haven"].only) == ("one", "Kern Energiehulp")
    assert cells["Buiten"].cell.state == "nobody"
    assert ("draughts", "Buiten") in _gaps(found.nobody)


def test_a_need_that_nobody_has_is_told_for_the_whole_municipality(network: Network) -> None:
    found = _cover(network)

    assert ("small_measures", "Almere") in _gaps(found.nobody)
    assert ("forms", "Almere") in _gaps(found.alone)


def test_who_pauses_or_rests_does_not_help(network: Network) -> None:
    network.organisations["wijk"].state = OrganisationState.PAUSED
    network.organisations["wijk"].save()
    Service.objects.filter(name="Kierenhulp").update(status=ServiceStatus.TEMPORARILY_CLOSED)

    found = _cover(network)

    assert {gap.need for gap in found.nobody} == {"draughts", "forms", "small_measures"}


def test_a_language_counts_only_where_it_is_spoken(network: Network) -> None:
    assert _cells(_cover(network, language="ti"), "draughts")["Haven"].cell.partners == 1
    assert _cells(_cover(network, language="ti"), "forms")["Haven"].cell.state == "nobody"
    # Who says nothing of languages helps in Dutch; who names some helps in those.
    assert _cells(_cover(network, language="nl"), "forms")["Haven"].cell.partners == 1
    assert _cells(_cover(network, language="nl"), "draughts")["Haven"].cell.state == "nobody"


def test_a_tenure_that_is_not_served_does_not_count(network: Network) -> None:
    assert _cells(_cover(network, tenure="social_rent"), "draughts")["Haven"].cell.partners == 1
    assert _cells(_cover(network, tenure="owner"), "draughts")["Haven"].cell.partners == 0
    assert _cells(_cover(network, tenure="owner"), "forms")["Haven"].cell.partners == 1


def test_without_room_is_nobody_for_who_asks_for_room(network: Network) -> None:
    assert _cells(_cover(network, with_room=True), "forms")["Haven"].cell.state == "nobody"
    Service.objects.filter(name="Formulierenhulp").update(room=Room.YES)
    assert _cells(_cover(network, with_room=True), "forms")["Haven"].cell.with_room == 1


def test_a_city_part_adds_up_its_districts_and_opens(network: Network) -> None:
    part = area(
        network.municipality, "SD-1", "Almere Oost", "city_part", parent=network.areas["almere"]
    )
    for name in ("haven", "buiten"):
        network.areas[name].parent = part
        network.areas[name].save()

    whole = _cover(network)
    opened = _cover(network, part="SD-1")

    cell = _cells(whole, "draughts")["Almere Oost"].cell
    assert (cell.state, cell.empty, cell.areas) == ("gaps", 1, 2)
    assert set(_cells(opened, "draughts")) == {"Buiten", "Haven"}
    assert opened.part == "Almere Oost"
    assert ("draughts", "Buiten") in _gaps(whole.nobody)


def test_what_needs_an_agreement_covers_nothing_for_who_has_none(network: Network) -> None:
    offers(network.services["closed"], network.terms["small_measures"])

    assert _cells(_cover(network), "small_measures")["Haven"].cell.partners == 1
    assert _cells(_cover(network, "kern worker"), "small_measures")["Haven"].cell.partners == 1
    assert _cells(_cover(network, "wijk worker"), "small_measures")["Haven"].cell.partners == 0


def test_the_emptiest_with_most_residents_comes_first(network: Network) -> None:
    network.areas["buiten"].residents = 5_000
    network.areas["buiten"].save()
    offers(network.services["draughts"], network.terms["small_measures"])

    assert _cover(network).nobody[0].residents == 5_000
    assert empty_cells(actor=network.actor("coordinator"), today=TODAY) == 2


def test_the_page_says_nobody_in_words_with_two_ways_on(network: Network) -> None:
    text = _text(network.client("coordinator").get("/netwerk/dekking"))

    assert "Voor 2 hulpvragen is er ergens niemand" in text
    assert "is-nobody" in text
    assert "</svg> niemand" in text
    assert "/netwerk/bijeenkomsten?thema=" in text
    assert "herkomst=coverage%3Adraughts%2FWK003402" in text
    assert "/programma/nieuw?naam=" in text


@pytest.mark.parametrize(
    ("who", "agenda", "proposal"),
    [
        ("coordinator", True, True),
        ("initiative_lead", False, True),
        ("reader", False, False),
        ("wijk worker", False, False),
    ],
)
def test_the_ways_on_are_for_who_may(
    network: Network, who: str, agenda: bool, proposal: bool
) -> None:
    text = _text(network.client(who).get("/netwerk/dekking"))

    assert ("Zet op de agenda" in text) == agenda
    assert ("Maak er een voorstel van" in text) == proposal


def test_a_proposal_begins_with_what_is_missing(network: Network) -> None:
    client = network.client("coordinator")
    text = _text(client.get("/netwerk/dekking"))
    begin = text.index("/programma/nieuw?")
    address = text[begin : text.index('"', begin)].replace("&amp;", "&")

    asked = parse_qs(urlsplit(address).query)

    assert "niemand helpt in" in asked["naam"][0]
    page = client.get(address)
    assert page.status_code == 200
    if b"Er zijn nog geen afdelingen" not in page.content:
        assert escape(asked["naam"][0]) in page.content.decode()


def test_odd_addresses_are_no_trouble(network: Network) -> None:
    client = network.client("coordinator")

    assert client.get("/netwerk/dekking", {"taal": "'", "stadsdeel": "x" * 900}).status_code == 200
    assert "Geen dienst past bij deze keuze" in _text(
        client.get("/netwerk/dekking", {"plek": "yes", "woning": "owner"})
    )


def test_only_the_part_comes_for_who_has_scripts(network: Network) -> None:
    answer = network.client("reader").get("/netwerk/dekking", headers={"hx-request": "true"})

    assert answer.content.decode().lstrip().startswith('<div id="dekking"')


def test_the_file_has_a_line_for_each_cell(network: Network) -> None:
    client = network.client("coordinator")

    lines = client.get("/netwerk/dekking/lijst.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 3 * 2
    assert any(line.startswith("draughts;Buiten;niemand;0;0;0") for line in lines)
    assert client.get("/netwerk/dekking/lijst.xlsx").content[:2] == b"PK"
    assert client.get("/netwerk/dekking/lijst.exe").status_code == 404
    assert network.client("reader").get("/netwerk/dekking/lijst.csv").status_code == 403


def test_the_page_asks_as_many_queries_for_one_as_for_more(
    network: Network, django_assert_max_num_queries
) -> None:
    client = network.client("coordinator")
    for number in range(30):
        more = service(network.organisations["wijk"], f"Dienst {number}")
        offers(more, network.terms["draughts"], network.terms["owner"])
        here = {"municipality": network.municipality, "service": more}
        ServiceArea.objects.create(**here, area=network.areas["buiten"])
        ServiceLanguage.objects.create(**here, code="pl")

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/netwerk/dekking", {"taal": "pl"})


def test_another_municipality_covers_nothing_here(network: Network, waterrijk) -> None:
    with as_municipality(waterrijk.id):
        stranger = make_user(waterrijk, "coordinator")
        client = Client(headers={"host": waterrijk.host, "accept-language": "nl"})
        client.force_login(stranger, backend=BACKEND)

        text = _text(client.get("/netwerk/dekking"))

    assert "Kern Energiehulp" not in text
    assert "Haven" not in text
