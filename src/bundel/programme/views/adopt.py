"""Adopting a plan as one decision, what was adopted before, and two plans side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.core.quarters import quarter_of
from bundel.errors import NotFound
from bundel.programme import selectors, services
from bundel.programme.forms.plan import AdoptPlan, Waiting
from bundel.programme.outcome.whole import Outcome, outcome
from bundel.programme.selectors import RunView
from bundel.programme.services import NoPlanToAdopt
from bundel.programme.views import comparing, saying, showing
from bundel.ui import form_pages


def adopt(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """Ask for the grounds and for a reason and a day for all that waits; then decide."""
    run = selectors.run(actor=request.actor, run_id=run_id)
    if not showing.has_plan(run):
        raise NoPlanToAdopt
    plain = outcome(run.problem, run.result or {}, showing.picked_number(request), run.said)
    found = showing.with_reasons(plain, run.problem, run.held_up)
    form = AdoptPlan(form_pages.sent(request), name=_name(request), waiting=_waiting(found))
    made: list[UUID] = []

    def decide(values: dict[str, Any]) -> None:
        made.append(
            services.adopt_plan(
                actor=request.actor,
                run_id=run_id,
                at=timezone.now(),
                name=values["name"],
                grounds=values["grounds"],
                not_now=form.not_now(),
                frontier_index=found.picked.index if found.picked else None,
            )
        )

    if form_pages.kept(form, decide):
        words = _("Het plan is aangenomen.")
        return form_pages.saved(request, "programme:plan_adopted", made[0], words=words)
    context = _context(request, run, found) | {"form": form}
    return form_pages.page(request, "programme/plan/adopt.html", context, form)


def _context(request: MemberRequest, run: RunView, found: Outcome) -> dict[str, Any]:
    before = selectors.adopted_plan(actor=request.actor)
    return {
        "run": run,
        "outcome": found,
        "headline": saying.headline(found),
        "proof": saying.proof(found),
        "before": before,
        "moves": comparing.since(before, run.problem, _chosen(run, found)),
        "trail": showing.trail(_("Neem plan aan")),
    }


def _chosen(run: RunView, found: Outcome) -> list[dict[str, Any]]:
    return list(found.picked.chosen if found.picked else (run.result or {})["chosen"])


def _name(request: MemberRequest) -> str:
    """Return a name that no plan has yet."""
    day = date_format(timezone.localdate(), "j F Y")
    name = _("Plan van %(day)s") % {"day": day}
    taken = {row.name for row in selectors.adopted_plans(actor=request.actor)}
    number = 2
    fresh = name
    while fresh in taken:
        fresh = f"{name} ({number})"
        number += 1
    return fresh


def _waiting(found: Outcome) -> list[Waiting]:
    """Return all that is left out, with the planner's reason and the next quarter to begin with."""
    this = quarter_of(timezone.localdate())
    review_date = this.plus(2).first_date()
    return [
        Waiting(row.code, row.name, row.because or _reason(row.is_forbidden), review_date)
        for row in found.left_out
    ]


def _reason(is_forbidden: bool) -> str:
    if is_forbidden:
        return _("Dit initiatief doet nu niet mee.")
    return _("In dit plan gaan andere initiatieven voor.")


def adopted_plans(request: MemberRequest) -> HttpResponse:
    """Show every plan that was adopted."""
    rows = selectors.adopted_plans(actor=request.actor)
    context = {"rows": rows, "trail": showing.trail(_("Aangenomen plannen"))}
    return render(request, "programme/plan/adopted_plans.html", context)


def adopted(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """Show one adopted plan as it was frozen."""
    found = selectors.adopted_plan(actor=request.actor, plan_id=plan_id)
    if found is None:
        raise NotFound
    context = showing.adopted_context(request, found)
    return render(request, "programme/plan/adopted.html", context)


def compare(request: MemberRequest) -> HttpResponse:
    """Show two plans side by side: what moves, and what that does now, later and to people."""
    context = comparing.chosen_pair(request) | {"trail": showing.trail(_("Vergelijk plannen"))}
    return render(request, "programme/plan/compare.html", context)
