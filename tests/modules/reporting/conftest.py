"""The demo of Almere with a steering group that is asked something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bundel.steering.models import Body, Decision, DecisionOption, Member
from tests.modules.steering.conftest import (  # fixtures
    Steering,
    ground_of_almere,
    now,
    steering,
    today,
)

__all__ = ["Steering", "ground_of_almere", "now", "steering", "today"]


@pytest.fixture
def body(steering: Steering) -> Body:
    """A steering group in which the commissioner sits."""
    made = Body.objects.create(
        municipality=steering.municipality, kind="steering_group", name="Proefgroep"
    )
    Member.objects.create(
        municipality=steering.municipality, body=made, user=steering.user("commissioner")
    )
    return made


@pytest.fixture
def asked(steering: Steering, body: Body, now: datetime) -> Decision:
    """A question to the steering group with two options."""
    made = Decision.objects.create(
        municipality=steering.municipality,
        number=901,
        question="Wat gaat voor, fixers of coaches?",
        matter="start_stop",
        body=body,
        asked_by=steering.user("coordinator"),
        asked_at=now,
    )
    for place, (title, households) in enumerate((("Fixers", 420), ("Coaches", 310))):
        DecisionOption.objects.create(
            municipality=steering.municipality,
            decision=made,
            position=place,
            title=title,
            households_now=households,
        )
    return made


@pytest.fixture
def decided(steering: Steering, asked: Decision, now: datetime) -> Callable[..., Decision]:
    """Decide what was asked, with what a test wants otherwise."""

    def decide(**wanted: Any) -> Decision:
        fields = {
            "state": "decided",
            "outcome": "De fixers gaan voor.",
            "grounds": "Zij helpen deze winter het meest.",
            "decided_at": now - timedelta(days=1),
            "decided_by": steering.user("commissioner"),
            **wanted,
        }
        Decision.objects.filter(pk=asked.pk).update(**fields)
        asked.refresh_from_db()
        return asked

    return decide
