"""The patterns of signals that initiatives answer to."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.programme.models import PatternGround
from bundel.signals.models import PatternSignal
from bundel.signals.selectors.patterns import sees_all
from bundel.signals.sureness import shown


@dataclass(frozen=True, slots=True)
class GroundLine:
    """A pattern as the ground of an initiative."""

    pattern_id: uuid.UUID
    number: int
    theme: str
    signals: str


def grounds_of(*, actor: Actor, initiative_id: uuid.UUID) -> list[GroundLine]:
    """Return the patterns of an initiative, for who may see patterns. Two queries."""
    if not permissions.can(actor, "signals.patterns"):
        return []
    rows = PatternGround.objects.filter(
        municipality_id=actor.municipality_id, initiative_id=initiative_id
    ).select_related("pattern__theme")
    return [
        GroundLine(
            row.pattern_id,
            row.pattern.number,
            row.pattern.theme.label,
            shown(
                PatternSignal.objects.filter(pattern=row.pattern_id).count(),
                exact=sees_all(actor),
            ),
        )
        for row in rows
    ]
