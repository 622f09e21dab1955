"""Which part of a plan to set free: ways to pick initiatives to think over together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bundel.core.portfolio.model import Model
from bundel.core.portfolio.rows import Bools, Floats, Rows

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Terrain:
    """A model with the optimum of its relaxation, from which neighbourhoods are picked."""

    model: Model
    relaxed: Floats
    reduced: Floats
    touches: npt.NDArray[np.float32]

    @property
    def n_initiatives(self) -> int:
        """Return how many initiatives there are."""
        return len(self.model.problem.initiatives)

    def per_initiative(self, amounts: Floats) -> Scores:
        """Return amounts per option, summed per initiative."""
        owners = self.model.options.initiative
        return np.bincount(owners, weights=amounts, minlength=self.n_initiatives).astype(np.float64)


def terrain(model: Model, relaxed: Floats, reduced: Floats) -> Terrain:
    """Return where to search, with how heavily each initiative leans on each scarce row."""
    rows, n_options = model.rows, len(model.options)
    n_initiatives = len(model.problem.initiatives)
    row = rows.row_of_entry()
    counts = (rows.columns < n_options) & (row >= n_initiatives) & np.isfinite(rows.row_upper[row])
    limit = np.maximum(np.abs(rows.row_upper[row[counts]]), 1.0)
    touches = np.zeros((n_initiatives, rows.n_rows), dtype=np.float32)
    owners = model.options.initiative[rows.columns[counts]]
    np.maximum.at(touches, (owners, row[counts]), np.abs(rows.values[counts]) / limit)
    scarce = rows.row_upper - rows.activity(relaxed) <= 0.02 * np.abs(rows.row_upper) + 1e-9
    return Terrain(model, relaxed[:n_options], reduced[:n_options], touches[:, scarce])


Pick = Callable[[Terrain, Floats, np.random.Generator], Scores]


def anything(here: Terrain, x: Floats, draw: np.random.Generator) -> Scores:
    """Score at random."""
    return draw.random(here.n_initiatives)


def disputed(here: Terrain, x: Floats, draw: np.random.Generator) -> Scores:
    """Score by how far the plan and the relaxation disagree."""
    apart = here.per_initiative(np.abs(x[: len(here.relaxed)] - here.relaxed))
    noise: Scores = 0.7 * draw.random(here.n_initiatives)
    return apart + noise


def undecided(here: Terrain, x: Floats, draw: np.random.Generator) -> Scores:
    """Score by how little it would cost the relaxation to decide otherwise."""
    noise: Scores = 0.4 + draw.random(here.n_initiatives)
    return -price_of_otherwise(here) * noise


def price_of_otherwise(here: Terrain) -> Scores:
    """Return per initiative what it costs the relaxation to decide otherwise, at the least."""
    price = np.full(here.n_initiatives, np.inf)
    np.minimum.at(price, here.model.options.initiative, np.abs(here.reduced))
    return price


def rivals(here: Terrain, x: Floats, draw: np.random.Generator) -> Scores:
    """Score by leaning on the same scarce rows as one of the disputed initiatives."""
    weights = here.per_initiative(np.abs(x[: len(here.relaxed)] - here.relaxed)) + 1e-3
    one = draw.choice(here.n_initiatives, p=weights / weights.sum())
    alike: Scores = (here.touches @ here.touches[one]).astype(np.float64)
    alike[one] = np.inf
    plausible = here.per_initiative(x[: len(here.relaxed)] + here.relaxed) + 0.05
    noise: Scores = 0.3 + draw.random(len(alike))
    return alike * np.minimum(plausible, 1.0) * noise


def window(here: Terrain, x: Floats, draw: np.random.Generator) -> Scores:
    """Score by starting, in the plan or in the relaxation, around one quarter."""
    middle = draw.uniform(0, len(here.model.problem.quarters))
    near = np.exp(-(((here.model.options.start - middle) / 2.0) ** 2))
    inside = here.per_initiative(near * (x[: len(here.relaxed)] + here.relaxed))
    return inside * (0.3 + draw.random(here.n_initiatives))


PICKS: tuple[Pick, ...] = (disputed, undecided, rivals, window, anything)


def free_columns(here: Terrain, x: Floats, scores: Scores, size: int, slack: float) -> Bools:
    """
    Return which columns are free when the best scored initiatives are.

    Args:
        slack: Options whose choice costs the relaxation more than this cannot pay; they stay shut.
    """
    chosen = np.zeros(here.n_initiatives, dtype=np.bool_)
    chosen[np.argsort(-scores, kind="stable")[:size]] = True
    free = np.ones(here.model.rows.n_columns, dtype=np.bool_)
    n_options = len(here.relaxed)
    paying = (here.reduced >= -slack) | (x[:n_options] > 0.5)
    free[:n_options] = chosen[here.model.options.initiative] & paying
    return free


def restricted(rows: Rows, free: Bools, x: Floats) -> Rows:
    """Return the rows over the free columns alone; the others keep their value in x."""
    settled = rows.activity(np.where(free, 0.0, x))
    entries = free[rows.columns]
    row = rows.row_of_entry()[entries]
    counts = np.bincount(row, minlength=rows.n_rows)
    kept = counts > 0
    place = np.cumsum(free) - 1
    return replace(
        rows,
        objective=rows.objective[free],
        lower=rows.lower[free],
        upper=rows.upper[free],
        whole=rows.whole[free],
        row_lower=(rows.row_lower - settled)[kept],
        row_upper=(rows.row_upper - settled)[kept],
        starts=np.concatenate([[0], np.cumsum(counts[kept])]).astype(np.int32),
        columns=place[rows.columns[entries]].astype(np.int32),
        values=rows.values[entries],
    )
