"""Areas as equal tiles: every area one place in a grid, near to where it lies."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import product

Tile = tuple[int, int]
# How much more room than areas the grid has, so that the shape of the town can be seen.
ROOM = 1.5


def tiles(centres: Mapping[str, tuple[float, float]]) -> dict[str, Tile]:
    """
    Return for every area its column and row, from the top left; no two on one tile.

    Centres are first put on a grid that is a little wider than needed. Who finds its tile taken
    goes to the nearest free one; the most central area chooses first. Then pairs that both come
    nearer by it change places. The answer does not depend on the order of the areas.

    Args:
        centres: East and north of each area, in the same unit. [km]
    """
    if not centres:
        return {}
    wished = _wished(centres)
    placed = _placed(wished)
    _swap(placed, wished)
    left = min(column for column, _row in placed.values())
    top = min(row for _column, row in placed.values())
    return {name: (column - left, row - top) for name, (column, row) in placed.items()}


def _wished(centres: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return where each area lies in the grid, in tiles; the north is up."""
    east = [x for x, _y in centres.values()]
    north = [y for _x, y in centres.values()]
    wide = max(max(east) - min(east), 1e-9)
    high = max(max(north) - min(north), 1e-9)
    # As many tiles as the areas need with some room, in the proportions of the ground.
    columns = max(1.0, math.sqrt(ROOM * len(centres) * min(max(wide / high, 0.25), 4.0)))
    rows = max(1.0, ROOM * len(centres) / columns)
    return {
        name: (
            (x - min(east)) / wide * (columns - 1),
            (max(north) - y) / high * (rows - 1),
        )
        for name, (x, y) in sorted(centres.items())
    }


def _placed(wished: Mapping[str, tuple[float, float]]) -> dict[str, Tile]:
    """Give each area the nearest free tile, the most central area first."""
    middle_x = sum(x for x, _y in wished.values()) / len(wished)
    middle_y = sum(y for _x, y in wished.values()) / len(wished)
    taken: set[Tile] = set()
    placed: dict[str, Tile] = {}
    ordered = sorted(wished, key=lambda name: (math.dist(wished[name], (middle_x, middle_y)), name))
    for name in ordered:
        placed[name] = _nearest_free(wished[name], taken)
        taken.add(placed[name])
    return placed


def _nearest_free(wish: tuple[float, float], taken: set[Tile]) -> Tile:
    """Return the free tile nearest to a point."""
    column, row = round(wish[0]), round(wish[1])
    reach = 0
    while True:
        around = range(-reach, reach + 1)
        free = [
            (column + across, row + down)
            for across, down in product(around, around)
            if (column + across, row + down) not in taken
        ]
        if free:
            best = min(free, key=lambda tile: (math.dist(tile, wish), tile))
            # A tile in the next square around may still be nearer than a corner of this one.
            if math.dist(best, wish) <= reach + 0.5 or reach > len(taken):
                return best
        reach += 1


def _swap(placed: dict[str, Tile], wished: Mapping[str, tuple[float, float]]) -> None:
    """Let two areas change tiles as long as that brings them nearer to where they lie."""
    names = sorted(placed)
    for _round in range(len(names)):
        better = False
        for one, other in product(names, names):
            if one >= other:
                continue
            now = _off(placed[one], wished[one]) + _off(placed[other], wished[other])
            then = _off(placed[other], wished[one]) + _off(placed[one], wished[other])
            if then < now - 1e-9:
                placed[one], placed[other] = placed[other], placed[one]
                better = True
        if not better:
            return


def _off(tile: Tile, wish: tuple[float, float]) -> float:
    return (tile[0] - wish[0]) ** 2 + (tile[1] - wish[1]) ** 2
