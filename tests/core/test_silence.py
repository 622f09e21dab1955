"""Silence is told where risk is high and less is told than chance would leave, or few help."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.silence import Ground, at_most, quiet

CALM = [Ground(f"W{n}", 1000, 10.0 + n, signals=5, partners=3, grade="A") for n in range(9)]


def test_where_all_is_as_everywhere_nothing_stands_out():
    assert quiet(CALM) == []


def test_high_risk_without_signals_is_quiet_and_sure():
    (found,) = quiet([*CALM[:8], replace(CALM[8], signals=0)])

    assert (found.key, found.is_quiet, found.has_few, found.sure) == ("W8", True, False, "sure")
    assert found.p == pytest.approx(math.exp(-found.expected))


def test_low_risk_without_signals_is_no_news():
    assert quiet([replace(CALM[0], signals=0), *CALM[1:]]) == []


def test_an_assumed_risk_is_never_sure():
    (found,) = quiet([*CALM[:8], replace(CALM[8], signals=0, grade="D")])

    assert found.sure == "maybe"


def test_with_too_few_signals_in_all_only_partners_are_judged():
    silent = [replace(one, signals=0) for one in CALM]

    assert quiet(silent) == []
    (found,) = quiet([*silent[:8], replace(silent[8], partners=1)])
    assert (found.p, found.has_few, found.sure) == (None, True, "unknown")


def test_an_area_without_figures_is_left_out():
    unknown = replace(CALM[8], key="X", risk=None, signals=0)
    empty = replace(CALM[8], key="Y", people=0, signals=0)

    assert quiet([*CALM, unknown, empty]) == []


@given(st.integers(0, 40), st.floats(0.01, 40))
def test_the_chance_of_few_rises_with_the_count(count, mean):
    assert 0 < at_most(count, mean) <= at_most(count + 1, mean) <= 1
