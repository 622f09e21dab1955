"""Capacity: every team in every quarter, who asks for the hours, and the table as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.programme import selectors, sentences
from bundel.programme.pictures.capacity import capacity_picture
from bundel.programme.pictures.sheet import sheet
from bundel.programme.selectors import CapacityCell, CapacityTable, PoolLoad
from bundel.programme.views import basis
from bundel.ui import charts, lists

KINDS = (
    ("xlsx", gettext_lazy("Tabel voor Excel")),
    ("csv", gettext_lazy("Tabel als CSV")),
    ("svg", gettext_lazy("Beeld als SVG")),
    ("png", gettext_lazy("Beeld als PNG")),
)


def capacity(request: MemberRequest) -> HttpResponse:
    """Show the load of every team per quarter; a chosen cell has beside it who asks."""
    if selectors.programme_frame(actor=request.actor) is None:
        return render(request, "programme/no_programme.html", basis.begin(request))
    chosen = basis.chosen(request)
    table = selectors.capacity(actor=request.actor, basis=chosen.key)
    context = {
        "table": table,
        "basis": chosen,
        "headline": sentences.capacity_headline(table),
        "summary": sentences.capacity_summary(table),
        "picture": mark_safe(capacity_picture(table, sentences.capacity_headline(table))),  # noqa: S308  # svg.py escapes all texts
        "kinds": KINDS,
        "asked": _asked(request, table, chosen),
        "may_edit": permissions.can(request.actor, "programme.edit_capacity"),
        "may_export": permissions.can(request.actor, "programme.export"),
    }
    template = "programme/capacity.html" + ("#vraag" if _wants_asks(request) else "")
    return render(request, template, context)


def capacity_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the table as it stands: for a spreadsheet, or as a picture."""
    chosen = basis.chosen(request)
    table = selectors.capacity(actor=request.actor, basis=chosen.key)
    if kind in {"svg", "png"}:
        return _as_picture(table, chosen, kind)
    headings = (
        *(_("code"), _("team"), _("kwartaal"), _("beschikbaar (uur)"), _("starten (uur)")),
        *(_("draaien (uur)"), _("samen (uur)"), _("bezetting (%)")),
    )
    rows = [_line(pool, cell) for pool in table.pools for cell in pool.cells]
    return lists.as_file(kind=kind, name="capaciteit", headings=headings, rows=rows)


def _line(pool: PoolLoad, cell: CapacityCell) -> tuple[Any, ...]:
    return (
        *(pool.code, pool.name, cell.quarter, cell.available),
        *(cell.start_hours, cell.running_hours, cell.used, round(cell.share * 100, 1)),
    )


def _as_picture(table: CapacityTable, chosen: basis.Basis, kind: str) -> HttpResponse:
    title = sentences.capacity_headline(table)
    foot = _("Uren per kwartaal, uitgaande van %(basis)s.") % {"basis": chosen.label}
    drawn = sheet(title, foot, capacity_picture(table, title))
    if kind == "svg":
        content = charts.standalone(drawn).encode()
        return lists.attachment(content, "image/svg+xml", "capaciteit.svg")
    return lists.attachment(charts.svg_to_png(drawn), "image/png", "capaciteit.png")


def _wants_asks(request: MemberRequest) -> bool:
    return bool(request.htmx) and request.htmx.target == "vraag"


def _asked(
    request: MemberRequest, table: CapacityTable, chosen: basis.Basis
) -> dict[str, Any] | None:
    """Return who asks for the hours of the chosen cell, if one is chosen."""
    code, quarter = request.GET.get("team", ""), request.GET.get("kwartaal", "")
    if not code or not quarter:
        return None
    pool = next((pool for pool in table.pools if pool.code == code), None)
    cell = next((c for c in pool.cells if c.quarter == quarter), None) if pool else None
    if pool is None or cell is None:
        raise NotFound
    asks = selectors.who_asks(
        actor=request.actor, pool_code=code, quarter=quarter, basis=chosen.key
    )
    short = cell.used - cell.available if cell.over else 0
    return {"pool": pool, "cell": cell, "asks": asks, "short": short}
