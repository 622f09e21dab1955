"""The best window of many dealings at once: blocks first, single windows only where it matters."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bundel.core.scan.blocks import Blocks, Stretch, largest
from bundel.core.scan.field import Field, Floats
from bundel.core.scan.likelihood import SLACK, Needed, ratio

Shorts = NDArray[np.int16]
Ints = NDArray[np.int32]
Indices = NDArray[np.intp]
Counts = NDArray[np.int16]
# Dealings side by side: as many as keep the counts of one centre in the cache, for in small
# tables calling NumPy takes longer than counting.
FEWEST_SIDE_BY_SIDE, MOST_SIDE_BY_SIDE = 256, 1024
IN_CACHE = 2_000_000
# Eight answers of yes or no are read as one number.
TOGETHER = 8
ONE = np.int16(1)
# How many numbers a closer look may lay out at once.
AT_ONCE = 2_000_000
# The weight of a zone that is not there: more than any count reaches.
NO_ZONE = 1e15


@dataclass(frozen=True)
class Deal:
    """
    Cases as chance dealt them, many times.

    Args:
        places: One row a dealing, or a single row where cases keep their place.
        steps: One row a dealing.
    """

    places: Ints
    steps: Shorts

    def some(self, rows: slice | Indices) -> Deal:
        """Return some of the dealings."""
        return Deal(self.places if len(self.places) == 1 else self.places[rows], self.steps[rows])


class Best:
    """The best window so far of each dealing: its likelihood ratio and where it is."""

    def __init__(self, dealings: int) -> None:
        """Begin with nothing."""
        self.ratio = np.zeros(dealings)
        # Row of the order, places in the zone, first step, step after the last.
        self.window = np.zeros((dealings, 4), dtype=np.int32)

    def take(self, at: Indices, ratios: Floats, windows: Ints) -> None:
        """Keep what is better than what is known; `at` may name a dealing more than once."""
        order = np.argsort(ratios, kind="stable")
        at, ratios, windows = at[order], ratios[order], windows[order]
        last = len(at) - 1 - np.unique(at[::-1], return_index=True)[1]
        better = last[ratios[last] > self.ratio[at[last]]]
        self.ratio[at[better]] = ratios[better]
        self.window[at[better]] = windows[better]

    def merge(self, other: Best) -> None:
        """Keep what is better in the other."""
        better = other.ratio > self.ratio
        self.ratio[better] = other.ratio[better]
        self.window[better] = other.window[better]

    def then(self, other: Best) -> Best:
        """Return these dealings with those of the other behind them."""
        both = Best(0)
        both.ratio = np.concatenate([self.ratio, other.ratio])
        both.window = np.concatenate([self.window, other.window])
        return both


def search(field: Field, blocks: Blocks, deal: Deal, rows: Indices, level: float) -> Best:
    """
    Return the best window of every dealing among the zones of some rows.

    Windows under the level are not looked at: a dealing of which the answer is under the level has
    no window at or above it in these rows.
    """
    best, room = Best(len(deal.steps)), _Room(field, blocks)
    needed = Needed(level, field.total, field.reach.fewest_inside, largest(field))
    for row in rows:
        centre = _Centre(field, blocks, int(row), needed)
        for first in range(0, len(deal.steps), room.side):
            centre.look(deal.some(slice(first, first + room.side)), best, first, room)
    return best


class _Room:
    """Tables used again for every centre: asking for new memory costs more than counting."""

    def __init__(self, field: Field, blocks: Blocks) -> None:
        rings = len(blocks.edges) - 1
        fits = IN_CACHE // (rings * blocks.steps)
        self.side = min(max(fits, FEWEST_SIDE_BY_SIDE), MOST_SIDE_BY_SIDE) // TOGETHER * TOGETHER
        each = rings * self.side
        most = max(len(stretch.least) for stretch in blocks.stretches)
        self._counts = np.empty((blocks.steps + 1) * each, dtype=np.int16)
        self._inside = np.empty(most * each, dtype=np.int16)
        self._yes = np.empty(most * each, dtype=np.bool_)

    def counts(self, shape: tuple[int, ...]) -> Counts:
        """Return an empty table of counts."""
        table = self._counts[: math.prod(shape)]
        table.fill(0)
        return table.reshape(shape)

    def reached(self, counts: Counts, stretch: Stretch, needed: Counts) -> tuple[Counts, Indices]:
        """Return what each block holds, and which reach what they need, in the flat table."""
        later, sooner = counts[stretch.until], counts[stretch.start]
        size = later.size
        inside = np.subtract(later, sooner, out=self._inside[:size].reshape(later.shape))
        np.greater_equal(inside, needed, out=self._yes[:size].reshape(later.shape))
        together = np.flatnonzero(self._yes[:size].view(np.uint64))
        places = (together[:, None] * TOGETHER + np.arange(TOGETHER)).ravel()
        return inside, places[self._yes[places]]


class _Centre:
    """The zones around one centre."""

    def __init__(self, field: Field, blocks: Blocks, row: int, needed: Needed) -> None:
        self._field, self._blocks, self._row = field, blocks, row
        widest = field.order.shape[1]
        inside = field.order[row][field.order[row] >= 0]
        self._rank = np.full(len(field.places), widest, dtype=np.intp)
        self._rank[inside] = np.arange(len(inside))
        self._weight = np.minimum(np.append(field.weight[row], NO_ZONE), NO_ZONE)
        least = np.maximum(self._weight[blocks.edges[:-1]], field.least[0])
        self._expected = [
            stretch.least[:, None] * least * field.scale for stretch in blocks.stretches
        ]
        self._table = needed
        self._needed = [needed.at(expected)[:, :, None] for expected in self._expected]

    def look(self, deal: Deal, best: Best, first: int, room: _Room) -> None:
        """Look at some dealings, of which the first has this number."""
        events = _Events(deal, self._rank, self._field.order.shape[1])
        counts = _counts(events, self._blocks, room)
        for number, stretch in enumerate(self._blocks.stretches):
            inside, reached = room.reached(counts, stretch, self._needed[number])
            if not len(reached):
                continue
            seen = inside.ravel()[reached]
            block, ring, dealing = np.unravel_index(reached, inside.shape)
            ceiling = ratio(seen, self._expected[number][block, ring], self._field.total)
            found = _Found(block, ring, dealing, ceiling)
            if self._blocks.fine:
                self._take(stretch, found, best, first)
            else:
                self._closer(stretch, found, events, best, first, int(seen.max()))

    def _take(self, stretch: Stretch, found: _Found, best: Best, first: int) -> None:
        """Keep the best where every block is one window, so that nothing is left to look at."""
        found = found.only(found.ceiling > best.ratio[first + found.dealing])
        begin = found.block + stretch.start.start
        size = self._blocks.edges[found.ring + 1]
        windows = np.stack(
            [np.full_like(size, self._row), size, begin, begin + stretch.length], axis=1
        )
        best.take(first + found.dealing, found.ceiling, windows.astype(np.int32))

    def _closer(
        self, stretch: Stretch, found: _Found, events: _Events, best: Best, first: int, most: int
    ) -> None:
        """Look at each window of the blocks that may hold something better, the likely first."""
        found = found.only(np.argsort(-found.ceiling, kind="stable"))
        wide = events.cases + most * (len(stretch.offsets) + stretch.length)
        size = max(1, AT_ONCE // wide)
        while len(found.block):
            found = found.only(found.ceiling >= best.ratio[first + found.dealing] - SLACK)
            now, found = found.only(slice(0, size)), found.only(slice(size, None))
            if len(now.block):
                ratios, windows = self._windows(stretch, now, events)
                best.take(first + now.dealing, ratios, windows)

    def _windows(self, stretch: Stretch, found: _Found, events: _Events) -> tuple[Floats, Ints]:
        """Return the best window of each of some blocks, by looking at all that end at a case."""
        begin = found.block * (stretch.start.step or 1) + stretch.start.start
        widest = self._blocks.edges[found.ring + 1]
        step, rank = events.within(found.dealing, widest, begin, stretch.length)
        counts = np.zeros((*step.shape, stretch.length + 2), dtype=np.int16)
        block, place = np.indices(step.shape)
        counts[block, place, step + 1] = 1
        np.cumsum(counts, axis=2, out=counts)
        np.cumsum(counts, axis=1, out=counts)
        # What only fills up the table stands one step after the block, so it is never counted.
        start, until = stretch.offsets.T
        inside = counts[:, :, until] - counts[:, :, start]
        ends = np.minimum(begin[:, None] + stretch.offsets.T[:, None, :], self._field.reach.steps)
        span = self._field.time[ends[1]] - self._field.time[ends[0]]
        expected = self._weight[rank][:, :, None] * span[:, None, :] * self._field.scale
        each_ratio = np.zeros(inside.shape)
        high = np.nonzero(inside >= self._table.at(expected))
        each_ratio[high] = ratio(inside[high], expected[high], self._field.total)
        ratios = each_ratio.reshape(len(begin), -1)
        at = ratios.argmax(axis=1)
        place, window = np.divmod(at, len(start))
        each = np.arange(len(begin))
        windows = np.stack(
            [
                np.full(len(begin), self._row),
                rank[each, place] + 1,
                ends[0][each, window],
                ends[1][each, window],
            ],
            axis=1,
        )
        return ratios[each, at], windows.astype(np.int32)


@dataclass(frozen=True)
class _Found:
    """Blocks that may hold a window at the level: which one, which ring, in which dealing."""

    block: Indices
    ring: Indices
    dealing: Indices
    ceiling: Floats

    def only(self, which: slice | NDArray[np.bool_] | Indices) -> _Found:
        return _Found(self.block[which], self.ring[which], self.dealing[which], self.ceiling[which])


class _Events:
    """The cases of some dealings that lie within reach of one centre."""

    def __init__(self, deal: Deal, rank: Indices, widest: int) -> None:
        ranks = rank[deal.places]
        self._widest = widest
        self._all_within = len(ranks) == 1
        if self._all_within:
            columns = np.flatnonzero(ranks[0] < widest)
            self._rank = np.broadcast_to(ranks[:, columns], (len(deal.steps), len(columns)))
            self._step = deal.steps[:, columns]
        else:
            self._rank, self._step = ranks, deal.steps
        self.cases = max(self._rank.shape[1], 1)
        self.dealings = len(deal.steps)

    def each(self) -> tuple[Indices, Indices, Indices]:
        """Return dealing, rank and step of every case within reach."""
        if self._all_within:
            dealing = np.arange(self.dealings)[:, None]
            return dealing, self._rank, self._step.astype(np.intp)
        dealing, case = np.nonzero(self._rank < self._widest)
        return dealing, self._rank[dealing, case], self._step[dealing, case].astype(np.intp)

    def within(
        self, dealing: Indices, widest: Indices, begin: Indices, length: int
    ) -> tuple[Indices, Indices]:
        """
        Return for some blocks the cases in them as a table: step after its beginning, and rank.

        Rows are ordered by rank and filled up with a step after the block at an endless rank.
        """
        rank, after = self._rank[dealing], self._step[dealing] - begin[:, None]
        row, case = np.nonzero((rank < widest[:, None]) & (after >= 0) & (after < length))
        many = np.bincount(row, minlength=len(dealing))
        column = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
        shape = (len(dealing), max(int(many.max(initial=0)), 1))
        ranks, steps = np.full(shape, self._widest), np.full(shape, length)
        ranks[row, column], steps[row, column] = rank[row, case], after[row, case]
        order = np.argsort(ranks, axis=1, kind="stable")
        return np.take_along_axis(steps, order, 1), np.take_along_axis(ranks, order, 1)


def _counts(events: _Events, blocks: Blocks, room: _Room) -> Counts:
    """Return how many cases fall before each step, in each ring or nearer, in each dealing."""
    rings = len(blocks.edges) - 1
    deep = -(-events.dealings // TOGETHER) * TOGETHER
    counts = room.counts((blocks.steps + 1, rings, deep))
    dealing, rank, step = events.each()
    places = ((step + 1) * rings + blocks.ring[rank]) * deep + dealing
    np.add.at(counts.reshape(-1), places.reshape(-1), ONE)
    for ring in range(1, rings):
        counts[:, ring] += counts[:, ring - 1]
    for later in range(1, len(counts)):
        counts[later] += counts[later - 1]
    return counts
