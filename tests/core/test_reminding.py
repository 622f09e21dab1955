"""The laws of reminding: never twice a day, on working days only, and nothing is forgotten."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bundel.core import workdays
from bundel.core.reminding import Clock, is_asked, steps_passed

FRIDAY = date(2027, 3, 5)
clocks = st.builds(Clock, st.integers(0, 30), st.integers(1, 30))
dues = st.dates(date(2027, 1, 1), date(2027, 12, 31))


def run(due: date, clock: Clock, days: int, down: frozenset[int] = frozenset()) -> list[date]:
    """Return the days of reminders; on the days that are `down` no job ran."""
    asked: list[date] = []
    start = due - timedelta(days=clock.days_before + 5)
    for n in range(days):
        today = start + timedelta(days=n)
        if n in down:
            continue
        if is_asked(due, clock, today, asked[-1] if asked else None):
            asked.append(today)
    return asked


def test_once_before_and_then_every_week() -> None:
    asked = run(FRIDAY, Clock(days_before=3, every_days=7), 32)

    assert asked == [
        date(2027, 3, 2),
        date(2027, 3, 8),
        date(2027, 3, 15),
        date(2027, 3, 22),
    ]


@given(due=dues, clock=clocks)
def test_no_two_reminders_on_a_day_and_none_on_a_day_off(due: date, clock: Clock) -> None:
    asked = run(due, clock, 90)

    assert len(asked) == len(set(asked))
    assert all(workdays.is_working(day) for day in asked)


@given(due=dues, clock=clocks, down=st.frozensets(st.integers(0, 60), max_size=30))
def test_nothing_that_is_late_is_forgotten(due: date, clock: Clock, down: frozenset[int]) -> None:
    asked = run(due, clock, 90, down)

    # By a working day on which the job ran, the last step that passed has been told.
    last = due - timedelta(days=clock.days_before + 5) + timedelta(days=89)
    while not workdays.is_working(last):
        last -= timedelta(days=1)
    assert steps_passed(due, clock, asked[-1]) == steps_passed(due, clock, last)


@given(due=dues, clock=clocks, today=st.dates(date(2026, 11, 1), date(2028, 3, 1)))
def test_nobody_is_reminded_before_the_clock_begins(due: date, clock: Clock, today: date) -> None:
    if today < due - timedelta(days=clock.days_before):
        assert not is_asked(due, clock, today, None)
