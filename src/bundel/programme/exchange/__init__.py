"""Workbooks and CSV: out as easily as in, checked as a whole before anything is taken over."""

from bundel.programme.exchange.acts import (
    AlreadyTakenOver,
    Preview,
    Taken,
    export_csv,
    export_xlsx,
    import_workbook,
    preview,
    take_over,
    template_xlsx,
    upload_workbook,
)
from bundel.programme.exchange.faults import SheetFault, WrongWorkbook
from bundel.programme.exchange.store import SheetDifference

__all__ = [
    "AlreadyTakenOver",
    "Preview",
    "SheetDifference",
    "SheetFault",
    "Taken",
    "WrongWorkbook",
    "export_csv",
    "export_xlsx",
    "import_workbook",
    "preview",
    "take_over",
    "template_xlsx",
    "upload_workbook",
]
