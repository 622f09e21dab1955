"""The plan: the newest run with its progress, and every other run by its address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.programme import selectors
from bundel.programme.forms.plan import RunSettings
from bundel.programme.selectors import RunRow, RunView
from bundel.programme.views import basis, saying, showing

RUNS_LOOKED_AT = 20


def plan(request: MemberRequest) -> HttpResponse:
    """Show the newest run of the programme as it is; without one, how to get one."""
    rows = selectors.runs(actor=request.actor, limit=RUNS_LOOKED_AT)
    newest = next((row for row in rows if row.scenario_id is None), None)
    if newest is None and selectors.programme_frame(actor=request.actor) is None:
        return render(request, "programme/no_programme.html", basis.begin(request))
    if newest is None:
        may_run = permissions.can(request.actor, "plan.run")
        context = {"form": RunSettings(), "may_run": may_run}
        return render(request, "programme/plan/none.html", context)
    return run(request, newest.id)


def run(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """Show one run: how far it is, or what came out. A part of it while it is followed."""
    found = selectors.run(actor=request.actor, run_id=run_id)
    context = showing.run_context(request, found)
    if request.htmx:
        return _followed(request, found, context)
    context["form"] = RunSettings(initial=found.parameters)
    if showing.has_plan(found):
        context |= _of_plan(request, found, context["address"])
        context["source"] = saying.source(found.requested_at, found.problem_sha256)
        context["adopted"] = next(iter(selectors.adopted_plans(actor=request.actor)), None)
        return render(request, "programme/plan/plan.html", context)
    context["previous"] = _previous(request, found)
    return render(request, "programme/plan/waiting.html", context)


def _of_plan(request: MemberRequest, found: RunView, address: str) -> dict[str, Any]:
    return showing.outcome_context(
        request,
        found.problem,
        found.result or {},
        address=address,
        number=showing.picked_number(request),
        said=found.said,
        has=found.pool_hours,
        held=found.held_up,
    )


def _followed(request: MemberRequest, found: RunView, context: dict[str, Any]) -> HttpResponse:
    """Return how far it is; once it has ended, let the browser fetch the whole page."""
    answer = render(request, "programme/plan/waiting.html#progress", context)
    if not context["is_open"]:
        answer["HX-Refresh"] = "true"
    return answer


def _previous(request: MemberRequest, found: RunView) -> RunRow | None:
    """Return the last plan of the same programme or scenario, to look at in the meantime."""
    rows = selectors.runs(actor=request.actor, limit=RUNS_LOOKED_AT)
    same = (row for row in rows if row.id != found.id and row.scenario_id == found.scenario_id)
    return next((row for row in same if row.state == "done"), None)


def runs(request: MemberRequest) -> HttpResponse:
    """Show what was calculated before."""
    rows = selectors.runs(actor=request.actor, limit=100)
    context = {
        "rows": rows,
        "may_run": permissions.can(request.actor, "plan.run"),
        "trail": showing.trail(_("Berekeningen")),
    }
    return render(request, "programme/plan/runs.html", context)
