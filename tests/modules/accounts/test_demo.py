"""Demo mode: every role with one click, nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bundel.accounts.demo import WORK
from bundel.accounts.models import Municipality, User
from bundel.config.checks import demo_stays_at_home


@pytest.mark.parametrize("role", [role.value for role in WORK])
def test_anybody_steps_into_any_role(visitor: Client, role: str) -> None:
    response = visitor.post("/demo/", {"role": role})

    assert response.status_code == 302
    assert visitor.get("/").status_code == 200


def test_the_page_names_every_role_and_the_other_municipality(
    visitor: Client, waterrijk: Municipality
) -> None:
    page = visitor.get("/demo/").content.decode()

    assert page.count('name="role"') == len(WORK)
    assert f"//{waterrijk.host}:" in page


def test_a_partner_is_chosen_by_the_organisation_too(
    visitor: Client, user: Callable[..., User]
) -> None:
    user("partner_worker", email="a@een.example", department="De Een")
    other = user("partner_worker", email="b@ander.example", department="De Ander")

    page = visitor.get("/demo/").content.decode()
    visitor.post("/demo/", {"role": f"partner_worker {other.pk}"})

    assert "De Een" in page
    assert "De Ander" in page
    assert visitor.session["_auth_user_id"] == str(other.pk)


@pytest.mark.parametrize("person", ["x", "00000000-0000-0000-0000-000000000000"])
def test_somebody_who_does_not_play_the_role_is_not_found(visitor: Client, person: str) -> None:
    assert visitor.post("/demo/", {"role": f"coordinator {person}"}).status_code == 404


def test_a_made_up_role_is_not_found(visitor: Client) -> None:
    assert visitor.post("/demo/", {"role": "api_client"}).status_code == 404


def test_outside_demo_mode_the_door_does_not_open(visitor: Client, settings: Any) -> None:
    settings.DEMO = False

    assert visitor.post("/demo/", {"role": "coordinator"}).status_code == 404


@pytest.mark.parametrize(
    ("https", "hosts", "found"),
    [
        (False, ["127.0.0.1", ".localhost"], set()),
        (True, ["127.0.0.1"], {"bundel.E001"}),
        (False, ["bundel.almere.example"], {"bundel.E002"}),
        (False, ["*"], {"bundel.E002"}),
    ],
)
def test_demo_mode_does_not_start_where_others_can_come(
    settings: Any, https: bool, hosts: list[str], found: set[str]
) -> None:
    settings.DEMO, settings.HTTPS, settings.ALLOWED_HOSTS = True, https, hosts

    assert {message.id for message in demo_stays_at_home(None)} == found


def test_stepping_into_another_role_starts_another_session(
    client_of: Callable[[str], Client],
) -> None:
    client = client_of("reader")
    before = client.session.session_key

    client.post("/demo/", {"role": "coordinator"})

    assert client.session.session_key != before
