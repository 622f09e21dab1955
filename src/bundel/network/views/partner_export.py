"""All that Bundel knows of a partner, as a workbook or as JSON."""

from __future__ import annotations

import io
import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from bundel.accounts.requests import MemberRequest
from bundel.audit import saving
from bundel.core.cells import neutral
from bundel.network.selectors import partner_export as selectors
from bundel.network.selectors.partner_export import Known
from bundel.ui.lists import XLSX, attachment


def export(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Return the file: a workbook, or with `als=json` the same as JSON."""
    known = selectors.all_known(actor=request.actor, organisation_id=organisation_id)
    kind = "json" if request.GET.get("als") == "json" else "xlsx"
    saving.tell(
        request.actor,
        "network.export_partner",
        "organisation",
        known.organisation,
        after={"file": kind},
    )
    name = f"partner-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "json":
        return attachment(_as_json(known), "application/json", name)
    return attachment(_as_xlsx(known), XLSX, name)


def _as_json(known: Known) -> bytes:
    content = {
        "organisation": known.organisation.name,
        "made_at": timezone.localtime().isoformat("T", "seconds"),
        **{sheet.name: list(sheet.rows) for sheet in known.sheets},
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _as_xlsx(known: Known) -> bytes:
    workbook = Workbook(write_only=True)
    for sheet in known.sheets:
        page = workbook.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        top = [WriteOnlyCell(page, value=column) for column in sheet.columns]
        for cell in top:
            cell.font = Font(bold=True)
        page.append(top)
        for row in sheet.rows:
            page.append([_cell(row[column]) for column in sheet.columns])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    # A cell holds no more than this; the JSON holds all.
    return neutral(text)[:32_000]
