"""In and out: template, download, upload, what would change, and taking it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import Fault, Invalid, NotFound
from bundel.programme import exchange as books
from bundel.programme.forms.frame import UploadWorkbook
from bundel.ui import form_pages, lists

ROWS_SHOWN = 300
ZIP = "application/zip"


def exchange(request: MemberRequest) -> HttpResponse:
    """Offer the files, and take one in to look at what it would change."""
    form = UploadWorkbook(form_pages.sent(request), request.FILES or None)
    found: list[UUID] = []

    def load(values: dict[str, Any]) -> None:
        file: UploadedFile[Any] = values["file"]
        try:
            upload = books.upload_workbook(
                actor=request.actor,
                filename=str(file.name),
                content=file.read(),
                at=timezone.now(),
            )
        except books.WrongWorkbook as refusal:
            # The file as a whole cannot be read; what is wrong with it goes to its field.
            told = [Fault("file", fault.message) for fault in refusal.faults]
            raise Invalid(str(refusal), told) from refusal
        found.append(upload)

    if form_pages.kept(form, load):
        # The page that comes now says what was found, so no word here.
        answer = redirect("programme:preview", found[0])
        answer.status_code = 303
        return answer
    may_import = permissions.can(request.actor, "programme.import")
    context = {"form": form, "may_import": may_import}
    return form_pages.page(request, "programme/exchange.html", context, form)


def preview(request: MemberRequest, upload_id: UUID) -> HttpResponse:
    """Show every fault, or else what becomes different; then take it over."""
    form = form_pages.Nothing(form_pages.sent(request))
    taken: list[books.Taken] = []

    def take(_values: dict[str, Any]) -> None:
        taken.append(books.take_over(actor=request.actor, upload_id=upload_id, at=timezone.now()))

    if form_pages.kept(form, take):
        words = _("Overgenomen: %(new)s nieuw, %(changed)s gewijzigd, %(gone)s weg.") % {
            "new": taken[0].new,
            "changed": taken[0].changed,
            "gone": taken[0].gone,
        }
        return form_pages.saved(request, "programme:table", words=words)
    found = books.preview(actor=request.actor, upload_id=upload_id)
    context = {
        "form": form,
        "preview": found,
        "faults": found.faults[:ROWS_SHOWN],
        "differences": found.differences[:ROWS_SHOWN],
        "more_faults": max(len(found.faults) - ROWS_SHOWN, 0),
        "more_differences": max(len(found.differences) - ROWS_SHOWN, 0),
    }
    return form_pages.page(request, "programme/preview.html", context, form)


def download(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the whole programme, or the empty template, as a file."""
    if kind == "xlsx":
        content = books.export_xlsx(actor=request.actor)
        return lists.attachment(content, lists.XLSX, "programma.xlsx")
    if kind == "csv":
        return lists.attachment(books.export_csv(actor=request.actor), ZIP, "programma-csv.zip")
    if kind == "sjabloon":
        return lists.attachment(books.template_xlsx(), lists.XLSX, "sjabloon.xlsx")
    raise NotFound
