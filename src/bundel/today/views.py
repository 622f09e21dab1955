"""Today's work, and search over everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.programme.models import State
from bundel.today.asking import Asked, Part, Told, merged, tell
from bundel.today.finding import Hit, Kind, find
from bundel.today.visits import visit
from bundel.today.waiting import Day, Waiting, day_of

LONGEST_QUERY = 200


def home(request: MemberRequest) -> HttpResponse:
    """Show what waits for whoever is here, what was promised and asked, and what is new."""
    now, today = timezone.now(), timezone.localdate()
    since = visit(actor=request.actor, at=now)
    parts = tell(Asked(request.actor, now, today, since))
    if not permissions.can(request.actor, "programme.view"):
        return render(request, "today/home.html", {"elsewhere": True} | _shown(parts, (), since))
    day = day_of(actor=request.actor, today=today)
    context = {
        "day": day,
        "started": day.has_frame and day.has_pools,
        "glance": _glance(day),
        "may": {
            "bring": permissions.can(request.actor, "programme.import"),
            "frame": permissions.can(request.actor, "programme.edit_goals"),
        },
    }
    return render(request, "today/home.html", context | _shown(parts, day.waiting, since))


def _shown(parts: Mapping[Part, Told], also: Sequence[Waiting], since: datetime) -> dict[str, Any]:
    """
    Return the parts of the page with their addresses, and how many things are the reader's.

    What others have to do stands apart; on top only for who has nothing to do.
    """
    own, others = merged(parts[Part.WAITS], also, timezone.localdate())
    first = own if own.lines else others
    return {
        "waiting": _linked_all(first.lines),
        "more_waiting": _linked_all(first.rest),
        "own": len(own.lines) + len(own.rest),
        "count": len(first.lines) + len(first.rest),
        "since": since,
        "sections": [
            _section(Part.PROMISED, _("Wat u beloofde"), parts[Part.PROMISED]),
            _section(Part.ASKED, _("Waar u op wacht"), parts[Part.ASKED]),
            _section("others", _("Wat ook speelt"), others if own.lines else Told()),
            _section(Part.CHANGED, _("Wat er veranderde"), parts[Part.CHANGED]),
        ],
    }


def _section(name: str, title: str, told: Told) -> dict[str, Any]:
    lines, rest = _linked_all(told.lines), _linked_all(told.rest)
    return {"id": str(name), "title": title, "lines": lines, "rest": rest}


def _linked_all(lines: Sequence[Waiting]) -> list[tuple[Waiting, str]]:
    return [(line, _address(line)) for line in lines]


def search(request: MemberRequest) -> HttpResponse:
    """Show what was found, by kind."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    found = [_linked(kind) for kind in find(actor=request.actor, text=text, now=timezone.now())]
    return render(request, "today/search.html", {"text": text, "found": found})


def _linked(kind: Kind) -> dict[str, Any]:
    return {"label": kind.label, "hits": [(hit, _address(hit)) for hit in kind.hits]}


def _address(line: Waiting | Hit) -> str:
    address = reverse(line.route, args=line.arguments)
    if line.query.startswith("#") or not line.query:
        return address + line.query
    return f"{address}?{line.query}"


def _glance(day: Day) -> list[tuple[str, int, str]]:
    """Return how many initiatives there are in each state that has any, with its list."""
    table = reverse("programme:table")
    return [
        (str(state.label), day.states[state], f"{table}?status={state.value}")
        for state in State
        if day.states.get(state)
    ]
