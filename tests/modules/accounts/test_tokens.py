"""Keys of programs: never more than the giver may, shown once, kept as a hash, revoked at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bundel.accounts import permissions, selectors, services
from bundel.accounts.forms import ACTS
from bundel.accounts.models import ApiToken, Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.audit.models import Entry, Once
from bundel.errors import Invalid, NotAllowed, NotFound

Acting = Callable[..., Actor]
Browser = Callable[..., Client]
YEAR = timedelta(days=365)


def make(actor: Actor, *acts: str, lasts: timedelta = YEAR) -> str:
    now = timezone.now()
    return services.make_token(
        actor=actor, name="Rapportage", acts=acts, expires_at=now + lasts, at=now
    )


def ask(**fields: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=30)
    return {"name": "Rapportage", "acts": ["plan.view"], "expires_date": day.isoformat()} | fields


def reads(municipality: Municipality, key: str) -> int:
    program = Client(headers={"host": municipality.host, "authorization": f"Bearer {key}"})
    return program.get("/api/v1/plannen").status_code


@pytest.mark.parametrize("role", ["coordinator", "functional_manager"])
def test_who_manages_keys_makes_one(in_almere: Municipality, actor: Acting, role: str) -> None:
    key = make(actor(role), "plan.view")

    token = ApiToken.objects.get()
    assert (token.acts, len(token.digest)) == (["plan.view"], 64)
    assert key not in str(vars(token))


@pytest.mark.parametrize("role", ["reader", "initiative_lead", "privacy_officer", "analyst"])
def test_nobody_else_does(in_almere: Municipality, actor: Acting, role: str) -> None:
    with pytest.raises(NotAllowed):
        make(actor(role), "plan.view")


@pytest.mark.parametrize("act", ["programme.edit_goals", "accounts.manage", "plan.adopt", "x"])
def test_a_key_may_no_more_than_its_giver(in_almere: Municipality, actor: Acting, act: str) -> None:
    with pytest.raises(NotAllowed):
        make(actor("functional_manager"), "plan.view", act)

    assert not ApiToken.objects.exists()


def test_a_key_makes_no_keys(in_almere: Municipality, actor: Acting) -> None:
    make(actor("coordinator"), "plan.view")
    digest = ApiToken.objects.get().digest
    program = selectors.actor_of_token(digest=digest, now=timezone.now())

    assert program is not None
    with pytest.raises(NotAllowed):
        make(program, "plan.view")


@pytest.mark.parametrize("lasts", [timedelta(0), -YEAR, timedelta(days=367)])
def test_a_key_works_for_a_year_at_most(
    in_almere: Municipality, actor: Acting, lasts: timedelta
) -> None:
    with pytest.raises(Invalid):
        make(actor("coordinator"), "plan.view", lasts=lasts)


def test_the_page_offers_only_what_the_giver_may(client_of: Browser) -> None:
    offered = {
        role: set(re.findall(r'name="acts" value="([^"]+)"', page_of(client_of(role))))
        for role in ("coordinator", "functional_manager")
    }

    assert "programme.edit_goals" in offered["coordinator"]
    assert "programme.edit_goals" not in offered["functional_manager"]
    assert "plan.view" in offered["functional_manager"]


def page_of(client: Client) -> str:
    return client.get("/koppelingen").content.decode()


def test_the_key_is_shown_once_and_nowhere_kept(almere: Municipality, client_of: Browser) -> None:
    client = client_of("coordinator")
    fields = ask(idempotency_key="een")

    first = client.post("/koppelingen", fields)
    again = client.post("/koppelingen", fields)

    key = re.search(r"bundel_[\w-]{40,}", first.content.decode())
    assert key is not None
    assert reads(almere, key[0]) == 200
    assert key[0] not in again.content.decode() + page_of(client)
    with as_municipality(almere.id):
        assert ApiToken.objects.count() == 1
        kept = "".join(str(vars(row)) for row in [*Once.objects.all(), *Entry.objects.all()])
    assert key[0] not in kept


def test_the_last_day_is_the_day_that_was_chosen(client_of: Browser) -> None:
    client = client_of("coordinator")
    client.post("/koppelingen", ask(expires_date=f"{timezone.localdate().year + 1}-01-05"))

    assert f"5 januari {timezone.localdate().year + 1}" in page_of(client)


def test_a_revoked_key_opens_nothing_and_stays_in_the_list(
    almere: Municipality, client_of: Browser, actor: Acting
) -> None:
    with as_municipality(almere.id):
        key = make(actor("coordinator"), "plan.view")
        token = ApiToken.objects.get()
    before = reads(almere, key)

    answer = client_of("coordinator").post(f"/koppelingen/{token.id}/intrekken")

    assert (before, answer.status_code) == (200, 302)
    assert reads(almere, key) == 401
    assert "Werkt niet meer" in page_of(client_of("coordinator"))


def test_making_and_revoking_stand_in_the_log(in_almere: Municipality, actor: Acting) -> None:
    giver = actor("coordinator")
    make(giver, "plan.view")
    token = ApiToken.objects.get()

    for _ in range(2):
        services.revoke_token(actor=giver, token_id=token.id, at=timezone.now())

    told = Entry.objects.filter(kind="token", object_id=token.id).order_by("id")
    assert [entry.action for entry in told] == ["accounts.make_token", "accounts.revoke_token"]


def test_the_key_of_another_municipality_is_not_there(
    almere: Municipality, waterrijk: Municipality, actor: Acting
) -> None:
    with as_municipality(waterrijk.id):
        key = make(actor("coordinator", waterrijk), "plan.view")
        theirs = ApiToken.objects.get()

    with as_municipality(almere.id), pytest.raises(NotFound):
        services.revoke_token(actor=actor("coordinator"), token_id=theirs.id, at=timezone.now())

    assert reads(almere, key) == 401
    assert reads(waterrijk, key) == 200


@pytest.mark.parametrize(
    "wrong", [{"acts": []}, {"expires_date": "2019-01-01"}, {"name": ""}, {"acts": ["plan.adopt"]}]
)
def test_what_is_wrong_is_said_in_the_form(client_of: Browser, wrong: dict[str, Any]) -> None:
    answer = client_of("coordinator").post("/koppelingen", ask(**wrong))

    assert answer.status_code == 422
    assert "has-error" in answer.content.decode()


def test_more_keys_take_no_more_queries(
    almere: Municipality,
    client_of: Browser,
    actor: Acting,
    django_assert_max_num_queries: Any,
) -> None:
    client = client_of("coordinator")
    page_of(client)
    counts = []
    for _ in range(2):
        with as_municipality(almere.id):
            for _ in range(5):
                make(actor("coordinator"), "plan.view")
        with django_assert_max_num_queries(15) as made:
            page_of(client)
        counts.append(len(made))

    assert counts[0] == counts[1]


def test_every_act_of_a_program_has_words() -> None:
    acts = permissions.permissions().acts
    assert {act for act, roles in acts.items() if "api_client" in roles} == set(ACTS)
