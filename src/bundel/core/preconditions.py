"""What has to be in place before a start: from which quarter, and what waiting costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bundel.core.quarters import Quarter, quarter_of

MONTHS_A_QUARTER = 3
# The question of the planner counts as "now" what is reached in these first quarters.
NOW_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that is not in place yet: what, who sees to it, and by which day if one is set."""

    what: str
    who: str = ""
    due_date: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A start that waits: until which quarter, and for what."""

    quarter: Quarter
    wait: Wait


def free_from(wait: Wait, today: date) -> Quarter:
    """
    Return the first quarter in which a start may count on it.

    With a day to come that is the first quarter that begins after that day. A day that passed, or
    no day at all, promises nothing; then the next quarter is the first that still can hold.
    """
    promised = wait.due_date if wait.due_date is not None else today
    return quarter_of(max(promised, today)).plus(1)


def held(waits: Iterable[Wait], today: date) -> Held | None:
    """Return until when a start waits, and for what: that which comes last; None without any."""
    found = (Held(free_from(wait, today), wait) for wait in waits)
    return max(
        found,
        key=lambda one: (one.quarter, one.wait.due_date or today, one.wait.what),
        default=None,
    )


def months(natural: Quarter, blocked: Quarter) -> int:
    """Return how much later the one quarter begins than the other; never less than 0. [months]"""
    return max(blocked.minus(natural), 0) * MONTHS_A_QUARTER


def reached(profile: Sequence[float], start: int, quarters: int) -> float:
    """
    Return how many households a profile reaches before a quarter of the horizon. [households]

    Args:
        profile: Households per quarter since the start.
        start: The quarter of the start, counted from the first of the horizon.
        quarters: How many quarters of the horizon count.
    """
    return float(sum(profile[: max(quarters - start, 0)]))


def waiting(profile: Sequence[float], natural: int, blocked: int, quarters: int) -> float:
    """
    Return how many households are not reached in time by starting later. [households]

    Never less than 0: what lasts no longer than the horizon only shifts, and then loses nothing.
    """
    early = reached(profile, natural, quarters)
    return max(early - reached(profile, blocked, quarters), 0.0)
