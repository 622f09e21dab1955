"""How much better a cluster explains a count than chance does, and which counts reach a level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
HALVINGS = 60
# The pruning may never lose a window to rounding.
SLACK = 1e-9
# In how many steps the table of needed cases is cut.
FINE = 65_536


def ratio(cases: NDArray[np.integer] | Floats, expected: Floats, total: int) -> Floats:
    """
    Return the logarithm of the likelihood ratio; 0 where no more is seen than expected. [-]

    Args:
        cases: Counted inside.
        expected: Inside, if all cases were spread by chance.
        total: All cases, inside and outside.

    Source:
        Kulldorff, A spatial scan statistic, Communications in Statistics 26 (1997), 1481-1496.
    """
    inside = np.asarray(cases, dtype=np.float64)
    outside = total - inside
    more = inside > expected
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = inside * np.log(inside / expected)
        rest = outside * np.log(outside / (total - expected))
    return np.where(more, gain + np.where(outside > 0, rest, 0.0), 0.0)


def most_expected(level: float, total: int, fewest: int) -> Floats:
    """
    Return for 1, 2, ... cases the highest expectation with which they still reach a level.

    The list rises, so the count that a window needs is found by searching in it.

    Args:
        level: Of the likelihood ratio.
        total: All cases.
        fewest: Counts below this never reach any level.
    """
    cases = np.arange(1, total + 1, dtype=np.float64)
    low, high = np.zeros(total), cases.copy()
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        reached = ratio(cases, middle, total) >= level
        low, high = np.where(reached, middle, low), np.where(reached, high, middle)
    bound = high * (1 + SLACK) + np.finfo(np.float64).tiny
    bound[: fewest - 1] = 0.0
    return bound


class Needed:
    """How many cases a window needs to reach a level, looked up by what is expected in it."""

    def __init__(self, level: float, total: int, fewest: int, largest: float) -> None:
        """
        Work the table out.

        Args:
            level: Of the likelihood ratio.
            total: All cases.
            fewest: Counts below this never reach any level.
            largest: What is expected in the largest window. [cases]
        """
        bound = most_expected(level, total, fewest)
        self._per_case = FINE / (largest * (1 + SLACK))
        # Rounded down, so that a window never needs less than the table says.
        expected = np.arange(FINE + 2) / self._per_case
        self._table = (np.searchsorted(bound, expected) + 1).astype(np.int16)
        # Where no window is.
        self._table[-1] = np.iinfo(np.int16).max

    def at(self, expected: Floats) -> NDArray[np.int16]:
        """Return how many cases windows need at least, by what is expected in them."""
        place = np.minimum(expected * self._per_case, FINE + 1).astype(np.int32)
        return self._table[place]
