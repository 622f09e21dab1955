"""What is not clear in the demarcation: one thing, who settles it, and how it was settled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotAllowed
from bundel.programme.selectors import staff
from bundel.steering.forms.demarcation import AssignForm, SettleForm
from bundel.steering.selectors import demarcation as selectors
from bundel.steering.services import issues as services
from bundel.ui.form_pages import kept, page, saved, sent

CARD = "steering:issue"


def issue(request: MemberRequest, issue_id: UUID) -> HttpResponse:
    """Show what is not clear, with what can be done about it."""
    return render(request, "steering/issue.html", _context(request, issue_id))


def assign(request: MemberRequest, issue_id: UUID) -> HttpResponse:
    """Ask somebody to settle it by a day."""
    context = _context(request, issue_id)

    def write(values: dict[str, Any]) -> None:
        services.assign_issue(actor=request.actor, issue_id=issue_id, **values)

    form = AssignForm(sent(request), people=staff(request.actor, act=services.SETTLE))
    if kept(form, write):
        return saved(request, CARD, issue_id)
    return page(request, "steering/issue.html", {**context, "assign": form}, form)


def settle(request: MemberRequest, issue_id: UUID) -> HttpResponse:
    """Say that it is settled, and how."""
    context = _context(request, issue_id)

    if not context["issue"].may_settle:
        raise NotAllowed

    def write(values: dict[str, Any]) -> None:
        services.settle_issue(actor=request.actor, issue_id=issue_id, at=timezone.now(), **values)

    form = SettleForm(sent(request))
    if kept(form, write):
        return saved(request, "steering:demarcation", words=_("Opgelost. Bewaard."))
    return page(request, "steering/issue.html", {**context, "settle": form}, form)


def _context(request: MemberRequest, issue_id: UUID) -> dict[str, Any]:
    found = selectors.issue(actor=request.actor, issue_id=issue_id)
    start = {"version": found.version, "settler_id": found.settler_id, "due_date": found.due_date}
    return {
        "issue": found,
        "may_edit": permissions.can(request.actor, services.ACT),
        "assign": AssignForm(initial=start, people=staff(request.actor, act=services.SETTLE)),
        "settle": SettleForm(initial=start),
    }
