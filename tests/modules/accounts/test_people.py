"""Letting people in, changing what they are, shutting them out; links that work once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from bundel.accounts import jobs, links, services
from bundel.accounts.models import Link, Mail, Municipality, Purpose, User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale

PASSWORD = "een zin die niemand raadt 7"
BASE = "https://almere.localhost"
Acting = Callable[..., Actor]


@pytest.fixture
def manager(actor: Acting, in_almere: Municipality) -> Actor:
    return actor("functional_manager")


def invite(manager: Actor, **changes: Any) -> str:
    given = {"name": "Noor", "email": "noor@almere.example", "role": "reader"}
    return services.invite(
        actor=manager, base=BASE, at=timezone.now(), **(given | changes)
    ).removeprefix(BASE)


def noor() -> User:
    return User.objects.get(email="noor@almere.example")


def test_a_link_is_looked_at_often_and_spent_once(manager: Actor, visitor: Client) -> None:
    path = invite(manager)
    for _ in range(3):
        assert "noor@almere.example" in visitor.get(path).content.decode()

    spent = visitor.post(path, {"password": PASSWORD, "again": PASSWORD})

    assert (spent.status_code, spent["Location"]) == (302, "/inloggen")
    assert noor().check_password(PASSWORD)
    assert visitor.get(path).status_code == 404
    assert visitor.post(path, {"password": PASSWORD, "again": PASSWORD}).status_code == 404


def test_only_the_hash_of_a_link_is_kept(manager: Actor) -> None:
    token = invite(manager).rpartition("/")[2]

    link = Link.objects.get()

    assert link.digest == links.digest_of(token)
    assert token not in str([getattr(link, f.name) for f in Link._meta.fields])


def test_a_link_ends_after_seven_days(manager: Actor) -> None:
    token = invite(manager).rpartition("/")[2]
    week = timezone.now() + timedelta(days=7)

    links.look(token=token, at=week - timedelta(minutes=1))
    with pytest.raises(links.LinkDoesNotWork):
        links.look(token=token, at=week + timedelta(minutes=1))


def test_a_new_link_kills_the_old(manager: Actor) -> None:
    old = invite(manager).rpartition("/")[2]
    now = timezone.now()
    new = services.invite_again(actor=manager, user_id=noor().pk, base=BASE, at=now)

    with pytest.raises(links.LinkDoesNotWork):
        links.look(token=old, at=now)
    assert links.look(token=new.rpartition("/")[2], at=now).name == "Noor"


def test_a_link_is_bound_to_its_address(manager: Actor) -> None:
    token = invite(manager).rpartition("/")[2]
    User.objects.filter(pk=noor().pk).update(email="iemand@anders.example")

    with pytest.raises(links.LinkDoesNotWork):
        links.look(token=token, at=timezone.now())


def test_a_link_is_bound_to_its_municipality(
    manager: Actor, visitor: Client, waterrijk: Municipality
) -> None:
    path = invite(manager)

    assert visitor.get(path, headers={"host": waterrijk.host}).status_code == 404


def test_a_link_of_somebody_who_was_blocked_is_dead(manager: Actor) -> None:
    token = invite(manager).rpartition("/")[2]
    person = noor()
    services.set_access(actor=manager, user_id=person.pk, version=person.version, is_active=False)
    services.set_access(actor=manager, user_id=person.pk, version=2, is_active=True)

    with pytest.raises(links.LinkDoesNotWork):
        links.look(token=token, at=timezone.now())


def test_a_weak_password_spends_nothing(manager: Actor, visitor: Client) -> None:
    path = invite(manager)

    assert visitor.post(path, {"password": "kort", "again": "kort"}).status_code == 422
    assert visitor.get(path).status_code == 200


def test_the_same_address_is_invited_once(manager: Actor) -> None:
    invite(manager)

    with pytest.raises(Invalid) as refused:
        invite(manager, email="Noor@Almere.example")
    assert [fault.field for fault in refused.value.faults] == ["email"]


@pytest.mark.parametrize("role", ["platform_operator", "api_client", "made_up"])
def test_nobody_gives_more_than_they_may(manager: Actor, role: str) -> None:
    with pytest.raises(services.RoleNotYours):
        invite(manager, role=role)


@pytest.mark.parametrize("role", ["coordinator", "reader", "privacy_officer", "commissioner"])
def test_only_the_functional_manager_manages(actor: Acting, in_almere: Any, role: str) -> None:
    with pytest.raises(NotAllowed):
        invite(actor(role))


def change(manager: Actor, person: User, **changes: Any) -> None:
    now = {key: getattr(person, key) for key in ("name", "role", "function", "department")}
    services.change_person(
        actor=manager, user_id=person.pk, **({"version": person.version} | now | changes)
    )


def test_a_role_changes_at_once(manager: Actor, client_of: Any, user: Any) -> None:
    client = client_of("reader")
    assert client.get("/programma/nieuw").status_code == 403

    change(manager, user("reader"), role="coordinator")

    assert client.get("/programma/nieuw").status_code != 403


def test_who_saves_second_sees_both_texts(
    manager: Actor, client_of: Callable[[str], Client], user: Any
) -> None:
    person = user("reader")
    change(manager, person, name="Eerste")
    client = client_of("functional_manager")

    response = client.post(
        f"/mensen/{person.pk}", {"name": "Tweede", "role": "reader", "version": 1}
    )

    assert response.status_code == 409
    assert all(name in response.content.decode() for name in ("Eerste", "Tweede"))
    with pytest.raises(Stale):
        change(manager, person, name="Derde")


def test_nobody_raises_or_shuts_out_oneself(manager: Actor) -> None:
    me = User.objects.get(pk=manager.user_id)
    with pytest.raises(services.NotYourself):
        change(manager, me, role="coordinator")
    with pytest.raises(services.NotYourself):
        services.set_access(actor=manager, user_id=me.pk, version=1, is_active=False)


def test_a_manager_is_left(manager: Actor, user: Any) -> None:
    other = user("functional_manager", email="tweede@almere.example")
    gone = Actor(other.pk, manager.municipality_id, other.name, other.role)
    services.set_access(actor=manager, user_id=other.pk, version=1, is_active=False)

    with pytest.raises(Conflict):
        change(gone, User.objects.get(pk=manager.user_id), role="reader")


def test_blocking_ends_every_session_at_once(
    manager: Actor, client_of: Callable[[str], Client], user: Any
) -> None:
    client = client_of("reader")
    assert client.get("/ui/").status_code == 200
    services.set_access(actor=manager, user_id=user("reader").pk, version=1, is_active=False)

    assert client.get("/ui/").status_code == 302
    services.set_access(actor=manager, user_id=user("reader").pk, version=2, is_active=True)
    assert client.get("/ui/").status_code == 302


def test_somebody_elsewhere_is_not_found(
    manager: Actor, user: Any, waterrijk: Municipality
) -> None:
    stranger = user("reader", waterrijk)

    with pytest.raises(NotFound):
        change(manager, stranger)


def test_a_forgotten_password_says_the_same_to_everybody(
    visitor: Client, user: Any, in_almere: Municipality
) -> None:
    person = user("reader", password=PASSWORD)
    pages = [
        visitor.post("/wachtwoord-vergeten", {"email": email})
        for email in (person.email, "niemand@almere.example")
    ]

    texts = {re.sub(r'(nonce|value)="[^"]*"', "", page.content.decode()) for page in pages}
    assert len(texts) == 1
    assert [link.purpose for link in Link.objects.all()] == [Purpose.RESET]


def test_asking_often_sends_one_link(visitor: Client, user: Any, in_almere: Any) -> None:
    person = user("reader")
    for _ in range(5):
        visitor.post("/wachtwoord-vergeten", {"email": person.email})

    assert Mail.objects.count() == 1


def test_mail_goes_out_once_under_one_name_and_is_emptied(manager: Actor, settings: Any) -> None:
    # The demo keeps it, to be read on its own page.
    settings.DEMO = False
    path = invite(manager)
    job = ProcrastinateJob.objects.get(task_name="accounts.deliver")

    for _ in range(2):
        jobs.deliver(**job.args)

    (sent,) = mail.outbox
    assert path in sent.body
    assert sent.extra_headers["Message-ID"] == Mail.objects.get().message_id
    assert Mail.objects.get().body == ""


def test_mail_that_fails_stays(manager: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    invite(manager)
    job = ProcrastinateJob.objects.get(task_name="accounts.deliver")

    def away(*_: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    with pytest.raises(ConnectionRefusedError):
        jobs.deliver(**job.args)
    monkeypatch.undo()
    jobs.deliver(**job.args)

    assert len(mail.outbox) == 1


def test_what_is_old_is_forgotten(manager: Actor, in_almere: Municipality) -> None:
    invite(manager)
    Link.objects.update(
        created_at=timezone.now() - timedelta(days=60),
        expires_at=timezone.now() - timedelta(days=53),
    )

    jobs.forget(int(timezone.now().timestamp()))

    with as_municipality(in_almere.id):
        assert Link.objects.count() == 0
