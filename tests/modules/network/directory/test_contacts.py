"""People of partners: one first contact, and handing over everything in one act."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from bundel.errors import Invalid, NotFound
from bundel.network.models import (
    Agreement,
    AgreementParty,
    AreaAction,
    Contact,
    Gathering,
    Goods,
    Promise,
    Snapshot,
    Taxonomy,
)
from bundel.network.services import contacts, forgetting
from tests.modules.network.conftest import Network, contact, term
from tests.modules.network.directory.test_pages import get, send


@pytest.fixture
def strings(network: Network, now: datetime, today: date) -> list[Any]:
    """One of each that can hang on Anna, beside her service."""
    of: dict[str, Any] = {"municipality": network.municipality}
    kern, anna = network.organisations["kern"], network.contacts["anna"]
    gathering = Gathering.objects.create(
        **of, title="Netwerk", starts_at=now, ends_at=now + timedelta(hours=2), changed_at=now
    )
    agreement = Agreement.objects.create(
        **of, title="Samen", subject="Samen", from_date=today, created_at=now
    )
    kind = term(network.municipality, Taxonomy.GOODS_KIND, "fridge")
    door = term(network.municipality, Taxonomy.ACTION_KIND, "door_to_door")
    of["organisation"] = kern
    return [
        Promise.objects.create(
            **of, gathering=gathering, text="Bellen", owner=anna, due_date=today, created_at=now
        ),
        AgreementParty.objects.create(**of, agreement=agreement, contact=anna),
        Goods.objects.create(
            **of, side="offer", kind=kind, title="Koelkast", contact=anna, created_at=now
        ),
        AreaAction.objects.create(
            **of,
            kind=door,
            title="Langs de deuren",
            contact=anna,
            from_date=today,
            until_date=today,
            changed_at=now,
        ),
    ]


def holders(strings: list[Any]) -> set[str]:
    names = set()
    for row in strings:
        row.refresh_from_db()
        holder = row.owner if isinstance(row, Promise) else row.contact
        names.add(holder.name)
    return names


def test_all_that_hangs_on_a_leaver_is_shown_and_goes_to_who_follows(
    network: Network, strings: list[Any]
) -> None:
    anna = network.contacts["anna"]
    follower = contact(network.organisations["kern"], "Dirk Kern")
    client = network.client("kern coordinator")

    page = get(client, "contact_leave", anna.pk)
    for name in ("Kierenhulp", "Bellen", "Samen", "Koelkast", "Langs de deuren"):
        assert name in page
    send(
        client,
        "contact_leave",
        anna.pk,
        left_date="2026-11-30",
        successor_id=str(follower.pk),
        handover_note="Bel eerst de woningcorporatie.",
    )

    anna.refresh_from_db()
    follower.refresh_from_db()
    service = network.services["draughts"]
    service.refresh_from_db()
    assert holders(strings) == {"Dirk Kern"}
    assert (service.contact_id, service.version) == (follower.pk, 2)
    assert (anna.successor_id, anna.is_first, follower.is_first) == (follower.pk, False, True)
    assert "Bel eerst" in get(client, "contact", anna.pk)
    get(network.client("wijk worker"), "contact", anna.pk, status=404)


def test_without_a_successor_it_stays_listed_until_somebody_takes_over(
    network: Network, strings: list[Any], now: datetime, today: date
) -> None:
    anna = network.contacts["anna"]
    kern = network.organisations["kern"]
    client = network.client("kern coordinator")
    note = {"left_date": "2026-11-30", "handover_note": "Alles staat in de map."}
    send(client, "contact_leave", anna.pk, successor_id="", **note)

    assert holders(strings) == {"Anna Kern"}
    assert "Kies wie Anna Kern opvolgt" in get(client, "organisation", kern.pk)
    assert "Anna Kern" not in get(client, "service", network.services["draughts"].pk)

    follower = contact(kern, "Dirk Kern")
    send(client, "contact_leave", anna.pk, successor_id=str(follower.pk), **note)
    assert holders(strings) == {"Dirk Kern"}
    send(client, "contact_leave", anna.pk, successor_id=str(follower.pk), status=422, **note)


def test_who_follows_works_there(network: Network, now: datetime, today: date) -> None:
    anna, carla = network.contacts["anna"], network.contacts["carla"]

    with pytest.raises(Invalid):
        contacts.leave(
            actor=network.actor("coordinator"),
            contact_id=anna.pk,
            version=1,
            left_date=today,
            handover_note="",
            successor_id=carla.pk,
            at=now,
        )


def test_who_leaves_tells_nothing_of_residents(network: Network) -> None:
    anna = network.contacts["anna"]
    note = {"left_date": "2026-11-30", "handover_note": "Bel het gezin, Havenweg 12, 1354AB."}

    send(network.client("coordinator"), "contact_leave", anna.pk, status=422, **note)

    anna.refresh_from_db()
    assert anna.left_date is None and not anna.handover_note


def test_there_is_one_first_contact(network: Network) -> None:
    kern = network.organisations["kern"]
    client = network.client("kern coordinator")

    send(client, "contact_new", kern.pk, name="Dirk Kern", is_first="on")

    first = Contact.objects.filter(organisation=kern, is_first=True)
    assert [person.name for person in first] == ["Dirk Kern"]


def test_whom_one_may_not_see_one_may_not_change(network: Network, now: datetime) -> None:
    bram = network.contacts["bram"]

    with pytest.raises(NotFound):
        contacts.save_contact(
            actor=network.actor("coordinator"), contact_id=bram.pk, version=1, at=now, name="X"
        )
    path = reverse("network:contact_edit", args=[bram.pk])
    assert network.client("coordinator").get(path).status_code == 404


def test_who_left_a_year_ago_is_forgotten_once(
    network: Network, now: datetime, today: date
) -> None:
    anna = network.contacts["anna"]
    contacts.leave(
        actor=network.actor("coordinator"),
        contact_id=anna.pk,
        version=1,
        left_date=today,
        handover_note="Bel Piet.",
        successor_id=None,
        at=now,
    )
    forgetting.forget(municipality=network.municipality, at=now + timedelta(days=300))
    anna.refresh_from_db()
    assert anna.name == "Anna Kern"

    for _ in range(2):
        forgetting.forget(municipality=network.municipality, at=now + timedelta(days=370))

    anna.refresh_from_db()
    assert (anna.name, anna.email, anna.handover_note) == ("vertrokken medewerker", "", "")
    assert not Snapshot.objects.filter(object_id=anna.pk).exists()
    assert anna.version == 3
