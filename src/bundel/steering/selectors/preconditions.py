"""What is not in place yet: who must act, by when, what it holds up, and what that costs."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.programme import selectors as programme
from bundel.programme.models import Initiative, PreconditionKind, State
from bundel.programme.selectors import HoldUp, NoProgramme, PreconditionCard
from bundel.programme.selectors.preconditions import ACT, OVER

MINE = "mij"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of them to show; empty is all."""

    kind: str = ""
    owner: str = ""
    initiative: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One that is not in place, with the start that waits for it if one does."""

    card: PreconditionCard
    is_overdue: bool
    is_running: bool
    # Whether whoever was to see to it is there no more.
    owner_left: bool
    hold: HoldUp | None

    @property
    def whose_turn(self) -> str:
        """Who must act: its owner, else who leads the initiative."""
        return self.card.owner_name or self.card.lead


@dataclass(frozen=True, slots=True)
class WorkList:
    """The lines that were asked for, and all that waits because of any line."""

    lines: tuple[Line, ...]
    open_count: int
    overdue_count: int
    holds: tuple[HoldUp, ...]
    owners: tuple[str, ...]
    initiatives: tuple[tuple[str, str], ...]


def work_list(*, actor: Actor, wanted: Wanted, today: date) -> WorkList:
    """Return what is not in place yet, nearest day first. 21 queries, whatever its size."""
    cards = programme.unmet(actor=actor)
    holds = _holds(actor, today)
    by_code = {one.code: one for one in holds}
    left = _left(card.owner_id for card in cards)
    lines = [_line(card, by_code, today, left) for card in cards]
    return WorkList(
        lines=tuple(line for line in lines if _is_wanted(line, wanted, actor)),
        open_count=len(lines),
        overdue_count=sum(line.is_overdue for line in lines),
        holds=tuple(holds),
        owners=tuple(sorted({card.owner_name for card in cards if card.owner_name})),
        initiatives=tuple(sorted({(card.code, card.initiative) for card in cards})),
    )


def waits_for(*, actor: Actor) -> list[PreconditionCard]:
    """Return what the actor must see to, the nearest day first. One query."""
    return [card for card in programme.unmet(actor=actor) if card.owner_id == actor.user_id]


@dataclass(frozen=True, slots=True)
class Option:
    """An initiative to choose, by its id."""

    id: uuid.UUID
    name: str


def initiatives(*, actor: Actor) -> list[Option]:
    """Return the initiatives for which the actor may note what has to be in place. One query."""
    rows = Initiative.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    open_ones = rows.exclude(state__in=OVER).order_by("code")
    return [
        Option(row.pk, f"{row.code} {row.name}")
        for row in open_ones
        if permissions.can(actor, ACT, row)
    ]


def kinds() -> list[tuple[str, str]]:
    """Return the kinds, as people choose from them."""
    return [(one.value, str(one.label)) for one in PreconditionKind]


def _holds(actor: Actor, today: date) -> list[HoldUp]:
    try:
        return programme.hold_ups(actor=actor, today=today)
    except NoProgramme:
        return []


def _left(people: Iterable[uuid.UUID | None]) -> frozenset[uuid.UUID]:
    """Return who of these people is there no more. One query."""
    gone = User.objects.filter(pk__in={one for one in people if one}, is_active=False)
    return frozenset(gone.values_list("pk", flat=True))


def _line(
    card: PreconditionCard, holds: Mapping[str, HoldUp], today: date, left: frozenset[uuid.UUID]
) -> Line:
    hold = holds.get(card.code) if card.needed_for_start else None
    return Line(
        card=card,
        is_overdue=card.due_date is not None and card.due_date < today,
        is_running=card.state == State.RUNNING,
        owner_left=card.owner_id in left,
        # Of several the last one decides: only without that one it could start earlier.
        hold=hold if hold and hold.what == card.text else None,
    )


def _is_wanted(line: Line, wanted: Wanted, actor: Actor) -> bool:
    card = line.card
    if wanted.owner == MINE and not _is_of(card.owner_id, actor):
        return False
    return (
        wanted.kind in {"", card.kind}
        and wanted.owner in {"", MINE, card.owner_name}
        and wanted.initiative in {"", card.code}
        and (line.is_overdue or not wanted.overdue)
    )


def _is_of(owner_id: uuid.UUID | None, actor: Actor) -> bool:
    return owner_id is not None and owner_id == actor.user_id
