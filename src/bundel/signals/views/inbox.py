"""The list of signals, named after who must act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.signals.models import Severity, Size
from bundel.signals.selectors import boxes
from bundel.signals.selectors import inbox as selectors
from bundel.signals.selectors.boxes import Box
from bundel.signals.selectors.inbox import Asked

PERIODS = [
    ("", _("ooit")),
    ("week", _("deze week")),
    ("maand", _("deze maand")),
    ("kwartaal", _("afgelopen kwartaal")),
    ("jaar", _("afgelopen jaar")),
]
LONGEST_WORDS = 120
# What the address says to look through what was handled too.
HANDLED = "afgehandeld"
WHERE = [("", _("alleen in deze lijst")), (HANDLED, _("ook in wat is afgehandeld"))]


def inbox(request: MemberRequest) -> HttpResponse:
    """Show a box: what waits there, the nearest promise first."""
    actor = request.actor
    there = boxes.boxes_of(actor)
    box = next((one for one in there if one.value == request.GET.get("bak")), None)
    options = selectors.options(actor=actor)
    asked = asked_of(request, box or there[0])
    page = selectors.inbox(actor=actor, asked=asked, offered=options, now=timezone.now())
    if box is None:
        # Who has nothing to do begins where there is something.
        fullest = next((one.box for one in page.boxes if one.count), asked.box)
        if fullest is not asked.box:
            asked = asked_of(request, fullest)
            page = selectors.inbox(actor=actor, asked=asked, offered=options, now=timezone.now())
    context = {
        "page": page,
        "asked": asked,
        "label": boxes.LABELS[asked.box],
        # A box of one state or of one person does not say so on every line.
        "is_mixed": asked.box in boxes.WHOLE or asked.with_handled,
        "is_whole": asked.box in boxes.WHOLE,
        "is_mine": asked.box is Box.MINE and not asked.with_handled,
        "is_partner": Box.OURS in there,
        "may_tell": permissions.can(actor, "signals.tell"),
        "filters": _filters(asked, options),
        "is_filtered": _is_filtered(asked),
        "today": timezone.localdate(),
    }
    return render(request, "signals/inbox.html", context)


def asked_of(request: MemberRequest, box: Box) -> Asked:
    """Return what an address asks of the list."""
    given = request.GET
    return Asked(
        box,
        theme=_id(given.get("thema", "")),
        area=_id(given.get("gebied", "")),
        severity=given.get("ernst", ""),
        size=given.get("omvang", ""),
        team=_id(given.get("team", "")),
        period=given.get("gemeld", ""),
        words=given.get("woorden", "")[:LONGEST_WORDS].replace("\x00", ""),
        with_handled=given.get("ook") == HANDLED and box not in boxes.WHOLE,
        after=given.get("na", ""),
        before=given.get("voor", ""),
    )


def _filters(asked: Asked, options: selectors.Options) -> dict[str, Any]:
    return {
        "themes": [("", _("alle thema's")), *options.themes],
        "areas": [("", _("heel de gemeente")), *options.areas],
        "severities": [("", _("elke ernst")), *Severity.choices],
        "sizes": [("", _("elke omvang")), *Size.choices],
        "teams": [("", _("elk team")), *options.teams],
        "periods": PERIODS,
        "where": WHERE,
        "handled": HANDLED if asked.with_handled else "",
        "theme": asked.theme or "",
        "area": asked.area or "",
        "team": asked.team or "",
    }


def _is_filtered(asked: Asked) -> bool:
    filters = (asked.theme, asked.area, asked.severity, asked.size, asked.team, asked.period)
    return any((*filters, asked.words, asked.with_handled))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
