"""The alarm for one week: quiet in quiet weeks, awake at a peak, silent with too little."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.scan.spikes import at_least, spike

QUIET = [3, 2, 4, 3, 2, 3, 4, 2, 3, 3, 2, 4, 3, 3, 2, 4, 3, 2, 3, 3]


def test_a_peak_is_seen():
    seen = spike([*QUIET, 12])

    assert seen.enough
    assert seen.p is not None
    assert seen.p < 0.001
    assert 2.5 < seen.usual < 3.5


def test_a_week_like_any_other_is_no_peak():
    assert (spike([*QUIET, 3]).p or 0) > 0.3


def test_a_peak_in_the_past_does_not_hide_one_now():
    assert (spike([*QUIET[:8], 25, *QUIET[9:], 12]).p or 1) < 0.01


@pytest.mark.parametrize(
    "weekly", [[], [5], [3] * 10, [0] * 30, [0] * 25 + [2], [1] * 6 + [0] * 20 + [2]]
)
def test_too_little_is_too_few_to_say(weekly):
    assert not spike(weekly).enough


@given(st.floats(0.2, 40), st.floats(1.01, 5), st.integers(0, 60))
def test_the_chance_is_a_chance_and_falls_with_the_count(mean, times, count):
    here, next_one = (at_least(n, mean, mean * times) for n in (count, count + 1))

    assert 0 <= next_one <= here <= 1
    assert at_least(0, mean, mean * times) == 1


def test_with_hardly_more_spread_the_chance_is_that_of_poisson():
    poisson = 1 - sum(math.exp(-4) * 4**n / math.factorial(n) for n in range(9))

    assert at_least(9, 4.0, 4.0001) == pytest.approx(poisson, rel=1e-3)


def test_quiet_weeks_seldom_alarm():
    random = np.random.default_rng(1)
    weeks = random.poisson(4, size=(1000, 29))

    alarms = sum((spike([int(n) for n in row]).p or 1) <= 0.01 for row in weeks)

    assert alarms <= 20
