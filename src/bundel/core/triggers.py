"""When a decision comes back: a line, the figures that people keep, and whether it was crossed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """What a figure was on a day."""

    date: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line in the data.

    Args:
        is_above: Crossed when the figure is above the limit; else when it is below.
        judge_date: Judged on this day only, on what was known of the days up to it; None: always.
        from_date: What adds up is counted from this day on.
    """

    is_above: bool
    limit: Decimal
    judge_date: date | None = None
    from_date: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What a line showed.

    Args:
        value: None: on its own day nobody had measured it.
        is_crossed: The figure passed the limit, or is not known on the day it had to be.
        is_last: It was judged on its day, so that it is not looked at again.
    """

    value: Decimal | None
    date: date
    is_crossed: bool
    is_last: bool


def is_beyond(line: Line, value: Decimal) -> bool:
    """Tell whether a value passes the limit; on the limit itself it does not pass."""
    return value > line.limit if line.is_above else value < line.limit


def is_due(line: Line, today: date) -> bool:
    """Tell whether a line is judged today: one with a day of its own not before that day."""
    return line.judge_date is None or today >= line.judge_date


def known(line: Line, series: Iterable[Point], today: date) -> list[Point]:
    """Return the points that count for a line today, the oldest first."""
    until = min(today, line.judge_date or today)
    return sorted(
        (
            point
            for point in series
            if point.date <= until and (line.from_date is None or point.date >= line.from_date)
        ),
        key=lambda point: point.date,
    )


def judge(line: Line, series: Iterable[Point], *, is_sum: bool, today: date) -> Verdict | None:
    """
    Return what a line shows today; None while it is too early, or while nothing was measured.

    What nobody measured is not nought: a line that is judged always waits for a first point. A line
    with a day of its own does not wait on: that nobody knows is a reason to look again.

    Args:
        series: What the figure was, each day once.
        is_sum: The points add up, as with visits; else the last one counts, as with a price.
    """
    if not is_due(line, today):
        return None
    points = known(line, series, today)
    if not points:
        return Verdict(None, line.judge_date, True, True) if line.judge_date else None
    value = sum((point.value for point in points), Decimal(0)) if is_sum else points[-1].value
    crossed = is_beyond(line, value)
    return Verdict(value, points[-1].date, crossed, crossed or line.judge_date is not None)
