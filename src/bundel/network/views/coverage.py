"""Coverage: where nobody can help, where all hangs on one, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.network.search import choices
from bundel.network.selectors.coverage import Coverage, Gap, NeedCell, Wanted, coverage
from bundel.ui import lists

# The name of each filter in the address, as on the page that searches.
ROOM, PART = "plek", "stadsdeel"
FILTERS = {"taal": "language", "woning": "tenure", "warmte": "heat_source"}
# So many of a list are in view; the rest unfolds.
IN_VIEW = 6
KINDS = (("xlsx", "Excel"), ("csv", "CSV"))


@dataclass(frozen=True, slots=True)
class Line:
    """A gap with the two ways to do something about it, for who may."""

    gap: Gap
    who: str
    agenda: str
    proposal: str


def overview(request: MemberRequest) -> HttpResponse:
    """Show the cells that are empty, those that hang on one, and the whole matrix."""
    wanted = _wanted(request)
    found = coverage(actor=request.actor, wanted=wanted, today=timezone.localdate())
    nobody = [_line(request, gap, wanted) for gap in found.nobody]
    alone = [_line(request, gap, wanted) for gap in found.alone]
    context = {
        "coverage": found,
        "wanted": wanted,
        "headline": _headline(found),
        "nobody": (nobody[:IN_VIEW], nobody[IN_VIEW:]),
        "alone": (alone[:IN_VIEW], alone[IN_VIEW:]),
        "rows": [(row, [_cell(one, row.code, wanted) for one in row.cells]) for row in found.rows],
        "columns": [(c, _address(request, {PART: c.code})) for c in found.columns],
        "back": _address(request, {PART: ""}),
        "fields": _fields(request),
        "rooms": [("", _("met of zonder plek")), ("yes", _("met plek"))],
        "query": request.GET.urlencode(),
        "kinds": KINDS,
        "may_export": permissions.can(request.actor, "network.export"),
        "may_add": permissions.can(request.actor, "network.edit"),
    }
    template = "network/coverage.html" + ("#dekking" if request.htmx else "")
    return render(request, template, context)


def download(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the matrix as it stands on the page as a file, a line for each cell."""
    found = coverage(actor=request.actor, wanted=_wanted(request), today=timezone.localdate())
    headings = (
        _("Hulpvraag"), _("Gebied"), _("Stand"), _("Partners"), _("Diensten"), _("Met plek"),
        _("Enige partner"), _("Wijken"), _("Wijken zonder hulp"), _("Wijken met één partner"),
    )  # fmt: skip
    rows = [
        (
            row.name, one.column.name, _state(one), one.cell.partners, one.cell.services,
            one.cell.with_room, one.only, one.cell.areas, one.cell.empty, one.cell.alone,
        )
        for row in found.rows
        for one in row.cells
    ]  # fmt: skip
    return lists.as_file(kind=kind, name="dekking", headings=headings, rows=rows)


def _wanted(request: MemberRequest) -> Wanted:
    given = {field: request.GET.get(name, "")[:60] for name, field in FILTERS.items()}
    return Wanted(
        **given,
        with_room=request.GET.get(ROOM) == "yes",
        part=request.GET.get(PART, "")[:20],
    )


def _fields(request: MemberRequest) -> list[choices.Field]:
    """Return the filters that this page shares with the search."""
    chosen = {kind: (request.GET.get(name, ""),) for name, kind in FILTERS.items()}
    return [
        one for one in choices.fields(actor=request.actor, chosen=chosen) if one.name in FILTERS
    ]


def _headline(found: Coverage) -> str:
    """Say in one sentence how it stands."""
    empty = len({gap.need for gap in found.nobody})
    if not found.rows or not found.services:
        return _("Dekking")
    if not empty:
        return _("Voor elke hulpvraag is er overal iemand")
    words = ngettext(
        "Voor %(count)s hulpvraag is er ergens niemand",
        "Voor %(count)s hulpvragen is er ergens niemand",
        empty,
    )
    return words % {"count": empty}


def _line(request: MemberRequest, gap: Gap, wanted: Wanted) -> Line:
    """Return a gap in words, with the links that this reader may use."""
    words = {"need": gap.name, "where": gap.where, "who": gap.only}
    if gap.only:
        title = _("%(need)s in %(where)s hangt op één partner") % words
        why = _("Alleen %(who)s helpt hier met: %(need)s. Gebied: %(where)s.") % words
    else:
        title = _("%(need)s: niemand helpt in %(where)s") % words
        why = _("Nog geen partner helpt hier met: %(need)s. Gebied: %(where)s.") % words
    may_meet = permissions.can(request.actor, "network.meet")
    may_propose = permissions.may_enter(request.actor, "programme:new")
    asked = [code for code in (wanted.language, wanted.tenure, wanted.heat_source) if code]
    key = ":".join(["coverage", "/".join([gap.key, *asked])])
    return Line(
        gap,
        gap.where,
        _link("network:gatherings", {"thema": title, "herkomst": key}) if may_meet else "",
        _link("programme:new", {"naam": title, "toelichting": why}) if may_propose else "",
    )


def _link(route: str, given: dict[str, str]) -> str:
    return f"{reverse(route)}?{urlencode(given)}"


def _cell(one: NeedCell, need: str, wanted: Wanted) -> dict[str, Any]:
    """Return a cell with the search that shows who helps there."""
    given = {"vraag": need, "taal": wanted.language, "woning": wanted.tenure}
    given |= {"warmte": wanted.heat_source, "plek": "yes" if wanted.with_room else ""}
    if one.column.code != "*":
        given["gebied"] = one.column.code
    query = urlencode({name: value for name, value in given.items() if value})
    return {
        "cell": one.cell,
        "column": one.column,
        "state": one.cell.state,
        "words": _state(one),
        "only": one.only,
        "href": f"{reverse('network:search')}?{query}" if one.cell.services else "",
    }


def _state(one: NeedCell) -> str:
    """Return how a cell stands, in words that need no colour."""
    cell = one.cell
    if cell.state == "nobody":
        return _("niemand")
    if cell.state == "gaps" and cell.areas == 1:
        return _("niet overal")
    if cell.state == "gaps":
        return _("niemand in %(empty)s van %(all)s wijken") % {
            "empty": cell.empty,
            "all": cell.areas,
        }
    if cell.state == "one":
        return _("alleen %(who)s") % {"who": one.only}
    return ngettext("%(count)s partner", "%(count)s partners", cell.partners) % {
        "count": cell.partners
    }


def _address(request: MemberRequest, changes: dict[str, str]) -> str:
    """Return this page with another choice; the other filters stay."""
    given = request.GET.copy()
    for name, value in changes.items():
        given[name] = value
        if not value:
            del given[name]
    return f"?{given.urlencode()}"
