"""What a meeting and the points on its agenda may become: pure tables, and the fitting of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

Key = TypeVar("Key")

# From each state the states that may follow; what was held or cancelled stays so.
MEETING: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "planned": frozenset({"invited", "running", "cancelled"}),
        "invited": frozenset({"running", "cancelled"}),
        "running": frozenset({"held"}),
        "held": frozenset(),
        "cancelled": frozenset(),
    }
)
# A point that was done or dropped by mistake may be opened again while the meeting goes on.
POINT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "open": frozenset({"done", "carried", "dropped"}),
        "done": frozenset({"open"}),
        "dropped": frozenset({"open"}),
        "carried": frozenset(),
    }
)


def may_become(table: Mapping[str, frozenset[str]], state: str, wanted: str) -> bool:
    """Tell whether a state may be followed by another."""
    return wanted in table.get(state, frozenset())


def fitting(
    pieces: Iterable[tuple[Key, int]], *, minutes: int, taken: int = 0
) -> tuple[list[Key], list[Key]]:
    """
    Part what fits in the time of a meeting from what does not, in the order that is given.

    The order is kept: a lighter point never takes the place of a heavier one that did not fit,
    unless it is shorter than what was left.

    Args:
        pieces: Each point with the minutes it takes, the one that presses most first.
        taken: Minutes that stand on the agenda already.
    """
    inside: list[Key] = []
    outside: list[Key] = []
    left = minutes - taken
    for key, takes in pieces:
        if takes <= left:
            inside.append(key)
            left -= takes
        else:
            outside.append(key)
    return inside, outside


def moved(order: Sequence[Key], key: Key, steps: int) -> list[Key]:
    """Return an order in which one thing stands so many places further on; ends are ends."""
    kept = [one for one in order if one != key]
    if len(kept) == len(order):
        return list(order)
    place = min(max(order.index(key) + steps, 0), len(kept))
    return [*kept[:place], key, *kept[place:]]
