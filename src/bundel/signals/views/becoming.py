"""What became of our signals: for a partner its own, for the municipality each partner's."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Relation
from bundel.accounts.requests import MemberRequest
from bundel.signals.selectors import becoming as selectors
from bundel.ui.lists import as_file


def becoming(request: MemberRequest) -> HttpResponse:
    """Show the own signals with what came of them, or all partners to choose from."""
    if permissions.visible(request.actor, "signals.view") is Relation.ALL:
        context = {
            "partners": selectors.per_partner(actor=request.actor),
            "may_export": permissions.can(request.actor, "signals.export"),
        }
        return render(request, "signals/becoming_all.html", context)
    return _shown(request, None)


def becoming_of(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Show what became of the signals of one partner."""
    return _shown(request, organisation_id)


def becoming_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Give the own list as a file; to the municipality what each partner's came to."""
    if permissions.visible(request.actor, "signals.view") is Relation.ALL:
        return _file_of_all(request, kind)
    return _file(request, None, kind)


def becoming_of_file(request: MemberRequest, organisation_id: UUID, kind: str) -> HttpResponse:
    """Give the list of one partner as a file."""
    return _file(request, organisation_id, kind)


def _shown(request: MemberRequest, organisation_id: UUID | None) -> HttpResponse:
    actor = request.actor
    context = {
        "becoming": selectors.becoming(actor=actor, organisation_id=organisation_id),
        "is_own": permissions.visible(actor, "signals.view") is not Relation.ALL,
        "may_export": permissions.can(actor, "signals.export"),
    }
    return render(request, "signals/becoming.html", context)


def _file(request: MemberRequest, organisation_id: UUID | None, kind: str) -> HttpResponse:
    found = selectors.becoming(
        actor=request.actor, organisation_id=organisation_id, most=selectors.MOST_IN_FILE
    )
    headings = (
        _("nummer"),
        _("gemeld op"),
        _("thema"),
        _("gebied"),
        _("status"),
        _("uitkomst"),
        _("antwoord"),
        _("beantwoord op"),
        _("op tijd beantwoord"),
        _("wat ervan kwam"),
    )
    said = {True: _("ja"), False: _("nee"), None: ""}
    rows = [
        (
            one.number,
            _day(one.told_at),
            one.theme,
            one.area,
            one.state_label,
            one.result_label,
            one.answer,
            _day(one.answered_at),
            said[one.was_in_time],
            "; ".join(f"{came.kind}: {came.title}" for came in one.outcomes),
        )
        for one in found.lines
    ]
    return as_file(kind=kind, name="onze-signalen", headings=headings, rows=rows)


def _file_of_all(request: MemberRequest, kind: str) -> HttpResponse:
    headings = (
        _("Partner"),
        _("Gemeld"),
        _("Wacht nog"),
        _("Beantwoord"),
        _("Beloften beoordeeld"),
        _("Op tijd"),
        _("Niet voor ons"),
    )
    rows = [
        (one.name, one.told, one.waiting, one.answered, one.judged, one.in_time, one.not_ours)
        for one in selectors.per_partner(actor=request.actor)
    ]
    return as_file(kind=kind, name="signalen-per-partner", headings=headings, rows=rows)


def _day(moment: datetime | None) -> str:
    return "" if moment is None else timezone.localtime(moment).date().isoformat()
