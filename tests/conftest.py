"""What every test may ask for: two municipalities, people with a role, and a browser of theirs."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from django.utils import translation

from bundel.accounts import selectors
from bundel.accounts.models import Municipality, Role, User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from tests import sharing, stock

SUPERUSER = stock.SUPERUSER
# How the databases are filled that hold something from the start, by the fixture that asks.
FILLS: dict[str, stock.Fill] = {}

Figure = Callable[[str], None]


def pytest_configure(config: pytest.Config) -> None:
    """Let workers share the tests well."""
    config.pluginmanager.register(sharing.LongFirst())


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    """Begin each test in the language of the interface; a page in English leaves its own behind."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """Print a measured figure at the end of the run, also when all is well."""
    return lambda text: request.node.user_properties.append(("figure", text))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Show the figures that the tests measured."""
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.stats.get(kind, [])]
    told = [value for r in reports for name, value in r.user_properties if name == "figure"]
    if told:
        terminalreporter.section("figures")
        for text in told:
            terminalreporter.write_line(text)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Make this worker's database; a test that commits gets a fresh copy in its place."""
    with django_db_blocker.unblock():
        stock.prepare()
    TransactionTestCase._fixture_teardown = stock.renew  # type: ignore[attr-defined,method-assign]  # see renew
    yield
    connections.close_all()


@pytest.fixture
def right_database(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Any:
    """Use the database that holds what the test asks for from the start, or else an empty one."""
    asked = [name for name in request.fixturenames if name in FILLS]
    assert len(asked) <= 1, f"a test has one database: {asked}"
    with django_db_blocker.unblock():
        if asked:
            return stock.filled(asked[0], FILLS[asked[0]])
        stock.use(stock.OWN)
    return None


@pytest.fixture
def _django_db_helper(right_database: Any, _django_db_helper: None) -> None:
    """Choose the database before pytest-django opens it, however a test asks for it."""


@pytest.fixture(scope="module")
def empty_database(django_db_setup: None, django_db_blocker: Any) -> None:
    """The empty database, for a module that fills it in a transaction of its own."""
    with django_db_blocker.unblock():
        stock.use(stock.OWN)


def stocked(fill: stock.Fill) -> Any:
    """Return a fixture that gives what `fill` returned; it fills a database once, for all tests."""
    FILLS[fill.__name__] = fill

    def given(right_database: Any, db: None) -> Any:
        return right_database

    given.__doc__ = fill.__doc__
    return pytest.fixture(given, name=fill.__name__)


@pytest.fixture(autouse=True)
def plain_static(settings: Any) -> None:
    """Serve files by their own names: the build that gives them a hash is not for tests."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def as_owner() -> Iterator[psycopg.Connection[Any]]:
    """A connection as the owner of the tables, who is not the application."""
    parameters = connections["owner"].get_connection_params()
    known = {
        k: parameters[k] for k in ("dbname", "user", "password", "host", "port") if k in parameters
    }
    with psycopg.connect(**known, autocommit=True) as owner:
        yield owner


def make_municipality(slug: str, *, is_default: bool = False) -> Municipality:
    """Make a municipality that lives at <slug>.localhost."""
    chosen = uuid.uuid4()
    with as_municipality(chosen):
        return Municipality.objects.create(
            id=chosen,
            slug=slug,
            name=slug.capitalize(),
            host=f"{slug}.localhost",
            is_default=is_default,
        )


@pytest.fixture
def almere(db: None) -> Municipality:
    """The municipality of the tests; in a filled database it stands there already."""
    known = Municipality.objects.filter(slug="almere").first()
    return known or make_municipality("almere", is_default=True)


@pytest.fixture
def waterrijk(db: None) -> Municipality:
    return make_municipality("waterrijk")


@pytest.fixture
def in_almere(almere: Municipality) -> Iterator[Municipality]:
    """Almere, at work for the whole test."""
    with as_municipality(almere.id):
        yield almere


def make_user(municipality: Municipality, role: str, **fields: Any) -> User:
    """Return the person with a role; make that person where there is none."""
    email = fields.pop("email", f"{role.replace('_', '.')}@{municipality.slug}.example")
    with as_municipality(municipality.id):
        known = User.objects.filter(email=email).first()
        return known or User.objects.create_user(
            municipality_id=municipality.id,
            email=email,
            role=role,
            name=fields.pop("name", str(Role(role).label)),
            **fields,
        )


@pytest.fixture
def user(almere: Municipality) -> Callable[..., User]:
    """A person of Almere (or of another municipality) with a role."""

    def found(role: str, municipality: Municipality = almere, **fields: Any) -> User:
        return make_user(municipality, role, **fields)

    return found


@pytest.fixture
def actor(user: Callable[..., User]) -> Callable[..., Actor]:
    """Somebody with a role, as services know them."""

    def acting(role: str, *municipality: Municipality) -> Actor:
        return selectors.actor_of_user(user=user(role, *municipality), channel="web")

    return acting


@pytest.fixture
def client_of(almere: Municipality, user: Callable[..., User]) -> Callable[..., Client]:
    """A signed-in browser of somebody with a role."""

    def browser(role: str, municipality: Municipality = almere) -> Client:
        client = Client(headers={"host": municipality.host})
        person = user(role, municipality)
        with as_municipality(municipality.id):
            client.force_login(
                person, backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        return client

    return browser


@pytest.fixture
def visitor(almere: Municipality) -> Client:
    """A browser of somebody who is not signed in."""
    return Client(headers={"host": almere.host})


@pytest.fixture
def tenant_setting() -> Callable[[], str | None]:
    """What the connection says that it works for."""

    def setting() -> str | None:
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('bundel.municipality', true)")
            return cursor.fetchone()[0]

    return setting
