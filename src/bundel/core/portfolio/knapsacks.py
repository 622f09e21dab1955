"""
Cuts from one pool in one quarter: what no set of options that fits there can break.

Each hours (or money) row is a knapsack in which an initiative takes at most one place. The linear
relaxation fills it with fractions. A cut `weights @ x <= 1` that holds for every whole packing but
not for the fractions is found by turns: a small linear program proposes weights, and a dynamic
program answers with the packing that breaks them most, until none does (after Boyd, Fenchel cutting
planes, Operations Research 42, 1994).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from bundel.core.portfolio.rows import Bools, Floats, Ints, Rows
from bundel.core.portfolio.solver import Weighing

# Capacities are cut into this many units at most; asked hours are rounded down to them, which
# keeps a cut true and makes it a little weaker.
UNITS = 600
ROUNDS = 60
# A cut counts when the fractions break it by this share.
BROKEN_BY = 1e-3

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Knapsack:
    """Options that ask something of one row: their owners, and units asked of how many."""

    columns: Ints
    owners: Ints
    units: Ints
    capacity: int


@dataclass(frozen=True, slots=True)
class _Class:
    """Options of one owner that ask the same number of units."""

    owner: int
    units: int


def knapsacks(rows: Rows, owners: Ints, first: int, last: int) -> list[Knapsack]:
    """
    Return the rows from first until last as knapsacks over whole columns.

    Args:
        owners: Per option the initiative it belongs to; columns beyond it are no options.
    """
    found: list[Knapsack] = []
    for row in range(first, last):
        entries = slice(rows.starts[row], rows.starts[row + 1])
        columns, values = rows.columns[entries], rows.values[entries]
        # Hours that synergies give back make room: count all of them as room.
        capacity = float(rows.row_upper[row] - values[values < 0].sum())
        mine = (columns < len(owners)) & (values > 0)
        if not np.isfinite(capacity) or values[mine].sum() <= capacity:
            continue
        unit = max(1.0, capacity / UNITS)
        units = np.floor(values[mine] / unit + 1e-9).astype(np.int32)
        found.append(
            Knapsack(columns[mine], owners[columns[mine]], units, int(capacity / unit + 1e-9))
        )
    return found


def cuts(found: list[Knapsack], x: Floats, stop: Stop) -> list[tuple[Ints, Floats]]:
    """Return cuts that x breaks, each as columns and weights with `weights @ x[columns] <= 1`."""
    result: list[tuple[Ints, Floats]] = []
    for knapsack in found:
        if stop():
            break
        inside = x[knapsack.columns]
        filled = float(knapsack.units @ inside)
        fractional = bool(((inside > 1e-5) & (inside < 1 - 1e-5)).any())
        if fractional and filled >= 0.9 * knapsack.capacity:
            cut = _cut(knapsack, inside)
            if cut is not None:
                result.append(cut)
    return result


def with_cuts(rows: Rows, found: list[tuple[Ints, Floats]]) -> Rows:
    """Return the rows with these cuts below them."""
    lengths = [len(columns) for columns, _ in found]
    return replace(
        rows,
        row_lower=np.append(rows.row_lower, np.full(len(found), -np.inf)),
        row_upper=np.append(rows.row_upper, np.full(len(found), 1.0 + 1e-9)),
        starts=np.append(rows.starts, rows.starts[-1] + np.cumsum(lengths)).astype(np.int32),
        columns=np.concatenate([rows.columns, *(columns for columns, _ in found)]),
        values=np.concatenate([rows.values, *(weights for _, weights in found)]),
    )


def with_rows(rows: Rows, kept: Bools) -> Rows:
    """Return only the rows that are kept."""
    counts = np.diff(rows.starts)
    entries = np.repeat(kept, counts)
    return replace(
        rows,
        row_lower=rows.row_lower[kept],
        row_upper=rows.row_upper[kept],
        starts=np.concatenate([[0], np.cumsum(counts[kept])]).astype(np.int32),
        columns=rows.columns[entries],
        values=rows.values[entries],
    )


def _cut(knapsack: Knapsack, inside: Floats) -> tuple[Ints, Floats] | None:
    """Return the cut that the fractions inside this knapsack break most."""
    used = inside > 1e-7
    keys = knapsack.owners[used].astype(np.int64) * (UNITS * 4) + np.minimum(
        knapsack.units[used], UNITS * 2
    )
    distinct, back = np.unique(keys, return_inverse=True)
    amounts = np.bincount(back, weights=inside[used]).astype(np.float64)
    classes = [_Class(int(key // (UNITS * 4)), int(key % (UNITS * 4))) for key in distinct]
    weights = _weights(classes, amounts, knapsack.capacity)
    if weights is None:
        return None
    return _spread(knapsack, classes, weights)


def _weights(classes: list[_Class], amounts: Floats, capacity: int) -> Floats | None:
    """Return weights that bring the amounts above 1 but no packing; nothing if there are none."""
    groups = _groups(classes)
    weighing = Weighing(amounts)
    for _ in range(ROUNDS):
        weights = weighing.propose()
        if float(amounts @ weights) <= 1 + BROKEN_BY:
            return None
        heaviest, packing = _pack(groups, classes, weights, capacity)
        if heaviest <= 1 + 1e-9:
            return weights
        weighing.forbid(packing)
    weights = weights / max(heaviest, 1.0)
    return weights if float(amounts @ weights) > 1 + BROKEN_BY else None


def _groups(classes: list[_Class]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for at, each in enumerate(classes):
        groups.setdefault(each.owner, []).append(at)
    return list(groups.values())


def _pack(
    groups: list[list[int]], classes: list[_Class], weights: Floats, capacity: int
) -> tuple[float, Ints]:
    """Return the greatest weight that fits, and the classes that make it."""
    best = np.zeros(capacity + 1)
    picks: list[tuple[list[int], Ints]] = []
    for group in groups:
        group = [at for at in group if weights[at] > 1e-12 and classes[at].units <= capacity]
        if group:
            best, pick = _widen(best, [(classes[at].units, weights[at]) for at in group])
            picks.append((group, pick))
    room, packing = capacity, []
    for group, pick in reversed(picks):
        if pick[room] >= 0:
            packing.append(group[pick[room]])
            room -= classes[packing[-1]].units
    return float(best[capacity]), np.array(sorted(packing), dtype=np.int32)


def _widen(best: Floats, offers: list[tuple[int, float]]) -> tuple[Floats, Ints]:
    """Return the best weight per room when one of these offers may be added, and which one was."""
    wider, pick = best.copy(), np.full(len(best), -1, dtype=np.int32)
    for at, (units, weight) in enumerate(offers):
        with_it = best[: len(best) - units] + weight
        better = with_it > wider[units:] + 1e-15
        np.copyto(wider[units:], with_it, where=better)
        pick[units:][better] = at
    return wider, pick


def _spread(knapsack: Knapsack, classes: list[_Class], weights: Floats) -> tuple[Ints, Floats]:
    """
    Return the cut over all options of the knapsack.

    Who asks more than a class of its owner may take that class's weight. Owners without a class are
    lifted one by one: an option weighs what a packing beside it must leave free.
    """
    spread = np.zeros(len(knapsack.columns))
    best = np.zeros(knapsack.capacity + 1)
    for owner in dict.fromkeys(each.owner for each in classes):
        mine = np.flatnonzero(knapsack.owners == owner)
        for at, each in enumerate(classes):
            if each.owner == owner:
                reached = mine[knapsack.units[mine] >= each.units]
                spread[reached] = np.maximum(spread[reached], weights[at])
        best = _with_owner(best, knapsack.units[mine], spread[mine])
    for owner in np.setdiff1d(knapsack.owners, [each.owner for each in classes]):
        mine = np.flatnonzero(knapsack.owners == owner)
        beside = best[np.maximum(knapsack.capacity - knapsack.units[mine], 0)]
        fits = knapsack.units[mine] <= knapsack.capacity
        spread[mine] = np.maximum(0.0, 1.0 - np.where(fits, beside, 0.0))
        best = _with_owner(best, knapsack.units[mine], spread[mine])
    told = spread > 1e-9
    return knapsack.columns[told], spread[told] / max(1.0, float(best[-1]))


def _with_owner(best: Floats, units: Ints, weights: Floats) -> Floats:
    offers = {(int(u), float(w)) for u, w in zip(units, weights, strict=True) if w > 1e-9}
    fitting = sorted((u, w) for u, w in offers if u < len(best))
    return _widen(best, fitting)[0] if fitting else best
