"""The laws of lines: exact at the limit, never before their day, and monotone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.triggers import Line, Point, judge

DAY = date(2027, 3, 1)
amounts = st.decimals(-1000, 1000, places=4)
days = st.dates(DAY - timedelta(days=200), DAY + timedelta(days=200))
series = st.lists(st.builds(Point, days, amounts), max_size=12, unique_by=lambda one: one.date)
lines = st.builds(Line, st.booleans(), amounts, st.none() | days, st.none() | days)


def of(*values: str) -> list[Point]:
    """Return a value a month, the last on the day itself."""
    first = len(values) - 1
    return [
        Point(DAY - timedelta(days=30 * (first - n)), Decimal(value))
        for n, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("value", "crossed"), [("1.79", False), ("1.80", False), ("1.8001", True), ("1.81", True)]
)
def test_on_the_limit_is_not_beyond_it(value: str, crossed: bool) -> None:
    verdict = judge(Line(True, Decimal("1.8")), of("1.60", value), is_sum=False, today=DAY)

    assert verdict is not None
    assert verdict.is_crossed is crossed


def test_fewer_than_forty_visits_by_march_is_judged_on_that_day() -> None:
    line = Line(False, Decimal(40), DAY, DAY - timedelta(days=45))
    visits = of("30", "15", "20")

    assert judge(line, visits, is_sum=True, today=DAY - timedelta(days=1)) is None
    verdict = judge(line, visits, is_sum=True, today=DAY + timedelta(days=9))
    assert verdict is not None
    assert (verdict.value, verdict.is_crossed) == (Decimal(35), True)


def test_what_was_measured_after_its_day_comes_too_late() -> None:
    line = Line(False, Decimal(40), DAY)
    visits = [*of("30"), Point(DAY + timedelta(days=1), Decimal(30))]

    verdict = judge(line, visits, is_sum=True, today=DAY + timedelta(days=2))

    assert verdict is not None
    assert verdict.value == Decimal(30)


@given(line=lines, points=series, today=days, is_sum=st.booleans())
def test_a_day_of_its_own_is_waited_for(
    line: Line, points: list[Point], today: date, is_sum: bool
) -> None:
    verdict = judge(line, points, is_sum=is_sum, today=today)

    if line.judge_date is not None and today < line.judge_date:
        assert verdict is None
    if verdict is not None:
        assert verdict.date <= today
        assert verdict.is_last == (verdict.is_crossed or line.judge_date is not None)


@given(line=lines, points=series, today=days, is_sum=st.booleans(), less=st.decimals(0, 50))
def test_a_lower_limit_from_above_is_crossed_sooner(
    line: Line, points: list[Point], today: date, is_sum: bool, less: Decimal
) -> None:
    above = replace(line, is_above=True)
    lower = replace(above, limit=above.limit - less)

    one, other = (judge(each, points, is_sum=is_sum, today=today) for each in (above, lower))

    assert (one is None) == (other is None)
    if one is not None and other is not None and one.is_crossed:
        assert other.is_crossed


@given(points=series, limit=amounts, today=days, is_sum=st.booleans())
def test_never_above_and_below_at_once(
    points: list[Point], limit: Decimal, today: date, is_sum: bool
) -> None:
    found = [judge(Line(up, limit), points, is_sum=is_sum, today=today) for up in (True, False)]

    known = [one for one in found if one is not None and one.value is not None]
    assert sum(one.is_crossed for one in known) <= 1


def test_what_nobody_measured_comes_back_on_its_day_and_not_before() -> None:
    line = Line(False, Decimal(40), DAY, DAY - timedelta(days=45))
    before = [Point(DAY - timedelta(days=60), Decimal(90))]

    assert judge(line, before, is_sum=True, today=DAY - timedelta(days=1)) is None
    verdict = judge(line, before, is_sum=True, today=DAY)
    assert verdict is not None
    assert (verdict.value, verdict.is_crossed, verdict.is_last) == (None, True, True)
    assert judge(replace(line, judge_date=None), before, is_sum=True, today=DAY) is None


@given(line=lines, points=series, today=days, later=series, is_sum=st.booleans())
def test_what_comes_after_its_day_changes_no_verdict(
    line: Line, points: list[Point], today: date, later: list[Point], is_sum: bool
) -> None:
    on = replace(line, judge_date=DAY)
    known = {point.date for point in points}
    more = [point for point in later if point.date > DAY and point.date not in known]

    assert judge(on, points, is_sum=is_sum, today=max(today, DAY)) == judge(
        on, points + more, is_sum=is_sum, today=max(today, DAY)
    )
