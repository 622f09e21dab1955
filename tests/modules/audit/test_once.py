"""The same request twice: one effect, the same answer; also when all come at the same moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from bundel.accounts.models import ApiToken, Link, Municipality, User
from bundel.accounts.tenancy import as_municipality
from bundel.audit.models import Entry, Once
from tests.conftest import Figure, make_municipality, make_user

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW = {"name": "Nieuw", "email": "nieuw@almere.example", "role": "reader"}
THREADS = 50


def keyed(key: str, **changes: str) -> dict[str, str]:
    return NEW | {"idempotency_key": key} | changes


def invited(municipality: Municipality) -> int:
    with as_municipality(municipality.id):
        return User.objects.filter(email__startswith="nieuw").count()


def test_the_same_form_twice_has_one_effect_and_one_answer(
    client_of: Callable[[str], Client], almere: Municipality
) -> None:
    client = client_of("functional_manager")

    first, second = (client.post("/mensen", keyed("k1")) for _ in range(2))

    assert invited(almere) == 1
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert second.status_code == 303


def test_the_same_key_with_another_form_is_refused(
    client_of: Callable[[str], Client], almere: Municipality
) -> None:
    client = client_of("functional_manager")
    client.post("/mensen", keyed("k1"))

    response = client.post("/mensen", keyed("k1", email="nieuwer@almere.example"))

    assert response.status_code == 422
    assert "U verstuurde dit formulier al." in response.content.decode()
    assert invited(almere) == 1


def test_a_refused_form_leaves_its_key_free(
    client_of: Callable[[str], Client], almere: Municipality
) -> None:
    client = client_of("functional_manager")
    assert client.post("/mensen", keyed("k1", email="geen adres")).status_code == 422

    assert client.post("/mensen", keyed("k1")).status_code == 200
    assert invited(almere) == 1


def test_keys_of_two_people_do_not_meet(
    client_of: Callable[[str], Client], user: Callable[..., User], almere: Municipality
) -> None:
    one = client_of("functional_manager")
    other = Client(headers={"host": almere.host})
    with as_municipality(almere.id):
        second = make_user(almere, "functional_manager", email="tweede@almere.example")
        other.force_login(second, backend=BACKEND)

    one.post("/mensen", keyed("k1"))
    response = other.post("/mensen", keyed("k1", email="nieuwer@almere.example"))

    assert response.status_code == 200
    assert invited(almere) == 2


def test_a_key_that_is_too_long_is_refused_and_not_cut(
    client_of: Callable[[str], Client], almere: Municipality
) -> None:
    response = client_of("functional_manager").post("/mensen", keyed("k" * 121))

    assert response.status_code == 422
    assert invited(almere) == 0


def test_what_is_shown_once_is_not_kept(
    client_of: Callable[[str], Client], almere: Municipality
) -> None:
    client = client_of("functional_manager")
    form = {
        "name": "Dashboard",
        "acts": ["programme.view"],
        "expires_date": "2999-01-01",
        "idempotency_key": "k1",
    }
    assert client.post("/koppelingen", form).status_code == 422
    form["expires_date"] = _in_a_month()

    first, second = (client.post("/koppelingen", form) for _ in range(2))

    key = first.content.decode().split("<code>")[1].split("</code>")[0]
    assert key.startswith("bundel_")
    assert (second.status_code, second["Location"]) == (303, "/koppelingen")
    with as_municipality(almere.id):
        assert ApiToken.objects.count() == 1
        assert all(key.encode() not in bytes(once.body) for once in Once.objects.all())


def _in_a_month() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select (now() + interval '1 month')::date::text")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_fifty_equal_forms_at_one_moment_have_one_effect(figure: Figure) -> None:
    almere = make_municipality("almere", is_default=True)
    manager = make_user(almere, "functional_manager")
    first = Client(headers={"host": almere.host})
    with as_municipality(almere.id):
        first.force_login(manager, backend=BACKEND)

    def post(_: int) -> int:
        client = Client(headers={"host": almere.host})
        client.cookies = first.cookies
        try:
            return client.post("/mensen", keyed("k1")).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        answers = Counter(pool.map(post, range(THREADS)))

    with as_municipality(almere.id):
        effects = (
            User.objects.filter(email=NEW["email"]).count(),
            Link.objects.count(),
            Entry.objects.filter(action="accounts.invite").count(),
        )
    figure(f"T37: {THREADS} equal posts at once: effects = {effects[0]}, answers {dict(answers)}")
    assert effects == (1, 1, 1)
    # 409 and 503 say: your first is still at work, ask again. Nobody heard of a mishap.
    assert set(answers) <= {200, 303, 409, 503}
    assert answers[200] == 1


@pytest.mark.django_db(transaction=True)
def test_a_mishap_takes_its_key_and_its_trail_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    almere = make_municipality("almere", is_default=True)
    manager = make_user(almere, "functional_manager")
    client = Client(headers={"host": almere.host}, raise_request_exception=False)
    with as_municipality(almere.id):
        client.force_login(manager, backend=BACKEND)

    def broken(**_: Any) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("bundel.accounts.links.make", broken)
    assert client.post("/mensen", keyed("k1")).status_code == 500
    monkeypatch.undo()

    with as_municipality(almere.id):
        assert Entry.objects.filter(action="accounts.invite").count() == 0
        assert Once.objects.count() == 0
    assert invited(almere) == 0
    assert client.post("/mensen", keyed("k1")).status_code == 200
    assert invited(almere) == 1
