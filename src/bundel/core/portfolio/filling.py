"""How households fill the saturation steps: columns for what counts, and the best filling."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bundel.core.portfolio.options import Options
from bundel.core.portfolio.problem import AtRisk, Problem, Reach
from bundel.core.portfolio.rows import Floats, Ints, RowBuilder

# `now` counts what is reached in the first four quarters of the horizon.
NOW_QUARTERS = 4

# What one household reached is worth: (now, later).
Each = tuple[float, float]


@dataclass
class _Source:
    """Households of one pair that are worth the same: how many each option brings."""

    options: list[Ints] = field(default_factory=list)
    households: list[Floats] = field(default_factory=list)

    def totals(self) -> tuple[Ints, Floats]:
        options, back = np.unique(np.concatenate(self.options), return_inverse=True)
        households = np.bincount(back, weights=np.concatenate(self.households)).astype(np.float64)
        return options.astype(np.int32), households


@dataclass(frozen=True)
class _Pair:
    """One (area, group) with limited room: its columns are (source, step), by source."""

    first: int
    rooms: Floats
    sources: tuple[tuple[Ints, Floats], ...]


@dataclass(frozen=True)
class Fillings:
    """The pairs with limited room."""

    pairs: tuple[_Pair, ...]

    def fill(self, x: Floats, objective: Floats) -> None:
        """Set the filling columns of x to the best for the options that x chooses."""
        for pair in self.pairs:
            _fill(pair, x, objective)


def _fill(pair: _Pair, x: Floats, objective: Floats) -> None:
    n_steps = len(pair.rooms)
    room = pair.rooms.copy()
    worth = objective[pair.first : pair.first + len(pair.sources) * n_steps]
    by_source = worth.reshape(-1, n_steps)
    # Dearest households first, into the steps from the first on: worths are products of the two.
    for source in np.argsort(-by_source[:, 0], kind="stable"):
        options, households = pair.sources[source]
        left = float(households @ x[options])
        for step in range(n_steps):
            taken = min(left, room[step]) if by_source[source, step] >= 0 else 0.0
            x[pair.first + source * n_steps + step] = taken
            room[step] -= taken
            left -= taken


def add_fillings(build: RowBuilder, options: Options) -> tuple[Fillings, Floats, Floats]:
    """
    Add what counts per (area, group), and the floors.

    Returns:
        The pairs whose households are shared out over columns; what reach is worth per option in
        the other pairs; and the worth of each column added. Worths are (now, later).
    """
    problem = options.problem
    at_risk = {(each.area, each.group): each for each in problem.at_risk}
    floors = [build.add_rows(floor.households, np.inf) for floor in problem.floors]
    linear = np.zeros((len(options), 2))
    pairs: list[_Pair] = []
    worths: list[Floats] = [np.zeros((0, 2))]
    for (area, group), by_worth in _sources(options).items():
        risk = at_risk.get((area, group), AtRisk(area, group, np.inf))
        totals = {each: source.totals() for each, source in by_worth.items()}
        steps = _steps(problem, risk, _most(options, totals))
        if len(steps) == 1 and all(min(each) >= 0 for each in totals):
            for each, (columns, households) in totals.items():
                linear[columns] += steps[0][1] * households[:, None] * np.array(each)
        else:
            pairs.append(_add_pair(build, steps, totals))
            worths.append(_worths(steps, totals))
        for row, floor in zip(floors, problem.floors, strict=True):
            if floor.area in (None, area) and floor.group in (None, group):
                count = _add_count(build, row, steps, totals)
                pairs.append(count)
                worths.append(np.zeros((1, 2)))
    return Fillings(tuple(pairs)), linear, np.concatenate(worths)


_Totals = dict[Each, tuple[Ints, Floats]]


def _steps(problem: Problem, risk: AtRisk, most: float) -> list[tuple[float, float]]:
    """Return room and worth per step, without the steps that nothing can reach."""
    if np.isinf(risk.households):
        return [(most, 1.0)]
    steps: list[tuple[float, float]] = []
    before = 0.0
    for step in problem.saturation:
        if not steps or before * risk.households < most:
            room = (step.upto_share - before) * risk.households
            steps.append((room, step.worth_share * risk.weight))
        before = step.upto_share
    if len(steps) == 1 and steps[0][0] < most:
        # Room can run out: the second step, of no worth, says so.
        steps.append((0.0, 0.0))
    return steps


def _worths(steps: list[tuple[float, float]], totals: _Totals) -> Floats:
    worth = np.array([worth for _, worth in steps])
    each = np.array(list(totals), dtype=np.float64)
    return np.asarray(each[:, None, :] * worth[None, :, None], dtype=np.float64).reshape(-1, 2)


def _add_count(
    build: RowBuilder, floor: int, steps: list[tuple[float, float]], totals: _Totals
) -> _Pair:
    """Add the households reached, at most the room there is: floors count the worthless too."""
    rooms = np.array([sum(room for room, _ in steps)])
    columns, households = _summed(totals)
    count = build.add_columns(0.0, rooms, whole=False)
    _limit_to_reach(build, rooms, np.array([[count]]), columns, households)
    build.put(floor, count, 1.0)
    return _Pair(count, rooms, ((columns, households),))


def _sources(options: Options) -> dict[tuple[str, str], dict[Each, _Source]]:
    found: dict[tuple[str, str], dict[Each, _Source]] = defaultdict(lambda: defaultdict(_Source))
    for _, level, a, b in options.blocks:
        for reach in level.reach:
            now, later = _households(reach, options.start[a:b], len(options.problem.quarters))
            columns = np.arange(a, b, dtype=np.int32)
            of_pair = found[reach.area, reach.group]
            for each, households in (
                ((reach.now_each.mid, reach.later_each.mid), now),
                ((0.0, reach.later_each.mid), later),
            ):
                if households.any():
                    of_pair[each].options.append(columns[households > 0])
                    of_pair[each].households.append(households[households > 0])
    return {pair: by_worth for pair, by_worth in found.items() if by_worth}


def _households(reach: Reach, starts: Ints, n_quarters: int) -> tuple[Floats, Floats]:
    amounts = np.asarray(reach.households, dtype=np.float64)
    quarter = starts[:, None] + np.arange(len(amounts))[None, :]
    now = ((quarter >= 0) & (quarter < min(NOW_QUARTERS, n_quarters))) @ amounts
    later = ((quarter >= NOW_QUARTERS) & (quarter < n_quarters)) @ amounts
    return now, later


def _most(options: Options, totals: _Totals) -> float:
    """Return how many households all initiatives together can reach at most."""
    reached = np.zeros(len(options))
    for columns, households in totals.values():
        reached[columns] += households
    most = np.zeros(len(options.problem.initiatives))
    np.maximum.at(most, options.initiative, reached)
    return float(most.sum())


def _add_pair(build: RowBuilder, steps: list[tuple[float, float]], totals: _Totals) -> _Pair:
    rooms = np.array([room for room, _ in steps])
    n_steps, n_sources = len(rooms), len(totals)
    first = build.add_columns(0.0, np.tile(rooms, n_sources), whole=False)
    step_row = build.add_rows(-np.inf, rooms)
    columns = first + np.arange(n_sources * n_steps).reshape(n_sources, n_steps)
    build.put(step_row + np.arange(n_steps)[None, :], columns, 1.0)
    for at, (brought_by, households) in enumerate(totals.values()):
        _limit_to_reach(build, rooms, columns[at : at + 1], brought_by, households)
    if n_sources > 1:
        _limit_to_reach(build, rooms, columns, *_summed(totals), whole_too=False)
    return _Pair(first, rooms, tuple(totals.values()))


def _summed(totals: _Totals) -> tuple[Ints, Floats]:
    columns = np.concatenate([columns for columns, _ in totals.values()])
    households = np.concatenate([households for _, households in totals.values()])
    distinct, back = np.unique(columns, return_inverse=True)
    return distinct.astype(np.int32), np.bincount(back, weights=households).astype(np.float64)


def _limit_to_reach(
    build: RowBuilder,
    rooms: Floats,
    columns: npt.NDArray[np.integer],
    brought_by: Ints,
    households: Floats,
    *,
    whole_too: bool = True,
) -> None:
    """
    Write per run of first steps: what fills them is at most what options bring that fits there.

    An option alone cannot fill more than the room of those steps, so its share is cut to that. The
    last row is needed; the shorter runs only tighten, so they are left out where nothing is cut.
    """
    prefix = np.cumsum(rooms)
    for steps, room in enumerate(prefix, start=1):
        last = steps == len(prefix)
        if (last and whole_too) or bool((households > room).any()):
            row = build.add_rows(-np.inf, 0.0)
            build.put(row, columns[:, :steps].ravel(), 1.0)
            build.put(row, brought_by, -np.minimum(households, room))
