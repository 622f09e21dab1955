"""The sub-navigation of signals: the places that exist and that the reader may open."""

from __future__ import annotations

import uuid
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.signals.models import PhotoState
from bundel.signals.selectors.boxes import Box
from bundel.signals.selectors.exchange import sees_only_own
from bundel.signals.services import photos

register = template.Library()

PHOTOS = "signals:photos"
# The route of each place, and how people call it.
PLACES = (
    ("signals:inbox", _("Signalen")),
    ("signals:patterns", _("Patronen")),
    ("signals:silence", _("Stilte")),
    ("signals:map", _("Kaart")),
    ("signals:becoming", _("Wat werd ervan")),
    (PHOTOS, _("Foto's")),
    ("signals:rules", _("Verdelen")),
    ("signals:themes", _("Thema's")),
    ("signals:teams", _("Teams")),
    ("signals:settings", _("Instellingen")),
)


@register.inclusion_tag("signals/tabs.html", takes_context=True)
def signals_tabs(context: template.Context, current: str = "") -> dict[str, Any]:
    """Show the places of signals; the current one is named by its route."""
    actor = context["request"].actor
    return {
        "places": [
            {"href": href, "label": label, "is_current": route == current}
            for route, label in PLACES
            if permissions.may_enter(actor, route) and (href := _address(route))
            # Most municipalities take no photos; then there is nothing to look at.
            if route != PHOTOS or current == PHOTOS or _has_held_photos(actor)
        ]
    }


@register.inclusion_tag("signals/parts/files.html", takes_context=True)
def signal_files(context: template.Context, box: str) -> dict[str, Any]:
    """Show where the list goes out as a file, and where a file comes in."""
    request = context["request"]
    asked = request.GET.copy()
    asked["bak"] = box
    for key in ("na", "voor"):
        asked.pop(key, None)
    # Who takes only the own words along finds none of those among what others share.
    is_empty = box == Box.SHARED and sees_only_own(request.actor)
    return {
        "may_export": permissions.may_enter(request.actor, "signals:inbox_file") and not is_empty,
        "may_import": permissions.may_enter(request.actor, "signals:files"),
        "query": asked.urlencode(),
    }


def _has_held_photos(actor: Actor) -> bool:
    return photos.seen_by(actor).filter(state=PhotoState.HELD).exists()


@register.inclusion_tag("signals/parts/photos.html", takes_context=True)
def signal_photos(context: template.Context, signal_id: uuid.UUID) -> dict[str, Any]:
    """Show the photos of a signal that the reader may see. One query."""
    rows = photos.seen_by(context["request"].actor).filter(signal_id=signal_id)
    return {"photos": rows.defer("content").order_by("told_at")}


def _address(route: str, *arguments: object) -> str:
    """Return where a place is; nothing while it is not built."""
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""


@register.simple_tag
def tell_address() -> str:
    """Return where a signal is told."""
    return _address("signals:tell")


@register.simple_tag
def pattern_address(pattern_id: uuid.UUID) -> str:
    """Return the page of a pattern."""
    return _address("signals:pattern", pattern_id)
