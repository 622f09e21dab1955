"""Duplicates: suggested with reasons, made one with all that hangs on it, and undone exactly."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import models

from bundel.accounts.models import User
from bundel.audit.models import Entry
from bundel.errors import NotAllowed, NotFound
from bundel.network.models import (
    Contact,
    Feed,
    FeedRecord,
    Goods,
    Kind,
    Location,
    Merge,
    Organisation,
    Pair,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceLanguage,
    ServiceTerm,
    Taxonomy,
)
from bundel.network.search import Question, rebuild, search
from bundel.network.selectors import duplicates as seen
from bundel.network.services import duplicates
from tests.modules.network.conftest import (
    NOW,
    Network,
    contact,
    offers,
    organisation,
    service,
    term,
)
from tests.modules.reading_pages import form_on

PAGE = "/netwerk/dubbel"
MOST_QUERIES = 25
HANGS = (
    Contact, Goods, Location, Organisation, Phone, Schedule, Service, ServiceAtLocation,
    ServiceLanguage, ServiceTerm, FeedRecord,
)  # fmt: skip
# What an act raises by itself, also when it is undone.
RAISED = {"version", "changed_at"}


def _text(response, status=200):
    assert response.status_code == status, response.content[:900]
    return response.content.decode()


def _all() -> dict[str, Any]:
    """Return every row that can hang on something, without what an act raises by itself."""
    found: dict[str, Any] = {}
    model: type[models.Model]
    for model in HANGS:
        for row in model._default_manager.values():
            kept = {name: value for name, value in row.items() if name not in RAISED}
            found[f"{model.__name__} {row['id']}"] = kept
    for user in User.objects.values("id", "organisation_id"):
        found[f"User {user['id']}"] = user["organisation_id"]
    return found


def _merge(network: Network, kind: str, kept: Any, gone: Any, *fields: str) -> uuid.UUID:
    return duplicates.merge(
        actor=network.actor("coordinator"),
        kind=kind,
        kept_id=kept.pk,
        gone_id=gone.pk,
        from_gone=fields,
        at=NOW,
    )


def _undo(network: Network, merge_id: uuid.UUID) -> None:
    duplicates.undo(actor=network.actor("coordinator"), merge_id=merge_id, at=NOW)


@pytest.fixture
def twin(network: Network) -> Organisation:
    """A second Kern Energiehulp, with everything that can hang on a partner."""
    row = organisation(
        network.municipality, "Stichting Kern Energiehulp", email="info@kern.example", url=""
    )
    here = {"municipality": network.municipality}
    helper = contact(row, "Dirk Dubbel", is_first=True)
    helps = service(row, "Kierenhulp aan huis", contact=helper)
    offers(helps, network.terms["draughts"])
    Location.objects.create(**here, organisation=row, name="Tweede loket")
    Phone.objects.create(**here, organisation=row, number="036 123 45 67")
    fridge = term(network.municipality, Taxonomy.GOODS_KIND, "fridge")
    Goods.objects.create(
        **here, side="offer", organisation=row, kind=fridge, title="Koelkast", created_at=NOW
    )
    feed = Feed.objects.create(**here, name="Sociale kaart")
    FeedRecord.objects.create(
        **here, feed=feed, kind="organization", external_id="7", object_id=row.pk, sha256="x",
        taken_at=NOW,
    )  # fmt: skip
    User.objects.filter(pk=network.users["wijk worker"].pk).update(organisation_id=row.pk)
    return row


def test_a_twin_is_suggested_with_its_reasons(network: Network, twin: Organisation) -> None:
    (found,) = seen.suggestions(actor=network.actor("coordinator"), kind=Kind.ORGANISATION)

    assert {found.left_id, found.right_id} == {twin.pk, network.organisations["kern"].pk}
    assert found.likeness is not None
    assert found.likeness.verdict == "same"
    assert {"name", "email"} <= set(found.likeness.reasons)


def test_what_is_called_different_is_not_shown_again(network: Network, twin: Organisation) -> None:
    actor, kern = network.actor("coordinator"), network.organisations["kern"]
    ids = {"one_id": twin.pk, "other_id": kern.pk}
    duplicates.decide(actor=actor, kind=Kind.ORGANISATION, verdict="unsure", at=NOW, **ids)
    assert len(seen.suggestions(actor=actor, kind=Kind.ORGANISATION)) == 1

    duplicates.decide(actor=actor, kind=Kind.ORGANISATION, verdict="different", at=NOW, **ids)

    assert seen.suggestions(actor=actor, kind=Kind.ORGANISATION) == []
    assert len(seen.called_different(actor=actor, kind=Kind.ORGANISATION)) == 1
    assert Pair.objects.count() == 1


def test_all_that_hangs_on_the_one_that_goes_moves(network: Network, twin: Organisation) -> None:
    kern = network.organisations["kern"]

    _merge(network, Kind.ORGANISATION, kern, twin, "name")

    kern.refresh_from_db()
    twin.refresh_from_db()
    assert (kern.name, twin.merged_into_id) == ("Stichting Kern Energiehulp", kern.pk)
    for model in (Service, Location, Phone, Goods, Contact):
        assert not model.objects.filter(organisation=twin).exists()
    assert FeedRecord.objects.get().object_id == kern.pk
    assert User.objects.get(pk=network.users["wijk worker"].pk).organisation_id == kern.pk
    # Each partner has one first contact.
    assert Contact.objects.filter(organisation=kern, is_first=True).count() == 1
    assert Entry.objects.filter(action="network.merge").exists()


def test_undoing_restores_exactly(network: Network, twin: Organisation) -> None:
    before = _all()

    merge_id = _merge(
        network, Kind.ORGANISATION, network.organisations["kern"], twin, "name", "url"
    )
    assert _all() != before
    _undo(network, merge_id)

    assert _all() == before
    with pytest.raises(NotFound):
        _undo(network, merge_id)


def test_what_came_later_stays_where_it_is(network: Network, twin: Organisation) -> None:
    kern = network.organisations["kern"]
    merge_id = _merge(network, Kind.ORGANISATION, kern, twin, "name")
    later = service(kern, "Nieuw na het samenvoegen")
    Organisation.objects.filter(pk=kern.pk).update(name="Kern, zoals zij nu heet")

    _undo(network, merge_id)

    assert Service.objects.get(pk=later.pk).organisation_id == kern.pk
    assert Organisation.objects.get(pk=kern.pk).name == "Kern, zoals zij nu heet"
    assert Service.objects.get(name="Kierenhulp aan huis").organisation_id == twin.pk


def test_a_later_merging_is_undone_first(network: Network, twin: Organisation) -> None:
    kern, wijk = network.organisations["kern"], network.organisations["wijk"]
    first = _merge(network, Kind.ORGANISATION, kern, twin)
    second = _merge(network, Kind.ORGANISATION, wijk, kern)

    with pytest.raises(duplicates.LaterFirst):
        _undo(network, first)
    actor = network.actor("coordinator")
    found = duplicates.kept_instead(actor=actor, kind=Kind.ORGANISATION, gone_id=twin.pk)
    assert found == wijk.pk
    _undo(network, second)
    _undo(network, first)
    assert not Organisation.objects.exclude(merged_into=None).exists()


def test_services_become_one_and_the_search_knows(network: Network) -> None:
    kern, here = network.organisations["kern"], {"municipality": network.municipality}
    kept = network.services["draughts"]
    gone = service(kern, "Kieren hulp")
    offers(gone, network.terms["draughts"], network.terms["owner"])
    ServiceLanguage.objects.create(**here, service=gone, code="ti")
    ServiceLanguage.objects.create(**here, service=gone, code="pl")
    rebuild(network.municipality.id)
    before = _all()

    merge_id = _merge(network, Kind.SERVICE, kept, gone)

    codes = set(kept.languages.values_list("code", flat=True))
    assert codes == {"ti", "pl"}
    # What both have stays with the one that goes, so that undoing finds it there.
    assert list(gone.languages.values_list("code", flat=True)) == ["ti"]
    found = search(
        actor=network.actor("coordinator"), question=Question("", {"language": ("pl",)}), now=NOW
    )
    assert [card.id for card in found.cards] == [kept.pk]
    _undo(network, merge_id)
    assert _all() == before


def test_locations_become_one_and_come_back_with_their_hours(network: Network) -> None:
    here = {"municipality": network.municipality}
    kept, draughts = network.locations["office"], network.services["draughts"]
    gone = Location.objects.create(**here, organisation=kept.organisation, name="Loket  Haven")
    Phone.objects.create(**here, location=gone, number="036 111 11 11")
    at = ServiceAtLocation.objects.create(**here, service=draughts, location=gone)
    Schedule.objects.create(**here, service=draughts, at_location=at, weekday=2)
    before = _all()

    merge_id = _merge(network, Kind.LOCATION, kept, gone, "name")

    assert not Location.objects.filter(pk=gone.pk).exists()
    assert Schedule.objects.get().at_location.location_id == kept.pk
    assert Phone.objects.get().location_id == kept.pk
    _undo(network, merge_id)
    assert _all() == before


def test_contacts_become_one(network: Network) -> None:
    kept = network.contacts["anna"]
    gone = contact(network.organisations["kern"], "Anna Kern", phone="036 765 43 21")
    Service.objects.filter(pk=network.services["closed"].pk).update(contact=gone)
    before = _all()

    merge_id = _merge(network, Kind.CONTACT, kept, gone, "phone")

    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.successor_id, gone.left_date is None) == (kept.pk, False)
    assert kept.phone == "036 765 43 21"
    assert Service.objects.get(pk=network.services["closed"].pk).contact_id == kept.pk
    _undo(network, merge_id)
    assert _all() == before


def test_what_two_partners_have_is_not_made_one(network: Network) -> None:
    with pytest.raises(duplicates.NotOfOne):
        _merge(network, Kind.SERVICE, network.services["draughts"], network.services["forms"])


@pytest.mark.parametrize("who", ["kern coordinator", "wijk worker", "reader", "analyst"])
def test_only_who_manages_the_network_may(network: Network, twin: Organisation, who: str) -> None:
    kern = network.organisations["kern"]

    assert network.client(who).get(PAGE).status_code == 403
    with pytest.raises(NotAllowed):
        duplicates.merge(
            actor=network.actor(who),
            kind=Kind.ORGANISATION,
            kept_id=kern.pk,
            gone_id=twin.pk,
            from_gone=(),
            at=NOW,
        )


def test_by_the_pages_from_a_suggestion_to_one_and_back(
    network: Network, twin: Organisation
) -> None:
    client, kern = network.client("coordinator"), network.organisations["kern"]
    text = _text(client.get(PAGE))
    assert "Waarschijnlijk dezelfde" in text
    assert "hetzelfde e-mailadres" in text
    left, right = sorted((kern.pk, twin.pk))
    address = f"soort=organization&een={left}&ander={right}"
    page = _text(client.get(f"{PAGE}/paar?{address}"))
    sent = form_on(page, 1) | {"keep": ["left" if left == kern.pk else "right"]}

    answer = client.post(f"{PAGE}/voeg-samen?{address}", sent)

    assert answer.status_code == 303
    # The old address leads to the one that stayed.
    moved = client.get(f"/netwerk/partners/{twin.pk}")
    assert (moved.status_code, moved["location"]) == (302, f"/netwerk/partners/{kern.pk}")
    assert "Draai terug" in _text(client.get(PAGE))
    back = client.post(f"{PAGE}/terug", {"merge_id": str(Merge.objects.get().pk)})
    assert back.status_code == 303
    assert client.get(f"/netwerk/partners/{twin.pk}").status_code == 200
    assert client.get(f"{PAGE}/paar?soort=organization&een={left}&ander={left}").status_code == 404
    assert client.get(f"{PAGE}/paar?soort=x").status_code == 422
    assert client.post(f"{PAGE}/terug", {"merge_id": str(uuid.uuid4())}).status_code == 404


def test_a_verdict_is_kept_by_the_page(network: Network, twin: Organisation) -> None:
    client, kern = network.client("functional_manager"), network.organisations["kern"]
    left, right = sorted((kern.pk, twin.pk))

    answer = client.post(
        f"{PAGE}/paar?soort=organization&een={left}&ander={right}", {"verdict": "different"}
    )

    assert answer.status_code == 303
    text = _text(client.get(PAGE))
    assert "Niets lijkt dubbel" in text
    assert "Verschillend, volgens u" in text


def test_the_page_asks_a_bounded_number_of_queries(
    network: Network, django_assert_max_num_queries
) -> None:
    for number in range(20):
        service(network.organisations["kern"], f"Huisbezoek {number % 4}")
    client = network.client("coordinator")

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(PAGE, {"soort": "service"})
