"""Letters to the council as people see them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.reporting.facts.figures import Json
from bundel.reporting.models import Letter, ReportState

VIEW, MAKE, FREEZE = "reporting.view", "reporting.make", "reporting.freeze"


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in a list."""

    id: uuid.UUID
    version: int
    number: int
    title: str
    subject: str
    is_frozen: bool
    as_of_at: datetime
    frozen_at: datetime | None
    frozen_by: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LetterCard(LetterRow):
    """A letter whole; page and files are drawn of this alone."""

    sections: list[Json]
    content: Json
    may_edit: bool
    may_freeze: bool


def letters(*, actor: Actor) -> list[LetterRow]:
    """Return all letters, the newest first. One query."""
    permissions.require(actor, VIEW)
    rows = Letter.objects.filter(municipality_id=actor.municipality_id)
    light = rows.defer("content", "sections").select_related("frozen_by").order_by("-number")
    return [LetterRow(**_fields(row)) for row in light]


def letter(*, actor: Actor, letter_id: uuid.UUID) -> LetterCard:
    """
    Return a letter whole. One query.

    Raises:
        NotFound: if it is not there.
    """
    permissions.require(actor, VIEW)
    rows = Letter.objects.filter(municipality_id=actor.municipality_id, pk=letter_id)
    row = rows.select_related("frozen_by").first()
    if row is None:
        raise NotFound
    is_draft = row.state == ReportState.DRAFT
    return LetterCard(
        **_fields(row),
        sections=row.sections,
        content=row.content,
        may_edit=is_draft and permissions.can(actor, MAKE),
        may_freeze=is_draft and permissions.can(actor, FREEZE),
    )


def _fields(row: Letter) -> dict[str, Any]:
    return {
        "id": row.pk,
        "version": row.version,
        "number": row.number,
        "title": row.title,
        "subject": row.subject,
        "is_frozen": row.state == ReportState.FROZEN,
        "as_of_at": row.as_of_at,
        "frozen_at": row.frozen_at,
        "frozen_by": row.frozen_by.name if row.frozen_by else "",
        "sha256": row.sha256,
    }
