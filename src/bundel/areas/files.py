"""Areas from a CSV: one row an area, every fault with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bundel.errors import Fault, Invalid

KINDS = {
    "gemeente": "municipality",
    "stadsdeel": "city_part",
    "wijk": "district",
    "buurt": "neighbourhood",
}


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area as a file describes it; `parent` is the code of the area that it lies in."""

    code: str
    year: int
    name: str
    kind: str
    parent: str
    residents: int | None
    dwellings: int | None
    owner_occupied_pct: Decimal | None
    low_personal_income_pct: Decimal | None
    centre_lon: Decimal | None
    centre_lat: Decimal | None
    grade: str
    source: str


def read_areas(text: str) -> list[AreaRow]:
    """
    Return the areas in a CSV with semicolons and Dutch headings.

    Raises:
        Invalid: with a fault for each line that cannot be read.
    """
    rows: list[AreaRow] = []
    faults: list[Fault] = []
    for line, values in enumerate(csv.DictReader(io.StringIO(text), delimiter=";"), start=2):
        try:
            rows.append(_row(values))
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            faults.append(Fault(str(line), f"Regel {line}: {error} is niet te lezen."))
    if faults:
        raise Invalid("De gebieden kloppen niet.", faults)
    return rows


def _row(values: dict[str, str]) -> AreaRow:
    return AreaRow(
        code=values["code"],
        year=int(values["jaar"]),
        name=values["naam"],
        kind=KINDS[values["niveau"]],
        parent=values["deel van"],
        residents=_maybe(int, values["inwoners"]),
        dwellings=_maybe(int, values["woningen"]),
        owner_occupied_pct=_maybe(_decimal, values["koopwoningen pct"]),
        low_personal_income_pct=_maybe(_decimal, values["laag inkomen pct"]),
        centre_lon=_maybe(_decimal, values["lengtegraad"]),
        centre_lat=_maybe(_decimal, values["breedtegraad"]),
        grade=values["graad"],
        source=values["bron"],
    )


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _maybe(read: Callable[[str], Any], text: str) -> Any:
    return read(text) if text else None
