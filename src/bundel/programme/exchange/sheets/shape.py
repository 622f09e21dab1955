"""What a sheet is: its columns and links, and the columns that many sheets share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model

from bundel.programme.exchange.values import Kind, Number, OneOf, Text

AREAS = "Gebieden"
EXPLANATION = "Uitleg"

GRADES = {grade.casefold(): grade for grade in "ABCD"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, where its value is kept, and what may stand in it."""

    name: str
    path: str
    kind: Kind
    required: bool = False
    empty: Any = None


@dataclass(frozen=True, slots=True)
class Link:
    """A reference: these columns together name a row of another sheet."""

    field: str
    target: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the model of its rows, its columns and what makes a row unique."""

    name: str
    model: type[Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    # Paths to the moments on which the initiatives of a row were archived.
    archived: tuple[str, ...] = ()
    # A field that only one row of a parent may have on.
    exclusive: str = ""
    # Fills in what a row leaves out and what follows from its other cells.
    completed: Callable[[dict[str, Any]], None] | None = None


CODE = Text(40)
HOURS = Number(most=Decimal(100_000))
EURO = Number(most=Decimal(10_000_000_000))
HOUSEHOLDS = Number(most=Decimal(10_000_000))
SHARE = Number(most=Decimal(1), decimals=3)
WEIGHT = Number(most=Decimal(100), decimals=3)
GRADED = (
    Column("graad", "grade", OneOf(GRADES), required=True),
    Column("basis", "basis", Text(4000), empty=""),
    Column("bron", "source", Text(500), empty=""),
)


def code(name: str = "code", path: str = "code") -> Column:
    """Return the column of a code."""
    return Column(name, path, CODE, required=True)


def low_mid_high(
    dutch: str, field: str, kind: Kind, *, required: bool = False
) -> tuple[Column, ...]:
    """Return the three columns of an estimate."""
    ends = (("laag", "low"), ("midden", "mid"), ("hoog", "high"))
    return tuple(
        Column(
            f"{dutch} {word}",
            f"{field}_{end}",
            kind,
            required,
            Decimal(0).quantize(Decimal("0.01")),
        )
        for word, end in ends
    )


NIL = Decimal("0.00")
LEVEL = (
    code("initiatief", "level__initiative__code"),
    code("niveau", "level__code"),
)
LEVEL_LINK = Link("level", "Niveaus", ("initiatief", "niveau"))
OF_LEVEL = ("level__initiative__archived_at",)
OF_INITIATIVE = ("initiative__archived_at",)
