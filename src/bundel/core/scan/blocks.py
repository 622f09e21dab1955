"""Windows taken together in blocks, so that one look can rule out a whole block."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bundel.core.scan.field import Field, Floats

Places = NDArray[np.intp]
# Blocks are chosen so that chance seldom fills one to the count that its smallest window needs:
# at this level of the ratio, and with so many standard deviations to spare.
LEVEL = 8.0
SPARE = 3.0
# Up to so many windows each is its own block: counting all is then the quickest.
FINE_WINDOWS = 40_000_000


@dataclass(frozen=True)
class Stretch:
    """
    Blocks of windows that last about as long.

    Args:
        start: Where the blocks begin, as a slice of the steps; each holds all its windows.
        until: Where they end.
        offsets: The windows in a block: start and end after the beginning of the block. [steps]
        least: The smallest weight of time of a window in each block.
    """

    start: slice
    until: slice
    offsets: NDArray[np.intp]
    least: Floats

    @property
    def length(self) -> int:
        """How long a block is. [steps]"""
        return int(self.until.start - self.start.start)


@dataclass(frozen=True)
class Blocks:
    """
    All blocks of a field.

    Args:
        edges: A zone of k places is in the ring r with edges[r] < k <= edges[r + 1].
        ring: The ring of the place with this rank.
        stretches: In time.
        steps: How far the padded line of time runs.
        fine: Whether every block is a single window.
    """

    edges: NDArray[np.intp]
    ring: NDArray[np.intp]
    stretches: tuple[Stretch, ...]
    steps: int
    fine: bool


def cut(field: Field, fine_windows: int = FINE_WINDOWS) -> Blocks:
    """
    Return the blocks that hold all windows of a field.

    Args:
        field: Of one scan.
        fine_windows: Up to how many windows each is its own block.
    """
    widest, longest = field.order.shape[1], field.reach.most_steps
    middling = largest(field) / 2
    fine = field.order.size * field.reach.steps * longest <= fine_windows
    if fine:
        middling = math.inf
    edges = np.array([0, *_classes(widest, middling / widest)], dtype=np.intp)
    until = _classes(longest, middling / longest)
    bounds = list(zip([1, *(end + 1 for end in until[:-1])], until, strict=True))
    make = _alive if field.reach.alive_only else _anywhen
    stretches = tuple(make(field, shortest, longest) for shortest, longest in bounds)
    return Blocks(
        edges=edges,
        ring=np.searchsorted(edges[1:], np.arange(widest) + 1),
        stretches=stretches,
        steps=max(stretch.until.stop for stretch in stretches),
        fine=fine,
    )


def largest(field: Field) -> float:
    """Return what is expected in the largest window. [cases]"""
    last = field.reach.most_steps
    spans = field.time[last:] - field.time[:-last]
    return float(field.weight[np.isfinite(field.weight)].max() * spans.max() * field.scale)


def _classes(largest_size: int, expected_each: float) -> list[int]:
    """
    Return where classes of sizes from 1 end, the last at the largest size.

    Args:
        largest_size: Of all windows, in places or steps.
        expected_each: What one place or step adds to a middling window. [cases]
    """
    ends = []
    size = 1
    while size <= largest_size:
        factor = _stretchable(size * expected_each) ** 0.5
        end = min(max(size, int(size * factor)), largest_size)
        ends.append(end)
        size = end + 1
    return ends


def _stretchable(expected: float) -> float:
    """Return how many times larger than its smallest window a block can be. [-]"""
    if math.isinf(expected):
        return 1.0
    needed = expected + math.sqrt(2 * LEVEL * expected) + LEVEL / 3
    root = (math.sqrt(SPARE**2 + 4 * needed) - SPARE) / 2
    return max(1.0, root**2 / max(expected, 0.1))


def _anywhen(field: Field, shortest: int, longest: int) -> Stretch:
    """Return the blocks of windows of these lengths, wherever in the period."""
    steps = field.reach.steps
    hop = max(1, (longest - shortest + 1) // 2)
    begins = np.arange(0, steps - shortest + 1, hop)
    length = hop - 1 + longest
    starts = begins[:, None] + np.arange(hop)
    fits = starts + shortest <= steps
    ends = np.minimum(starts + shortest, steps)
    spans = np.where(fits, field.time[ends] - field.time[np.minimum(starts, steps)], np.inf)
    stop = int(begins[-1]) + 1
    return Stretch(
        start=slice(0, stop, hop),
        until=slice(length, stop + length, hop),
        offsets=np.array(
            [(first, first + last) for first in range(hop) for last in range(shortest, longest + 1)]
        ),
        least=np.maximum(spans.min(axis=1), field.least[1]),
    )


def _alive(field: Field, shortest: int, longest: int) -> Stretch:
    """Return the one block of windows of these lengths that reach to the end."""
    steps = field.reach.steps
    lasts = range(shortest, longest + 1)
    spans = field.time[steps] - field.time[steps - shortest]
    return Stretch(
        start=slice(steps - longest, steps - longest + 1, 1),
        until=slice(steps, steps + 1, 1),
        offsets=np.array([(longest - last, longest) for last in lasts]),
        least=np.maximum(np.array([spans]), field.least[1]),
    )
