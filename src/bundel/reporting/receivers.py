"""What reporting does when something was decided: it plans who hears of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from bundel.audit.signals import recorded
from bundel.reporting.services.planning import plan_messages

DECIDED = ("steering.decide",)


@receiver(recorded, dispatch_uid="reporting.plan_after_decision")
def _plan_after_decision(
    sender: Any, signal: Any, municipality_id: uuid.UUID, action: str, **_: Any
) -> None:
    if action in DECIDED:
        plan_messages(municipality_id=municipality_id, at=timezone.now())
