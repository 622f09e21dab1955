"""The files of a network, read; days are offsets from the day of loading, names become rows."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from bundel.accounts.tenancy import TenantModel
from bundel.areas.models import Area
from bundel.network.models import Term

WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
HERE = ZoneInfo("Europe/Amsterdam")
# When on a day things happened that the files give a day for only.
HOUR = time(10, 30)

Row = TypeVar("Row", bound=TenantModel)
Key = TypeVar("Key")
Value = TypeVar("Value")


class WrongMaterial(ValueError):
    """A file names something that is not there; the text says which file, line and word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, by the names of its columns."""

    place: str
    values: dict[str, str]
    today: date

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def words(self, column: str) -> list[str]:
        """Return the codes in a column, parted by spaces."""
        return self[column].split()

    def names(self, column: str) -> list[str]:
        """Return the names in a column, parted by commas."""
        return [name.strip() for name in self[column].split(",") if name.strip()]

    def is_so(self, column: str) -> bool:
        """Tell whether a column says yes."""
        return self[column] == "ja"

    def number(self, column: str) -> int | None:
        """Return a whole number, or None for an empty column."""
        return int(self[column]) if self[column] else None

    def count(self, column: str) -> int:
        """Return the whole number of a column that cannot be empty."""
        return int(self[column])

    def decimal(self, column: str) -> Decimal | None:
        """Return a number with a Dutch comma, or None for an empty column."""
        return Decimal(self[column].replace(",", ".")) if self[column] else None

    def day(self, column: str) -> date | None:
        """Return the day that lies so many days from today, or None."""
        return self.today + timedelta(days=int(self[column])) if self[column] else None

    def some_day(self, column: str) -> date:
        """Return the day of a column that cannot be empty."""
        return self.today + timedelta(days=int(self[column]))

    def moment(self, column: str) -> datetime | None:
        """Return a moment on the day of a column, or None."""
        day = self.day(column)
        return None if day is None else datetime.combine(day, HOUR, HERE)


@dataclass(slots=True)
class Shelf:
    """A folder with files, for one municipality on one day; remembers what was made of it."""

    folder: Path
    municipality_id: uuid.UUID
    at: datetime
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    _terms: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)
    _areas: dict[str, uuid.UUID] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of loading, where the municipality is."""
        return self.at.astimezone(HERE).date()

    def lines(self, name: str) -> Iterator[Line]:
        """Return the lines of a file, none if there is no such file."""
        path = self.folder / f"{name}.csv"
        if not path.exists():
            return
        with path.open(encoding="utf-8", newline="") as file:
            for number, values in enumerate(csv.DictReader(file, delimiter=";"), start=2):
                yield Line(f"{name}.csv, regel {number}", values, self.today)

    def load(self, name: str, make: Callable[[Line], Row]) -> list[Row]:
        """Make a row of each line of a file, store them, and know those with a code by it."""
        known = self.made.setdefault(name, {})

        def made(line: Line) -> list[Row]:
            row = make(line)
            if "code" in line.values:
                known[line["code"]] = row
            return [row]

        return self.hang(name, made)

    def hang(self, name: str, make: Callable[[Line], Iterable[Row]]) -> list[Row]:
        """
        Make rows of one kind of each line of a file, as many as it says, and store them.

        Raises:
            WrongMaterial: if a line cannot be read, with where it stands.
        """
        rows: list[Row] = []
        for line in self.lines(name):
            try:
                for row in make(line):
                    row.municipality_id = self.municipality_id
                    row.clean_fields(exclude=_need_no_look(row))
                    rows.append(row)
            except (KeyError, ValueError, ValidationError) as error:
                raise WrongMaterial(f"{line.place}: {error}") from error
        if rows:
            type(rows[0])._default_manager.bulk_create(rows)
        return rows

    def one(self, name: str, code: str) -> Any:
        """Return what a file made under a code."""
        return _known(self.made[name], code, name)

    def maybe(self, name: str, code: str) -> Any:
        """Return what a file made under a code, or None where a column is empty."""
        return self.one(name, code) if code else None

    def term(self, taxonomy: str, code: str) -> uuid.UUID:
        """Return the term of a list by its code."""
        if not self._terms:
            here = Term.objects.filter(municipality_id=self.municipality_id)
            self._terms = {(t, c): pk for t, c, pk in here.values_list("taxonomy", "code", "pk")}
        return _known(self._terms, (taxonomy, code), "terms.csv")

    def maybe_area(self, name: str) -> uuid.UUID | None:
        """Return an area by its name, or None where a column is empty."""
        return self.area(name) if name else None

    def area(self, name: str) -> uuid.UUID:
        """Return an area of the newest year by its name."""
        if not self._areas:
            here = Area.objects.filter(municipality_id=self.municipality_id).order_by("year")
            self._areas = {area.name: area.pk for area in here}
        return _known(self._areas, name, "de gebieden")


def _known(rows: Mapping[Key, Value], key: Key, where: str) -> Value:
    if key not in rows:
        raise ValueError(f"{key} staat niet in {where}")
    return rows[key]


def _need_no_look(row: TenantModel) -> set[str]:
    """Return references, which the database checks, and fields that may be unknown and are."""
    return {
        f.name
        for f in row._meta.concrete_fields
        if f.is_relation or (f.null and getattr(row, f.attname) is None)
    }
