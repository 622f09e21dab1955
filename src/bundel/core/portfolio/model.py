"""The problem written once as plain rows: a column per (initiative, level, start) and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bundel.core.portfolio.filling import Fillings, add_fillings
from bundel.core.portfolio.options import Options, options_of
from bundel.core.portfolio.problem import (
    Choice,
    Precedence,
    PrecedenceType,
    Problem,
    Synergy,
    Weights,
)
from bundel.core.portfolio.rows import Floats, Ints, RowBuilder, Rows


@dataclass(frozen=True)
class Model:
    """
    Rows, and what their columns mean.

    Column `c < len(options)` is 1 when that option is chosen. Row i < number of initiatives says
    that initiative i is chosen at most once. `hours_row + p * T + t` is what pool p has in
    quarter t. `now` and `later` are the worths of a unit of each column.
    """

    problem: Problem
    options: Options
    rows: Rows
    now: Floats
    later: Floats
    hours_row: int
    fillings: Fillings
    synergies: tuple[tuple[int, tuple[Ints, ...]], ...]

    def weighed(self, weights: Weights) -> Model:
        """Return the same model with another balance of now and later."""
        objective = weights.now * self.now + weights.later * self.later
        return replace(self, rows=replace(self.rows, objective=objective))

    def chosen(self, x: Floats) -> tuple[Choice, ...]:
        """Return what a solution chooses, in the order of the problem."""
        return tuple(
            self.options.choice(int(at)) for at in np.flatnonzero(x[: len(self.options)] > 0.5)
        )

    def complete(self, columns: Iterable[int]) -> Floats:
        """Return the solution in which just these options are chosen, with the best filling."""
        x = np.zeros(self.rows.n_columns)
        x[list(columns)] = 1.0
        for first, members in self.synergies:
            together = np.array([x[each].sum() for each in members]) if members else np.zeros(1)
            x[first] = together.min()
        self.fillings.fill(x, self.rows.objective)
        return x

    def loose_bound(self) -> float:
        """Return what all best options and all rooms together are worth: no plan is worth more."""
        objective, n_options = self.rows.objective, len(self.options)
        best = np.zeros(len(self.problem.initiatives))
        np.maximum.at(best, self.options.initiative, objective[:n_options])
        rooms = np.maximum(objective[n_options:], 0.0) * self.rows.upper[n_options:]
        return float(best.sum() + rooms.sum())

    def columns(self, choices: Sequence[Choice]) -> list[int]:
        """Return the columns of the choices that the problem allows."""
        found = (self.options.find(choice) for choice in choices)
        return sorted(at for at in found if at is not None)


def build_model(problem: Problem) -> Model:
    """Return the problem as rows; wishes per run (forced in or out) are bounds set afterwards."""
    options = options_of(problem)
    build = RowBuilder()
    build.add_columns(np.zeros(len(options)), 1.0, whole=True)
    worths = [_own_worth(options)]
    _choose_once(build, options)
    hours_row = _hours(build, options)
    _funds(build, options)
    _precedences(build, options)
    _groups(build, options)
    _start_limits(build, options)
    synergies, synergy_worth = _synergies(build, options, hours_row)
    worths.append(synergy_worth)
    fillings, linear, filling_worth = add_fillings(build, options)
    worths.append(filling_worth)
    table = np.concatenate(worths)
    table[: len(options)] += linear
    weights = problem.weights
    rows = build.build(weights.now * table[:, 0] + weights.later * table[:, 1])
    now, later = table[:, 0].copy(), table[:, 1].copy()
    return Model(problem, options, rows, now, later, hours_row, fillings, synergies)


def with_wishes(model: Model, forced: Mapping[str, bool]) -> Model:
    """Return the model in which these initiatives are in (true) or out (false)."""
    lower, upper = model.rows.row_lower.copy(), model.rows.row_upper.copy()
    for i, initiative in enumerate(model.problem.initiatives):
        if initiative.id in forced:
            lower[i], upper[i] = (1.0, upper[i]) if forced[initiative.id] else (lower[i], 0.0)
    return replace(model, rows=replace(model.rows, row_lower=lower, row_upper=upper))


def with_row(rows: Rows, coefficients: Floats, at_least: float) -> Rows:
    """Return the rows with one more: `coefficients @ x >= at_least`."""
    columns = np.flatnonzero(coefficients).astype(np.int32)
    return replace(
        rows,
        row_lower=np.append(rows.row_lower, at_least),
        row_upper=np.append(rows.row_upper, np.inf),
        starts=np.append(rows.starts, rows.starts[-1] + len(columns)).astype(np.int32),
        columns=np.append(rows.columns, columns),
        values=np.append(rows.values, coefficients[columns]),
    )


def with_extra_hours(model: Model) -> tuple[Rows, int]:
    """
    Return rows that minimise the hours added to pools, and the first of the columns that hold them.

    One column per pool and quarter, in the order of the hours rows; minus their sum is maximised.
    """
    rows, first = model.rows, model.rows.n_columns
    n_extra = len(model.problem.pools) * len(model.problem.quarters)
    at = rows.starts[model.hours_row + 1 : model.hours_row + n_extra + 1]
    columns = np.insert(rows.columns, at, first + np.arange(n_extra)).astype(np.int32)
    shift = np.zeros(rows.n_rows + 1, dtype=np.int32)
    shift[model.hours_row + 1 : model.hours_row + n_extra + 1] = 1
    grown = replace(
        rows,
        objective=np.concatenate([np.zeros(first), np.full(n_extra, -1.0)]),
        lower=np.append(rows.lower, np.zeros(n_extra)),
        upper=np.append(rows.upper, np.full(n_extra, np.inf)),
        whole=np.append(rows.whole, np.zeros(n_extra, dtype=np.bool_)),
        starts=(rows.starts + np.cumsum(shift)).astype(np.int32),
        columns=columns,
        values=np.insert(rows.values, at, -1.0),
    )
    return grown, first


def _own_worth(options: Options) -> Floats:
    worth = np.zeros((len(options), 2))
    for _, level, a, b in options.blocks:
        worth[a:b] = (level.now.mid, level.later.mid)
    return worth


def _choose_once(build: RowBuilder, options: Options) -> None:
    initiatives = options.problem.initiatives
    needed = [float(each.committed is not None) for each in initiatives]
    if initiatives:
        build.add_rows(np.array(needed), 1.0)
    build.put(options.initiative, np.arange(len(options)), 1.0)


def _hours(build: RowBuilder, options: Options) -> int:
    problem, length = options.problem, len(options.problem.quarters)
    capacity = [pool.hours[t] for pool in problem.pools for t in range(length)]
    first = build.add_rows(-np.inf, np.array(capacity)) if capacity else build.n_rows
    row_of = {pool.id: first + p * length for p, pool in enumerate(problem.pools)}
    for _, level, a, b in options.blocks:
        for pool, profile in level.hours.items():
            _put_profile(build, options, row_of[pool], profile, range(a, b))
    return first


def _put_profile(
    build: RowBuilder,
    options: Options,
    row: int,
    profile: Sequence[float],
    columns: range,
    *,
    summed: bool = False,
) -> None:
    amounts = np.asarray(profile, dtype=np.float64)
    quarter = options.start[columns.start : columns.stop, None] + np.arange(len(amounts))[None, :]
    inside = (quarter >= 0) & (quarter < len(options.problem.quarters)) & (amounts != 0.0)
    which, k = np.nonzero(inside)
    at = np.full(len(which), row) if summed else row + quarter[which, k]
    build.put(at, columns.start + which, amounts[k])


def _funds(build: RowBuilder, options: Options) -> None:
    for fund in options.problem.funds:
        if fund.euros is not None:
            row = build.add_rows(-np.inf, np.array(fund.euros))
            _put_fund(build, options, fund.id, row, summed=False)
        if fund.total_eur is not None:
            row = build.add_rows(-np.inf, fund.total_eur)
            _put_fund(build, options, fund.id, row, summed=True)


def _put_fund(build: RowBuilder, options: Options, fund: str, row: int, *, summed: bool) -> None:
    for _, level, a, b in options.blocks:
        if fund in level.euros:
            _put_profile(build, options, row, level.euros[fund], range(a, b), summed=summed)


def _precedences(build: RowBuilder, options: Options) -> None:
    for precedence in options.problem.precedences:
        before = options.of[options.place[precedence.before]]
        after = options.of[options.place[precedence.after]]
        ready = _ready(options, precedence, before)
        _put_precedence(build, options, before, ready, after)


def _ready(options: Options, precedence: Precedence, before: tuple[int, int]) -> Ints:
    a, b = before
    waits = options.start[a:b] + precedence.lag
    if precedence.type == PrecedenceType.FINISH_START:
        waits = waits + options.duration[a:b]
    return waits


def _put_precedence(
    build: RowBuilder,
    options: Options,
    before: tuple[int, int],
    ready: Ints,
    after: tuple[int, int],
) -> None:
    """Write per start t: what starts at t or earlier is covered by what is ready by then."""
    starts = options.start[after[0] : after[1]]
    times = np.unique(starts)
    covering = np.array([np.count_nonzero(ready <= t) for t in times])
    telling = np.append(covering[1:] != covering[:-1], np.ones(min(1, len(times)), dtype=np.bool_))
    for t in times[telling]:
        row = build.add_rows(-np.inf, 0.0)
        build.put(row, after[0] + np.flatnonzero(starts <= t), 1.0)
        build.put(row, before[0] + np.flatnonzero(ready <= t), -1.0)


def _groups(build: RowBuilder, options: Options) -> None:
    problem = options.problem
    for least, groups in ((-np.inf, problem.exclusions), (1.0, problem.exactly_one)):
        for group in groups:
            row = build.add_rows(least, 1.0)
            for a, b in _spans(options, group):
                build.put(row, np.arange(a, b), 1.0)


def _spans(options: Options, ids: Iterable[str]) -> list[tuple[int, int]]:
    return [options.of[options.place[each]] for each in dict.fromkeys(ids)]


def _start_limits(build: RowBuilder, options: Options) -> None:
    for limit in options.problem.start_limits:
        row = build.add_rows(-np.inf, np.full(len(options.problem.quarters), limit.per_quarter))
        for a, b in _spans(options, limit.initiatives):
            within = a + np.flatnonzero(options.start[a:b] >= 0)
            build.put(row + options.start[within], within, 1.0)


def _synergies(
    build: RowBuilder, options: Options, hours_row: int
) -> tuple[tuple[tuple[int, tuple[Ints, ...]], ...], Floats]:
    known: list[tuple[int, tuple[Ints, ...]]] = []
    worth: list[tuple[float, float]] = []
    for synergy in options.problem.synergies:
        spans = [np.arange(a, b, dtype=np.int32) for a, b in _spans(options, synergy.all_of)]
        known.append(_together(build, tuple(spans)))
        worth.append((synergy.now, synergy.later))
        known.extend(_hours_back(build, options, synergy, spans, hours_row))
        worth.extend([(0.0, 0.0)] * (len(known) - len(worth)))
    return tuple(known), np.array(worth).reshape(-1, 2)


def _together(build: RowBuilder, members: tuple[Ints, ...]) -> tuple[int, tuple[Ints, ...]]:
    """Add a column that is 1 exactly when every member has an option chosen."""
    column = build.add_columns(0.0, 1.0, whole=False)
    below = build.add_rows(np.full(len(members), -np.inf), 0.0)
    above = build.add_rows(-np.inf, len(members) - 1.0)
    build.put(above, column, -1.0)
    for m, options in enumerate(members):
        build.put(below + m, column, 1.0)
        build.put(below + m, options, -1.0)
        build.put(above, options, 1.0)
    return column, members


def _hours_back(
    build: RowBuilder,
    options: Options,
    synergy: Synergy,
    spans: list[Ints],
    hours_row: int,
) -> Iterable[tuple[int, tuple[Ints, ...]]]:
    """Give hours back in each quarter in which all members run."""
    length = len(options.problem.quarters)
    row_of = {pool.id: hours_row + p * length for p, pool in enumerate(options.problem.pools)}
    back = {pool: hours for pool, hours in synergy.hours.items() if hours > 0}
    for t in range(length if back else 0):
        running = tuple(
            span[(options.start[span] <= t) & (t < options.start[span] + options.duration[span])]
            for span in spans
        )
        if all(len(each) for each in running):
            column, members = _together(build, running)
            for pool, hours in back.items():
                build.put(row_of[pool] + t, column, -hours)
            yield column, members
