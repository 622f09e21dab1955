"""The sheets of the workbook: Dutch names outside, our rows inside, mapped here and only here."""

from bundel.programme.exchange.sheets.bonds import BONDS
from bundel.programme.exchange.sheets.frame import FRAME
from bundel.programme.exchange.sheets.initiatives import INITIATIVES
from bundel.programme.exchange.sheets.shape import AREAS, EXPLANATION, Column, Link, Sheet

# In the order in which the workbook shows them: what is named stands before what names it.
SHEETS: tuple[Sheet, ...] = (*FRAME, *INITIATIVES, *BONDS)

BY_NAME = {sheet.name: sheet for sheet in SHEETS}

__all__ = ["AREAS", "BY_NAME", "EXPLANATION", "SHEETS", "Column", "Link", "Sheet"]
