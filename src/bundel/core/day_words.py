"""Days as people type them in a hurry: "vr", "morgen", "+2w", "31-1" or a whole date."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NEAR = {"vandaag": 0, "morgen": 1, "overmorgen": 2, "volgende week": 7}
STEP = re.compile(r"\+?\s*(\d{1,3})\s*(d|dag|dagen|w|week|weken|m|maand|maanden)")
DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
NAMED = re.compile(r"(\d{1,2})\s+([a-z]{3})[a-z]*\.?(?:\s+(\d{4}))?")


class NoDay(ValueError):
    """No day can be read in this."""


def read_day(text: str, today: date) -> date:
    """
    Return the day that is meant; a weekday is the next one, a date without a year the coming one.

    Raises:
        NoDay: if it says no day, or one that does not exist.
    """
    said = " ".join(text.strip().lower().split())
    if said in NEAR:
        return today + timedelta(days=NEAR[said])
    if said in {"eind maand", "eind van de maand"}:
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if step := STEP.fullmatch(said):
        return _later(today, int(step[1]), step[2][0])
    weekday = _weekday(said)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _date(said, today)


def _weekday(said: str) -> int | None:
    """Return a weekday of which at least two letters are there, such as "vr" or "vrij"."""
    if len(said) < 2:
        return None
    return next((n for n, name in enumerate(WEEKDAYS) if name.startswith(said)), None)


def _later(today: date, number: int, unit: str) -> date:
    if unit != "m":
        return today + timedelta(days=number * (7 if unit == "w" else 1))
    years, month = divmod(today.month - 1 + number, 12)
    last = calendar.monthrange(today.year + years, month + 1)[1]
    return date(today.year + years, month + 1, min(today.day, last))


def _date(said: str, today: date) -> date:
    if iso := ISO.fullmatch(said):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := DAY.fullmatch(said):
        day, month, year = int(numbers[1]), int(numbers[2]), numbers[3]
    elif (named := NAMED.fullmatch(said)) and _month(named[2]):
        day, month, year = int(named[1]), _month(named[2]), named[3]
    else:
        raise NoDay(said)
    if year:
        return _made(int(year), month, day)
    # 29 February comes in the next leap year.
    for coming in range(today.year, today.year + 9):
        try:
            found = date(coming, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise NoDay(said)


def _month(word: str) -> int:
    """Return a month by its first letters; 0 for none."""
    known = "maa" if word == "mrt" else word
    return MONTHS.index(known) + 1 if known in MONTHS else 0


def _made(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as wrong:
        raise NoDay(f"{year}-{month}-{day}") from wrong
