"""The pages of the directory: what each person sees, and what each may do there."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bundel.network.models import Contact, Location, Organisation, Room, Service
from tests.conftest import Figure
from tests.modules.network.conftest import Network, organisation, service
from tests.modules.reading_pages import faults_on, form_on


def get(client: Client, route: str, *args: Any, status: int = 200) -> str:
    response = client.get(reverse(f"network:{route}", args=args))
    assert response.status_code == status
    return str(response.content.decode())


def send(client: Client, route: str, *args: Any, status: int = 303, **values: Any) -> str:
    """Send a page's own form back with some values changed."""
    path = reverse(f"network:{route}", args=args)
    form = form_on(client.get(path).content.decode())
    response = client.post(path, form | values)
    html = response.content.decode()
    assert response.status_code == status, faults_on(html)
    return str(html)


PAGES = ("organisation", "service", "contact", "organisation_history", "service_history")


def things(network: Network, key: str = "kern") -> dict[str, Any]:
    return {
        "organisation": network.organisations[key].pk,
        "organisation_history": network.organisations[key].pk,
        "service": network.services["draughts"].pk,
        "service_history": network.services["draughts"].pk,
        "contact": network.contacts["anna"].pk,
    }


@pytest.mark.parametrize("who", ["coordinator", "kern coordinator", "wijk worker", "reader"])
def test_everybody_reads_the_directory(network: Network, who: str) -> None:
    client = network.client(who)

    assert "Kern Energiehulp" in get(client, "organisations")
    for page in PAGES:
        get(client, page, things(network)[page])


def test_the_list_can_be_narrowed(network: Network) -> None:
    client = network.client("coordinator")
    address = reverse("network:organisations")

    def found(**asked: Any) -> list[str]:
        page = client.get(address, asked).context["page"]
        return [row.name for row in page.object_list]

    assert found(naam="welz") == ["Wijk en Welzijn"]
    assert found(soort=str(network.terms["energy_coach"].pk)) == ["Kern Energiehulp"]
    assert found(gebied=str(network.areas["buiten"].pk)) == ["Kern Energiehulp", "Wijk en Welzijn"]
    network.services["closed"].delete()
    assert found(gebied=str(network.areas["buiten"].pk)) == ["Wijk en Welzijn"]
    assert found(status="paused") == []
    assert found(vers="stale") == []
    assert found(soort="onbekend", status="onzin") == ["Kern Energiehulp", "Wijk en Welzijn"]


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        ("coordinator", "Bram Verborgen"),
        ("reader", "Bram Verborgen"),
        ("wijk worker", "Bram Verborgen"),
        ("kern worker", "Carla Wijk"),
    ],
)
def test_a_contact_that_is_hidden_is_nowhere_in_the_page(
    network: Network, who: str, hidden: str
) -> None:
    person = Contact.objects.get(name=hidden)
    own = Service.objects.filter(organisation=person.organisation)
    own.update(contact=person)
    shown = own.filter(needs_agreement=False).values_list("pk", flat=True)
    client = network.client(who)
    pages = [
        get(client, "organisations"),
        get(client, "organisation", person.organisation_id),
        get(client, "organisation_history", person.organisation_id),
        *(get(client, "service", pk) for pk in shown),
    ]

    for html in pages:
        assert hidden not in html
        assert person.email not in html
        assert str(person.pk) not in html
    get(client, "contact", person.pk, status=404)


OWN_DOORS = (
    ("organisation_edit", "organisation"),
    ("service_new", "organisation"),
    ("location_new", "organisation"),
    ("contact_new", "organisation"),
    ("service_edit", "service"),
    ("service_times", "service"),
    ("service_room", "service"),
    ("service_archive", "service"),
    ("location_edit", "location"),
    ("location_remove", "location"),
    ("contact_edit", "contact"),
    ("contact_leave", "contact"),
)


@pytest.mark.parametrize(("door", "thing"), OWN_DOORS)
def test_what_is_of_another_partner_cannot_be_changed(
    network: Network, door: str, thing: str
) -> None:
    pk = (things(network) | {"location": network.locations["office"].pk})[thing]
    path = reverse(f"network:{door}", args=[pk])
    own, other = network.client("kern coordinator"), network.client("wijk coordinator")

    assert own.get(path).status_code == 200
    assert other.get(path).status_code == 403
    assert other.post(path, {"version": 1}).status_code == 403


def test_a_service_behind_an_agreement_is_not_there_for_others(network: Network) -> None:
    closed = network.services["closed"].pk
    client = network.client("wijk coordinator")

    for door in ("service", "service_edit", "service_room", "service_history"):
        get(client, door, closed, status=404)
    assert "Huisbezoek na afspraak" not in get(
        client, "organisation", network.organisations["kern"].pk
    )


def test_a_partner_changes_its_own_data_and_keeps_no_others(network: Network) -> None:
    kern = network.organisations["kern"]
    client = network.client("kern coordinator")

    send(client, "organisation_edit", kern.pk, name="Kern Energie")
    kern.refresh_from_db()
    assert (kern.name, kern.version) == ("Kern Energie", 2)
    for door in ("organisation_state", "organisation_archive"):
        get(client, door, kern.pk, status=403)


def test_a_partner_is_added_with_its_telephone(network: Network) -> None:
    client = network.client("coordinator")
    number = {"telefoon-0-number": "036 123 45 67", "telefoon-0-description": "balie"}

    html = send(client, "organisation_new", status=422, name="Voedselbank")
    assert "Wat doet deze organisatie" in faults_on(html)
    send(client, "organisation_new", name="Voedselbank", description="Eten.", **number)

    made = Organisation.objects.get(name="Voedselbank")
    assert "036 123 45 67" in get(client, "organisation", made.pk)


