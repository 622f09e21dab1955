"""A gathering in the network, on its way from an idea to what was promised."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from bundel.accounts import post
from bundel.accounts.models import Mail
from bundel.accounts.permissions import Actor
from bundel.network.models import Gathering, Invitee
from bundel.network.services import gatherings, invitations
from tests.modules.network.conftest import Network

BASE = "https://almere.localhost"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STARTS = datetime(2027, 3, 25, 8, 0, tzinfo=UTC)


@pytest.fixture
def coordinator(network: Network) -> Actor:
    return network.actor("coordinator")


@pytest.fixture
def planned(network: Network, coordinator: Actor) -> Gathering:
    """A gathering in preparation, with Anna of Kern and Carla of Wijk as guests."""
    made = gatherings.save_gathering(
        actor=coordinator,
        base=BASE,
        at=NOW,
        title="Netwerk in het voorjaar",
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=2),
        place="De Wijkhof, Haven",
        invitation="Neem uw afspraken mee.",
    )
    people = network.contacts
    invitations.choose_guests(
        actor=coordinator,
        gathering_id=made.id,
        version=1,
        guests=[(people[one].organisation_id, people[one].pk) for one in ("anna", "carla")],
        at=NOW,
    )
    return Gathering.objects.get(pk=made.id)


@pytest.fixture
def invited(planned: Gathering, coordinator: Actor) -> Gathering:
    """The same, with the invitations on their way."""
    invitations.send_invitations(
        actor=coordinator, gathering_id=planned.pk, version=planned.version, base=BASE, at=NOW
    )
    planned.refresh_from_db()
    return planned


@pytest.fixture
def held(invited: Gathering) -> Gathering:
    """The same, an hour after it began."""
    Gathering.objects.filter(pk=invited.pk).update(
        starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=1)
    )
    invited.refresh_from_db()
    return invited


@pytest.fixture
def guest(network: Network) -> Callable[[str], Invitee]:
    """The row of a guest, by the short name of the contact."""
    return lambda name: Invitee.objects.get(contact=network.contacts[name])


@pytest.fixture
def delivered() -> Callable[[], list[Any]]:
    """Let the mails go that wait, as the job does; return them."""

    def deliver() -> list[Any]:
        before = len(mail.outbox)
        for waiting in Mail.objects.filter(sent_at=None).order_by("created_at", "to"):
            post.deliver(
                municipality_id=waiting.municipality_id,
                mail_id=uuid.UUID(str(waiting.pk)),
                at=timezone.now(),
            )
        return mail.outbox[before:]

    return deliver


def calendar_of(sent: Any) -> str:
    """Return the part of a mail that calendars understand."""
    message: Message = sent.message()
    [part] = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()
