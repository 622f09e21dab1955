"""The things of one problem as values in a sentence, under the names that they have."""

from __future__ import annotations

import math
from collections.abc import Iterable

from bundel.core.portfolio.problem import Problem
from bundel.core.portfolio.said import Kind, Value
from bundel.core.quarters import NotAQuarter, parse_quarter

# Less than this is rounding, not something that is short.
ROUNDING = 1e-6
# From here on nobody plans in parts of an hour or a euro.
WHOLE_FROM = 10.0


class Words:
    """How the things of one problem are called: by name, or by id where they have none."""

    def __init__(self, problem: Problem) -> None:
        self._initiatives = {x.id: x.name or x.id for x in problem.initiatives}
        self._pools = {x.id: x.name or x.id for x in problem.pools}
        self._funds = {x.id: x.name or x.id for x in problem.funds}
        self._quarters = problem.quarters

    def initiative(self, name: str) -> Value:
        """Return what the initiative is called."""
        return self.initiatives([name])

    def initiatives(self, names: Iterable[str]) -> Value:
        """Return what several initiatives are called."""
        return called(*(self._initiatives.get(name, name) for name in names))

    def pool(self, name: str) -> Value:
        """Return what the pool is called."""
        return called(self._pools.get(name, name))

    def fund(self, name: str) -> Value:
        """Return what the fund is called."""
        return called(self._funds.get(name, name))

    def quarter(self, index: int) -> Value:
        """Return the label of a quarter, also of one before or after the horizon."""
        return Value(Kind.QUARTER, self._label(index))

    def _label(self, index: int) -> str:
        labels = self._quarters
        if 0 <= index < len(labels):
            return labels[index]
        try:
            return str(parse_quarter(labels[0]).plus(index))
        except NotAQuarter:
            away = -index if index < 0 else index - len(labels) + 1
            distance = Value(Kind.QUARTERS, away)
            return f"{distance} vóór {labels[0]}" if index < 0 else f"{distance} na {labels[-1]}"


def called(*names: str) -> Value:
    """Return names, in quotes when they are text."""
    return Value(Kind.NAMES, names)


def left(kind: Kind, amount: float) -> Value:
    """Return what is left, rounded down as it will be shown: never more than there is."""
    step = _step(amount)
    return Value(kind, max(0.0, math.floor((amount + ROUNDING) * step) / step))


def needed(kind: Kind, amount: float) -> Value:
    """Return what is needed, rounded up as it will be shown: never less than that."""
    step = _step(amount)
    return Value(kind, math.ceil((amount - ROUNDING) * step) / step)


def _step(amount: float) -> int:
    return 1 if amount >= WHOLE_FROM else 10
