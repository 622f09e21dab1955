"""A network on a circle: who has ties stands near, who has none stands together at the end."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

Ties = Mapping[tuple[str, str], int]
# More rounds of swapping hardly shorten anything.
MOST_ROUNDS = 6
# So many ties are looked at; a page waits for the picture.
MOST_LOOKS = 400_000


def arrange(names: Iterable[str], ties: Ties) -> list[str]:
    """
    Return the names in an order around a circle in which ties are short; always the same one.

    Args:
        names: Each once; the order in which they come does not matter.
        ties: How strong the tie between two names is, each pair once.
    """
    near = neighbours(ties)
    everyone = sorted(set(names))
    placed = _greedy([name for name in everyone if name in near], near)
    return _swapped(placed, near) + [name for name in everyone if name not in near]


def neighbours(ties: Ties) -> dict[str, dict[str, int]]:
    """Return for every name that has ties with whom, and how strong."""
    near: dict[str, dict[str, int]] = {}
    for (one, other), strength in sorted(ties.items()):
        if one != other and strength > 0:
            near.setdefault(one, {})[other] = near.get(one, {}).get(other, 0) + strength
            near.setdefault(other, {})[one] = near.get(other, {}).get(one, 0) + strength
    return near


def points(count: int, radius: float) -> list[tuple[float, float, float]]:
    """Return places around a circle from the top: x and y from its centre, and the angle. [rad]"""
    angles = [2 * math.pi * number / max(count, 1) - math.pi / 2 for number in range(count)]
    return [(radius * math.cos(angle), radius * math.sin(angle), angle) for angle in angles]


def length(order: Sequence[str], ties: Ties) -> int:
    """Return how far apart tied names stand in all, in steps around the circle."""
    place = {name: number for number, name in enumerate(order)}
    near = neighbours(ties)
    return sum(_reach(name, place, near, _round(place, near)) for name in near) // 2


def _greedy(names: list[str], near: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Begin with the most tied; then always who has the strongest ties to those that stand."""
    placed: list[str] = []
    left = set(names)
    pull = dict.fromkeys(names, 0)
    while left:
        chosen = min(left, key=lambda name: (-pull[name], -sum(near[name].values()), name))
        left.remove(chosen)
        placed.append(chosen)
        for other, strength in near[chosen].items():
            pull[other] = pull.get(other, 0) + strength
    return placed


def _swapped(order: list[str], near: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Swap pairs as long as that makes ties shorter."""
    place = {name: number for number, name in enumerate(order)}
    around, left = _round(place, near), MOST_LOOKS
    for _round_number in range(MOST_ROUNDS):
        better = False
        for i in range(len(order)):
            for j in range(i + 1, len(order)):
                one, other = order[i], order[j]
                left -= 2 * (len(near[one]) + len(near[other]))
                if left < 0:
                    return order
                before = _reach(one, place, near, around) + _reach(other, place, near, around)
                place[one], place[other] = j, i
                if _reach(one, place, near, around) + _reach(other, place, near, around) < before:
                    order[i], order[j] = other, one
                    better = True
                else:
                    place[one], place[other] = i, j
        if not better:
            break
    return order


def _round(place: Mapping[str, int], near: Mapping[str, object]) -> int:
    """Return how many stand on the circle that count: those with ties."""
    return max(sum(name in near for name in place), 1)


def _reach(
    name: str, place: Mapping[str, int], near: Mapping[str, Mapping[str, int]], around: int
) -> int:
    """Return how far the ties of one name reach, the strong ones counted more."""
    total = 0
    for other, strength in near[name].items():
        steps = abs(place[name] - place[other])
        total += strength * min(steps, around - steps)
    return total
