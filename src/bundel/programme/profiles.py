"""Start and running figures spread out over the quarters since the start."""

from __future__ import annotations

import math
from collections.abc import Mapping

from bundel.core.portfolio.problem import Range, Reach
from bundel.programme.material import LevelMaterial, MoneyPart, ReachPart

Profile = tuple[float, ...]


def length(level: LevelMaterial, start: int, horizon: int) -> int:
    """Return how long a level lasts, one that goes on to the end of the horizon. [quarters]"""
    return level.duration if level.duration is not None else max(horizon - min(start, 0), 1)


def starting(level: LevelMaterial, start_hours: float, quarters: int) -> Profile:
    """Return the hours for starting per quarter, spread evenly over the start quarters. [hours]"""
    spread = max(level.start_quarters, 1)
    return tuple(start_hours / spread if k < spread else 0.0 for k in range(quarters))


def running(level: LevelMaterial, running_hours: float, quarters: int) -> Profile:
    """Return the hours for running per quarter, from the first one after the start. [hours]"""
    return tuple(0.0 if k < level.start_quarters else running_hours for k in range(quarters))


def hours(level: LevelMaterial, quarters: int) -> dict[str, Profile]:
    """Return per pool the hours in each quarter since the start. [hours]"""
    return {
        pool: tuple(
            a + b
            for a, b in zip(
                starting(level, start, quarters), running(level, run, quarters), strict=True
            )
        )
        for pool, (start, run) in level.hours.items()
    }


def euros(level: LevelMaterial, quarters: int) -> dict[str, Profile]:
    """Return per fund the euros in each quarter since the start. [EUR]"""
    found: dict[str, list[float]] = {}
    for part in level.money:
        total = found.setdefault(part.fund, [0.0] * quarters)
        for k in range(quarters):
            total[k] += _euros_in(level, part, k)
    return {fund: tuple(amounts) for fund, amounts in found.items()}


def _euros_in(level: LevelMaterial, part: MoneyPart, k: int) -> float:
    if k + 1 < part.first or (part.last is not None and k + 1 > part.last):
        return 0.0
    spread = max(level.start_quarters, 1)
    begin = part.start_eur / spread if k < spread else 0.0
    return begin + (0.0 if k < level.start_quarters else part.running_eur)


def reach(level: LevelMaterial, part: ReachPart, quarters: int) -> Reach:
    """Return the households per quarter since the start, with their worth and its uncertainty."""
    return Reach(
        area=part.area,
        group=part.group,
        households=tuple(_households_in(level, part, k) for k in range(quarters)),
        now_each=uncertain(part.now_each, part.households),
        later_each=uncertain(part.later_each, part.households),
    )


def _households_in(level: LevelMaterial, part: ReachPart, k: int) -> float:
    running_for = k - level.start_quarters
    if running_for < 0:
        return 0.0
    return part.households.mid * part.ramp_shares[min(running_for, len(part.ramp_shares) - 1)]


def uncertain(each: Range, households: Range) -> Range:
    """
    Return the worth of a household with the uncertainty of how many there are folded in.

    The planner's question has one range for a reach: that of the worth. The relative
    deviations of worth and number are taken as independent, so they add up as squares.
    """
    if not each.mid or not households.mid:
        return each
    down = math.hypot(1 - each.low / each.mid, 1 - households.low / households.mid)
    up = math.hypot(each.high / each.mid - 1, households.high / households.mid - 1)
    return Range(round(each.mid * max(1 - down, 0.0), 4), each.mid, round(each.mid * (1 + up), 4))


def used(profile: Mapping[str, Profile], start: int, horizon: int) -> dict[str, list[float]]:
    """Return a profile since the start as amounts in the quarters of the horizon."""
    return {
        name: [amounts[t - start] if 0 <= t - start < len(amounts) else 0.0 for t in range(horizon)]
        for name, amounts in profile.items()
    }
