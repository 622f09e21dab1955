"""Today's work, and search over everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.programme.models import State
from bundel.today.finding import Hit, Kind, find
from bundel.today.in_network import network_waiting
from bundel.today.in_signals import signals_waiting
from bundel.today.waiting import Day, Waiting, day_of

LONGEST_QUERY = 200


def home(request: MemberRequest) -> HttpResponse:
    """Show what waits for whoever is here; in an empty programme the next step."""
    now, today = timezone.now(), timezone.localdate()
    signals = signals_waiting(actor=request.actor, today=today)
    network = network_waiting(actor=request.actor, now=now, today=today)
    if not permissions.can(request.actor, "programme.view"):
        return render(request, "today/home.html", {"elsewhere": True} | _told([*signals, *network]))
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
    return render(request, "today/home.html", context | _told([*signals, *day.waiting, *network]))


def _told(lines: Sequence[Waiting]) -> dict[str, Any]:
    """Return the lines with their pages, good news last, and how many are the reader's own."""
    lines = sorted(lines, key=lambda line: line.tone == "good")
    return {
        "waiting": [(line, _address(line)) for line in lines],
        "own": sum(line.is_own for line in lines),
    }


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
