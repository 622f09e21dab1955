"""A gentle alarm: is this week out of line with the weeks before it, on one theme?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

# How far the weeks to compare with go back, and the weeks just before that are left out, because
# what is rising now may have begun there.
BACK = 26
BETWEEN = 2
FEWEST_WEEKS = 12
FEWEST_CASES = 8
FEWEST_NOW = 3
# A week further above the middle than this many times the usual distance counts as that far.
HIGH = 3.0
TO_SIGMA = 1.4826
# What is not known of a count of nothing: half a case (Jeffreys).
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Spike:
    """
    How a week stands beside the weeks before it.

    Args:
        now: Counted in this week.
        usual: What the weeks before lead to expect. [cases]
        p: How often as much or more comes with nothing going on; None with too few to say.
    """

    now: int
    usual: float
    p: float | None

    @property
    def enough(self) -> bool:
        """Whether there is enough to say anything."""
        return self.p is not None


def spike(weekly: Sequence[int]) -> Spike:
    """
    Return how the last week stands beside the weeks before it.

    The expectation is the mean of the compared weeks, after peaks among them are cut down. The
    chance is that of a negative binomial, of which the variance holds both how much the weeks
    differ and how little a mean of few weeks is known; with weeks that differ as chance has it,
    that is the exact prediction of a Poisson count.

    Args:
        weekly: Counts per week, the oldest first, this week last.

    Source:
        Noufaily and others, An improved algorithm for outbreak detection in multiple surveillance
        systems, Statistics in Medicine 32 (2013), 1206-1222: the idea of a negative binomial with
        past outbreaks held down; ours is simpler and has no trend or season.
    """
    now = weekly[-1] if weekly else 0
    before = list(weekly[: -1 - BETWEEN])[-BACK:]
    calm = _calmed(before)
    usual = sum(calm) / len(calm) if calm else 0.0
    too_few = len(before) < FEWEST_WEEKS or sum(before) + now < FEWEST_CASES or now < FEWEST_NOW
    if too_few:
        return Spike(now, usual, None)
    mean = (sum(calm) + HALF) / len(calm)
    differs = sum((week - usual) ** 2 for week in calm) / (len(calm) - 1)
    spread = max(1.0, differs / mean)
    return Spike(now, usual, at_least(now, mean, mean * spread * (1 + 1 / len(calm))))


def at_least(count: int, mean: float, variance: float) -> float:
    """
    Return the chance that a negative binomial comes to a count or more. [0 to 1]

    Args:
        count: At least this.
        mean: Above 0.
        variance: Above the mean.
    """
    size = mean**2 / (variance - mean)
    stays = size / (size + mean)
    under = sum(
        math.exp(
            math.lgamma(number + size)
            - math.lgamma(size)
            - math.lgamma(number + 1)
            + size * math.log(stays)
            + number * math.log1p(-stays)
        )
        for number in range(count)
    )
    return min(1.0, max(0.0, 1.0 - under))


def _calmed(weeks: Sequence[int]) -> list[float]:
    """Return the weeks with peaks cut down to what is still usual."""
    if not weeks:
        return []
    middle = median(weeks)
    distance = TO_SIGMA * median(abs(week - middle) for week in weeks)
    most = middle + HIGH * max(distance, math.sqrt(max(middle, 1.0)))
    return [min(float(week), most) for week in weeks]
