"""Signing in: password and second step, limits, sessions that end, no word on who exists."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.utils import timezone

from bundel.accounts.models import Municipality, User
from bundel.accounts.tenancy import as_municipality

PASSWORD = "een zin die niemand raadt 7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret: str = SECRET) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def real(settings: Any) -> None:
    """As in a real installation: outside demo mode."""
    settings.DEMO = False


@pytest.fixture
def worker(user: Callable[..., User], almere: Municipality) -> User:
    """Somebody with a password and a second step."""
    person = user("coordinator", password=PASSWORD)
    with as_municipality(almere.id):
        totp.TOTP.activate(person, SECRET)
        RecoveryCodes.activate(person)
    return person


def sign_in(client: Client, person: User, password: str = PASSWORD) -> Any:
    return client.post("/inloggen", {"login": person.email, "password": password})


def test_password_and_code_open_the_door(real: None, visitor: Client, worker: User) -> None:
    first = sign_in(visitor, worker)
    assert (first.status_code, first["Location"]) == (302, "/tweede-stap/code")
    assert visitor.get("/programma").status_code == 302

    second = visitor.post("/tweede-stap/code", {"code": code()})

    assert (second.status_code, second["Location"]) == (302, "/")
    assert visitor.get("/ui/").status_code == 200


def test_a_code_works_once(real: None, visitor: Client, worker: User, almere: Any) -> None:
    used = code()
    sign_in(visitor, worker)
    visitor.post("/tweede-stap/code", {"code": used})
    other = Client(headers={"host": almere.host})
    sign_in(other, worker)

    again = other.post("/tweede-stap/code", {"code": used})

    assert again.status_code == 200
    assert other.get("/ui/").status_code == 302


def test_a_recovery_code_works_once(real: None, visitor: Client, worker: User, almere: Any) -> None:
    with as_municipality(almere.id):
        row = Authenticator.objects.get(user=worker, type="recovery_codes")
        kept = RecoveryCodes(row).get_unused_codes()[0]
    for expected in (200, 302):
        client = Client(headers={"host": almere.host})
        sign_in(client, worker)
        client.post("/tweede-stap/code", {"code": kept})
        assert client.get("/ui/").status_code == expected


def test_who_has_no_second_step_can_only_make_one(
    real: None, visitor: Client, user: Callable[..., User]
) -> None:
    person = user("coordinator", password=PASSWORD)
    sign_in(visitor, person)

    for path in ("/", "/programma", "/ui/", "/wachtwoord", "/tweede-stap"):
        response = visitor.get(path)
        assert (response.status_code, response["Location"]) == (302, "/tweede-stap/instellen")

    page = visitor.get("/tweede-stap/instellen")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    done = visitor.post("/tweede-stap/instellen", {"code": code(secret)})
    assert done.status_code == 302
    assert visitor.get("/ui/").status_code == 200
    assert len(visitor.get("/tweede-stap/herstelcodes").context["unused_codes"]) == 10


def test_the_secret_of_the_app_is_not_readable_in_the_database(worker: User, almere: Any) -> None:
    with as_municipality(almere.id):
        row = Authenticator.objects.get(user=worker, type="totp")

        assert SECRET not in str(row.data)
        assert totp.TOTP(row).validate_code(code())


def test_the_password_is_kept_as_argon2id(worker: User) -> None:
    assert worker.password.startswith("argon2$argon2id$")


def test_the_session_gets_another_name_at_sign_in(visitor: Client, worker: User) -> None:
    visitor.get("/inloggen")
    sign_in(visitor, worker)
    before = visitor.session.session_key

    visitor.post("/tweede-stap/code", {"code": code()})

    assert visitor.session.session_key != before


def test_an_idle_session_ends_after_half_an_hour(client_of: Callable[[str], Client]) -> None:
    client = client_of("coordinator")
    assert client.get("/ui/").status_code == 200
    left = client.session.get_expiry_date() - timezone.now()

    assert timedelta(minutes=29) < left <= timedelta(minutes=30)


def test_a_session_ends_after_twelve_hours_whatever_is_done(
    client_of: Callable[[str], Client],
) -> None:
    client = client_of("coordinator")
    client.get("/ui/")
    session = client.session
    session["since"] = (timezone.now() - timedelta(hours=12, seconds=1)).timestamp()
    session.save()

    assert client.get("/ui/").status_code == 302


def test_signing_out_ends_the_session_and_needs_a_form(client_of: Callable[[str], Client]) -> None:
    client = client_of("coordinator")
    cookie = client.cookies["bundel"].value
    client.get("/uitloggen")
    assert client.get("/ui/").status_code == 200

    client.post("/uitloggen")
    client.cookies["bundel"] = cookie

    assert client.get("/ui/").status_code == 302


def test_a_session_of_one_municipality_opens_nothing_at_another(
    client_of: Callable[[str], Client], waterrijk: Municipality
) -> None:
    client = client_of("coordinator")

    response = client.get("/ui/", headers={"host": waterrijk.host})

    assert response.status_code == 302


def test_eight_wrong_passwords_shut_the_door_for_a_while(visitor: Client, worker: User) -> None:
    answers = [sign_in(visitor, worker, "fout wachtwoord").status_code for _ in range(8)]
    right = sign_in(visitor, worker)

    assert answers[-1] == 429
    assert right.status_code == 429
    assert int(right["Retry-After"]) == 900


def test_guessing_codes_is_bounded(visitor: Client, worker: User) -> None:
    sign_in(visitor, worker)

    pages = [visitor.post("/tweede-stap/code", {"code": f"{n:06}"}) for n in range(12)]

    assert "te vaak" in pages[-1].content.decode()
    assert visitor.post("/tweede-stap/code", {"code": code()}).status_code == 200


def test_nobody_hears_who_exists(visitor: Client, worker: User, user: Any, almere: Any) -> None:
    blocked = user("reader", password=PASSWORD)
    with as_municipality(almere.id):
        User.objects.filter(pk=blocked.pk).update(is_active=False)
    bodies = set()
    for address in (worker.email, blocked.email, "niemand@almere.example"):
        page = visitor.post("/inloggen", {"login": address, "password": "fout wachtwoord"})
        assert page.status_code == 200
        bodies.add(str(page.context["form"].errors))

    assert len(bodies) == 1


def test_nobody_hears_it_from_the_clock(visitor: Client, worker: User) -> None:
    def took(address: str) -> float:
        begun = time.perf_counter()
        visitor.post("/inloggen", {"login": address, "password": "fout wachtwoord"})
        return time.perf_counter() - begun

    known = statistics.median(took(worker.email) for _ in range(4))
    unknown = statistics.median(took(f"niemand{n}@almere.example") for n in range(4))

    # Both hash a password; what is left is noise of the machine.
    assert 0.3 < known / unknown < 3


def test_a_password_of_another_municipality_does_not_fit(
    visitor: Client, user: Callable[..., User], waterrijk: Municipality, almere: Municipality
) -> None:
    user("reader", email="zelfde@werk.example", password="een heel ander wachtwoord")
    stranger = user("reader", waterrijk, email="zelfde@werk.example", password=PASSWORD)

    assert sign_in(visitor, stranger).status_code == 200


@pytest.mark.parametrize("path", ["gesloten/aanmelden", "gesloten/vergeten", "account/signup/"])
def test_nobody_signs_up(visitor: Client, path: str) -> None:
    assert visitor.get(f"/{path}").status_code == 404
    assert visitor.post(f"/{path}", {"email": "x@y.example"}).status_code == 404


@pytest.mark.parametrize("new", ["tekort", "x" * 129, "1qaz2wsx3edc"])
def test_a_weak_password_is_refused(visitor: Client, worker: User, new: str) -> None:
    sign_in(visitor, worker)
    visitor.post("/tweede-stap/code", {"code": code()})
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    page = visitor.post("/wachtwoord", form)

    assert page.context["form"].errors


def test_a_new_password_ends_the_other_sessions(
    visitor: Client, worker: User, client_of: Callable[[str], Client]
) -> None:
    elsewhere = client_of("coordinator")
    assert elsewhere.get("/ui/").status_code == 200
    sign_in(visitor, worker)
    visitor.post("/tweede-stap/code", {"code": code()})
    new = "een andere zin die niemand raadt"

    visitor.post("/wachtwoord", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert visitor.get("/ui/").status_code == 200
    assert elsewhere.get("/ui/").status_code == 302
