"""Promises are counted in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core import workdays

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        # Over Christmas 2026, a Friday and a Saturday.
        (date(2026, 12, 23), 2, date(2026, 12, 28)),
        # King's day 2027 is a Tuesday.
        (date(2027, 4, 26), 1, date(2027, 4, 28)),
        # Good Friday is worked on, Easter Monday is not.
        (date(2027, 3, 25), 2, date(2027, 3, 30)),
        # From a Saturday, nothing to wait: the Monday.
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
    ],
)
def test_holidays_and_weekends_do_not_count(start: date, days: int, expected: date) -> None:
    assert workdays.after(start, days) == expected


def test_a_day_that_the_town_hall_is_closed_does_not_count() -> None:
    closed = {date(2026, 11, 24)}

    assert workdays.after(date(2026, 11, 23), 1, closed) == date(2026, 11, 25)


def test_always_closed_says_so() -> None:
    closed = {date(2026, 1, 1) + timedelta(days=n) for n in range(900)}

    with pytest.raises(workdays.TooFar):
        workdays.after(date(2026, 11, 23), 1, closed)


@given(start=DAYS, days=st.integers(1, 60))
def test_counting_back_gives_the_days_promised(start: date, days: int) -> None:
    promised = workdays.after(start, days)

    assert workdays.is_working(promised)
    assert workdays.between(start, promised) == days
    assert workdays.between(promised, start) == -days
