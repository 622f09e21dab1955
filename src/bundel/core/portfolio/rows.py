"""A linear model as plain arrays, so that any solver can be handed the same rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rows:
    """
    Maximise `objective @ x` for `lower <= x <= upper` and `row_lower <= A @ x <= row_upper`.

    `whole` says which columns take whole values only. A is kept by rows: the entries of row r are
    `columns[starts[r]:starts[r + 1]]` with `values` beside them, columns rising within a row.
    """

    objective: Floats
    lower: Floats
    upper: Floats
    whole: Bools
    row_lower: Floats
    row_upper: Floats
    starts: Ints
    columns: Ints
    values: Floats

    @property
    def n_columns(self) -> int:
        """Return how many columns there are."""
        return len(self.objective)

    @property
    def n_rows(self) -> int:
        """Return how many rows there are."""
        return len(self.row_lower)

    def row_of_entry(self) -> Ints:
        """Return for each entry of A the row in which it stands."""
        return np.repeat(np.arange(self.n_rows, dtype=np.int32), np.diff(self.starts))

    def activity(self, x: Floats) -> Floats:
        """Return A @ x, one number per row."""
        products = self.values * x[self.columns]
        return _summed(self.row_of_entry(), products, self.n_rows)

    def pull(self, prices: Floats) -> Floats:
        """Return prices @ A, one per column: what a unit of it uses at these prices."""
        products = self.values * prices[self.row_of_entry()]
        return _summed(self.columns, products, self.n_columns)

    def violation(self, x: Floats) -> float:
        """Return by how much x breaks the worst row or bound, relative to the size of its limit."""
        activity = self.activity(x)
        return max(
            _excess(activity, self.row_lower, self.row_upper),
            _excess(x, self.lower, self.upper),
        )


def _summed(places: Ints, amounts: Floats, length: int) -> Floats:
    return np.bincount(places, weights=amounts, minlength=length).astype(np.float64)


def _excess(got: Floats, lower: Floats, upper: Floats) -> float:
    over = (got - upper) / np.maximum(1.0, np.abs(np.where(np.isinf(upper), 1.0, upper)))
    under = (lower - got) / np.maximum(1.0, np.abs(np.where(np.isinf(lower), 1.0, lower)))
    return max(0.0, float(over.max(initial=0.0)), float(under.max(initial=0.0)))


class RowBuilder:
    """Collects columns, rows and entries in blocks; entries at the same place add up."""

    def __init__(self) -> None:
        self._columns: list[tuple[Floats, Floats, Floats]] = []
        self._rows: list[tuple[Floats, Floats]] = []
        self._entries: list[tuple[Ints, Ints, Floats]] = []
        self.n_columns = 0
        self.n_rows = 0

    def add_columns(self, lower: npt.ArrayLike, upper: npt.ArrayLike, *, whole: bool) -> int:
        """Add a block of columns and return the index of its first."""
        low, high = _pair(lower, upper)
        self._columns.append((low, high, np.full(len(low), float(whole))))
        first, self.n_columns = self.n_columns, self.n_columns + len(low)
        return first

    def add_rows(self, lower: npt.ArrayLike, upper: npt.ArrayLike) -> int:
        """Add a block of rows and return the index of its first."""
        low, high = _pair(lower, upper)
        self._rows.append((low, high))
        first, self.n_rows = self.n_rows, self.n_rows + len(low)
        return first

    def put(self, rows: npt.ArrayLike, columns: npt.ArrayLike, values: npt.ArrayLike) -> None:
        """Write entries of A; the three are spread to one shape."""
        spread = np.broadcast_arrays(rows, columns, values)
        where_row, where_column, what = (each.ravel() for each in spread)
        self._entries.append(
            (
                where_row.astype(np.int32),
                where_column.astype(np.int32),
                what.astype(np.float64),
            )
        )

    def build(self, objective: Floats) -> Rows:
        """Return the rows with everything that was collected."""
        place, value = self._places()
        width = max(1, self.n_columns)
        counts = np.bincount(place // width, minlength=self.n_rows)
        return Rows(
            objective=objective,
            lower=_joined([low for low, _, _ in self._columns]),
            upper=_joined([high for _, high, _ in self._columns]),
            whole=_joined([whole for _, _, whole in self._columns]).astype(np.bool_),
            row_lower=_joined([low for low, _ in self._rows]),
            row_upper=_joined([high for _, high in self._rows]),
            starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
            columns=(place % width).astype(np.int32),
            values=value,
        )

    def _places(self) -> tuple[npt.NDArray[np.int64], Floats]:
        width = max(1, self.n_columns)
        keys = [row.astype(np.int64) * width + column for row, column, _ in self._entries]
        place = np.concatenate(keys) if keys else np.empty(0, dtype=np.int64)
        places, back = np.unique(place, return_inverse=True)
        weights = _joined([value for _, _, value in self._entries])
        values = np.bincount(back, weights=weights, minlength=len(places))
        return places[values != 0.0], values[values != 0.0]


def _pair(lower: npt.ArrayLike, upper: npt.ArrayLike) -> tuple[Floats, Floats]:
    low, high = np.broadcast_arrays(
        np.atleast_1d(np.asarray(lower, dtype=np.float64)),
        np.asarray(upper, dtype=np.float64),
    )
    return low.copy(), high.copy()


def _joined(blocks: list[Floats]) -> Floats:
    return np.concatenate(blocks) if blocks else np.empty(0)
