"""Every way to do an initiative: a level and a start that nothing rules out beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from bundel.core.portfolio.problem import Choice, Fund, Initiative, Level, Problem
from bundel.core.portfolio.rows import Ints


@dataclass(frozen=True)
class Options:
    """The first columns of the model: each is one (initiative, level, start)."""

    problem: Problem
    initiative: Ints
    level: Ints
    start: Ints

    def __len__(self) -> int:
        return len(self.initiative)

    @cached_property
    def duration(self) -> Ints:
        """Return quarters from start to finish, per option."""
        lengths = [
            self.problem.initiatives[i].levels[k].duration
            for i, k in zip(self.initiative, self.level, strict=True)
        ]
        return np.array(lengths, dtype=np.int32)

    @cached_property
    def blocks(self) -> list[tuple[int, Level, int, int]]:
        """Return per level: its initiative, itself, its first option, the one after its last."""
        if len(self) == 0:
            return []
        changed = (np.diff(self.initiative) != 0) | (np.diff(self.level) != 0)
        firsts = np.concatenate([[0], np.flatnonzero(changed) + 1, [len(self)]]).tolist()
        return [
            (
                int(i := self.initiative[a]),
                self.problem.initiatives[i].levels[self.level[a]],
                a,
                b,
            )
            for a, b in pairwise(firsts)
        ]

    @cached_property
    def of(self) -> list[tuple[int, int]]:
        """Return per initiative its first option and the one after its last."""
        edges = np.searchsorted(self.initiative, np.arange(len(self.problem.initiatives) + 1))
        return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))

    @cached_property
    def place(self) -> dict[str, int]:
        """Return per id of an initiative its index in the problem."""
        return {each.id: i for i, each in enumerate(self.problem.initiatives)}

    @cached_property
    def _index(self) -> dict[tuple[int, int, int], int]:
        keys = zip(
            self.initiative.tolist(),
            self.level.tolist(),
            self.start.tolist(),
            strict=True,
        )
        return {key: at for at, key in enumerate(keys)}

    def choice(self, at: int) -> Choice:
        """Return what a column stands for."""
        initiative = self.problem.initiatives[self.initiative[at]]
        return Choice(initiative.id, initiative.levels[self.level[at]].id, int(self.start[at]))

    def find(self, choice: Choice) -> int | None:
        """Return the column of a choice, or nothing where the problem does not allow it."""
        i = self.place.get(choice.initiative)
        if i is None:
            return None
        names = [level.id for level in self.problem.initiatives[i].levels]
        if choice.level not in names:
            return None
        return self._index.get((i, names.index(choice.level), choice.start))


def options_of(problem: Problem) -> Options:
    """Return all options of a problem: within its limits on starting, finishing and spending."""
    last_spend = {fund.id: fund for fund in problem.funds}
    found: list[tuple[int, int, int]] = []
    for i, initiative in enumerate(problem.initiatives):
        for k, level in enumerate(initiative.levels):
            starts = _starts(initiative, level, len(problem.quarters))
            allowed = [s for s in starts if _may_spend(level, s, last_spend, len(problem.quarters))]
            found.extend((i, k, s) for s in allowed)
    table = np.array(found, dtype=np.int32).reshape(-1, 3)
    return Options(problem, table[:, 0], table[:, 1], table[:, 2])


def _starts(initiative: Initiative, level: Level, n_quarters: int) -> list[int]:
    if initiative.forbidden:
        return []
    finish = n_quarters - level.duration if initiative.must_finish else n_quarters - 1
    if initiative.committed is not None:
        promised = initiative.committed
        return [promised.start] if promised.level == level.id and promised.start <= finish else []
    latest = n_quarters - 1 if initiative.latest is None else initiative.latest
    latest = min(latest, finish, n_quarters - 1)
    return list(range(initiative.earliest, latest + 1))


def _may_spend(level: Level, start: int, funds: Mapping[str, Fund], n_quarters: int) -> bool:
    return not any(
        euros > 0 and until < start + k < n_quarters
        for fund, profile in level.euros.items()
        if (until := funds[fund].until) is not None
        for k, euros in enumerate(profile)
    )
