"""Stability: how often an initiative stays chosen when effects and weights turn out otherwise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from random import Random

from bundel.core.portfolio.asking import Asking, possible
from bundel.core.portfolio.problem import Choice, Initiative, Level, Problem, Range, Weights

SAMPLES = 24

# Between half and twice as heavy: the two axes are a matter of opinion.
WEIGHT_FACTOR = 2.0


def stability(problem: Problem, plan: Sequence[Choice], asking: Asking) -> dict[str, float]:
    """
    Return per initiative the share of samples in which the best plan holds it. [share]

    Each sample draws the effects of an initiative between low and high, most often near the
    middle (a triangular distribution), all its levels alike, and both weights log-uniformly
    between half and twice. Where the time ends early, the share is over the samples that were
    done; where none was, nothing is returned.
    """
    random = Random(asking.seed)  # noqa: S311 - a sample, not a secret
    samples = [sampled(problem, random) for _ in range(SAMPLES)]

    def best(sample: Problem, seconds: float) -> tuple[Choice, ...] | None:
        found = asking.best(sample, warm=plan, seconds=seconds)
        return None if possible(sample, found) is None else found.chosen

    plans = asking.each("stability", [partial(best, sample) for sample in samples])
    solved = [{choice.initiative for choice in found} for found in plans if found is not None]
    if not solved:
        return {}
    return {x.id: sum(x.id in found for found in solved) / len(solved) for x in problem.initiatives}


def sampled(problem: Problem, random: Random) -> Problem:
    """Return the problem with effects and weights drawn anew, as its new middles."""
    now, later = (WEIGHT_FACTOR ** random.uniform(-1, 1) for _ in range(2))
    return replace(
        problem,
        weights=Weights(problem.weights.now * now, problem.weights.later * later),
        initiatives=tuple(
            _sampled(x, random.random(), random.random()) for x in problem.initiatives
        ),
    )


def _sampled(initiative: Initiative, now: float, later: float) -> Initiative:
    levels = tuple(_sampled_level(level, now, later) for level in initiative.levels)
    return replace(initiative, levels=levels)


def _sampled_level(level: Level, now: float, later: float) -> Level:
    return replace(
        level,
        now=drawn(level.now, now),
        later=drawn(level.later, later),
        reach=tuple(
            replace(x, now_each=drawn(x.now_each, now), later_each=drawn(x.later_each, later))
            for x in level.reach
        ),
    )


def drawn(spread: Range, quantile: float) -> Range:
    """Return the value at a quantile of the triangular distribution over low, mid and high."""
    low, mid, high = spread.low, spread.mid, spread.high
    if high <= low:
        return spread
    if quantile <= (mid - low) / (high - low):
        value = low + math.sqrt(quantile * (high - low) * (mid - low))
    else:
        value = high - math.sqrt((1 - quantile) * (high - low) * (high - mid))
    return Range(value, value, value)
