"""Counting in months, as people do: a month after 31 January is the last day of February."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime


def months_later(moment: datetime, months: int) -> datetime:
    """Return the same time on the same day, this many months later, or on the month's last day."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    last_day = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last_day))
