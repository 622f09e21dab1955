"""What every page knows: the municipality, who acts, and the menu that they may use."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from bundel import __version__
from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.config import navigation
from bundel.config.navigation import Entry

# On a phone this has a place of its own, below the thumb.
TELL = "signals:tell"


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the page frame's values; safe on error pages, where little is known."""
    actor = getattr(request, "actor", None)
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    entries, account_entries = _menus(actor)
    current = max(
        (e for e in entries if here.startswith(e.match)),
        key=lambda e: len(e.match),
        default=None,
    )
    return {
        "municipality": getattr(request, "municipality", None),
        "actor": actor,
        "navigation": [{"entry": e, "is_current": e is current} for e in entries],
        "new_entries": _open_to(actor, settings.NEW_ENTRIES),
        "may_tell": permissions.may_enter(actor, TELL) and _exists(TELL),
        "is_telling": here == TELL,
        "may_search": permissions.may_enter(actor, "today:search"),
        "account_entries": account_entries,
        "role_label": navigation.ROLES.get(actor.role, "") if actor else "",
        "demo": settings.DEMO,
        "demo_url": reverse("accounts:demo") if _exists("accounts:demo") else "",
        "version_of_bundel": __version__,
    }


def _menus(actor: Actor | None) -> tuple[list[Entry], list[Entry]]:
    """Return the places of the menu, and of the account; whose work is the log finds it first."""
    entries = _open_to(actor, settings.NAVIGATION)
    own = _open_to(actor, navigation.ACCOUNT_ENTRIES)
    if permissions.can(actor, "programme.view") or permissions.can(actor, "network.view"):
        return entries, own
    work = [entry for entry in own if entry.route in navigation.WORK_OF_FEW]
    return [*entries, *work], [entry for entry in own if entry not in work]


def _open_to(actor: Actor | None, entries: Iterable[Entry]) -> list[Entry]:
    return [e for e in entries if permissions.may_enter(actor, e.route) and _exists(e.route)]


@cache
def _exists(route: str) -> bool:
    """Tell whether a route has a door; a module that is not there has no place in a menu."""
    try:
        reverse(route)
    except NoReverseMatch:
        return False
    return True
