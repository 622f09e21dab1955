"""The same search as anyone would write it, window by window: what the fast is held to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bundel.core.scan.field import Field
from bundel.core.scan.likelihood import ratio
from bundel.core.scan.search import Best, Deal


def search_plainly(field: Field, deal: Deal, rows: NDArray[np.intp]) -> Best:
    """Return the best window of every dealing among the zones of some rows."""
    best = Best(len(deal.steps))
    for number in range(len(deal.steps)):
        counts = _table(field, deal, number)
        for row in rows:
            _look(field, counts, number, int(row), best)
    return best


def _table(field: Field, deal: Deal, number: int) -> NDArray[np.int64]:
    """Return how many cases each place has before each step."""
    counts = np.zeros((len(field.places), field.reach.steps + 1), dtype=np.int64)
    places = deal.places[number if len(deal.places) > 1 else 0]
    np.add.at(counts, (places, deal.steps[number].astype(np.intp) + 1), 1)
    return np.cumsum(counts, axis=1)


def _look(field: Field, counts: NDArray[np.int64], number: int, row: int, best: Best) -> None:
    """Look at all windows around one centre in one dealing."""
    reach = field.reach
    order = field.order[row][field.order[row] >= 0]
    zones = np.cumsum(counts[order], axis=0)
    weight = field.weight[row, : len(order), None]
    for length in range(1, reach.most_steps + 1):
        first = reach.steps - length if reach.alive_only else 0
        start = np.arange(first, reach.steps - length + 1)
        inside = zones[:, start + length] - zones[:, start]
        span = field.time[start + length] - field.time[start]
        expected = weight * span[None] * field.scale
        inside[inside < reach.fewest_inside] = 0
        ratios = ratio(inside, expected, field.total)
        size, at = np.unravel_index(int(ratios.argmax()), ratios.shape)
        window = [row, size + 1, start[at], start[at] + length]
        best.take(np.array([number]), ratios[size, at][None], np.array([window], dtype=np.int32))
