"""A risk for the doors; partners see none."""

from __future__ import annotations

import uuid

from django.utils import timezone

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.steering.models import Risk
from bundel.steering.services import risks

TITLE = "kanarierisico is wat er mis kan gaan"


def fill(municipality: Municipality, actor: Actor) -> None:
    """Write down one risk."""
    risks.write_risk(
        actor=actor,
        at=timezone.now(),
        title=TITLE,
        owner_id=actor.user_id,
        rules=["no_contact"],
    )


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return the risk."""
    return {"risk_id": Risk.objects.get(title=TITLE).pk}
