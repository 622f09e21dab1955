"""Which offer fits which request, and why: kind, area, transport, days and amount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from bundel.areas.models import AreaKind

SAME, NEAR, WHOLE, FAR = 4, 3, 2, 0
AREA_REASONS: Mapping[int, Words | str] = {
    SAME: _("zelfde wijk"),
    NEAR: _("zelfde stadsdeel"),
    WHOLE: _("kan overal"),
    FAR: _("andere kant van de gemeente"),
}
MOVED_BY_GIVER, MOVED_BY_TAKER, NOT_MOVED = "brings", "collects", "not_needed"


class Node(Protocol):
    """An area and the one that it lies in."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def kind(self) -> str:
        """How large it is."""

    @property
    def parent_id(self) -> UUID | None:
        """The area that it lies in."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What counts of an offer or a request for whether they fit."""

    kind_id: UUID
    organisation_id: UUID
    area_id: UUID | None
    transport: str
    from_date: date | None
    until_date: date | None
    left: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How well two fit, and the reasons, the weightiest first."""

    score: int
    amount: int
    reasons: tuple[str, ...]


class Map:
    """The areas of a municipality, to tell how near two are."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = {node.id: node for node in nodes}

    def above(self, area_id: UUID) -> tuple[UUID, ...]:
        """Return an area and those that it lies in, without the whole municipality."""
        found: list[UUID] = []
        node = self._nodes.get(area_id)
        while node and node.kind != AreaKind.MUNICIPALITY and node.id not in found:
            found.append(node.id)
            node = self._nodes.get(node.parent_id) if node.parent_id else None
        return tuple(found)

    def share_ground(self, one: UUID, other: UUID) -> bool:
        """Tell whether one area is the other, or lies in it."""
        return one in self.above(other) or other in self.above(one)

    def distance(self, one: UUID | None, other: UUID | None) -> int:
        """Return how near two areas are: same, same city part, anywhere, or far."""
        if one is None or other is None:
            return WHOLE
        if self.share_ground(one, other):
            return SAME
        return NEAR if set(self.above(one)) & set(self.above(other)) else FAR


def fit(offer: Piece, request: Piece, areas: Map) -> Fit | None:
    """Return how well an offer fits a request; None if it does not at all."""
    if offer.kind_id != request.kind_id or offer.organisation_id == request.organisation_id:
        return None
    if offer.left <= 0 or request.left <= 0 or not _overlap(offer, request):
        return None
    place = areas.distance(offer.area_id, request.area_id)
    moved = _is_moved(offer, request)
    amount = min(offer.left, request.left)
    enough = amount == request.left
    reasons = [
        str(AREA_REASONS[place]),
        str(_("vervoer is geregeld") if moved else _("vervoer nog regelen")),
        str(_("genoeg")) if enough else _part(amount, request.left),
    ]
    if offer.from_date or offer.until_date or request.from_date or request.until_date:
        reasons.append(str(_("dagen passen")))
    return Fit(place * 4 + moved * 2 + enough, amount, tuple(reasons))


def _part(amount: int, of: int) -> str:
    return str(_("een deel: %(amount)s van %(of)s") % {"amount": amount, "of": of})


def _is_moved(offer: Piece, request: Piece) -> bool:
    return offer.transport in {MOVED_BY_GIVER, NOT_MOVED} or request.transport in {
        MOVED_BY_TAKER,
        NOT_MOVED,
    }


def _overlap(one: Piece, other: Piece) -> bool:
    first = max(one.from_date or date.min, other.from_date or date.min)
    last = min(one.until_date or date.max, other.until_date or date.max)
    return first <= last
