"""The sub-navigation of signals: the places that exist and that the reader may open."""

from __future__ import annotations

import uuid
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions

register = template.Library()

# The route of each place, and how people call it.
PLACES = (
    ("signals:inbox", _("Signalen")),
    ("signals:patterns", _("Patronen")),
    ("signals:silence", _("Stilte")),
    ("signals:map", _("Kaart")),
    ("signals:becoming", _("Wat werd ervan")),
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
        ]
    }


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
