"""What the pages of playbooks show: the list, one of them, and what may go along in the next."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.playbook.kinds import KINDS, Kind
from bundel.playbook.models import Direction, Playbook, TakenPart
from bundel.playbook.saying import said, title_of
from bundel.playbook.services.making import packed
from bundel.playbook.stock import going_out

VIEW = "playbook.view"


@dataclass(frozen=True, slots=True)
class PlaybookLine:
    """One edition of one playbook."""

    id: uuid.UUID
    name: str
    edition: int
    made_by: str
    at: datetime
    is_own: bool
    taken_at: datetime | None
    description: str = ""
    by: str = ""
    licence: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part by its name, what was done with it here, and what it says, field by field."""

    title: str
    state: str
    says: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KindParts:
    """The parts of one kind."""

    code: str
    label: str
    explain: str
    parts: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True)
class PlaybookCard:
    """One playbook with all that is in it."""

    line: PlaybookLine
    kinds: tuple[KindParts, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What may go along of one kind: each part by its key and name, and whether names went out."""

    code: str
    label: str
    explain: str
    parts: tuple[tuple[str, str, bool], ...]


def playbooks(*, actor: Actor) -> list[PlaybookLine]:
    """Return all playbooks made here or of elsewhere, the newest first. One query."""
    permissions.require(actor, VIEW)
    rows = Playbook.objects.filter(municipality_id=actor.municipality_id)
    return [_line(row) for row in rows.select_related("by").defer("content")]


def playbook(*, actor: Actor, playbook_id: uuid.UUID) -> PlaybookCard:
    """
    Return one playbook with what is in it.

    Raises:
        NotFound: if it is not there.
    """
    permissions.require(actor, VIEW)
    row = found(actor, playbook_id)
    rows = TakenPart.objects.filter(playbook=row) if row.direction == Direction.IN else ()
    states = {(one.kind, one.key): one.get_state_display() for one in rows}
    kinds = tuple(
        KindParts(
            kind.code,
            str(kind.label),
            str(kind.explain),
            tuple(
                _part(kind, one["content"], states.get((kind.code, one["key"]), ""))
                for one in row.content["parts"]
                if one["kind"] == kind.code
            ),
        )
        for kind in KINDS
    )
    line = _line(row, licence=row.content["licence"])
    return PlaybookCard(line, tuple(one for one in kinds if one.parts))


def _part(kind: Kind, content: Mapping[str, Any], state: str) -> PartLine:
    said_of = ((field, said(field, content[name])) for name, field in kind.fields.items())
    title = title_of(kind, content)
    says = tuple(
        (str(field.label), words.replace("\n", "; "))
        for field, words in said_of
        if words and words != title
    )
    return PartLine(title, state, says)


def found(actor: Actor, playbook_id: uuid.UUID) -> Playbook:
    """
    Return the row of a playbook.

    Raises:
        NotFound: if it is not there.
    """
    here = Playbook.objects.filter(municipality_id=actor.municipality_id, pk=playbook_id)
    row = here.select_related("by").first()
    if row is None:
        raise NotFound
    return row


def file_of(*, actor: Actor, playbook_id: uuid.UUID) -> tuple[str, bytes]:
    """
    Return a playbook as a file, with its name; always the same bytes.

    Raises:
        NotFound: if it is not there.
    """
    permissions.require(actor, VIEW)
    row = found(actor, playbook_id)
    return f"draaiboek-{row.sha256[:8]}-editie-{row.edition}.zip", packed(row)


def offered(*, actor: Actor) -> list[Offered]:
    """Return what may go along in the next edition, kind by kind."""
    permissions.require(actor, VIEW)
    there = going_out(actor.municipality_id)
    return list(_offered([(place, x.title, x.is_masked) for place, x in there.items()]))


def last_made(*, actor: Actor) -> tuple[str, str] | None:
    """Return the name and description of the last edition that was made here."""
    permissions.require(actor, VIEW)
    rows = Playbook.objects.filter(municipality_id=actor.municipality_id, direction=Direction.OUT)
    return rows.values_list("name", "description").first()


def _offered(there: list[tuple[tuple[str, str], str, bool]]) -> Iterator[Offered]:
    for kind in KINDS:
        parts = tuple(
            (place[1], title, masked) for place, title, masked in there if place[0] == kind.code
        )
        if parts:
            yield Offered(kind.code, str(kind.label), str(kind.explain), parts)


def _line(row: Playbook, *, licence: str = "") -> PlaybookLine:
    return PlaybookLine(
        row.pk,
        row.name,
        row.edition,
        row.made_by_municipality,
        row.at,
        row.direction == Direction.OUT,
        row.taken_at,
        row.description,
        row.by.name,
        licence,
        row.sha256,
    )
