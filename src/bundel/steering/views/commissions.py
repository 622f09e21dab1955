"""Pages of commissions: the list by whose turn it is, one commission, and one version of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.audit import services as audit
from bundel.errors import NotFound
from bundel.steering.models import CommissionState
from bundel.steering.selectors import commission_card as cards
from bundel.steering.selectors import commissions as selectors
from bundel.steering.selectors.commission_warnings import warnings_of
from bundel.steering.selectors.commissions import CommissionLine
from bundel.steering.services.commissions import ACT
from bundel.steering.views.commission_words import WORDS
from bundel.ui import lists

A_PAGE = 100
# What an address asks besides one state.
LIVE, OVERDUE = "lopend", "over-tijd"
STATES = [
    ("", gettext_lazy("alle opdrachten")),
    (LIVE, gettext_lazy("opdrachten die lopen")),
    (OVERDUE, gettext_lazy("opdrachten over tijd")),
    *CommissionState.choices,
]

# What a file of the list holds: the heading of each column, and what of a line stands in it.
COLUMNS = (
    (gettext_lazy("nummer"), "number"),
    (gettext_lazy("initiatief"), "code"),
    (gettext_lazy("opdracht"), "title"),
    (gettext_lazy("afdeling"), "department"),
    (gettext_lazy("opdrachtgever"), "commissioner"),
    (gettext_lazy("opdrachtnemer"), "contractor"),
    (gettext_lazy("status"), "state_label"),
    (gettext_lazy("ligt bij"), "waits_for_name"),
    (gettext_lazy("begint op"), "from_date"),
    (gettext_lazy("klaar op"), "until_date"),
    (gettext_lazy("uren"), "hours"),
    (gettext_lazy("euro"), "eur"),
)


def commissions(request: MemberRequest) -> HttpResponse:
    """Show what waits for the reader first, then all others."""
    every = selectors.commissions(actor=request.actor)
    found = _chosen(request, every)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    sees_programme = permissions.can(request.actor, "programme.view")
    context = {
        "page": page,
        "every": every,
        "mine": [one for one in page.object_list if one.waits_for_me],
        "others": [one for one in page.object_list if not one.waits_for_me],
        "wanted": request.GET,
        "is_filtered": len(found) != len(every),
        "states": STATES,
        "commissioners": _options(gettext_lazy("elke opdrachtgever"), every, "commissioner"),
        "departments": _options(gettext_lazy("elke afdeling"), every, "department"),
        "without": _without(request) if sees_programme else [],
        "may_add": permissions.can(request.actor, ACT),
        "may_export": permissions.can(request.actor, "steering.export"),
        "late": {one.id for one in every if one.is_overdue(timezone.localdate())},
    }
    return render(request, "steering/commissions.html", context)


def commissions_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the list as it stands, as a file."""
    found = _chosen(request, selectors.commissions(actor=request.actor))
    audit.record(
        actor=request.actor,
        action="steering.export_commissions",
        kind="commission",
        object_id=None,
        label=str(len(found)),
    )
    rows = [[getattr(one, name) for _heading, name in COLUMNS] for one in found]
    headings = [str(heading) for heading, _name in COLUMNS]
    return lists.as_file(kind=kind, name="opdrachten", headings=headings, rows=rows)


def commission(request: MemberRequest, commission_id: UUID) -> HttpResponse:
    """Show one commission: who is at turn, what holds, what is proposed, and who signed."""
    card = cards.commission_card(actor=request.actor, commission_id=commission_id)
    context = {
        "card": card,
        "line": card.line,
        "acts": [(act, WORDS[act]) for act in card.open_acts],
        "warnings": _warnings(request, card),
        "sees_programme": permissions.can(request.actor, "programme.view"),
        "may_add": permissions.can(request.actor, ACT),
        "overdue": card.line.is_overdue(timezone.localdate()),
        "ended": card.steps[-1] if card.steps and not card.line.runs else None,
    }
    return render(request, "steering/commission.html", context)


def version(request: MemberRequest, commission_id: UUID, number: int) -> HttpResponse:
    """Show one version beside the text that held when it was written."""
    card = cards.commission_card(actor=request.actor, commission_id=commission_id)
    text = next((one for one in card.versions if one.round == number), None)
    if text is None:
        raise NotFound
    agreed = [one for one in card.versions if one.round < number and one.agreed_at]
    before = agreed[-1] if agreed else None
    context = {
        "card": card,
        "line": card.line,
        "text": text,
        "before": before,
        "changes": cards.compared(before, text) if before else (),
    }
    return render(request, "steering/commission_version.html", context)


def _without(request: MemberRequest) -> list[selectors.Uncommissioned]:
    """Return the initiatives of which nobody agreed; the address may ask for one."""
    about = request.GET.get("initiatief", "")
    found: list[selectors.Uncommissioned] = selectors.without_commission(actor=request.actor)
    return [one for one in found if about in ("", str(one.id))]


def _warnings(request: MemberRequest, card: cards.CommissionCard) -> tuple[str, ...]:
    """Return what is odd in the text that is to be judged now, while it can still be changed."""
    text = card.proposed or card.holds
    if text is None or not card.line.runs:
        return ()
    found: tuple[str, ...] = warnings_of(
        actor=request.actor, initiative_id=card.line.initiative_id, text=text
    )
    return found


def _chosen(request: MemberRequest, every: list[CommissionLine]) -> list[CommissionLine]:
    wanted = request.GET
    today = timezone.localdate()
    state = wanted.get("status", "")
    tests: dict[str, Any] = {
        "": lambda one: True,
        LIVE: lambda one: one.runs,
        OVERDUE: lambda one: one.is_overdue(today),
    }
    fits = tests.get(state, lambda one: one.state == state)
    return [
        one
        for one in every
        if fits(one)
        and wanted.get("opdrachtgever", "") in ("", one.commissioner)
        and wanted.get("afdeling", "") in ("", one.department)
        and wanted.get("initiatief", "") in ("", str(one.initiative_id))
    ]


def _options(every: Any, lines: list[CommissionLine], name: str) -> list[tuple[str, Any]]:
    values = sorted({getattr(one, name) for one in lines} - {""})
    return [("", every), *((value, value) for value in values)]
