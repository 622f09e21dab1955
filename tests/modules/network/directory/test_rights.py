"""Who sees which services and contacts, and what stands after each change."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bundel.network import rights
from bundel.network.models import (
    Agreement,
    AgreementParty,
    AgreementState,
    OrganisationState,
    Snapshot,
)
from bundel.network.services import history
from tests.modules.network.conftest import Network


def agree(network: Network, now: datetime, today: date, *, until: date | None, said_yes: bool):
    """Let both partners have an agreement until a day; tell whether the second said yes."""
    made = Agreement.objects.create(
        municipality=network.municipality,
        title="Samen naar binnen",
        subject="Huisbezoek",
        from_date=today - timedelta(days=30),
        until_date=until,
        state=AgreementState.STANDS,
        created_at=now,
    )
    for key, agreed in (("kern", True), ("wijk", said_yes)):
        AgreementParty.objects.create(
            municipality=network.municipality,
            agreement=made,
            organisation=network.organisations[key],
            agreed_at=now if agreed else None,
        )


def names(network: Network, who: str, today: date) -> set[str]:
    services = rights.services_of(network.actor(who), today=today)
    return set(services.values_list("name", flat=True))


def test_a_service_behind_an_agreement_is_for_who_has_one(
    network: Network, now: datetime, today: date
) -> None:
    closed = "Huisbezoek na afspraak"
    assert closed in names(network, "coordinator", today)
    assert closed in names(network, "kern worker", today)
    assert closed not in names(network, "wijk worker", today)

    agree(network, now, today, until=today, said_yes=True)

    assert closed in names(network, "wijk worker", today)
    assert closed not in names(network, "wijk worker", today + timedelta(days=1))


def test_an_agreement_that_one_side_did_not_accept_opens_nothing(
    network: Network, now: datetime, today: date
) -> None:
    agree(network, now, today, until=None, said_yes=False)

    assert "Huisbezoek na afspraak" not in names(network, "wijk worker", today)


def test_services_of_a_partner_that_ended_are_not_found(network: Network, today: date) -> None:
    kern = network.organisations["kern"]
    kern.state = OrganisationState.ENDED
    kern.save()

    assert names(network, "coordinator", today) == {"Formulierenhulp"}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("coordinator", {"Anna Kern", "Carla Wijk"}),
        ("kern worker", {"Anna Kern", "Bram Verborgen"}),
        ("wijk worker", {"Anna Kern", "Carla Wijk"}),
    ],
)
def test_contacts_show_by_their_own_choice(network: Network, who: str, seen: set[str]) -> None:
    actor = network.actor(who)

    assert set(rights.contacts_of(actor).values_list("name", flat=True)) == seen
    for contact in network.contacts.values():
        assert rights.contact_details_visible(actor, contact) == (contact.name in seen)


def test_each_change_leaves_how_it_stands(network: Network, now: datetime) -> None:
    service = network.services["draughts"]
    actor = network.actor("coordinator")

    history.keep(actor=actor, row=service, act="network.edit_service", at=now)
    history.keep(actor=actor, row=service, act="network.edit_service", at=now)

    kept = list(Snapshot.objects.filter(object_id=service.pk).order_by("number"))
    assert [one.number for one in kept] == [1, 2]
    assert kept[0].data["languages"] == [{"code": "ti", "note": ""}]
    assert kept[0].data["name"] == "Kierenhulp"
    assert kept[0].by_name == actor.name
