"""Today and the search over everything: what the network asks of whom, and finds for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bundel.network.models import (
    Agreement,
    AgreementParty,
    ConfirmRound,
    Gathering,
    Goods,
    Invitee,
    Match,
    Promise,
    Taxonomy,
)
from bundel.today.finding import find
from bundel.today.in_network import of_network
from tests.modules.network.conftest import NOW, TODAY, Network, term


@pytest.fixture
def busy(network: Network) -> Network:
    """A network in which everything waits for Kern Energiehulp."""
    kern, wijk = network.organisations["kern"], network.organisations["wijk"]
    here = {"municipality": network.municipality}
    ahead = Gathering.objects.create(
        **here, title="Netwerk voor de winter", starts_at=NOW + timedelta(days=9),
        ends_at=NOW + timedelta(days=9, hours=2), state="invited", changed_at=NOW,
    )  # fmt: skip
    Invitee.objects.create(**here, gathering=ahead, organisation=kern, contact=None, invited_at=NOW)
    Promise.objects.create(
        **here, gathering=ahead, organisation=kern, text="Vijf coaches opleiden",
        due_date=TODAY - timedelta(days=3), created_at=NOW,
    )  # fmt: skip
    ConfirmRound.objects.create(**here, organisation=kern, contact=None, asked_at=NOW)
    agreement = Agreement.objects.create(
        **here, title="Samen op pad", from_date=TODAY, review_date=TODAY, state="stands",
        created_at=NOW,
    )  # fmt: skip
    AgreementParty.objects.create(**here, agreement=agreement, organisation=kern, agreed_at=NOW)
    AgreementParty.objects.create(**here, agreement=agreement, organisation=wijk)
    fridge = term(network.municipality, Taxonomy.GOODS_KIND, "fridge")
    offer = Goods.objects.create(
        **here, side="offer", organisation=wijk, kind=fridge, title="Koelkast", created_at=NOW
    )
    Match.objects.create(**here, offer=offer, taker=kern, reserved_at=NOW, reserved_by="K")
    return network


def _titles(network: Network, who: str) -> list[str]:
    asked = {"actor": network.actor(who), "now": NOW, "today": TODAY}
    waiting, promised = of_network(**asked)
    found = [*promised, *waiting]
    return [line.title for line in found]


def test_a_partner_sees_what_it_promised_and_was_asked(busy: Network) -> None:
    assert _titles(busy, "kern coordinator") == [
        "Vijf coaches opleiden",
        "Komt u naar Netwerk voor de winter?",
        "Bespreek Samen op pad",
        "Kloppen uw diensten nog?",
        "Voor u gereserveerd: Koelkast",
    ]


def test_the_other_partner_sees_its_own(busy: Network) -> None:
    assert _titles(busy, "wijk coordinator") == [
        "Zegt u ja tegen Samen op pad?",
        "Draag over: Koelkast",
    ]


def test_who_may_not_agree_is_not_asked_to(busy: Network) -> None:
    assert "Bespreek Samen op pad" not in _titles(busy, "kern worker")
    assert "Vijf coaches opleiden" in _titles(busy, "kern worker")


def test_the_coordinator_sees_counts_with_their_lists(busy: Network) -> None:
    assert _titles(busy, "coordinator") == [
        "1 toezegging is te laat",
        "1 samenwerkingsafspraak loopt af of vraagt een gesprek",
        "Voor 2 hulpvragen is er ergens niemand",
    ]


@pytest.mark.parametrize("who", ["reader", "analyst", "initiative_lead"])
def test_who_only_reads_is_asked_nothing(busy: Network, who: str) -> None:
    assert _titles(busy, who) == []


@pytest.mark.parametrize("who", ["kern coordinator", "kern worker", "coordinator"])
def test_every_line_opens(busy: Network, who: str) -> None:
    client = busy.client(who)
    html = client.get("/").content.decode()

    main = html[html.index("<main") : html.index("</main>")]
    links = {part.split('"')[0].split("#")[0] for part in main.split('href="')[1:]}
    network = {link for link in links if link.startswith("/netwerk/")}
    assert len(network) >= 2
    assert {client.get(link).status_code for link in network} == {200}


def _found(network: Network, who: str, text: str) -> dict[str, set[str]]:
    kinds = find(actor=network.actor(who), text=text, now=NOW)
    return {kind.label: {hit.title for hit in kind.hits} for kind in kinds}


def test_everything_of_the_network_is_found(busy: Network) -> None:
    assert _found(busy, "wijk worker", "kern")["Partners"] == {"Kern Energiehulp"}
    assert _found(busy, "wijk worker", "kierenhulp")["Diensten van partners"] == {"Kierenhulp"}
    assert _found(busy, "wijk worker", "anna")["Contactpersonen"] == {"Anna Kern"}
    assert _found(busy, "wijk worker", "winter")["Bijeenkomsten"] == {"Netwerk voor de winter"}


def test_who_hides_is_not_found(busy: Network) -> None:
    assert _found(busy, "coordinator", "bram") == {}
    assert "Contactpersonen" in _found(busy, "kern worker", "bram")
    assert _found(busy, "kern worker", "carla") == {}
    assert "Contactpersonen" in _found(busy, "coordinator", "carla")


def test_what_needs_an_agreement_is_not_found_without(busy: Network) -> None:
    assert "Diensten van partners" not in _found(busy, "wijk worker", "huisbezoek")
    assert "Diensten van partners" in _found(busy, "kern worker", "huisbezoek")


def test_the_page_of_the_search_opens_for_partners(busy: Network) -> None:
    html = busy.client("wijk worker").get("/zoek", {"q": "kern"}).content.decode()

    assert "Kern Energiehulp" in html
