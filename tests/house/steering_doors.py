"""Rows of steering, reporting and the playbook for the doors; one file a subject fills its own."""

from __future__ import annotations

import uuid
from types import ModuleType

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from tests.house import (
    action_doors,
    body_doors,
    check_doors,
    commission_doors,
    decision_doors,
    demarcation_doors,
    meeting_doors,
    playbook_doors,
    precondition_doors,
    reporting_doors,
    risk_doors,
)

# Each has `fill(municipality, actor)` and `things(*, own)`: an object for each name in a path.
SUBJECTS: tuple[ModuleType, ...] = (
    body_doors,
    meeting_doors,
    commission_doors,
    check_doors,
    risk_doors,
    decision_doors,
    action_doors,
    precondition_doors,
    reporting_doors,
    demarcation_doors,
    playbook_doors,
)


def fill_steering(municipality: Municipality, actor: Actor) -> None:
    """Make one of everything, in the order in which one needs the other."""
    for subject in SUBJECTS:
        subject.fill(municipality, actor)


def steering_things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return an object for each name in a path; names that others use too say whose they are."""
    found: dict[str, uuid.UUID] = {}
    for subject in SUBJECTS:
        found |= subject.things(own=own)
    return found
