"""Doors for who is not in yet: the demo's roles, links from a mail."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bundel.accounts import demo as demonstration
from bundel.accounts import selectors
from bundel.accounts.requests import MemberRequest

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def closed(request: HttpRequest) -> HttpResponse:
    """Refuse: the name exists because a library looks it up, the door does not."""
    raise Http404


def demo(request: MemberRequest) -> HttpResponse:
    """Show the roles, and step into the one that is chosen."""
    if request.municipality is None:
        raise Http404
    if request.method == "POST":
        role = request.POST.get("role", "")
        player = demonstration.player_of(municipality=request.municipality, role=role)
        login(request, player, backend=BACKEND)
        return redirect("/")
    context = {
        "stands": demonstration.stands(),
        "others": [m for m in selectors.municipalities() if m != request.municipality],
        "port": request.get_port(),
    }
    return render(request, "accounts/demo.html", context)
