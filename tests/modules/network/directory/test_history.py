"""What changed, by whom, and going back to it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from bundel.audit.models import Entry
from bundel.errors import NotFound, Stale
from bundel.network.models import Kind, Snapshot
from bundel.network.services import offers, restoring
from tests.modules.network.conftest import Network
from tests.modules.network.directory.test_pages import get, send


def change(network: Network, at: datetime, **values: Any) -> None:
    service = network.services["draughts"]
    service.refresh_from_db()
    offers.save_service(
        actor=network.actor("kern coordinator"),
        service_id=service.pk,
        version=service.version,
        at=at,
        **values,
    )
    service.refresh_from_db()


def test_old_and_new_stand_side_by_side(network: Network, now: datetime) -> None:
    change(network, now, description="Wij dichten kieren.", languages=[{"code": "nl"}])

    html = get(network.client("wijk worker"), "service_history", network.services["draughts"].pk)

    for words in ("kieren", "Tigrinya", "Nederlands", "Kern coordinator", "Was", "Werd"):
        assert words in html


def test_a_change_that_changes_nothing_leaves_nothing(network: Network, now: datetime) -> None:
    change(network, now, name="Kierenhulp", languages=[{"code": "ti", "note": ""}])

    assert not Snapshot.objects.exists()
    assert network.services["draughts"].version == 1


def test_going_back_is_a_new_change(network: Network, now: datetime) -> None:
    service = network.services["draughts"]
    office = network.locations["office"].pk
    change(
        network,
        now,
        schedules=[{"weekday": 2, "opens_at": time(9), "closes_at": time(12), "location": office}],
        costs=[{"option": "folie", "amount_eur": "2.50"}],
    )
    change(network, now, name="Kieren", schedules=[], locations=[], areas=[], terms=[], costs=[])
    client = network.client("kern coordinator")

    assert "Kierenhulp" in get(client, "service_back", service.pk, 2)
    send(client, "service_back", service.pk, 2)

    service.refresh_from_db()
    opening = service.schedules.get()
    assert (service.name, opening.opens_at, service.areas.count()) == ("Kierenhulp", time(9), 1)
    assert opening.at_location is not None and opening.at_location.location_id == office
    assert str(service.costs.get().amount_eur) == "2.50"
    assert Snapshot.objects.filter(object_id=service.pk).count() == 4
    assert Entry.objects.filter(action="network.restore_earlier").count() == 1


def test_going_back_leaves_out_what_is_gone(network: Network, now: datetime) -> None:
    service, office = network.services["draughts"], network.locations["office"]
    change(network, now, name="Kieren", locations=[])
    office.delete()

    restoring.restore(
        actor=network.actor("kern coordinator"),
        kind=Kind.SERVICE,
        object_id=service.pk,
        number=1,
        version=2,
        at=now,
    )

    service.refresh_from_db()
    assert (service.name, service.locations.count()) == ("Kierenhulp", 0)


def test_going_back_asks_for_the_version_that_was_read(network: Network, now: datetime) -> None:
    service = network.services["draughts"]
    change(network, now, name="Kieren")
    given: dict[str, Any] = {
        "actor": network.actor("kern coordinator"),
        "kind": Kind.SERVICE,
        "object_id": service.pk,
        "at": now,
    }

    with pytest.raises(Stale):
        restoring.restore(**given, number=1, version=1)
    with pytest.raises(NotFound):
        restoring.restore(**given, number=9, version=2)


@pytest.mark.parametrize(
    ("kind", "thing", "door"),
    [
        (Kind.ORGANISATION, "organisation", "organisation_edit"),
        (Kind.LOCATION, "location", "location_edit"),
        (Kind.CONTACT, "contact", "contact_edit"),
    ],
)
def test_everything_that_is_kept_can_go_back(
    network: Network, kind: Kind, thing: str, door: str
) -> None:
    row: Any = {
        "organisation": network.organisations["kern"],
        "location": network.locations["office"],
        "contact": network.contacts["anna"],
    }[thing]
    before = row.name
    client = network.client("kern coordinator")
    send(client, door, row.pk, name="Anders")

    send(client, f"{thing}_back", row.pk, 1)

    row.refresh_from_db()
    assert (row.name, row.version) == (before, 3)


def test_the_history_names_nobody_who_is_hidden(network: Network, now: datetime) -> None:
    bram = network.contacts["bram"]
    change(network, now, contact_id=bram.pk)

    html = get(network.client("wijk worker"), "service_history", network.services["draughts"].pk)

    assert "Verborgen" not in html
    assert str(bram.pk) not in html
