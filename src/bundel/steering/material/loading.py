"""Steering from a folder of files, for a municipality that has none yet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.db import transaction

from bundel.accounts.permissions import Actor
from bundel.steering.material import bodies, commissions, decisions, demarcation, meetings, risks


class Subject(Protocol):
    """A subject that can be read from the folder; it does nothing where it is filled already."""

    def load(self, *, actor: Actor, folder: Path, at: datetime) -> int:
        """Return how many rows came."""


# In the order in which one needs the other.
SUBJECTS: tuple[Subject, ...] = (
    bodies,
    commissions,
    demarcation,
    risks,
    decisions,
    meetings,
)


@transaction.atomic
def load_steering(*, actor: Actor, folder: Path, at: datetime) -> int:
    """
    Give a municipality the steering of a folder; return how many rows came.

    Args:
        folder: Holds a file a subject; every day in them is counted from the day of `at`.
    """
    return sum(subject.load(actor=actor, folder=folder, at=at) for subject in SUBJECTS)
