"""The demo of Almere with its programme and network, and nothing of steering yet."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import as_municipality
from bundel.config import demo_data
from bundel.network.models import Organisation
from bundel.programme.models import Initiative, Pool
from tests.conftest import stocked

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# A Monday, in working hours.
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def today() -> date:
    return TODAY


@dataclass(frozen=True)
class Steering:
    """Almere at work, and who acts in it."""

    municipality: Municipality

    def user(self, who: str) -> User:
        """Return somebody by role, or by the first part of the address: `projectleider`."""
        people = User.objects.order_by("email")
        return people.filter(email__startswith=f"{who}@").first() or people.filter(role=who)[0]

    def actor(self, who: str) -> Actor:
        """Return who acts, as services know them."""
        return actor_of_user(user=self.user(who), channel="web")

    def client(self, who: str) -> Client:
        """Return the signed-in browser of somebody, who reads Dutch."""
        client = Client(headers={"host": self.municipality.host, "accept-language": "nl"})
        client.force_login(self.user(who), backend=BACKEND)
        return client

    def initiative(self, code: str) -> Initiative:
        """Return an initiative by its code, such as INI-04."""
        return Initiative.objects.get(code=code, archived_at=None)

    def partner(self, name: str) -> Organisation:
        """Return a partner by its name."""
        return Organisation.objects.get(name=name)

    def pool(self, code: str) -> uuid.UUID:
        """Return the id of a team by its code."""
        return Pool.objects.get(code=code).pk


@stocked
def ground_of_almere() -> None:
    """The programme and the network of the demo of Almere."""
    folder = demo_data.FOLDER / "almere"
    demo_data.load(folder, at=NOW)
    demo_data.load_network(folder, at=NOW)


@pytest.fixture
def steering(ground_of_almere: None) -> Iterator[Steering]:
    """The demo of Almere, at work for the whole test; steering itself is empty."""
    municipality = Municipality.objects.get(slug="almere")
    with as_municipality(municipality.pk):
        yield Steering(municipality)
