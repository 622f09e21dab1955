"""Laws of quarters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundel.core.quarters import NotAQuarter, Quarter, parse_quarter, quarter_of, quarters_from

quarters = st.builds(Quarter, st.integers(1900, 2200), st.integers(1, 4))


@given(quarters, st.integers(-200, 200))
def test_going_there_and_counting_back_is_the_same_step(quarter, step):
    assert quarter.plus(step).minus(quarter) == step


@given(st.builds(Quarter, st.integers(1000, 2999), st.integers(1, 4)))
def test_what_is_written_reads_back(quarter):
    assert parse_quarter(str(quarter)) == quarter


@given(st.dates(date(1900, 1, 1), date(2200, 12, 30)))
def test_a_day_lies_within_its_quarter(day):
    quarter = quarter_of(day)

    assert quarter.first_date() <= day <= quarter.last_date()


@given(quarters, quarters)
def test_text_sorts_by_time(one, other):
    assert (str(one) < str(other)) == (one < other)


def test_quarters_follow_each_other_over_the_year():
    found = [str(q) for q in quarters_from(Quarter(2027, 3), 3)]

    assert found == ["2027-K3", "2027-K4", "2028-K1"]


@pytest.mark.parametrize(
    "text", ["", "2027", "2027-K5", "2027-Q1", "27-K1", "2027-K1\n", " 2027-K1"]
)
def test_anything_else_is_no_quarter(text):
    with pytest.raises(NotAQuarter):
        parse_quarter(text)
