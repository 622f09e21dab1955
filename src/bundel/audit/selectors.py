"""What the trail tells, as frozen values."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bundel.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Change:
    """One act, as a card's history shows it."""

    at: datetime
    actor_name: str
    action: str
    label: str
    ground: str
    before: dict[str, Any]
    after: dict[str, Any]


def changes_of(*, kind: str, object_id: uuid.UUID, limit: int = 50) -> list[Change]:
    """Return what was done to one thing, the latest first. One query."""
    entries = Entry.objects.filter(kind=kind, object_id=object_id).order_by("-id")[:limit]
    return [
        Change(
            e.at,
            e.actor_name,
            e.action,
            e.label,
            e.ground,
            e.before or {},
            e.after or {},
        )
        for e in entries
    ]
