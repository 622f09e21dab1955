"""A quarter of a year as a value: read, written, counted and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

LABEL_PATTERN = r"^[12][0-9]{3}-K[1-4]$"


class NotAQuarter(ValueError):
    """The text is not a quarter such as 2027-K1."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter; `number` runs from 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-K{self.number}"

    def plus(self, quarters: int) -> Quarter:
        """Return the quarter that lies this many quarters later; a negative count looks back."""
        year, rest = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, rest + 1)

    def minus(self, other: Quarter) -> int:
        """Return how many quarters this one lies after the other. [quarters]"""
        return (self.year - other.year) * 4 + self.number - other.number

    def first_date(self) -> date:
        """Return the first day of the quarter."""
        return date(self.year, 3 * self.number - 2, 1)

    def last_date(self) -> date:
        """Return the last day of the quarter."""
        return self.plus(1).first_date() - timedelta(days=1)


def parse_quarter(text: str) -> Quarter:
    """
    Return the quarter that a text such as 2027-K1 names.

    Raises:
        NotAQuarter: if the text has another form.
    """
    if not re.fullmatch(LABEL_PATTERN.strip("^$"), text):
        raise NotAQuarter(text)
    return Quarter(int(text[:4]), int(text[-1]))


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters_from(first: Quarter, count: int) -> list[Quarter]:
    """Return this many quarters in a row, the first one included."""
    return [first.plus(offset) for offset in range(count)]
