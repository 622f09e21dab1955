"""What steering does when something changed anywhere: it checks the approach, soon after."""

from __future__ import annotations

import uuid
from typing import Any

from django.dispatch import receiver

from bundel.audit.signals import recorded
from bundel.network import replies
from bundel.network.selectors import calendars
from bundel.steering.jobs import ask_checks
from bundel.steering.selectors import calendar
from bundel.steering.services import attending

# What changes nothing of the approach: signing in, reading, and what the rules write themselves.
BESIDE = (
    "session.",
    "accounts.",
    "audit.",
    "scenario.",
    "plan.run",
    "plan.stop",
    "steering.accept",
    "steering.check",
)


@receiver(recorded, dispatch_uid="steering.check_after_change")
def _check_after_change(
    sender: Any, signal: Any, municipality_id: uuid.UUID, action: str, **_: Any
) -> None:
    if not action.startswith(BESIDE):
        ask_checks(municipality_id)


# Answers of calendars to invitations for meetings come in the same mailbox.
if attending.take_answer not in replies.TAKERS:
    replies.TAKERS.append(attending.take_answer)

# Meetings stand in the calendar that somebody reads from outside, beside those of the network.
if calendar.entries not in calendars.SOURCES:
    calendars.SOURCES.append(calendar.entries)
