"""What moves between two plans, as rows that a page can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bundel.programme import selectors
from bundel.programme.outcome.reading import Json
from bundel.programme.selectors import Move

ORDER = ("in", "out", "earlier", "later", "level")
# A question and the choices that answer it.
Plan = tuple[Json, Sequence[Json]]


@dataclass(frozen=True, slots=True)
class Moved:
    """One initiative that moves, and how: in, out, earlier, later or only its level."""

    move: Move
    kind: str


def between(one: Plan, other: Plan) -> list[Moved]:
    """Return what moves from one plan to the other: what comes in and goes out first."""
    moves = selectors.compare_plans(
        {"chosen": one[1]}, {"chosen": other[1]}, one_problem=one[0], other_problem=other[0]
    )
    rows = [Moved(move, _kind(move)) for move in moves]
    return sorted(rows, key=lambda row: (ORDER.index(row.kind), row.move.code))


def _kind(move: Move) -> str:
    if move.was is None:
        return "in"
    if move.becomes is None:
        return "out"
    if move.was[1] == move.becomes[1]:
        return "level"
    return "earlier" if move.becomes[1] < move.was[1] else "later"
