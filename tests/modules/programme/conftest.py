"""A municipality with the demo programme, and people who act in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.config import demo_data
from bundel.programme import selectors
from tests.conftest import stocked

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Acting = Callable[[str], Actor]


@pytest.fixture
def now() -> datetime:
    return NOW


@stocked
def demo_of_almere() -> None:
    """The programme of the demo of Almere."""
    demo_data.load(demo_data.FOLDER / "almere", at=NOW)


@stocked
def demo_of_waterrijk() -> None:
    """The programme of the demo of Waterrijk."""
    demo_data.load(demo_data.FOLDER / "waterrijk", at=NOW)


@stocked
def both_demos() -> None:
    """The programmes of all municipalities of the demo."""
    for folder in demo_data.folders():
        demo_data.load(folder, at=NOW)


@pytest.fixture
def almere(demo_of_almere: None) -> Iterator[Acting]:
    """The demo of Almere, at work; gives an actor for a role."""
    yield from _at_work("almere")


@pytest.fixture
def waterrijk(demo_of_waterrijk: None) -> Iterator[Acting]:
    """The demo of Waterrijk, at work; gives an actor for a role."""
    yield from _at_work("waterrijk")


def _at_work(slug: str) -> Iterator[Acting]:
    municipality = Municipality.objects.get(slug=slug)
    with as_municipality(municipality.pk):

        def acting(role: str) -> Actor:
            user = User.objects.filter(role=role).order_by("email")[0]
            return Actor(user.pk, municipality.pk, user.name, role, user.email)

        yield acting


@pytest.fixture
def coordinator(almere: Acting) -> Actor:
    return almere("coordinator")


@pytest.fixture
def lead(almere: Acting) -> Actor:
    return almere("initiative_lead")


@pytest.fixture
def reader(almere: Acting) -> Actor:
    return almere("reader")


@pytest.fixture
def browser_of(almere: Acting) -> Callable[[str], Client]:
    """A signed-in browser of somebody of Almere with a role, who reads Dutch."""

    def browser(role: str) -> Client:
        actor = almere(role)
        host = Municipality.objects.get(pk=actor.municipality_id).host
        client = Client(headers={"host": host, "accept-language": "nl"})
        client.force_login(User.objects.get(pk=actor.user_id), backend=BACKEND)
        return client

    return browser


@pytest.fixture
def id_of(coordinator: Actor) -> Callable[[str], uuid.UUID]:
    """The id of an initiative by its code."""
    rows = {row.code: row.id for row in selectors.initiative_rows(actor=coordinator)}
    return rows.__getitem__
