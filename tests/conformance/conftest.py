"""A municipality with the demo programme, and programs that knock on its API with a key."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from bundel.accounts.models import ApiToken, Municipality, User
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import as_municipality
from bundel.config import demo_data
from bundel.signals.services import lists
from tests.conftest import make_municipality, make_user, stocked

ROOT = "/api/v1"
EVERYTHING = (
    "programme.view",
    "programme.create_initiative",
    "programme.edit_initiative",
    "plan.view",
    "plan.run",
    "signals.tell",
    "signals.view",
    "signals.patterns",
    "steering.view",
    "steering.readings",
)


class Program:
    """A program that calls the API with a key, or without one."""

    def __init__(self, host: str, key: str) -> None:
        self.key = key
        self._client = Client(headers={"host": host}, raise_request_exception=False)

    def call(
        self, method: str, path: str, body: Any = None, *, once: str = "", **more: Any
    ) -> HttpResponse:
        """Call a path below /api/v1; a body goes as JSON."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        if once:
            headers["Idempotency-Key"] = once
        data = "" if body is None else body if isinstance(body, str) else json.dumps(body)
        options = {"data": data, "content_type": "application/json"} | more
        return self._client.generic(method, ROOT + path, headers=headers, **options)

    def get(self, path: str) -> HttpResponse:
        return self.call("GET", path)

    def post(self, path: str, body: Any = None, **more: Any) -> HttpResponse:
        return self.call("POST", path, body, **more)

    def patch(self, path: str, body: Any = None, **more: Any) -> HttpResponse:
        return self.call("PATCH", path, body, **more)


def make_key(giver: User, acts: tuple[str, ...], **fields: Any) -> str:
    """Give a program a key, and return it."""
    key, now = secrets.token_urlsafe(32), timezone.now()
    given = {"created_at": now, "expires_at": now + timedelta(days=30)} | fields
    ApiToken.objects.create(
        municipality_id=giver.municipality_id,
        name="Dashboard",
        digest=hashlib.sha256(key.encode()).hexdigest(),
        acts=list(acts),
        created_by=giver,
        **given,
    )
    return key


@stocked
def demo_of_today() -> None:
    """The demo programme of Almere, loaded today, with themes to tell signals about."""
    demo_data.load(demo_data.FOLDER / "almere", at=timezone.now())
    municipality = Municipality.objects.get(slug="almere")
    with as_municipality(municipality.id):
        coordinator = User.objects.filter(role="coordinator").order_by("email")[0]
        lists.begin_lists(actor=actor_of_user(user=coordinator, channel="cli"))


@pytest.fixture
def demo(demo_of_today: None) -> Municipality:
    """Almere with its demo programme."""
    return Municipality.objects.get(slug="almere")


@pytest.fixture
def program(demo: Municipality) -> Callable[..., Program]:
    """A program with a key of the coordinator for these acts; "" as key calls without one."""

    def made(*acts: str, key: str | None = None, **fields: Any) -> Program:
        with as_municipality(demo.id):
            giver = User.objects.filter(role="coordinator").order_by("email")[0]
            given = make_key(giver, acts or EVERYTHING, **fields) if key is None else key
        return Program(demo.host, given)

    return made


@pytest.fixture
def api(program: Callable[..., Program]) -> Program:
    """A program that may do all that a key can do."""
    return program()


@pytest.fixture
def waterrijk_without_programme(db: None) -> Program:
    """A program at a municipality that has people but no programme yet."""
    municipality = make_municipality("waterrijk")
    giver = make_user(municipality, "coordinator")
    with as_municipality(municipality.id):
        return Program(municipality.host, make_key(giver, EVERYTHING))
