"""The demo of Almere with an approach of its own, and Waterrijk that has nothing yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import as_municipality
from bundel.signals.services import lists
from bundel.steering.services import bodies, indicators, risks
from tests.conftest import make_user
from tests.modules.steering.conftest import NOW, Steering, ground_of_almere, steering

__all__ = ["ground_of_almere", "steering"]


@pytest.fixture
def approach(steering: Steering) -> Steering:
    """Almere with two bodies, a risk and the figures that it keeps."""
    coordinator = steering.actor("coordinator")
    for kind, name, mandate in (
        ("steering_group", "Stuurgroep", "Besluit over het plan, tot en met € 250.000."),
        ("area_meeting", "Gebiedsoverleg Almere Haven", "Bespreekt wat op straat leeft."),
        ("area_meeting", "Gebiedsoverleg Almere Stad", "Bespreekt wat op straat leeft."),
    ):
        bodies.save_body(
            actor=coordinator,
            kind=kind,
            name=name,
            mandate=mandate,
            matters=["plan", "money"],
            recurrence="FREQ=MONTHLY;INTERVAL=3",
            first_date=NOW.date(),
            minutes=90,
        )
    risks.write_risk(
        actor=coordinator,
        at=NOW,
        title="De jurist valt uit",
        early_sign="Het team is te vol.",
        owner_id=coordinator.user_id,
        rules=["no_contact"],
    )
    lists.load_lists(actor=coordinator)
    indicators.load_indicators(actor=coordinator, at=NOW)
    return steering


@pytest.fixture
def elsewhere(waterrijk: Municipality) -> Iterator[Actor]:
    """Who coordinates Waterrijk; use `as_municipality` around what is done there."""
    with as_municipality(waterrijk.pk):
        person = make_user(waterrijk, "coordinator")
        acting = actor_of_user(user=person, channel="web")
    yield acting
