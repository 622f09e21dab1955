"""From bytes to sheets; a file that cannot be read is a fault of the workbook."""

from __future__ import annotations

from bundel.programme.exchange.faults import SheetFault, WrongWorkbook
from bundel.ui import sheets
from bundel.ui.sheets import RawSheet, UnreadableFile


def raw_sheets(filename: str, content: bytes) -> list[RawSheet]:
    """
    Return all sheets of a file.

    Raises:
        WrongWorkbook: if the file is too large, is not what its name says, or cannot be read.
    """
    try:
        return sheets.raw_sheets(filename, content)
    except UnreadableFile as refusal:
        fault = SheetFault(refusal.filename, 0, "", refusal.wrong, refusal.right)
        raise WrongWorkbook([fault]) from refusal
