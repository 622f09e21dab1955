"""How long a program waits for a page of a directory of 5,000 services."""

from __future__ import annotations

import time

from django.test import Client

from bundel.network.models import Service, ServiceArea, ServiceLanguage, ServiceTerm
from bundel.network.services import feeds
from tests.modules.network.conftest import NOW, Network
from tests.modules.network.hsds.test_feeds import changed, load, take

MANY = 5_000
# Generous, for a machine that many share; the figure tells what it really was.
MOST_SECONDS = 5.0


def fill(network: Network) -> None:
    """Add many services, each with a term, an area and a language."""
    owned = {"municipality": network.municipality}
    owners = list(network.organisations.values())
    made = Service.objects.bulk_create(
        Service(
            **owned,
            organisation=owners[n % 2],
            name=f"Dienst {n:04}",
            description="Helpt bewoners met tocht, kieren en de rekening.",
            room="yes",
            created_at=NOW,
            changed_at=NOW,
        )
        for n in range(MANY)
    )
    need, haven = network.terms["draughts"], network.areas["haven"]
    ServiceTerm.objects.bulk_create(ServiceTerm(**owned, service=s, term=need) for s in made)
    ServiceArea.objects.bulk_create(ServiceArea(**owned, service=s, area=haven) for s in made)
    ServiceLanguage.objects.bulk_create(
        ServiceLanguage(**owned, service=s, code="ar") for s in made
    )


def test_a_page_of_many_services_is_quick(network, figure):
    fill(network)
    client = Client(headers={"host": network.municipality.host})
    took = {}
    for asked in ("", "full=true", "page=90&full=true", "search=tocht", "minimal=true"):
        began = time.perf_counter()
        assert client.get(f"/hsds/v3/services?{asked}").status_code == 200
        took[asked or "basic"] = time.perf_counter() - began

    told = ", ".join(f"{asked} {seconds * 1000:.0f} ms" for asked, seconds in took.items())
    figure(f"HSDS at {MANY} services: {told}")
    assert max(took.values()) < MOST_SECONDS


def test_taking_over_a_page_of_differences_is_quick(network, figure):
    actor = network.actor("coordinator")
    feed = feeds.add_feed(actor=actor, name="Groot")
    content = changed()
    services = content["organizations"][0]["services"]
    services += [services[0] | {"id": f"n{n}", "name": f"Dienst {n}"} for n in range(100)]
    began = time.perf_counter()
    read = load(actor, feed, content)
    shown = time.perf_counter()
    taken = take(actor, read)
    ended = time.perf_counter()

    figure(
        f"feed of {taken.added} records: read {shown - began:.2f} s,"
        f" taken over {ended - shown:.2f} s"
    )
    assert taken.added == 105
