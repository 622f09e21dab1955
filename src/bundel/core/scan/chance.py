"""What chance alone does: cases dealt anew, many times, and the best window of each dealing."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bundel.core.scan.blocks import Blocks, cut
from bundel.core.scan.field import Field
from bundel.core.scan.search import Best, Deal, search

# So many dealings give a first idea of how high the best windows of chance come; a twentieth of
# them may lie lower, and are then searched again.
SCOUTS = 48
FEW = 0.05
# Where to begin looking for that level, as a part of the logarithm of places times steps.
HIGH = 0.8
LOWER = 0.7
LOWEST = 1e-6


def observed(field: Field) -> Deal:
    """Return the cases as they are, as a single dealing."""
    return Deal(field.place_of_case[None], field.step_of_case[None])


def dealings(field: Field, times: int, random: np.random.Generator) -> Deal:
    """
    Return the cases as chance deals them.

    Where dates are permuted, every place and every step keeps its number of cases. In the Poisson
    model each case falls on any person and any step alike.
    """
    if field.model == "permutation":
        steps = np.repeat(field.step_of_case[None], times, axis=0)
        random.permuted(steps, axis=1, out=steps)
        return Deal(field.place_of_case[None], steps)
    people = np.array([place.at_risk or 0.0 for place in field.places])
    size = (times, field.total)
    places = random.choice(len(people), size, p=people / people.sum()).astype(np.int32)
    return Deal(places, random.integers(field.reach.steps, size=size, dtype=np.int16))


def best_windows(field: Field, blocks: Blocks, deal: Deal, threads: int = 1) -> Best:
    """Return the best window of each dealing; the same for any number of threads."""
    high = max(HIGH * math.log(len(field.order) * field.reach.steps), 1.0)
    if blocks.fine:
        # Counting all costs the same at any level.
        return _down(field, blocks, deal, high / 2, threads)
    if len(deal.steps) <= SCOUTS:
        return _down(field, blocks, deal, high, threads)
    best = _down(field, blocks, deal.some(slice(0, SCOUTS)), high, threads)
    level = max(float(np.quantile(best.ratio, FEW)), LOWEST)
    return best.then(_down(field, blocks, deal.some(slice(SCOUTS, None)), level, threads))


def rank_p(field: Field, deal: Deal, ratio: float, threads: int = 1) -> float:
    """
    Return how often chance does as well, the real one counted along. [0 to 1, never 0]

    How far a dealing stays under the real one does not matter, so nothing under it is looked at.
    """
    best = _threaded(field, cut(field, fine_windows=0), deal, ratio, threads)
    return (1 + int((best.ratio >= ratio).sum())) / (1 + len(deal.steps))


def _down(field: Field, blocks: Blocks, deal: Deal, level: float, threads: int) -> Best:
    """Search at a level, and for the dealings in which nothing is found at a lower one."""
    best = Best(len(deal.steps))
    left = np.arange(len(deal.steps))
    while len(left):
        found = _threaded(field, blocks, deal.some(left), level, threads)
        done = (found.ratio >= level) | (level <= LOWEST)
        best.ratio[left[done]] = found.ratio[done]
        best.window[left[done]] = found.window[done]
        left = left[~done]
        level = max(level * LOWER, LOWEST) if level > 1 else LOWEST
    return best


def _threaded(field: Field, blocks: Blocks, deal: Deal, level: float, threads: int) -> Best:
    """Search in parts of the rows side by side."""
    rows = np.arange(len(field.order))
    if threads == 1:
        return search(field, blocks, deal, rows, level)
    with ThreadPoolExecutor(threads) as pool:
        parts = [rows[number::threads] for number in range(threads)]
        found = list(pool.map(lambda part: search(field, blocks, deal, part, level), parts))
    for other in found[1:]:
        found[0].merge(other)
    return found[0]
