"""Long lists of which only the page that is asked for is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

from django.db.models import QuerySet

Line = TypeVar("Line")


class Lines(Sequence[Line], Generic[Line]):
    """Rows as lines, in their order: counted by the database, and read a page at a time."""

    def __init__(self, rows: QuerySet[Any], make: Callable[[Any], Line]) -> None:
        self._rows = rows
        self._make = make

    @cached_property
    def _count(self) -> int:
        return self._rows.count()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Line]:
        return map(self._make, self._rows)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        """Return one line, or a page of them. One query."""
        if isinstance(at, slice):
            return list(map(self._make, self._rows[at]))
        return self._make(self._rows[at])
