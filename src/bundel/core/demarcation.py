"""Who does what: what nobody does, what two do without an agreement, who could join forces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Place = tuple[str, str]


class Stance(StrEnum):
    """Whether a domain does an activity."""

    IN = "in"
    SHARED = "shared"
    OUT = "out"


class Unclear(StrEnum):
    """What is not clear about an activity."""

    GAP = "gap"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a domain does of one activity, and whether it said yes to that."""

    domain: str
    stance: Stance
    agreed: bool = False


def doers(cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells of the domains that do it, alone or with others."""
    return [cell for cell in cells if cell.stance is not Stance.OUT]


def waits_for_yes(cells: Iterable[Cell]) -> list[str]:
    """Return the domains that share it and did not say yes to that, or whose fellow shares it."""
    doing = doers(cells)
    if not any(cell.stance is Stance.SHARED for cell in doing):
        return []
    return [cell.domain for cell in doing if not cell.agreed]


def unclear(cells: Iterable[Cell]) -> Unclear | None:
    """
    Return what is not clear about one activity; None if it is clear.

    A gap: nobody does it. An overlap: more than one does it as its own, or it is done together
    and not all who do it said yes.
    """
    doing = doers(cells)
    if not doing:
        return Unclear.GAP
    alone = sum(cell.stance is Stance.IN for cell in doing)
    return Unclear.OVERLAP if alone > 1 or waits_for_yes(doing) else None


@dataclass(frozen=True, slots=True)
class Join:
    """Initiatives that reach the same households with the same measures, and where."""

    members: tuple[str, ...]
    places: tuple[Place, ...]


def joins(reach: Mapping[str, Iterable[Place]]) -> list[Join]:
    """
    Return which initiatives could join forces: all that share an area and a group of measures.

    A company that is part of a larger one is left out: who sees the larger one sees it too.

    Args:
        reach: Per initiative the pairs of area and group that it reaches.
    """
    present: dict[Place, set[str]] = defaultdict(set)
    for member, places in reach.items():
        for place in places:
            present[place].add(member)
    where: dict[frozenset[str], set[Place]] = defaultdict(set)
    for place, members in present.items():
        if len(members) > 1:
            where[frozenset(members)].add(place)
    largest = [one for one in where if not any(one < other for other in where)]
    found = [Join(tuple(sorted(one)), tuple(sorted(where[one]))) for one in largest]
    return sorted(found, key=lambda one: (-len(one.members), one.members))
