"""Goals, and what people notice when they come nearer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.programme import selectors, services
from bundel.programme.forms.frame import EditBenefit, EditGoal
from bundel.programme.selectors import BenefitRow, GoalRow
from bundel.ui import form_pages, lists

LIST = "programme:goals"


def goals(request: MemberRequest) -> HttpResponse:
    """Show the goals with their benefits, and which initiatives serve them."""
    context = {
        "goals": selectors.goal_rows(actor=request.actor),
        "may_edit": permissions.can(request.actor, "programme.edit_goals"),
        "may_export": permissions.can(request.actor, "programme.export"),
    }
    return render(request, "programme/goals.html", context)


def goals_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the goals with their benefits as a file."""
    headings = (_("code"), _("doel"), _("baat"), _("eenheid"), _("streefwaarde"), _("streefdatum"))
    rows = [
        (
            goal.code,
            goal.name,
            benefit.name,
            benefit.unit,
            benefit.target_value,
            benefit.target_date,
        )
        for goal in selectors.goal_rows(actor=request.actor)
        for benefit in goal.benefits
    ]
    return lists.as_file(kind=kind, name="doelen", headings=headings, rows=rows)


def edit(request: MemberRequest, goal_id: UUID | None = None) -> HttpResponse:
    """Add a goal, or change one."""
    goal = _goal(request, goal_id) if goal_id else None
    form = EditGoal(form_pages.sent(request), initial=_values(goal, EditGoal))

    def write(values: dict[str, Any]) -> None:
        services.save_goal(actor=request.actor, goal_id=goal_id, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, LIST)
    return form_pages.page(request, "programme/goal.html", {"form": form, "goal": goal}, form)


def remove(request: MemberRequest, goal_id: UUID) -> HttpResponse:
    """Ask once, with the name; then remove the goal."""
    goal = _goal(request, goal_id)
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": goal.version})

    def take_away(values: dict[str, Any]) -> None:
        services.remove_goal(actor=request.actor, goal_id=goal.id, version=values["version"])

    if form_pages.kept(form, take_away):
        words = _("Doel %(name)s is verwijderd.") % {"name": goal.name}
        return form_pages.saved(request, LIST, words=words)
    context = {
        "form": form,
        "what": _("doel %(name)s") % {"name": goal.name},
        "goes": _("De baten van dit doel en de bijdragen eraan gaan mee."),
        "back": reverse(LIST),
    }
    return form_pages.page(request, "programme/remove.html", context, form)


def benefit(request: MemberRequest, goal_id: UUID, benefit_id: UUID | None = None) -> HttpResponse:
    """Add a benefit to a goal, or change one."""
    goal = _goal(request, goal_id)
    found = _benefit(goal, benefit_id) if benefit_id else None
    form = EditBenefit(form_pages.sent(request), initial=_values(found, EditBenefit))

    def write(values: dict[str, Any]) -> None:
        services.save_benefit(actor=request.actor, goal_id=goal.id, benefit_id=benefit_id, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, LIST)
    context = {"form": form, "goal": goal, "benefit": found}
    return form_pages.page(request, "programme/benefit.html", context, form)


def remove_benefit(request: MemberRequest, goal_id: UUID, benefit_id: UUID) -> HttpResponse:
    """Ask once, with the name; then remove the benefit."""
    found = _benefit(_goal(request, goal_id), benefit_id)
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": found.version})

    def take_away(values: dict[str, Any]) -> None:
        services.remove_benefit(actor=request.actor, benefit_id=found.id, version=values["version"])

    if form_pages.kept(form, take_away):
        words = _("Baat %(name)s is verwijderd.") % {"name": found.name}
        return form_pages.saved(request, LIST, words=words)
    context = {
        "form": form,
        "what": _("baat %(name)s") % {"name": found.name},
        "goes": _("De streefwaarde gaat mee."),
        "back": reverse(LIST),
    }
    return form_pages.page(request, "programme/remove.html", context, form)


def _goal(request: MemberRequest, goal_id: UUID) -> GoalRow:
    """
    Return one goal.

    Raises:
        NotFound: if there is no such goal.
    """
    rows = selectors.goal_rows(actor=request.actor)
    found = next((row for row in rows if row.id == goal_id), None)
    if found is None:
        raise NotFound
    return found


def _benefit(goal: GoalRow, benefit_id: UUID) -> BenefitRow:
    found = next((row for row in goal.benefits if row.id == benefit_id), None)
    if found is None:
        raise NotFound
    return found


def _values(row: GoalRow | BenefitRow | None, form: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields} if row else {}
