"""Names and numbers as they stand in a Dutch sentence."""

from __future__ import annotations

from collections.abc import Iterable

from bundel.core.portfolio.problem import Problem


class Words:
    """How the things of one problem are called: by name, or by id where they have none."""

    def __init__(self, problem: Problem) -> None:
        self._initiatives = {x.id: x.name or x.id for x in problem.initiatives}
        self._pools = {x.id: x.name or x.id for x in problem.pools}
        self._funds = {x.id: x.name or x.id for x in problem.funds}
        self._quarters = problem.quarters

    def initiative(self, name: str) -> str:
        """Return what the initiative is called, in quotes."""
        return f"‘{self._initiatives.get(name, name)}’"

    def initiatives(self, names: Iterable[str]) -> str:
        """Return several initiatives as a list in words."""
        return listed([self.initiative(name) for name in names])

    def pool(self, name: str) -> str:
        """Return what the pool is called, in quotes."""
        return f"‘{self._pools.get(name, name)}’"

    def fund(self, name: str) -> str:
        """Return what the fund is called, in quotes."""
        return f"‘{self._funds.get(name, name)}’"

    def quarter(self, index: int) -> str:
        """Return the label of a quarter, also of one before or after the horizon."""
        if 0 <= index < len(self._quarters):
            return self._quarters[index]
        if index < 0:
            return f"{-index} kwartalen vóór {self._quarters[0]}"
        return f"{index - len(self._quarters) + 1} kwartalen na {self._quarters[-1]}"


def listed(parts: list[str]) -> str:
    """Return parts with commas, and "en" before the last."""
    return " en ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def number(value: float) -> str:
    """Return a number in Dutch style, whole where it is large."""
    text = f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.1f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
