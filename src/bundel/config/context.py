"""What every page knows: the municipality, who acts, and the menu that they may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bundel import __version__
from bundel.accounts import permissions


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the page frame's values; safe on error pages, where little is known."""
    actor = getattr(request, "actor", None)
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    entries = [e for e in settings.NAVIGATION if permissions.may_enter(actor, e.route)]
    current = max(
        (e for e in entries if here.startswith(e.match)),
        key=lambda e: len(e.match),
        default=None,
    )
    return {
        "municipality": getattr(request, "municipality", None),
        "actor": actor,
        "navigation": [{"entry": e, "is_current": e is current} for e in entries],
        "new_entries": [
            e for e in settings.NEW_ENTRIES if permissions.may_enter(actor, e.route)
        ],
        "demo": settings.DEMO,
        "version_of_bundel": __version__,
    }
