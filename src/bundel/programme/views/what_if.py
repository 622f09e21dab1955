"""Wat als: change hours, money, weights and wishes, calculate, and see what moves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.programme import jobs, selectors, services
from bundel.programme.forms.what_if import Basis, WhatIf, initial_of
from bundel.programme.selectors import NoProgramme, RunRow, ScenarioRow
from bundel.programme.views import basis, comparing, showing
from bundel.programme.views.scenario_words import Names, sentences
from bundel.ui import form_pages

RUNS_LOOKED_AT = 100
CLOSED_STATES = {"stopped", "embedded"}


def what_if(request: MemberRequest) -> HttpResponse:
    """Show the scenarios, each with its newest run."""
    if selectors.programme_frame(actor=request.actor) is None:
        return render(request, "programme/no_programme.html", basis.begin(request))
    newest = _newest_runs(request)
    rows = [(row, newest.get(row.id)) for row in selectors.scenarios(actor=request.actor)]
    context = {"rows": rows, "may_run": permissions.can(request.actor, "plan.run")}
    return render(request, "programme/plan/what_if.html", context)


def new(request: MemberRequest) -> HttpResponse:
    """Make a scenario, and calculate it at once."""
    if selectors.programme_frame(actor=request.actor) is None:
        return render(request, "programme/no_programme.html", basis.begin(request))
    form = WhatIf(form_pages.sent(request), basis=_basis(request), initial=_suggested(request))
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        made.append(_save(request, form, values))
        _calculate(request, made[0])

    if form_pages.kept(form, write):
        words = _("Bewaard. De berekening is begonnen.")
        return form_pages.saved(request, "programme:what_if_scenario", made[0], words=words)
    context = {"form": form, "scenario": None, "trail": _trail(_("Nieuw scenario"))}
    return form_pages.page(request, "programme/plan/scenario_edit.html", context, form)


def scenario(request: MemberRequest, scenario_id: UUID) -> HttpResponse:
    """Show a scenario beside the adopted plan: what moves, and what that does."""
    row = _scenario(request, scenario_id)
    run = _newest_runs(request).get(row.id)
    context: dict[str, Any] = {
        "scenario": row,
        "said": _said(request, row),
        "run": None,
        "trail": _trail(row.name),
        "may_run": permissions.can(request.actor, "plan.run"),
    }
    if run is not None:
        found = selectors.run(actor=request.actor, run_id=run.id)
        context |= showing.run_context(request, found) | {"address": request.path}
        if request.htmx:
            return _followed(request, context)
        if showing.has_plan(found):
            context |= _beside(request, found)
    return render(request, "programme/plan/scenario.html", context)


def edit(request: MemberRequest, scenario_id: UUID) -> HttpResponse:
    """Change a scenario, and calculate it again."""
    row = _scenario(request, scenario_id)
    initial = {
        "version": row.version,
        "name": row.name,
        "description": row.description,
        **initial_of(row.changes),
    }
    form = WhatIf(form_pages.sent(request), basis=_basis(request), initial=initial)

    def write(values: dict[str, Any]) -> None:
        _save(request, form, values, scenario_id=row.id)
        _calculate(request, row.id)

    if form_pages.kept(form, write):
        words = _("Bewaard. De berekening is begonnen.")
        return form_pages.saved(request, "programme:what_if_scenario", row.id, words=words)
    context = {"form": form, "scenario": row, "trail": _trail(row.name)}
    return form_pages.page(request, "programme/plan/scenario_edit.html", context, form)


def calculate(request: MemberRequest, scenario_id: UUID) -> HttpResponse:
    """Calculate a scenario on the programme as it stands now."""
    row = _scenario(request, scenario_id)
    _calculate(request, row.id)
    return form_pages.saved(
        request, "programme:what_if_scenario", row.id, words=_("De berekening is begonnen.")
    )


def remove(request: MemberRequest, scenario_id: UUID) -> HttpResponse:
    """Ask once, with the name; then remove the scenario."""
    row = _scenario(request, scenario_id)
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": row.version})

    def take_away(values: dict[str, Any]) -> None:
        services.remove_scenario(actor=request.actor, scenario_id=row.id, version=values["version"])

    if form_pages.kept(form, take_away):
        words = _("Scenario %(name)s is verwijderd.") % {"name": row.name}
        return form_pages.saved(request, "programme:what_if", words=words)
    context = {
        "form": form,
        "what": _("scenario %(name)s") % {"name": row.name},
        "goes": _("De berekeningen ervan blijven staan."),
        "back": ("programme:what_if_scenario", row.id),
    }
    return form_pages.page(request, "programme/remove.html", context, form)


def _trail(words: str) -> list[tuple[str, str]]:
    return [(_("Wat als"), reverse("programme:what_if")), (words, "")]


def _scenario(request: MemberRequest, scenario_id: UUID) -> ScenarioRow:
    """
    Return one scenario.

    Raises:
        NotFound: if there is no such scenario.
    """
    rows = selectors.scenarios(actor=request.actor)
    found = next((row for row in rows if row.id == scenario_id), None)
    if found is None:
        raise NotFound
    return found


def _newest_runs(request: MemberRequest) -> dict[UUID, RunRow]:
    """Return the newest run of each scenario."""
    rows = selectors.runs(actor=request.actor, limit=RUNS_LOOKED_AT)
    return {row.scenario_id: row for row in reversed(rows) if row.scenario_id is not None}


def _basis(request: MemberRequest) -> Basis:
    frame = selectors.programme_frame(actor=request.actor)
    if frame is None:
        raise NoProgramme
    return Basis(
        frame=frame,
        pools=selectors.pool_rows(actor=request.actor),
        funds=selectors.fund_rows(actor=request.actor),
        initiatives=[
            row
            for row in selectors.initiative_rows(actor=request.actor)
            if row.state not in CLOSED_STATES
        ],
    )


def _suggested(request: MemberRequest) -> dict[str, Any]:
    """Return what another page suggests to try: a team, or an initiative that must be in."""
    found: dict[str, Any] = {}
    if team := request.GET.get("team"):
        found[f"pool_hours.{team}"] = 50
    if code := request.GET.get("moet"):
        found[f"wish.{code}"] = "require"
    return found


def _save(
    request: MemberRequest,
    form: WhatIf,
    values: dict[str, Any],
    scenario_id: UUID | None = None,
) -> UUID:
    return services.save_scenario(
        actor=request.actor,
        at=timezone.now(),
        name=values["name"],
        description=values["description"],
        changes=form.changes(),
        scenario_id=scenario_id,
        version=values["version"] if scenario_id else None,
    )


def _calculate(request: MemberRequest, scenario_id: UUID) -> None:
    run_id = services.request_run(actor=request.actor, at=timezone.now(), scenario_id=scenario_id)
    jobs.enqueue(actor=request.actor, run_id=run_id)


def _followed(request: MemberRequest, context: dict[str, Any]) -> HttpResponse:
    answer = render(request, "programme/plan/waiting.html#progress", context)
    if not context["is_open"]:
        answer["HX-Refresh"] = "true"
    return answer


def _beside(request: MemberRequest, run: Any) -> dict[str, Any]:
    """Return the run beside the adopted plan, or beside the newest plan without changes."""
    there = comparing.side(str(run.id), run.title, run, run.result["chosen"])
    here = _usual(request)
    return {
        "pair": comparing.pair(here, there) if here else None,
        "outcome_gap": run.gap,
        "left_out": run.result.get("left_out", ()),
    }


def _usual(request: MemberRequest) -> comparing.Side | None:
    """Return what a scenario is measured against."""
    adopted = selectors.adopted_plan(actor=request.actor)
    if adopted is not None:
        label = _("Aangenomen: %(name)s") % {"name": adopted.name}
        return comparing.side(str(adopted.id), label, adopted, adopted.plan["chosen"])
    rows = selectors.runs(actor=request.actor, limit=RUNS_LOOKED_AT)
    plain = next((row for row in rows if row.scenario_id is None and row.state == "done"), None)
    if plain is None:
        return None
    run = selectors.run(actor=request.actor, run_id=plain.id)
    chosen = (run.result or {})["chosen"]
    return comparing.side(str(run.id), _("Plan zonder wijzigingen"), run, chosen)


def _said(request: MemberRequest, row: ScenarioRow) -> list[str]:
    """Return the changes of a scenario as sentences."""
    names = Names(
        pools={x.code: x.name for x in selectors.pool_rows(actor=request.actor)},
        funds={x.code: x.name for x in selectors.fund_rows(actor=request.actor)},
        initiatives={x.code: x.name for x in selectors.initiative_rows(actor=request.actor)},
    )
    return sentences(row.changes, names)
