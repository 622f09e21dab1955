"""Pages of progress: who owes a report, and the report itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.core.quarters import NotAQuarter, Quarter, parse_quarter
from bundel.reporting.forms.progress import EditProgress, StartProgress
from bundel.reporting.papers import progress as paper
from bundel.reporting.papers import sentences
from bundel.reporting.selectors import progress as selectors
from bundel.reporting.services import progress as services
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent
from bundel.ui.lists import as_file, attachment

PDF = "application/pdf"
# So many quarters back can be chosen.
BACK = 6


def progress_list(request: MemberRequest) -> HttpResponse:
    """Show for a quarter which initiatives reported and which still owe it."""
    chosen = _chosen(request)
    today = timezone.localdate()
    rows = selectors.owed(actor=request.actor, quarter=chosen, today=today)
    newest = selectors.quarter_due(today).plus(1)
    context = {
        "rows": rows,
        "quarter": str(chosen),
        "options": [(str(newest.plus(-k)), str(newest.plus(-k))) for k in range(BACK)],
        "due_date": selectors.due_date(chosen),
        "owed": sum(not row.is_frozen for row in rows),
    }
    return render(request, "reporting/progress_list.html", context)


def _chosen(request: MemberRequest) -> Quarter:
    try:
        return parse_quarter(request.GET.get("kwartaal", ""))
    except NotAQuarter:
        return selectors.quarter_due(timezone.localdate())


def progress_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Return who reported as a list."""
    chosen = _chosen(request)
    rows = selectors.owed(actor=request.actor, quarter=chosen, today=timezone.localdate())
    headings = (_("Code"), _("Initiatief"), _("Trekker"), _("Kwartaal"), _("Voor"), _("Vastgelegd"))
    cells = [
        (
            row.code,
            row.name,
            row.lead,
            str(chosen),
            row.due_date.isoformat(),
            timezone.localdate(row.frozen_at).isoformat() if row.frozen_at else "",
        )
        for row in rows
    ]
    return as_file(kind=kind, name=f"voortgang-{chosen}", headings=headings, rows=cells)


def progress_start(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Begin a report with what is known."""
    selectors.judge_start(actor=request.actor, initiative_id=initiative_id)
    form = StartProgress(sent(request))
    made: list[UUID] = []

    def start(values: dict[str, Any]) -> None:
        made.append(
            services.start_progress(
                actor=request.actor, initiative_id=initiative_id, at=timezone.now(), **values
            )
        )

    if kept(form, start):
        words = _("Het verslag staat klaar. Schrijf wat is gedaan.")
        return saved(request, "reporting:progress_edit", made[0], words=words)
    return page(request, "reporting/progress_refused.html", {"form": form}, form)


def progress(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Show a report: what people wrote, and what is known."""
    card = selectors.report(actor=request.actor, report_id=report_id)
    return render(request, "reporting/progress.html", {"card": card, **_known(card)})


def _known(card: selectors.ProgressCard) -> dict[str, Any]:
    content = card.content
    return {
        "facts": paper.facts(content),
        "hours": paper.hours_rows(content),
        "money": paper.money_rows(content),
        "source": paper.source(content),
        "blocks": [
            (_("Randvoorwaarden"), paper.precondition_lines(content)),
            (
                sentences.actions_title(content),
                sentences.action_lines(content["actions"]["overdue"]),
            ),
            (sentences.risks_title(content), sentences.risk_lines(content)),
            (_("Besluiten"), paper.decision_lines(content)),
        ],
    }


def progress_edit(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Write in a report."""
    card = selectors.own_report(actor=request.actor, report_id=report_id)
    texts = {name: getattr(card, name) for name in services.TEXTS}
    form = EditProgress(sent(request), initial={**texts, "version": card.version})

    def write(values: dict[str, Any]) -> None:
        services.edit_progress(actor=request.actor, report_id=report_id, **values)

    if kept(form, write):
        return saved(request, "reporting:progress", report_id)
    context = {"form": form, "card": card, **_known(card)}
    return page(request, "reporting/progress_edit.html", context, form)


def progress_renew(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Put what is known now in a report."""
    form = VersionOnly(sent(request))

    def renew(values: dict[str, Any]) -> None:
        services.renew_progress(
            actor=request.actor, report_id=report_id, at=timezone.now(), **values
        )

    return _done(request, report_id, form, renew, _("Dit zijn de cijfers van nu."))


def progress_freeze(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Hand a report in."""
    form = VersionOnly(sent(request))

    def freeze(values: dict[str, Any]) -> None:
        services.freeze_progress(
            actor=request.actor, report_id=report_id, at=timezone.now(), **values
        )

    return _done(request, report_id, form, freeze, _("Het verslag is vastgelegd."))


def _done(request: MemberRequest, report_id: UUID, form: Any, act: Any, words: str) -> HttpResponse:
    card = selectors.own_report(actor=request.actor, report_id=report_id)
    if kept(form, act):
        return saved(request, "reporting:progress", report_id, words=words)
    context = {"card": card, "form": form, **_known(card)}
    return page(request, "reporting/progress.html", context, form)


def progress_pdf(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Return a report as PDF."""
    card = selectors.report(actor=request.actor, report_id=report_id)
    texts = {name: getattr(card, name) for name in services.TEXTS}
    drawn = paper.progress_pdf(content=card.content, title=card.title, texts=texts)
    return attachment(drawn, PDF, f"bundel-voortgang-{card.number}.pdf")
