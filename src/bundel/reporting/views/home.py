"""What was reported, what is being written, and what is due by rhythm."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.reporting.selectors import packs


def home(request: MemberRequest) -> HttpResponse:
    """Show all reports, the newest first."""
    actor = request.actor
    context = {
        "packs": packs.packs(actor=actor),
        "may_make": permissions.can(actor, "reporting.make"),
    }
    return render(request, "reporting/home.html", context)
