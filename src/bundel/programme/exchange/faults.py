"""What is wrong in a workbook: where it stands, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bundel.errors import Fault, Invalid


@dataclass(frozen=True, slots=True, order=True)
class SheetFault:
    """One fault; row 0 is the sheet as a whole, an empty column the row as a whole."""

    sheet: str
    row: int
    column: str
    wrong: str
    right: str


class WrongWorkbook(Invalid):
    """The workbook is not taken over; every fault that was found is listed."""

    sentence = _("Het werkboek is niet overgenomen: er klopt iets niet.")

    def __init__(self, found: Sequence[SheetFault]) -> None:
        super().__init__(
            faults=[
                Fault(f"{f.sheet}!{f.row}!{f.column}", f"{f.wrong} {f.right}".strip())
                for f in found
            ]
        )
        self.found = tuple(found)
