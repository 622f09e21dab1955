"""The smallest set of wishes that clash, when no plan can meet them all."""

from __future__ import annotations

from collections.abc import Sequence

from bundel.core.portfolio.asking import Asking
from bundel.core.portfolio.problem import Problem, Weights
from bundel.core.portfolio.wishes import Wish, wishes


def conflict(problem: Problem, asking: Asking) -> tuple[Wish, ...]:
    """
    Return wishes that cannot be met together, while without any one of them they can.

    The deletion filter: give up wishes for good as long as the rest still clashes, in ever
    smaller lots. What could not be decided in time is kept, so the set always clashes.

    Source:
        Chinneck, Feasibility and Infeasibility in Optimization, 2008, chapter 6.
    """
    kept = list(wishes(problem))
    lot = max(1, len(kept) // 2)
    while True:
        kept = _without_lots(problem, kept, lot, asking)
        if lot == 1:
            return tuple(kept)
        lot = max(1, lot // 2)


def _without_lots(problem: Problem, kept: list[Wish], lot: int, asking: Asking) -> list[Wish]:
    still = set(kept)
    given_up = [wish for wish in wishes(problem) if wish not in still]
    at = 0
    while at < len(kept) and not asking.is_over:
        tried = kept[at : at + lot]
        if clashes(problem, [*given_up, *tried], asking):
            given_up += tried
            kept = kept[:at] + kept[at + lot :]
        else:
            at += lot
        asking.tell("conflict", len(given_up), len(given_up) + len(kept))
    return kept


def clashes(problem: Problem, given_up: Sequence[Wish], asking: Asking) -> bool:
    """Return whether it is certain that no plan meets all wishes but those given up."""
    for wish in given_up:
        problem = wish.given_up(problem)
    return asking.best(problem, weights=Weights(0.0, 0.0)).status == "infeasible"
