"""Zones on the ground: around every centre the areas by distance, in circles and ellipses."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bundel.core.scan.question import Place, Shape

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
KM_PER_DEGREE = 111.32
ROWS_AT_A_TIME = 256


def on_the_ground(lon: float, lat: float, *, at_lat: float) -> tuple[float, float]:
    """
    Return where a point lies, flat, good to within a part in a thousand in a region. [km]

    Args:
        lon: Longitude. [degrees]
        lat: Latitude. [degrees]
        at_lat: The same latitude for all points, near their middle. [degrees]
    """
    return lon * KM_PER_DEGREE * math.cos(math.radians(at_lat)), lat * KM_PER_DEGREE


def in_order(places: Sequence[Place]) -> list[Place]:
    """Return the places in the one order in which a scan works, however they came."""
    return sorted(places, key=lambda place: (place.x_km, place.y_km, place.key))


def orders(places: Sequence[Place], shares: Floats, most_share: float, shape: Shape) -> Ints:
    """
    Return for every centre and direction the areas by distance; the first k make one zone.

    Where fewer areas fit in the share the row is filled with -1.

    Args:
        places: As `in_order` gives them.
        shares: Of the people or areas, of each place; together 1.
        most_share: Where the zones end; the centre itself always counts.
        shape: How many times longer than wide, and in how many directions.
    """
    x = np.array([place.x_km for place in places])
    y = np.array([place.y_km for place in places])
    times_longer, directions = shape
    found = []
    for direction in range(directions):
        angle = math.pi * direction / directions
        along = (x * math.cos(angle) + y * math.sin(angle)) / times_longer
        across = -x * math.sin(angle) + y * math.cos(angle)
        for first in range(0, len(places), ROWS_AT_A_TIME):
            rows = slice(first, first + ROWS_AT_A_TIME)
            found.append(_nearest(along, across, rows, shares, most_share))
    widest = max(rows.shape[1] for rows in found)
    return np.concatenate(
        [np.pad(rows, ((0, 0), (0, widest - rows.shape[1])), constant_values=-1) for rows in found]
    )


def _nearest(along: Floats, across: Floats, rows: slice, shares: Floats, most: float) -> Ints:
    """Return the areas by distance from some centres, up to the share."""
    away = (along[rows, None] - along[None]) ** 2 + (across[rows, None] - across[None]) ** 2
    # The same distance but for rounding is the same distance: the fixed order then decides.
    order = np.argsort(np.round(away, 9), axis=1, kind="stable").astype(np.int32)
    # An area on the same spot may come before the centre; both then belong to the zone of one.
    fits = np.cumsum(shares[order], axis=1) <= most + 1e-9
    fits[:, 0] = True
    order[~fits] = -1
    return order[:, : int(fits.sum(axis=1).max())]
