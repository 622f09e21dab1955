"""Pages of the demarcation: the matrix, one cell of it, and what was taken out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.audit import services as audit
from bundel.steering.selectors import demarcation as selectors
from bundel.ui import lists


def overview(request: MemberRequest) -> HttpResponse:
    """Show who does what, and first what is not clear."""
    found = selectors.matrix(actor=request.actor)
    context = {
        "matrix": found,
        "settled": selectors.issue_lines(actor=request.actor, is_open=False)[:20],
        "may_export": permissions.can(request.actor, "steering.export"),
    }
    return render(request, "steering/demarcation.html", context)


def download(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the matrix as it stands on the page as a file."""
    found = selectors.matrix(actor=request.actor)
    audit.record(
        actor=request.actor,
        action="steering.export_demarcation",
        kind="activity",
        object_id=None,
        label=f"{len(found.rows)}",
    )
    unclear = {"gap": _("niemand doet dit"), "overlap": _("meer dan één doet dit, zonder afspraak")}
    domains = [one.name for one in found.domains]
    headings = [_("Activiteit"), *domains, _("Onduidelijk"), _("Afspraak")]
    rows = [
        [row.name, *map(_words, row.cells), unclear.get(row.unclear, ""), row.agreement]
        for row in found.rows
    ]
    return lists.as_file(kind=kind, name="afbakening", headings=headings, rows=rows)


def _words(one: selectors.CellView) -> str:
    if not one.stance:
        return ""
    yes = _("ja gezegd") if one.agreed_at else ""
    return ", ".join(filter(None, [one.stance_label, yes, one.note]))


def cell(request: MemberRequest, activity_id: UUID, domain_id: UUID) -> HttpResponse:
    """Show who does it, why, and whether they said yes; beside the matrix, or as a page."""
    context = cell_context(request, activity_id, domain_id)
    template = "steering/cell.html" + ("#vak" if request.htmx else "")
    return render(request, template, context)


def cell_context(request: MemberRequest, activity_id: UUID, domain_id: UUID) -> dict[str, Any]:
    """Return what the page of a cell knows."""
    found = selectors.cell(actor=request.actor, domain_id=domain_id, activity_id=activity_id)
    return {
        "cell": found,
        "row": selectors.activity(actor=request.actor, activity_id=activity_id),
        "may_edit": permissions.can(request.actor, selectors.ACT),
    }


def archived(request: MemberRequest) -> HttpResponse:
    """Show what was taken out of the matrix, each with its way back."""
    context = {"away": selectors.archived(actor=request.actor)}
    return render(request, "steering/demarcation_archived.html", context)
