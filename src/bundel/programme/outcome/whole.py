"""A whole outcome: the plan that is looked at, with all that explains it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bundel.errors import NotFound
from bundel.programme.outcome import figures as worth
from bundel.programme.outcome import frontier, reading, use
from bundel.programme.outcome.figures import Figures, Spreadsheet
from bundel.programme.outcome.frontier import Option
from bundel.programme.outcome.left_out import LeftOut, left_out
from bundel.programme.outcome.reading import Json, Planned
from bundel.programme.outcome.use import FundUse, PoolUse


class NoSuchOption(NotFound):
    """The frontier has no plan with this number."""

    sentence = "Deze keuze is er niet."


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What the planner found, as far as it was asked.

    `picked` is the plan on the frontier that is looked at, None for the plan itself; `gap` is then
    that of the picked one.
    """

    quarters: tuple[str, ...]
    total: int
    gap: float | None
    figures: Figures
    planned: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...]
    options: tuple[Option, ...]
    picked: Option | None
    pools: tuple[PoolUse, ...]
    funds: tuple[FundUse, ...]
    spreadsheet: Spreadsheet | None
    has_prices: bool
    has_stability: bool

    @property
    def gap_percent(self) -> float | None:
        """The gap in tenths of a percent, rounded up so that it never promises too much."""
        return None if self.gap is None else math.ceil(self.gap * 1000 - 1e-6) / 10

    @property
    def overloaded(self) -> bool:
        """Whether some team has less hours than what already runs asks."""
        return any(use.is_over(pool) for pool in self.pools)

    @property
    def expiring(self) -> tuple[FundUse, ...]:
        """The funds of which money expires unspent."""
        return tuple(fund for fund in self.funds if fund.expires)

    @property
    def expiring_eur(self) -> float:
        """How much money expires unspent. [EUR]"""
        return sum(fund.unspent_eur or 0.0 for fund in self.expiring)


def outcome(
    problem: Json,
    result: Json,
    number: int | None = None,
    said: Json | None = None,
    has: Json | None = None,
) -> Outcome:
    """
    Return what was found.

    Args:
        number: The plan on the frontier to look at, by its number on the page.
        said: What lies behind the sentences of the result.
        has: The hours that each pool has, where the problem grants what already runs more.

    Raises:
        NoSuchOption: if the frontier has no plan with this number.
    """
    options = tuple(frontier.options(result))
    picked = _picked(options, number)
    chosen = picked.chosen if picked else result["chosen"]
    # A plan that was picked from the frontier is kept without its use of people and money.
    is_whole = picked is None and "counted" in result
    found = worth.of_result(result) if is_whole else worth.of_choices(problem, chosen)
    prices = {} if picked else result.get("price_of_hours") or {}
    stability = result.get("stability") or {}
    return Outcome(
        quarters=tuple(problem["quarters"]),
        total=len(problem["initiatives"]),
        gap=picked.gap if picked else result.get("gap"),
        figures=found,
        planned=tuple(reading.planned(problem, chosen, stability)),
        left_out=tuple(left_out(problem, chosen, result, said)),
        options=options,
        picked=picked,
        pools=tuple(use.pools(problem, found.hours, prices, abs(found.objective), has)),
        funds=tuple(use.funds(problem, found.euros)),
        spreadsheet=None if picked else worth.spreadsheet(problem, result, found),
        has_prices=bool(prices),
        has_stability=bool(stability),
    )


def _picked(options: tuple[Option, ...], number: int | None) -> Option | None:
    """Return the option with this number; the plan itself is looked at as the plan."""
    if number is None:
        return None
    for option in options:
        if option.number == number:
            return None if option.is_the_plan else option
    raise NoSuchOption
