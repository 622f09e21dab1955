"""What was reported, what is being written, and what is due."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.reporting.selectors import letters, packs, progress, waiting


def home(request: MemberRequest) -> HttpResponse:
    """Show all reports, the newest first, and what waits for the reader."""
    actor, today = request.actor, timezone.localdate()
    quarter = progress.quarter_due(today)
    owed = progress.owed(actor=actor, quarter=quarter, today=today)
    context = {
        "packs": packs.packs(actor=actor),
        "letters": letters.letters(actor=actor),
        "waits": waiting.waits_for(actor=actor, today=today),
        "quarter": str(quarter),
        "reported": sum(row.is_frozen for row in owed),
        "owed": len(owed),
        "may_make": permissions.can(actor, "reporting.make"),
    }
    return render(request, "reporting/home.html", context)
