"""Working days in the Netherlands: what a promise of some days comes to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5
# Good Friday is a holiday by custom that town halls work on or not; who closes says so.
WORKED = frozenset({"Goede vrijdag"})


class TooFar(ValueError):
    """No working day was found within a year: too many days are closed."""


@cache
def _off(year: int) -> frozenset[date]:
    of_year = holidays.country_holidays("NL", years=year, language="nl")
    return frozenset(day for day, name in of_year.items() if name not in WORKED)


def is_working(day: date, closed: Collection[date] = ()) -> bool:
    """Tell whether people work on a day: no weekend, no holiday, not closed."""
    return day.weekday() < SATURDAY and day not in _off(day.year) and day not in closed


def after(start: date, days: int, closed: Collection[date] = ()) -> date:
    """
    Return the working day that comes so many working days after a day.

    Args:
        start: Not counted itself, whether people work on it or not.
        days: Zero gives the first working day from `start` on. [working days]
        closed: Days off beside weekends and the holidays of the country.

    Raises:
        TooFar: if a year goes by without a working day.
    """
    day = start if days == 0 else start + timedelta(days=1)
    left = max(days, 1)
    idle = 0
    while True:
        if is_working(day, closed):
            left, idle = left - 1, 0
            if left == 0:
                return day
        idle += 1
        if idle > 366:
            raise TooFar(f"no working day within a year after {start}")
        day += timedelta(days=1)


def between(start: date, until: date, closed: Collection[date] = ()) -> int:
    """Return how many working days lie after a day, up to and with another. [working days]"""
    span = (until - start).days
    if span < 0:
        return -between(until, start, closed)
    days = (start + timedelta(days=n) for n in range(1, span + 1))
    return sum(is_working(day, closed) for day in days)
