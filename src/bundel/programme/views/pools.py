"""Teams: who they are with, their hours, and what changes per quarter."""

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
from bundel.programme.forms.capacity import EditPool, PoolChangeLine
from bundel.programme.selectors import PoolRow
from bundel.programme.views import saving
from bundel.ui import form_pages
from bundel.ui.lines import lines_of


def pools(request: MemberRequest) -> HttpResponse:
    """Show the teams with their hours."""
    context = {
        "pools": selectors.pool_rows(actor=request.actor),
        "may_edit": permissions.can(request.actor, "programme.edit_capacity"),
    }
    return render(request, "programme/pools.html", context)


def edit(request: MemberRequest, pool_id: UUID | None = None) -> HttpResponse:
    """Add a team, or change one."""
    pool = _pool(request, pool_id) if pool_id else None
    departments = selectors.choices(actor=request.actor).departments
    form = EditPool(form_pages.sent(request), initial=_values(pool), departments=departments)

    def write(values: dict[str, Any]) -> None:
        services.save_pool(actor=request.actor, pool_id=pool_id, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, "programme:pools")
    return form_pages.page(request, "programme/pool.html", {"form": form, "pool": pool}, form)


def changes(request: MemberRequest, pool_id: UUID) -> HttpResponse:
    """Change in which quarters there are more or fewer hours than usual."""
    pool = _pool(request, pool_id)
    frame = selectors.programme_frame(actor=request.actor)
    lines = lines_of(
        PoolChangeLine,
        data=form_pages.sent(request),
        initial=[
            {"quarter": quarter, "hours": hours, "reason": reason}
            for quarter, hours, reason in pool.changes
        ],
        extra=4,
        options={"quarters": frame.quarters if frame else ()},
    )
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": pool.version})

    def write(values: dict[str, Any]) -> None:
        wanted = [
            (line["quarter"], line["hours"], line["reason"]) for line in lines.filled("quarter")
        ]
        services.set_pool_changes(
            actor=request.actor, pool_id=pool.id, version=values["version"], lines=wanted
        )

    if saving.both(form, lines, write):
        return form_pages.saved(request, "programme:pools")
    context = {"form": form, "lines": lines, "pool": pool}
    return form_pages.page(request, "programme/pool_changes.html", context, form, *lines.forms)


def remove(request: MemberRequest, pool_id: UUID) -> HttpResponse:
    """Ask once, with the name; then remove the team."""
    pool = _pool(request, pool_id)
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": pool.version})

    def take_away(values: dict[str, Any]) -> None:
        services.remove_pool(actor=request.actor, pool_id=pool.id, version=values["version"])

    if form_pages.kept(form, take_away):
        words = _("Team %(name)s is verwijderd.") % {"name": pool.name}
        return form_pages.saved(request, "programme:pools", words=words)
    context = {
        "form": form,
        "what": _("team %(name)s") % {"name": pool.name},
        "goes": _("Dit kan alleen als geen initiatief uren van dit team vraagt."),
        "back": reverse("programme:pools"),
    }
    return form_pages.page(request, "programme/remove.html", context, form)


def _pool(request: MemberRequest, pool_id: UUID) -> PoolRow:
    """
    Return one team.

    Raises:
        NotFound: if there is no such team.
    """
    rows = selectors.pool_rows(actor=request.actor)
    found = next((row for row in rows if row.id == pool_id), None)
    if found is None:
        raise NotFound
    return found


def _values(pool: PoolRow | None) -> dict[str, Any]:
    if pool is None:
        return {}
    return {name: getattr(pool, name) for name in EditPool.base_fields}
