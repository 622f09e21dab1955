"""Who helps with what, where: the cells in which nobody does, and those that hang on one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["nobody", "gaps", "one", "some"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One service: whose it is, with what it helps, where, and whether there is room."""

    partner: str
    needs: tuple[str, ...]
    # Without areas it is for everywhere.
    areas: frozenset[str]
    has_room: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One need in one column of areas.

    Args:
        areas: In how many areas this cell counts.
        empty: In how many of them nobody helps.
        alone: In how many of them one partner only.
        partly: How many partners help in a piece of an area where nobody helps everywhere.
        partners: How many partners help in at least one area.
        services: With how many services.
        with_room: How many of the partners have room with at least one.
        only: The one partner, where there is no other in the whole cell.
    """

    areas: int
    empty: int
    alone: int
    partly: int
    partners: int
    services: int
    with_room: int
    only: str = ""

    @property
    def state(self) -> State:
        """How it stands: the worst of its areas first."""
        if self.empty == self.areas and not self.partly:
            return "nobody"
        if self.empty:
            return "gaps"
        return "one" if self.partners == 1 else "some"


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in one area for one need, before columns add areas up."""

    partners: frozenset[str]
    partly: frozenset[str]
    offers: frozenset[int]


class Cover:
    """Who helps with what in each area, worked out once for all columns."""

    def __init__(
        self, offers: Sequence[Offer], areas: Iterable[str], parents: Mapping[str, str]
    ) -> None:
        """
        Put every offer where it holds.

        Args:
            areas: The areas to look at, of one size, such as districts.
            parents: The area in which each area lies, of every size.
        """
        self._offers = offers
        self._everywhere: dict[str, set[int]] = defaultdict(set)
        self._whole: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._piece: dict[tuple[str, str], set[int]] = defaultdict(set)
        reach = _Reach(areas, parents)
        for number, offer in enumerate(offers):
            whole, pieces = reach.of(offer.areas)
            for need in offer.needs:
                if not offer.areas:
                    self._everywhere[need].add(number)
                for area in whole:
                    self._whole[need, area].add(number)
                for area in pieces:
                    self._piece[need, area].add(number)

    def place(self, need: str, area: str) -> Place:
        """Return who helps with a need in one area."""
        whole = self._everywhere.get(need, set()) | self._whole.get((need, area), set())
        pieces = self._piece.get((need, area), set())
        return Place(self._who(whole), self._who(pieces), frozenset(whole | pieces))

    def cell(self, need: str, areas: Sequence[str]) -> Cell:
        """Return how a need stands in a column of one or more areas."""
        places = [self.place(need, area) for area in areas]
        partners = frozenset[str]().union(*(place.partners for place in places))
        offers = frozenset[int]().union(*(place.offers for place in places))
        return Cell(
            areas=len(places),
            empty=sum(not place.partners for place in places),
            alone=sum(len(place.partners) == 1 for place in places),
            partly=len(
                frozenset[str]().union(*(place.partly for place in places if not place.partners))
            ),
            partners=len(partners),
            services=len(offers),
            with_room=len(self._who(n for n in offers if self._offers[n].has_room)),
            only=next(iter(partners)) if len(partners) == 1 else "",
        )

    def _who(self, numbers: Iterable[int]) -> frozenset[str]:
        return frozenset(self._offers[number].partner for number in numbers)


class _Reach:
    """In which of the areas a set of areas of any size holds, whole or in a piece."""

    def __init__(self, areas: Iterable[str], parents: Mapping[str, str]) -> None:
        self._above = {area: frozenset(_line(area, parents)) for area in areas}
        self._parents = parents
        self._known: dict[frozenset[str], tuple[frozenset[str], frozenset[str]]] = {}

    def of(self, areas: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the areas that are held whole, and those of which only a piece is."""
        if areas not in self._known:
            whole = {area for area, above in self._above.items() if above & areas}
            below = {up for area in areas for up in _line(area, self._parents)} - areas
            pieces = {area for area in self._above if area in below} - whole
            self._known[areas] = (frozenset(whole), frozenset(pieces))
        return self._known[areas]


def _line(area: str, parents: Mapping[str, str]) -> Iterable[str]:
    """Return an area with all in which it lies; a ring ends where it began."""
    seen: list[str] = []
    while area and area not in seen:
        seen.append(area)
        area = parents.get(area, "")
    return seen
