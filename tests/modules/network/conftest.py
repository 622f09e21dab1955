"""A network of two partners, each with people, services, locations and contacts."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import as_municipality
from bundel.areas.models import Area
from bundel.network.models import (
    Contact,
    Location,
    Organisation,
    Room,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
    ServiceTerm,
    Taxonomy,
    Term,
)
from tests.conftest import make_municipality, make_user, stocked

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def today() -> date:
    return TODAY


@dataclass(frozen=True)
class Network:
    """What stands in the network, by short names, and who acts in it."""

    municipality: Municipality
    areas: dict[str, Area]
    terms: dict[str, Term]
    organisations: dict[str, Organisation]
    services: dict[str, Service]
    locations: dict[str, Location]
    contacts: dict[str, Contact]
    users: dict[str, User]

    def actor(self, name: str) -> Actor:
        """Return who acts: a role of the municipality, or such as `kern coordinator`."""
        return actor_of_user(user=self.users[name], channel="web")

    def client(self, name: str) -> Client:
        """Return the signed-in browser of somebody, who reads Dutch."""
        host = self.municipality.host
        client = Client(headers={"host": host, "accept-language": "nl"})
        client.force_login(self.users[name], backend=BACKEND)
        return client


def term(municipality: Municipality, taxonomy: Taxonomy, code: str, name: str = "") -> Term:
    """Return a term of a list; make it where it is not there."""
    found, _new = Term.objects.get_or_create(
        municipality=municipality,
        taxonomy=taxonomy,
        code=code,
        defaults={"name": name or code.replace("_", " ")},
    )
    return found


def area(municipality: Municipality, code: str, name: str, kind: str, **fields: Any) -> Area:
    """Make an area of this year."""
    return Area.objects.create(
        municipality=municipality,
        code=code,
        year=2026,
        name=name,
        kind=kind,
        grade="A",
        source="test",
        **fields,
    )


def organisation(municipality: Municipality, name: str, **fields: Any) -> Organisation:
    """Make a partner."""
    given = {
        "description": f"{name} helpt bewoners.",
        "email": f"info@{name.split()[0].lower()}.example",
        "created_at": NOW,
        "changed_at": NOW,
    }
    return Organisation.objects.create(municipality=municipality, name=name, **given | fields)


def service(owner: Organisation, name: str, **fields: Any) -> Service:
    """Make a service of a partner."""
    given = {
        "description": f"{name} voor bewoners.",
        "room": Room.YES,
        "room_changed_at": NOW,
        "confirmed_at": NOW,
        "created_at": NOW,
        "changed_at": NOW,
    }
    return Service.objects.create(
        municipality_id=owner.municipality_id, organisation=owner, name=name, **given | fields
    )


def offers(of: Service, *terms: Term) -> None:
    """Let terms hold for a service."""
    for one in terms:
        ServiceTerm.objects.create(municipality_id=of.municipality_id, service=of, term=one)


def contact(owner: Organisation, name: str, **fields: Any) -> Contact:
    """Make somebody who works for a partner."""
    given = {"email": f"{name.split()[0].lower()}@{owner.email.split('@')[1]}"}
    return Contact.objects.create(
        municipality_id=owner.municipality_id, organisation=owner, name=name, **given | fields
    )


def _people(municipality: Municipality, partners: dict[str, Organisation]) -> dict[str, User]:
    roles = ("coordinator", "functional_manager", "initiative_lead", "analyst", "reader")
    users = {role: make_user(municipality, role) for role in roles}
    for key, partner in partners.items():
        for role in ("coordinator", "worker"):
            users[f"{key} {role}"] = make_user(
                municipality,
                f"partner_{role}",
                email=f"{role}@{key}.example",
                name=f"{key.capitalize()} {role}",
                organisation_id=partner.id,
            )
    return users


def build(municipality: Municipality) -> Network:
    """Make two partners: `kern` repairs draughts in Haven, `wijk` helps with forms everywhere."""
    city = area(municipality, "GM0034", "Almere", "municipality")
    haven = area(municipality, "WK003401", "Haven", "district", parent=city)
    buiten = area(municipality, "WK003402", "Buiten", "district", parent=city)
    terms = {
        code: term(municipality, taxonomy, code)
        for taxonomy, codes in (
            (Taxonomy.NEED, ("draughts", "forms", "small_measures")),
            (Taxonomy.TARGET_GROUP, ("tenants", "owners")),
            (Taxonomy.TENURE, ("social_rent", "owner")),
            (Taxonomy.ORGANISATION_KIND, ("energy_coach", "welfare")),
            (Taxonomy.EXPERTISE, ("insulation", "debts")),
        )
        for code in codes
    }
    kern = organisation(municipality, "Kern Energiehulp", kind=terms["energy_coach"])
    wijk = organisation(municipality, "Wijk en Welzijn", kind=terms["welfare"])
    office = Location.objects.create(
        municipality=municipality,
        organisation=kern,
        name="Loket Haven",
        address="Havenplein 1",
        postal_code="1353 AA",
        city="Almere",
        area=haven,
    )
    people = {
        "anna": contact(kern, "Anna Kern", is_first=True, function="coördinator"),
        "bram": contact(kern, "Bram Verborgen", visibility="own"),
        "carla": contact(wijk, "Carla Wijk", is_first=True, visibility="municipality"),
    }
    draughts = service(kern, "Kierenhulp", contact=people["anna"])
    forms = service(wijk, "Formulierenhulp", room=Room.UNKNOWN, room_changed_at=None)
    closed = service(kern, "Huisbezoek na afspraak", needs_agreement=True)
    offers(draughts, terms["draughts"], terms["social_rent"], terms["tenants"])
    offers(forms, terms["forms"])
    ServiceArea.objects.create(municipality=municipality, service=draughts, area=haven)
    ServiceLanguage.objects.create(municipality=municipality, service=draughts, code="ti")
    ServiceAtLocation.objects.create(municipality=municipality, service=draughts, location=office)
    partners = {"kern": kern, "wijk": wijk}
    return Network(
        municipality=municipality,
        areas={"almere": city, "haven": haven, "buiten": buiten},
        terms=terms,
        organisations=partners,
        services={"draughts": draughts, "forms": forms, "closed": closed},
        locations={"office": office},
        contacts=people,
        users=_people(municipality, partners),
    )


@stocked
def two_partners() -> Network:
    """The network of Almere, as it is before each test."""
    municipality = make_municipality("almere", is_default=True)
    with as_municipality(municipality.id):
        return build(municipality)


@pytest.fixture
def network(two_partners: Network) -> Iterator[Network]:
    """The network of Almere, at work for the whole test."""
    with as_municipality(two_partners.municipality.id):
        yield two_partners


@pytest.fixture
def acting(network: Network) -> Callable[[str], Actor]:
    """Somebody of the network, by name: `coordinator`, `kern coordinator`, `wijk worker`."""
    return network.actor


@pytest.fixture
def nobody() -> uuid.UUID:
    """An id that nothing has."""
    return uuid.uuid4()
