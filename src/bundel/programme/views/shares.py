"""Fair shares: floors that a plan has to reach, and the households at risk behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.programme import selectors, services
from bundel.programme.forms.shares import EditAtRisk, EditFloor
from bundel.programme.selectors import AtRiskRow, Choice, FloorRow
from bundel.programme.views import saving
from bundel.ui import form_pages

FLOORS = "programme:floors"
AT_RISK = "programme:at_risk"
ACT = "programme.edit_rules"


def floors(request: MemberRequest) -> HttpResponse:
    """Show how many households a plan counts at least, and where."""
    context = {
        "floors": selectors.floor_rows(actor=request.actor),
        "may_edit": permissions.can(request.actor, ACT),
    }
    return render(request, "programme/floors.html", context)


def edit_floor(request: MemberRequest, floor_id: UUID | None = None) -> HttpResponse:
    """Add a floor, or change one."""
    rows = selectors.floor_rows(actor=request.actor)
    floor = saving.one(rows, floor_id) if floor_id else None
    given = selectors.choices(actor=request.actor)
    form = EditFloor(
        form_pages.sent(request),
        initial=_values(floor, EditFloor)
        if floor
        else {"code": saving.next_code("O", (row.code for row in rows))},
        areas=_with(given.areas, floor.area_id if floor else None, floor.area if floor else ""),
        groups=given.groups,
    )

    def write(values: dict[str, Any]) -> None:
        services.save_floor(actor=request.actor, floor_id=floor_id, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, FLOORS)
    return form_pages.page(request, "programme/floor.html", {"form": form, "floor": floor}, form)


def remove_floor(request: MemberRequest, floor_id: UUID) -> HttpResponse:
    """Ask once, with the code; then let a plan no longer reach this many there."""
    floor = saving.one(selectors.floor_rows(actor=request.actor), floor_id)

    def take_away(version: int) -> None:
        services.remove_floor(actor=request.actor, floor_id=floor_id, version=version)

    return saving.removing(
        request,
        floor.version,
        what=_("ondergrens %(code)s") % {"code": floor.code},
        goes=_("Een nieuw plan hoeft hier dan niemand te bereiken."),
        back=FLOORS,
        take_away=take_away,
    )


def at_risk(request: MemberRequest) -> HttpResponse:
    """Show how many households are at risk, by area and group."""
    context = {
        "rows": selectors.at_risk_rows(actor=request.actor),
        "may_edit": permissions.can(request.actor, ACT),
    }
    return render(request, "programme/at_risk.html", context)


def edit_at_risk(request: MemberRequest, at_risk_id: UUID | None = None) -> HttpResponse:
    """Say how many households are at risk somewhere, or change that."""
    rows = selectors.at_risk_rows(actor=request.actor)
    row = saving.one(rows, at_risk_id) if at_risk_id else None
    given = selectors.choices(actor=request.actor)
    form = EditAtRisk(
        form_pages.sent(request),
        initial=_values(row, EditAtRisk) if row else {},
        areas=given.areas,
        groups=given.groups,
        placed=row is not None,
    )

    def write(values: dict[str, Any]) -> None:
        services.save_at_risk(actor=request.actor, at_risk_id=at_risk_id, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, AT_RISK)
    return form_pages.page(request, "programme/at_risk_edit.html", {"form": form, "row": row}, form)


def remove_at_risk(request: MemberRequest, at_risk_id: UUID) -> HttpResponse:
    """Ask once, with the place; then forget how many are at risk there."""
    row = saving.one(selectors.at_risk_rows(actor=request.actor), at_risk_id)

    def take_away(version: int) -> None:
        services.remove_at_risk(actor=request.actor, at_risk_id=at_risk_id, version=version)

    return saving.removing(
        request,
        row.version,
        what=_("het aantal voor %(group)s in %(area)s") % {"group": row.group, "area": row.area},
        goes=_("Een nieuw plan kent hier dan geen bovengrens meer."),
        back=AT_RISK,
        take_away=take_away,
    )


def _with(areas: Iterable[Choice], kept: UUID | None, name: str) -> list[Choice]:
    """Return the areas to choose from, with the one that stands, also if it is of another year."""
    found = list(areas)
    if kept and all(area.id != kept for area in found):
        found.append(Choice(kept, "", name))
    return found


def _values(row: FloorRow | AtRiskRow, form: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields}
