"""What has to be in place first: until when a start waits, and what that costs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.preconditions import Wait, free_from, held, months, waiting
from bundel.core.quarters import Quarter, quarter_of

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
WAITS = st.builds(Wait, st.text(max_size=5), st.just(""), st.none() | DAYS)
PROFILE = st.lists(st.floats(0, 500), max_size=12)


@pytest.mark.parametrize(
    ("due_date", "quarter"),
    [
        (date(2027, 3, 15), "2027-K2"),
        (date(2026, 12, 31), "2027-K1"),
        (date(2027, 1, 1), "2027-K2"),
        (date(2026, 11, 23), "2027-K1"),
        (date(2026, 1, 2), "2027-K1"),
        (None, "2027-K1"),
    ],
)
def test_a_start_counts_on_the_quarter_after_the_day(due_date, quarter):
    assert str(free_from(Wait("x", due_date=due_date), TODAY)) == quarter


def test_the_last_one_is_what_a_start_waits_for():
    early, late = Wait("a", "", date(2027, 1, 5)), Wait("b", "", date(2027, 6, 1))

    found = held([late, early, Wait("c")], TODAY)

    assert found is not None
    assert (str(found.quarter), found.wait) == ("2027-K3", late)
    assert held([], TODAY) is None


@given(waits=st.lists(WAITS, min_size=1, max_size=5), today=DAYS)
def test_a_start_waits_for_all_and_never_begins_in_the_quarter_of_today(waits, today):
    found = held(waits, today)

    assert found.quarter == max(free_from(one, today) for one in waits)
    assert found.quarter > quarter_of(today)
    due = [one.due_date for one in waits if one.due_date]
    assert all(found.quarter.first_date() > day for day in due)


@given(day=DAYS, earlier=st.integers(0, 900), today=DAYS)
def test_an_earlier_day_never_lets_it_start_later(day, earlier, today):
    sooner = Wait("x", due_date=max(day - timedelta(earlier), date(2019, 1, 1)))

    assert free_from(sooner, today) <= free_from(Wait("x", due_date=day), today)


@given(
    profile=PROFILE,
    natural=st.integers(0, 12),
    later=st.integers(0, 12),
    quarters=st.integers(1, 12),
)
def test_waiting_counts_what_is_missed_quarter_by_quarter(profile, natural, later, quarters):
    blocked = natural + later
    early = sum(x for k, x in enumerate(profile) if natural + k < quarters)
    late = sum(x for k, x in enumerate(profile) if blocked + k < quarters)

    found = waiting(profile, natural, blocked, quarters)

    assert found == pytest.approx(early - late)
    assert found >= 0


def test_months_are_counted_from_quarter_to_quarter():
    assert months(Quarter(2027, 1), Quarter(2027, 3)) == 6
    assert months(Quarter(2027, 3), Quarter(2027, 1)) == 0
