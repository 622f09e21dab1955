"""What becomes of a signal that was just told: who has it, and by which day they answer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network.services.texts import name_of
from bundel.signals import holders, rights
from bundel.signals.models import HeldReason, SignalState


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; marked if it may point at one person, and then of what kind it is."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ToldView:
    """A signal for who told it."""

    id: uuid.UUID
    number: int
    theme: str
    area: str
    is_held: bool
    is_open: bool
    state: str
    who: str
    promise_date: date | None
    pieces: list[Piece]
    photos: int


def told(*, actor: Actor, signal_id: uuid.UUID) -> ToldView:
    """
    Return what is known of a signal of the actor's own side. Three queries.

    Raises:
        NotFound: if the actor's side did not tell such a signal.
    """
    own = rights.readable(actor).filter(rights.told_by(actor), pk=signal_id)
    row = own.select_related("theme", "area", "team", "handler").first()
    if row is None:
        raise NotFound
    reasons = HeldReason.objects.filter(signal=row, field="text").order_by("start")
    spans = [(one.start, one.end, one.kind) for one in reasons]
    return ToldView(
        id=row.pk,
        number=row.number,
        theme=row.theme.label,
        area=row.area.name if row.area else "",
        is_held=row.state == SignalState.HELD,
        is_open=row.state == SignalState.OPEN,
        state=row.get_state_display(),
        who=holders.name_of(row),
        promise_date=row.promise_date,
        pieces=pieces(row.text, spans) if spans else [],
        photos=row.photos.count(),
    )


def pieces(text: str, spans: list[tuple[int, int, str]]) -> list[Piece]:
    """Return a text in pieces, so that a page can mark what stands between places in it."""
    found: list[Piece] = []
    place = 0
    for start, end, kind in spans:
        found += [Piece(text[place:start]), Piece(text[start:end], name_of(kind))]
        place = end
    return [piece for piece in [*found, Piece(text[place:])] if piece.text]
