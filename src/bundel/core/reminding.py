"""On which days somebody is reminded of something with a day: before it, and after it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bundel.core import workdays


@dataclass(frozen=True, slots=True)
class Clock:
    """
    The clock of reminders of one thing.

    Args:
        days_before: The first reminder, so many days before its day; 0 on the day itself.
        every_days: After its day again, each so many days; at least 1.
    """

    days_before: int = 3
    every_days: int = 7


def steps_passed(due_date: date, clock: Clock, today: date) -> int:
    """
    Return how many reminders of a thing should have gone out by a day.

    One so many days before its day, and one each so many days after it, its first day past
    counted from the day itself.
    """
    first = due_date - timedelta(days=clock.days_before)
    if today < first:
        return 0
    late = (today - due_date).days
    return 1 + (0 if late <= 0 else (late - 1) // clock.every_days + 1)


def is_asked(due_date: date, clock: Clock, today: date, last: date | None) -> bool:
    """
    Tell whether somebody is reminded today.

    A step that fell on a day off, or on which no mail went out, is made up for on the next
    working day; several of them at once make one reminder.

    Args:
        last: The day of the last reminder of this thing to this person, if any.
    """
    if not workdays.is_working(today) or last == today:
        return False
    done = 0 if last is None else steps_passed(due_date, clock, last)
    return steps_passed(due_date, clock, today) > done
