"""The monthly mail: bundled, never empty, once a month, and each subject has a switch."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from bundel.accounts import jobs
from bundel.accounts.models import Mail, Municipality, User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.audit.models import Entry
from bundel.config import demo_data
from bundel.errors import NotFound
from bundel.network.links import LinkDoesNotWork
from bundel.network.models import (
    AreaAction,
    Contact,
    DigestSubject,
    Gathering,
    Goods,
    NetworkSettings,
    Organisation,
    PartnerLink,
    Promise,
    Service,
)
from bundel.network.selectors.digest import sections_of, subjects, subjects_on
from bundel.network.services import digest
from tests.conftest import stocked

FIRST = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
EVERYTHING = tuple(DigestSubject.values)
DAY = timedelta(days=1)


@stocked
def network_of_waterrijk() -> None:
    """A small municipality with its network."""
    folder = demo_data.FOLDER / "waterrijk"
    demo_data.load(folder, at=FIRST)
    demo_data.load_network(folder, at=FIRST)


@pytest.fixture
def waterrijk(network_of_waterrijk: None) -> Iterator[Municipality]:
    """A small municipality with its network, at work."""
    municipality = Municipality.objects.get(slug="waterrijk")
    with as_municipality(municipality.pk):
        yield municipality


@pytest.fixture
def planner(waterrijk: Municipality) -> Contact:
    return Contact.objects.select_related("organisation").get(name="Brechtje Zijlstra")


def told(contact: Contact, at: datetime = FIRST) -> dict[str, tuple[str, ...]]:
    found = sections_of(contact=contact, on=EVERYTHING, now=at)
    return {section.subject: section.lines for section in found}


def nothing_happens() -> None:
    """Take away all that could be news."""
    long_ago = FIRST - timedelta(days=400)
    Promise.objects.all().delete()
    Goods.objects.all().delete()
    AreaAction.objects.all().delete()
    Gathering.objects.update(state="held")
    Service.objects.update(created_at=long_ago, changed_at=long_ago, room_changed_at=long_ago)
    Organisation.objects.update(joined_date=long_ago.date())


def test_each_subject_has_its_lines(planner: Contact) -> None:
    Service.objects.filter(name="Vrijdagpakket").update(changed_at=FIRST, created_at=FIRST)

    found = told(planner)

    assert set(found) == set(EVERYTHING)
    assert any("Wij leren vier mensen klussen" in line for line in found["promises"])
    assert not any("Geldhuis" in line for line in found["promises"])
    assert any("Klusbus in de Dijkstraat" in line for line in found["actions"])
    assert any("Havenkerk" in line for line in found["gatherings"])
    assert "Nieuw: Vrijdagpakket (Voedselkade Waterrijk)." in found["directory"]


def test_a_promise_that_is_late_is_said_to_be_late(planner: Contact) -> None:
    late = told(planner, FIRST + timedelta(days=12))["promises"]

    assert late == ("Te laat sinds 11 december: Wij leren vier mensen klussen.",)


def test_an_offer_that_fits_comes_first(waterrijk: Municipality) -> None:
    nurse = Contact.objects.get(name="Hilde Veen")

    goods = told(nurse)["goods"]

    assert goods[0].startswith("Past bij u: Buurthuis De Sluis biedt aan: Koelkast")


def test_what_happens_elsewhere_is_no_news(waterrijk: Municipality) -> None:
    inside = Contact.objects.get(name="Lois Turfsteker")

    actions = told(inside)["actions"]

    assert any("Vestingkwartier" in line for line in actions)
    assert not any("Merendorp" in line for line in actions)


def test_what_needs_an_agreement_is_not_told_without_one(planner: Contact) -> None:
    Service.objects.filter(name="Vrijdagpakket").update(changed_at=FIRST, needs_agreement=True)

    lines = [line for section in told(planner).values() for line in section]

    assert not any("Vrijdagpakket" in line for line in lines)


def test_twice_in_a_month_sends_one_mail(waterrijk: Municipality) -> None:
    first = digest.send_digests(municipality=waterrijk, at=FIRST)
    links = PartnerLink.objects.count()

    again = digest.send_digests(municipality=waterrijk, at=FIRST + 3 * DAY)

    assert first == digest.readers(waterrijk.pk).count() > 5
    assert again == 0
    assert Mail.objects.count() == first
    assert PartnerLink.objects.count() == links == first


def test_the_next_month_sends_another(waterrijk: Municipality) -> None:
    digest.send_digests(municipality=waterrijk, at=FIRST)

    assert digest.send_digests(municipality=waterrijk, at=FIRST + 31 * DAY) > 0


def test_a_mail_that_is_forgotten_is_not_sent_again(waterrijk: Municipality) -> None:
    digest.send_digests(municipality=waterrijk, at=FIRST)
    Mail.objects.all().delete()

    assert digest.send_digests(municipality=waterrijk, at=FIRST + 30 * DAY) == 0


def test_the_municipality_chooses_the_day(waterrijk: Municipality) -> None:
    NetworkSettings.objects.create(municipality=waterrijk, digest_day=15)

    early = digest.send_digests(municipality=waterrijk, at=FIRST)
    # Off on the fifteenth itself, back the day after.
    late = digest.send_digests(municipality=waterrijk, at=FIRST + 15 * DAY)

    assert early == 0
    assert late > 0


def test_nothing_to_tell_is_no_mail(waterrijk: Municipality) -> None:
    nothing_happens()

    assert digest.send_digests(municipality=waterrijk, at=FIRST) == 0
    assert not Mail.objects.exists()


def test_a_subject_that_is_off_stays_out_and_all_off_is_no_mail(planner: Contact) -> None:
    user = User.objects.get(email="partnercoordinator@waterrijk.example")
    Contact.objects.filter(user=user).update(user=None)
    Contact.objects.filter(pk=planner.pk).update(user=user)
    actor = Actor(
        user.pk,
        user.municipality_id,
        user.name,
        user.role,
        organisation_id=planner.organisation_id,
    )

    digest.choose(actor=actor, subjects=["goods"])
    only = subjects_on(planner)
    digest.choose(actor=actor, subjects=[])
    digest.send_digests(municipality=planner.municipality, at=FIRST)

    assert only == ("goods",)
    assert not Mail.objects.filter(to=planner.email).exists()
    assert Entry.objects.filter(action="network.choose_digest").count() == 2


def test_who_is_no_contact_has_nothing_to_choose(waterrijk: Municipality) -> None:
    user = User.objects.get(email="coordinator@waterrijk.example")
    actor = Actor(user.pk, user.municipality_id, user.name, user.role)

    with pytest.raises(NotFound):
        digest.choose(actor=actor, subjects=["goods"])


def test_who_left_gets_no_mail_and_their_link_works_no_more(planner: Contact) -> None:
    digest.send_digests(municipality=planner.municipality, at=FIRST)
    token = token_for(planner)
    Contact.objects.filter(pk=planner.pk).update(left_date=FIRST.date(), is_first=False)

    assert planner not in digest.readers(planner.municipality_id)
    with pytest.raises(LinkDoesNotWork):
        digest.reader_of(token=token, at=FIRST)


def token_for(contact: Contact) -> str:
    body = Mail.objects.get(to=contact.email).body
    found = re.search(r"/link/([^/]+)/maandmail", body)
    assert found
    return found[1]


def test_the_link_in_the_mail_shows_first_and_only_sending_changes(planner: Contact) -> None:
    digest.send_digests(municipality=planner.municipality, at=FIRST)
    path = f"/netwerk/link/{token_for(planner)}/maandmail"
    PartnerLink.objects.update(expires_at=datetime(2100, 1, 1, tzinfo=UTC))
    client = Client(headers={"host": "waterrijk.localhost"})

    seen = client.get(path)
    before = subjects_on(planner)
    sent = client.post(path, {"subjects": ["promises"]})

    assert seen.status_code == sent.status_code == 200
    assert before == tuple(one.code for one in subjects())
    assert subjects_on(planner) == ("promises",)
    assert client.get("/netwerk/link/geraden/maandmail").status_code == 404


def test_the_mail_reads_as_plain_text(planner: Contact, settings: Any) -> None:
    digest.send_digests(municipality=planner.municipality, at=FIRST)

    body = Mail.objects.get(to=planner.email).body

    assert body.startswith("Beste Brechtje Zijlstra,")
    assert "<" not in body
    assert "Uw toezeggingen\n---------------\n- " in body
    # A sentence stays short, without the names and titles that partners wrote themselves.
    assert all(len(line) < 200 for line in body.splitlines())


class _Down(EmailBackend):
    """A mail server that answers nothing until it is back."""

    is_back = False

    def send_messages(self, messages: Any) -> int:
        if not self.is_back:
            raise smtplib.SMTPServerDisconnected("away")
        return super().send_messages(messages)


def test_with_the_mail_server_down_nothing_is_lost_and_nothing_comes_twice(
    planner: Contact, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}._Down"
    count = digest.send_digests(municipality=planner.municipality, at=FIRST)
    ids = [str(pk) for pk in Mail.objects.values_list("pk", flat=True)]

    for mail_id in ids:
        with pytest.raises(smtplib.SMTPServerDisconnected):
            jobs.deliver(str(planner.municipality_id), mail_id)
    waiting = Mail.objects.filter(sent_at=None).exclude(body="").count()
    monkeypatch.setattr(_Down, "is_back", True)
    digest.send_digests(municipality=planner.municipality, at=FIRST + DAY)
    for mail_id in ids * 2:
        jobs.deliver(str(planner.municipality_id), mail_id)

    assert waiting == count
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        digest.readers(planner.municipality_id).values_list("email", flat=True)
    )
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == count


def test_a_partner_sees_its_own_mail_and_the_coordinator_everybodys(planner: Contact) -> None:
    partner, coordinator = browser("partner"), browser("coordinator")
    other = Contact.objects.get(name="Dirkje Boon")

    own = partner.get("/netwerk/maandmail").content.decode()
    everybody = coordinator.get("/netwerk/maandmail").content.decode()
    preview = coordinator.get(f"/netwerk/maandmail/{other.pk}").content.decode()

    assert "Waarover wilt u lezen?" in own
    assert f"/netwerk/maandmail/{other.pk}" not in own
    assert f"/netwerk/maandmail/{other.pk}" in everybody
    assert "Maandmail voor Voedselkade Waterrijk" in preview
    assert partner.get(f"/netwerk/maandmail/{other.pk}").status_code in (403, 404)


def test_a_partner_switches_subjects_on_the_page(planner: Contact) -> None:
    client = browser("partner")
    contact = Contact.objects.get(user__email="partner@waterrijk.example")

    answer = client.post("/netwerk/maandmail", {"subjects": ["actions", "goods"]})

    assert answer.status_code == 303
    assert set(subjects_on(contact)) == {"actions", "goods"}


def browser(name: str) -> Client:
    client = Client(headers={"host": "waterrijk.localhost", "accept-language": "nl"})
    client.force_login(
        User.objects.get(email=f"{name}@waterrijk.example"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def test_the_list_of_readers_takes_few_questions(
    planner: Contact, django_assert_max_num_queries: Any
) -> None:
    client = browser("coordinator")
    client.get("/netwerk/maandmail")

    with django_assert_max_num_queries(20):
        client.get("/netwerk/maandmail")
