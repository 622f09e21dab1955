"""What an ordered list of rules leaves out: rules that never fire, and cases that none fits."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_, or_
from typing import Any

from bundel.core.routing.matching import MOST_TRAITS, Rule

MONTHS = tuple(range(1, 13))
# One number for each part; its bits are the kinds of value that the rules tell apart.
Box = tuple[int, ...]
Value = Hashable
Test = Callable[[Any], bool]
TRAITS = 5


class TooTangled(ValueError):
    """The rules cut what can come in into more pieces than can be looked at."""


@dataclass(frozen=True, slots=True)
class Domain:
    """
    All that can come in.

    Attributes:
        places: Each area with all that it lies in, itself too; the whole municipality is None.
        traits: Of which a case has at most two.
    """

    themes: Sequence[Value]
    places: Mapping[Value, frozenset[Value]]
    sizes: Sequence[str]
    severities: Sequence[str]
    traits: Sequence[Value] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """
    Cases that no rule fits: each value of a part goes with each of the others.

    Attributes:
        without_traits: Cases with one of these do have a rule; empty: traits do not matter.
    """

    themes: frozenset[Value]
    areas: frozenset[Value]
    sizes: frozenset[str]
    severities: frozenset[str]
    months: frozenset[int]
    without_traits: frozenset[Value]


@dataclass(frozen=True, slots=True)
class Covering:
    """
    What a list of rules leaves out.

    Attributes:
        never: Rules that can never fire, by place, each with the earlier ones that take all of it;
            none take it if it asks for what cannot come in.
        gaps: What no rule fits.
    """

    never: Mapping[int, tuple[int, ...]]
    gaps: tuple[Gap, ...]


def cover(rules: Sequence[Rule], domain: Domain, most_pieces: int = 20_000) -> Covering:
    """
    Return what a list of rules leaves out, computed exactly.

    Everything that can come in is one box. Each rule in its turn takes its own box out of what is
    left, which leaves boxes again: a rule that finds nothing left can never fire, and what is left
    after the last has no rule.

    Raises:
        TooTangled: if that takes more pieces than allowed.
    """
    parts = _parts(rules, domain)
    asked = [_box(parts, place) for place in range(len(rules))]
    left: list[Box] = [tuple(_every(part) for part in parts)]
    taken: list[list[Box]] = []
    never: dict[int, tuple[int, ...]] = {}
    for place, box in enumerate(asked):
        own = [piece for other in left if (piece := _overlap(box, other))]
        if not own:
            never[place] = tuple(
                earlier
                for earlier, pieces in enumerate(taken)
                if any(_overlap(box, piece) for piece in pieces)
            )
        taken.append(own)
        left = _joined(piece for other in left for piece in _without(other, box))
        if len(left) + sum(map(len, taken)) > most_pieces:
            raise TooTangled(f"{len(rules)} rules make more than {most_pieces} pieces")
    return Covering(never, tuple(_gap(parts, piece) for piece in left))


@dataclass(frozen=True, slots=True)
class _Part:
    """The values of one part, put together where no rule tells them apart."""

    kinds: tuple[frozenset[Value], ...]
    # For each rule the bits of the kinds that it takes.
    taken: tuple[int, ...]


def _parts(rules: Sequence[Rule], domain: Domain) -> list[_Part]:
    """Return the parts in the order of a box; traits come last, for `_gap`."""
    named = frozenset[Value]().union(*(rule.traits for rule in rules)) & frozenset(domain.traits)
    sets = [
        frozenset(chosen)
        for many in range(MOST_TRAITS + 1)
        for chosen in combinations(sorted(named, key=repr), many)
    ]
    return [
        _part(domain.themes, [_holds(rule.themes) for rule in rules]),
        _part(domain.places, [_lies_in(rule.areas, domain) for rule in rules]),
        _part(domain.sizes, [_holds(rule.sizes) for rule in rules]),
        _part(domain.severities, [_holds(rule.severities) for rule in rules]),
        _part(MONTHS, [_holds(rule.months) for rule in rules]),
        _part(sets, [_has_one(rule.traits) for rule in rules]),
    ]


def _holds(asked: Iterable[Value]) -> Test:
    wanted = frozenset(asked)
    return lambda value: not wanted or value in wanted


def _lies_in(areas: frozenset[Value], domain: Domain) -> Test:
    return lambda area: not areas or bool(areas & domain.places[area])


def _has_one(traits: frozenset[Value]) -> Test:
    return lambda chosen: not traits or bool(traits & chosen)


def _part(values: Iterable[Any], tests: Sequence[Test]) -> _Part:
    kinds: dict[tuple[bool, ...], set[Value]] = {}
    for value in values:
        kinds.setdefault(tuple(test(value) for test in tests), set()).add(value)
    taken = tuple(
        sum(1 << bit for bit, passed in enumerate(kinds) if passed[place])
        for place in range(len(tests))
    )
    return _Part(tuple(frozenset(kind) for kind in kinds.values()), taken)


def _every(part: _Part) -> int:
    return (1 << len(part.kinds)) - 1


def _box(parts: Sequence[_Part], place: int) -> Box:
    return tuple(part.taken[place] for part in parts)


def _overlap(one: Box, other: Box) -> Box | None:
    """Return what two boxes share; None if that is nothing."""
    both = tuple(map(and_, one, other))
    return both if all(both) else None


def _without(one: Box, other: Box) -> list[Box]:
    """Return boxes that hold what is in one but not in the other, no two the same case."""
    if _overlap(one, other) is None:
        return [one]
    pieces = []
    inside: tuple[int, ...] = ()
    for place, (mine, theirs) in enumerate(zip(one, other, strict=True)):
        if outside := mine & ~theirs:
            pieces.append((*inside, outside, *one[place + 1 :]))
        inside = (*inside, mine & theirs)
    return pieces


def _joined(pieces: Iterable[Box]) -> list[Box]:
    """Put boxes together that differ in one part only, so that people read few lines."""
    boxes = list(pieces)
    for part in range(TRAITS):
        alike: dict[Box, list[int]] = {}
        for box in boxes:
            alike.setdefault((*box[:part], *box[part + 1 :]), []).append(box[part])
        boxes = [(*rest[:part], reduce(or_, masks), *rest[part:]) for rest, masks in alike.items()]
    return boxes


def _gap(parts: Sequence[_Part], piece: Box) -> Gap:
    themes, areas, sizes, severities, months, chosen = (
        _values(part, mask) for part, mask in zip(parts, piece, strict=True)
    )
    # What is cut off of traits is always "one of these", so what is left has none of them.
    named = frozenset[Value]().union(*_values(parts[TRAITS], _every(parts[TRAITS])))
    return Gap(themes, areas, sizes, severities, months, named - frozenset[Value]().union(*chosen))


def _values(part: _Part, mask: int) -> frozenset[Any]:
    kinds = (kind for bit, kind in enumerate(part.kinds) if mask >> bit & 1)
    return frozenset[Any]().union(*kinds)
