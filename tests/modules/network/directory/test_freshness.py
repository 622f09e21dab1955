"""Is it still right: asked by mail, answered by a link or a button, seen by all."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bundel.accounts.models import Mail
from bundel.network import links
from bundel.network.models import (
    ConfirmRound,
    Contact,
    Correction,
    NetworkSettings,
    Organisation,
    OrganisationState,
    PartnerLink,
    PartnerLinkPurpose,
    Service,
    Snapshot,
)
from bundel.network.services import asking, freshness
from tests.modules.network.conftest import Network
from tests.modules.network.directory.test_pages import get, send
from tests.modules.reading_pages import faults_on


@pytest.fixture
def later() -> datetime:
    """A moment at which everything of the network was confirmed too long ago."""
    return timezone.now()


@pytest.fixture
def asked(network: Network, later: datetime) -> Network:
    """The network, with everything confirmed too long ago, just asked."""
    Service.objects.update(confirmed_at=later - timedelta(days=400))
    assert asking.ask_partners(municipality=network.municipality, at=later) == 2
    return network


def address(of: str) -> str:
    """Return the path of the link in the last mail to somebody."""
    body = Mail.objects.filter(to=of).order_by("-created_at")[0].body
    found = re.search(r"https?://[^/]+(/\S+)", body)
    assert found is not None
    return found[1]


@pytest.fixture
def stranger(network: Network) -> Client:
    """A browser of somebody without an account."""
    return Client(headers={"host": network.municipality.host, "accept-language": "nl"})


def test_one_mail_for_each_partner_to_the_first_contact(asked: Network) -> None:
    mails = {mail.to: mail.body for mail in Mail.objects.all()}

    assert set(mails) == {"anna@kern.example", "carla@wijk.example"}
    assert "- Kierenhulp" in mails["anna@kern.example"]
    assert "Formulierenhulp" not in mails["anna@kern.example"]


def test_asking_twice_sends_nothing_twice_and_reminds_once(asked: Network, later: datetime) -> None:
    sent = {
        days: asking.ask_partners(municipality=asked.municipality, at=later + timedelta(days=days))
        for days in (0, 13, 14, 15, 200, 364)
    }

    assert sent == {0: 0, 13: 0, 14: 2, 15: 0, 200: 0, 364: 0}
    again = later + timedelta(days=366)
    assert asking.ask_partners(municipality=asked.municipality, at=again) == 2
    assert ConfirmRound.objects.filter(closed_at=None).count() == 2


def test_nobody_is_asked_who_does_not_take_part_or_is_fresh(
    network: Network, later: datetime
) -> None:
    Service.objects.update(confirmed_at=later - timedelta(days=400))
    wijk, kern = network.organisations["wijk"], network.organisations["kern"]
    wijk.state = OrganisationState.PAUSED
    wijk.save()
    kern.confirm_months = 24
    kern.save()

    assert asking.ask_partners(municipality=network.municipality, at=later) == 0


def test_a_partner_without_an_address_waits_for_a_call(network: Network, later: datetime) -> None:
    Service.objects.update(confirmed_at=None)
    kern = network.organisations["kern"]
    kern.email = ""
    kern.save()
    network.services["draughts"].contact = None
    network.services["draughts"].save()
    network.contacts["anna"].delete()

    assert asking.ask_partners(municipality=network.municipality, at=later) == 1
    assert "bel deze partner" in get(network.client("coordinator"), "freshness")


def test_a_scanner_that_looks_confirms_nothing(asked: Network, stranger: Client) -> None:
    path = address("anna@kern.example")
    for _ in range(3):
        html = stranger.get(path).content.decode()
        assert stranger.head(path).status_code == 200

    assert "Klopt nog" in html
    assert "Formulierenhulp" not in html
    assert not Service.objects.filter(confirmed_at__gte=timezone.now() - timedelta(1)).exists()
    assert PartnerLink.objects.filter(used_at=None).count() == 2


def test_the_page_of_a_link_tells_no_other_site_and_its_forms_work(
    asked: Network, stranger: Client
) -> None:
    # With "no-referrer" browsers send no origin along, and every form is refused.
    assert stranger.get(address("anna@kern.example"))["Referrer-Policy"] == "same-origin"


def test_one_click_confirms_one_service(asked: Network, stranger: Client) -> None:
    path = address("anna@kern.example")
    draughts = asked.services["draughts"]

    response = stranger.post(path, {"klopt": str(draughts.pk)})

    draughts.refresh_from_db()
    assert response.status_code == 200
    assert draughts.confirmed_by == "Kern Energiehulp"
    assert Snapshot.objects.filter(object_id=draughts.pk, by_id=None).count() == 1
    assert stranger.get(path).status_code == 200
    stranger.post(path, {"klopt": str(asked.services["closed"].pk)})
    assert stranger.get(path).status_code == 404


def test_all_at_once_ends_the_asking(asked: Network, stranger: Client, later: datetime) -> None:
    path = address("anna@kern.example")

    html = stranger.post(path, {"alles": "1"}).content.decode()

    assert "Alles is bevestigd" in html
    assert stranger.get(path).status_code == 404
    assert stranger.post(path, {"alles": "1"}).status_code == 404
    kern = asked.organisations["kern"]
    assert not ConfirmRound.objects.filter(organisation=kern, closed_at=None).exists()
    soon = later + timedelta(days=20)
    assert asking.ask_partners(municipality=asked.municipality, at=soon) == 1


def test_a_link_reaches_no_other_partner(asked: Network, stranger: Client) -> None:
    path = address("anna@kern.example")
    forms = asked.services["forms"]

    assert stranger.post(path, {"klopt": str(forms.pk)}).status_code == 404
    assert stranger.post(path, {"anders": str(forms.pk), "text": "x"}).status_code == 404
    assert stranger.post(path, {"klopt": "geen id"}).status_code == 404
    forms.refresh_from_db()
    assert forms.version == 1


def test_what_is_wrong_is_told_in_words_and_taken_over(asked: Network, stranger: Client) -> None:
    path = address("anna@kern.example")
    draughts = asked.services["draughts"]
    assert "Wat klopt er niet" in stranger.get(path, {"anders": draughts.pk}).content.decode()
    assert stranger.post(path, {"anders": draughts.pk, "text": " "}).status_code == 422
    for _ in range(2):
        told = stranger.post(path, {"anders": draughts.pk, "text": "Nu op dinsdag."})
        assert told.status_code == 200

    row = Correction.objects.get()
    for who in ("coordinator", "kern coordinator"):
        assert "Nu op dinsdag." in get(asked.client(who), "freshness")
    assert "Nu op dinsdag." not in get(asked.client("wijk coordinator"), "freshness")
    close = reverse("network:correction_close", args=[row.pk])
    assert asked.client("wijk coordinator").post(close, {"version": 1}).status_code == 404
    assert asked.client("kern coordinator").post(close, {"version": 1}).status_code == 303
    assert asked.client("coordinator").post(close, {"version": 2}).status_code == 409


def test_all_the_rest_leaves_out_what_is_wrong(
    asked: Network, stranger: Client, later: datetime
) -> None:
    path = address("anna@kern.example")
    draughts, closed = asked.services["draughts"], asked.services["closed"]
    stranger.post(path, {"anders": draughts.pk, "text": "Nu op dinsdag."})
    assert "De rest klopt nog" in stranger.get(path).content.decode()

    stranger.post(path, {"alles": "1"})

    draughts.refresh_from_db()
    closed.refresh_from_db()
    assert draughts.confirmed_at is not None and draughts.confirmed_at < later
    assert closed.confirmed_at is not None and closed.confirmed_at >= later
    assert stranger.get(path).status_code == 404


def test_a_dead_link_says_nothing_of_why(asked: Network, stranger: Client) -> None:
    path = address("anna@kern.example")
    unknown = path.replace(path.split("/")[-2], "nobody-knows-this")
    PartnerLink.objects.update(expires_at=timezone.now() + timedelta(seconds=1))
    PartnerLink.objects.update(
        created_at=timezone.now() - timedelta(days=90),
        expires_at=timezone.now() - timedelta(days=1),
    )

    said = {stranger.get(one).content.decode().split("<main")[1] for one in (path, unknown)}

    assert len(said) == 1
    assert "werkt niet meer" in said.pop()


def test_only_the_hash_of_a_link_is_kept(asked: Network) -> None:
    token = address("anna@kern.example").split("/")[-2]
    purpose = PartnerLinkPurpose.CONFIRM

    assert token not in str(list(PartnerLink.objects.values_list()))
    opened = links.look(token=token, purpose=purpose, at=timezone.now())
    assert opened.organisation_id == asked.organisations["kern"].pk
    with pytest.raises(links.LinkDoesNotWork):
        links.look(token=token, purpose=PartnerLinkPurpose.REPLY, at=timezone.now())


def test_staleness_is_seen_by_all(asked: Network) -> None:
    client = asked.client("wijk worker")
    draughts = asked.services["draughts"]

    assert "niet meer bevestigd" in get(client, "organisations")
    assert "controleer het" in get(client, "service", draughts.pk)
    assert "Bel eerst" in get(client, "service", asked.services["forms"].pk)
    own = asked.client("kern worker")
    assert own.post(reverse("network:service_confirm", args=[draughts.pk])).status_code == 303
    assert "controleer het" not in get(client, "service", draughts.pk)


def test_a_worker_confirms_everything_at_once(asked: Network) -> None:
    kern = asked.organisations["kern"]
    own, other = asked.client("kern worker"), asked.client("wijk worker")
    path = reverse("network:organisation_confirm", args=[kern.pk])

    assert other.post(path).status_code == 403
    assert own.post(path).status_code == 303
    assert not ConfirmRound.objects.filter(organisation=kern, closed_at=None).exists()


def test_the_municipality_chooses_when_to_ask(network: Network) -> None:
    client = network.client("coordinator")

    send(client, "settings", status=422, confirm_months="99")
    send(client, "settings", confirm_months="6", welcome="Welkom.")
    send(client, "settings", confirm_months="3")

    assert NetworkSettings.objects.get().confirm_months == 3
    get(network.client("kern coordinator"), "settings", status=403)


def test_the_overview_asks_a_bounded_number_of_questions(asked: Network) -> None:
    client = asked.client("coordinator")
    get(client, "freshness")

    with CaptureQueriesContext(connection) as questions:
        get(client, "freshness")

    assert len(questions) <= 18


def test_confirming_twice_is_allowed_and_kept_once_a_moment(
    network: Network, now: datetime
) -> None:
    service = network.services["draughts"]
    actor = network.actor("kern worker")
    for _ in range(2):
        freshness.confirm_service(actor=actor, service_id=service.pk, at=now)

    service.refresh_from_db()
    assert service.confirmed_by == "Kern worker"
    assert service.version == 2


def ask(network: Network, who: str, partner: str = "kern") -> Any:
    address_ = reverse("network:organisation_ask", args=[network.organisations[partner].pk])
    return network.client(who).post(address_, follow=True)


def test_the_coordinator_asks_at_once_and_once_a_day(network: Network, later: datetime) -> None:
    Service.objects.update(confirmed_at=later - timedelta(days=400))
    browser = network.client("coordinator")
    assert "Vraag nu" in get(browser, "freshness")

    assert "De vraag is onderweg per mail." in ask(network, "coordinator").content.decode()
    assert get(browser, "freshness").count("Vraag nu") == 1
    assert "Vandaag is dit al gevraagd." in ask(network, "coordinator").content.decode()
    mail = Mail.objects.get()
    assert mail.to == "anna@kern.example" and "- Kierenhulp" in mail.body
    assert ConfirmRound.objects.get().closed_at is None

    ConfirmRound.objects.update(asked_at=later - timedelta(days=1))
    ask(network, "coordinator")
    ask(network, "coordinator")
    assert Mail.objects.count() == 2
    assert Mail.objects.order_by("created_at").last().subject.startswith("Herinnering: ")
    # The clock does not remind who was reminded by hand.
    after = later + timedelta(days=14)
    assert asking.ask_partners(municipality=network.municipality, at=after) == 1
    assert not Mail.objects.filter(to="anna@kern.example", created_at__gte=after).exists()


def test_without_an_address_one_has_to_call(network: Network) -> None:
    Contact.objects.update(email="")
    Organisation.objects.update(email="")
    answer = ask(network, "coordinator")
    assert answer.status_code == 422
    assert "Deze organisatie heeft geen e-mailadres." in faults_on(answer.content.decode())
    Organisation.objects.update(state=OrganisationState.PAUSED)
    assert "doet nu niet mee" in faults_on(ask(network, "coordinator").content.decode())


@pytest.mark.parametrize("who", ["kern coordinator", "reader"])
def test_only_who_keeps_the_network_asks_at_once(network: Network, who: str) -> None:
    Service.objects.update(confirmed_at=timezone.now() - timedelta(days=400))
    assert ask(network, who).status_code == 403
    assert not Mail.objects.exists()
    if who == "kern coordinator":
        assert "Vraag nu" not in get(network.client(who), "freshness")


def test_a_button_is_named_without_a_loose_colon(asked: Network, stranger: Client) -> None:
    html = stranger.get(address("anna@kern.example")).content.decode()
    assert 'Klopt nog<span class="visually-hidden"> Kierenhulp' in html