@pytest.mark.parametrize(
    ("route", "field", "key"),
    [
        ("organisation_edit", "telefoon-0-number", "kern"),
        ("location_new", "telefoon-0-number", "kern"),
        ("service_new", "telefoon-0-number", "kern"),
        ("contact_new", "phone", "kern"),
    ],
)
def test_what_is_no_telephone_number_is_told_and_kept(
    network: Network, route: str, field: str, key: str
) -> None:
    client = network.client("coordinator")
    html = send(client, route, network.organisations[key].pk, status=422, **{field: "abc"})

    assert "Vul een telefoonnummer in, zoals 036 123 45 67" in html
    assert 'value="abc"' in html


def test_a_service_is_added_and_gets_its_times(network: Network) -> None:
    kern = network.organisations["kern"]
    client = network.client("kern coordinator")
    send(
        client,
        "service_new",
        kern.pk,
        name="Radiatorfolie",
        description="Wij plakken folie.",
        need=[str(network.terms["small_measures"].pk)],
        areas=[str(network.areas["haven"].pk)],
        languages=["nl", "ti"],
        **{"kosten-0-option": "per radiator", "kosten-0-amount_eur": "2,50"},
    )
    made = Service.objects.get(name="Radiatorfolie")
    office = str(network.locations["office"].pk)
    send(
        client,
        "service_times",
        made.pk,
        locations=[office],
        **{
            "tijd-0-weekday": "2",
            "tijd-0-opens_at": "09:00",
            "tijd-0-closes_at": "12:00",
            "tijd-0-location": office,
        },
    )

    html = get(client, "service", made.pk)
    for words in ("dinsdag", "09:00–12:00", "Tigrinya", "Haven", "per radiator", "2,50", "Loket"):
        assert words in html
    kept = made.schedules.get().pk
    send(client, "service_edit", made.pk, name="Folie")
    send(client, "service_times", made.pk, locations=[office])
    assert made.schedules.get().pk == kept


def test_one_tap_says_whether_there_is_room(network: Network) -> None:
    draughts = network.services["draughts"]
    client = network.client("kern worker")
    path = reverse("network:service_room", args=[draughts.pk])
    page = get(client, "service", draughts.pk)
    assert 'name="room" value="no"' in page

    response = client.post(path, {"version": "1", "room": "no"})

    draughts.refresh_from_db()
    assert response.status_code == 303
    assert draughts.room == Room.NO
    assert "nee, vol" in get(network.client("wijk worker"), "service", draughts.pk)
    assert client.post(path, {"version": "1", "room": "yes"}).status_code == 409


def test_a_place_where_something_is_given_stays(network: Network) -> None:
    office = network.locations["office"].pk
    client = network.client("kern coordinator")

    send(client, "location_remove", office, status=422)
    send(client, "service_times", network.services["draughts"].pk, locations=[])
    send(client, "location_remove", office)

    assert not Location.objects.filter(pk=office).exists()


def test_what_is_put_away_comes_back(network: Network) -> None:
    kern = network.organisations["kern"]
    manager, partner = network.client("coordinator"), network.client("kern worker")

    send(manager, "organisation_archive", kern.pk)
    get(partner, "organisation", kern.pk, status=404)
    assert "Kern Energiehulp" not in get(manager, "organisations").split('id="lijst"')[1]
    away = manager.get(reverse("network:organisations"), {"status": "away"})
    assert "Kern Energiehulp" in away.content.decode()
    assert manager.post(reverse("network:organisation_restore", args=[kern.pk])).status_code == 303
    get(partner, "organisation", kern.pk)


def test_the_list_asks_as_much_for_many_partners_as_for_few(
    network: Network, figure: Figure
) -> None:
    client = network.client("coordinator")
    address = reverse("network:organisations")
    client.get(address)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        return len(asked)

    few = queries()
    for number in range(30):
        service(organisation(network.municipality, f"Partner {number}"), f"Dienst {number}")
    many = queries()

    figure(f"directory: {many} queries for the list of partners")
    assert few == many


def test_a_service_page_asks_a_bounded_number_of_questions(
    network: Network, figure: Figure
) -> None:
    client = network.client("kern worker")
    with CaptureQueriesContext(connection) as asked:
        get(client, "service", network.services["draughts"].pk)

    figure(f"directory: {len(asked)} queries for a service")
    assert len(asked) <= 26


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Bel 036 123 45 67 of mail balie@kern.example.", 303),
        ("Mevrouw met burgerservicenummer 111222333 wacht.", 422),
    ],
)
def test_words_about_a_service_hold_nothing_of_a_resident(
    network: Network, text: str, status: int
) -> None:
    service_id = network.services["draughts"].pk

    html = send(
        network.client("kern coordinator"),
        "service_edit",
        service_id,
        status=status,
        description=text,
    )

    if status == 422:
        assert "burgerservicenummer" in faults_on(html)


def test_the_list_is_taken_along_as_a_file(network: Network) -> None:
    address = reverse("network:organisations_file", args=["csv"])

    everything = network.client("analyst").get(address).content.decode()
    own = network.client("kern coordinator").get(address).content.decode()

    assert "Wijk en Welzijn" in everything
    assert "Kern Energiehulp" in own
    assert "Wijk en Welzijn" not in own
    assert network.client("kern worker").get(address).status_code == 403
    assert network.client("analyst").get(address.replace("csv", "exe")).status_code == 404
