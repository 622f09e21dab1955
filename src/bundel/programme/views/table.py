"""The programme as a table and as a board: filter, sort, choose, export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.programme import selectors
from bundel.programme.models import State
from bundel.programme.selectors import InitiativeFilter, InitiativeRow
from bundel.programme.views import together
from bundel.ui import lists

SORTS = (
    "code",
    "name",
    "state",
    "department",
    "lead",
    "start_hours",
    "running_hours",
    "quarterly_eur",
    "households",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A state on the board, with what is in it."""

    label: str
    rows: list[InitiativeRow]


def table(request: MemberRequest) -> HttpResponse:
    """Show the initiatives that people ask for, as lines or as columns of states."""
    wanted = _wanted(request)
    rows = selectors.initiative_rows(actor=request.actor, wanted=wanted)
    as_board = request.GET.get("vorm") == "bord"
    context = {
        "rows": rows,
        "wanted": wanted,
        "filtered": wanted != InitiativeFilter(sort=wanted.sort),
        "as_board": as_board,
        "not_board": not as_board,
        "board": _board(rows),
        "choices": _choices(request),
        "states": [("", _("elke status")), *State.choices],
        "undo": together.last_change(request),
        "may": _may(request),
    }
    template = "programme/table.html" + ("#lijst" if request.htmx else "")
    return render(request, template, context)


def table_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the list as it stands, as a file."""
    rows = selectors.initiative_rows(actor=request.actor, wanted=_wanted(request))
    headings = (
        *(_("code"), _("naam"), _("status"), _("afdeling"), _("trekker"), _("niveau")),
        *(_("start"), _("uren om te starten"), _("uren per kwartaal"), _("euro per kwartaal")),
        *(_("huishoudens laag"), _("huishoudens midden"), _("huishoudens hoog"), _("graad")),
    )
    return lists.as_file(
        kind=kind, name="initiatieven", headings=headings, rows=[_line(row) for row in rows]
    )


def _line(row: InitiativeRow) -> tuple[Any, ...]:
    reach = row.households
    return (
        *(row.code, row.name, str(row.state_label), row.department, row.lead, row.level),
        *(row.start_quarter, row.start_hours, row.running_hours, row.quarterly_eur),
        *(reach.low, reach.mid, reach.high, row.grade),
    )


def _wanted(request: MemberRequest) -> InitiativeFilter:
    """Return what is asked for; what we do not know counts as not asked."""
    asked = request.GET
    sort = asked.get("sort", "code")
    state = asked.get("status", "")
    return InitiativeFilter(
        text=asked.get("tekst", "").strip()[:200],
        state=state if state in State.values else "",
        department=asked.get("afdeling", "")[:40],
        goal=asked.get("doel", "")[:40],
        pool=asked.get("team", "")[:40],
        sort=sort if sort.removeprefix("-") in SORTS else "code",
    )


def _board(rows: list[InitiativeRow]) -> list[Column]:
    return [
        Column(str(state.label), [row for row in rows if row.state == state]) for state in State
    ]


def _choices(request: MemberRequest) -> dict[str, list[tuple[str, str]]]:
    """Return what the filters offer, by code so that an address can be read and kept."""
    found = selectors.choices(actor=request.actor)
    kinds = {
        "departments": (found.departments, _("alle afdelingen")),
        "goals": (found.goals, _("alle doelen")),
        "pools": (found.pools, _("alle teams")),
    }
    return {
        kind: [("", str(every)), *((thing.code, thing.name) for thing in things)]
        for kind, (things, every) in kinds.items()
    }


def _may(request: MemberRequest) -> dict[str, bool]:
    acts = {
        "create": "programme.create_initiative",
        "edit_together": "programme.bulk_edit",
        "archive": "programme.archive_initiative",
        "export": "programme.export",
        "bring": "programme.import",
        "frame": "programme.edit_goals",
    }
    return {name: permissions.can(request.actor, act) for name, act in acts.items()}
