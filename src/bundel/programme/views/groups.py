"""Departments and measure groups: by what all else is told apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.programme import selectors, services
from bundel.programme.forms.shares import EditDepartment, EditGroup
from bundel.programme.selectors import DepartmentRow, GroupRow
from bundel.programme.views import saving
from bundel.ui import form_pages

LIST = "programme:groups"


def groups(request: MemberRequest) -> HttpResponse:
    """Show the departments and the measure groups."""
    context = {
        "departments": selectors.department_rows(actor=request.actor),
        "groups": selectors.group_rows(actor=request.actor),
        "may_edit": permissions.can(request.actor, "programme.edit_goals"),
    }
    return render(request, "programme/groups.html", context)


def edit_department(request: MemberRequest, department_id: UUID | None = None) -> HttpResponse:
    """Add a department, or change one."""
    row = _department(request, department_id) if department_id else None
    form = EditDepartment(form_pages.sent(request), initial=_values(row, EditDepartment))

    def write(values: dict[str, Any]) -> None:
        services.save_department(actor=request.actor, department_id=department_id, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, LIST)
    context = {"form": form, "department": row}
    return form_pages.page(request, "programme/department.html", context, form)


def remove_department(request: MemberRequest, department_id: UUID) -> HttpResponse:
    """Ask once, with the name; then remove the department."""
    row = _department(request, department_id)

    def take_away(version: int) -> None:
        services.remove_department(
            actor=request.actor, department_id=department_id, version=version
        )

    return saving.removing(
        request,
        row.version,
        what=_("afdeling %(name)s") % {"name": row.name},
        goes=_("Dit kan alleen als er niets meer bij deze afdeling hoort."),
        back=LIST,
        take_away=take_away,
    )


def edit_group(request: MemberRequest, group_id: UUID | None = None) -> HttpResponse:
    """Add a measure group, or change one."""
    row = _group(request, group_id) if group_id else None
    form = EditGroup(form_pages.sent(request), initial=_values(row, EditGroup))

    def write(values: dict[str, Any]) -> None:
        services.save_group(actor=request.actor, group_id=group_id, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, LIST)
    return form_pages.page(request, "programme/group.html", {"form": form, "group": row}, form)


def remove_group(request: MemberRequest, group_id: UUID) -> HttpResponse:
    """Ask once, with the name; then remove the measure group."""
    row = _group(request, group_id)

    def take_away(version: int) -> None:
        services.remove_group(actor=request.actor, group_id=group_id, version=version)

    return saving.removing(
        request,
        row.version,
        what=_("maatregelgroep %(name)s") % {"name": row.name},
        goes=_("De aantallen huishoudens met risico van deze groep gaan mee."),
        back=LIST,
        take_away=take_away,
    )


def _department(request: MemberRequest, department_id: UUID) -> DepartmentRow:
    return saving.one(selectors.department_rows(actor=request.actor), department_id)


def _group(request: MemberRequest, group_id: UUID) -> GroupRow:
    return saving.one(selectors.group_rows(actor=request.actor), group_id)


def _values(row: DepartmentRow | GroupRow | None, form: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields} if row else {}
