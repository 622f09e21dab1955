"""Months later."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.months import months_later


@pytest.mark.parametrize(
    ("begin", "months", "later"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2027, 11, 23), 3, (2028, 2, 23)),
        ((2026, 12, 1), 12, (2027, 12, 1)),
        ((2028, 2, 29), 12, (2029, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(
    begin: tuple[int, int, int], months: int, later: tuple[int, int, int]
) -> None:
    assert months_later(datetime(*begin, tzinfo=UTC), months) == datetime(*later, tzinfo=UTC)


@given(
    moment=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001  # only months count
    months=st.integers(0, 60),
)
def test_more_months_are_never_earlier(moment: datetime, months: int) -> None:
    assert moment <= months_later(moment, months) <= months_later(moment, months + 1)
