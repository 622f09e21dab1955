"""Demo mode: every role with one click, nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bundel.accounts import post
from bundel.accounts.demo import WORK
from bundel.accounts.models import Mail, Municipality, User
from bundel.accounts.tenancy import as_municipality
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


def test_who_was_invited_since_does_not_take_the_place_of_the_demo(
    visitor: Client, user: Callable[..., User]
) -> None:
    own = user("partner_coordinator", email="partner@demo.example", name="Partner (demo)")
    user("partner_coordinator", email="aaltje@nieuw.example", name="Aaltje Nieuw")

    visitor.post("/demo/", {"role": "partner_coordinator"})

    assert visitor.session["_auth_user_id"] == str(own.pk)


@pytest.fixture
def mail(almere: Municipality) -> Mail:
    """A mail that went out in the demo, with a link to a page."""
    with as_municipality(almere.id):
        post.send(
            municipality_id=almere.id,
            key="demo",
            to="anna@kern.example",
            subject="Klopt dit nog?",
            body=f"Beste Anna,\n\nhttp://{almere.host}/netwerk/link/geheim/klopt-dit-nog\n<b>",
            at=timezone.now(),
        )
        made = Mail.objects.get()
    post.deliver(municipality_id=almere.id, mail_id=made.pk, at=timezone.now())
    return made


def test_the_mails_of_the_demo_can_be_read(
    visitor: Client, mail: Mail, almere: Municipality
) -> None:
    assert 'href="/demo/mail"' in visitor.get("/demo/").content.decode()
    assert "Klopt dit nog?" in visitor.get("/demo/mail").content.decode()

    at_port = {"host": f"{almere.host}:8012"}
    html = visitor.get(f"/demo/mail/{mail.pk}", headers=at_port).content.decode()

    assert "anna@kern.example" in html
    assert f'href="http://{almere.host}:8012/netwerk/link/geheim/klopt-dit-nog"' in html
    assert "&lt;b&gt;" in html


def test_the_mails_of_another_municipality_are_not_there(
    mail: Mail, waterrijk: Municipality
) -> None:
    there = Client(headers={"host": waterrijk.host})

    assert "Klopt dit nog?" not in there.get("/demo/mail").content.decode()
    assert there.get(f"/demo/mail/{mail.pk}").status_code == 404


def test_outside_demo_mode_nobody_reads_mails_and_they_are_emptied(
    visitor: Client, mail: Mail, almere: Municipality, settings: Any
) -> None:
    settings.DEMO = False

    assert visitor.get("/demo/mail").status_code == 404
    assert visitor.get(f"/demo/mail/{mail.pk}").status_code == 404
    Mail.objects.update(sent_at=None)
    post.deliver(municipality_id=almere.id, mail_id=mail.pk, at=timezone.now())
    assert Mail.objects.get().body == ""


def test_the_list_of_mails_asks_as_much_for_many_as_for_few(
    visitor: Client, mail: Mail, django_assert_max_num_queries: Any
) -> None:
    with as_municipality(mail.municipality_id):
        Mail.objects.bulk_create(
            Mail(
                municipality_id=mail.municipality_id,
                key=f"nog {number}",
                to="x@y.example",
                subject=f"Nog {number}",
                message_id=str(number),
                created_at=timezone.now(),
            )
            for number in range(60)
        )
    with django_assert_max_num_queries(8):
        html = visitor.get("/demo/mail").content.decode()
    assert html.count('class="work-item"') == 50


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
