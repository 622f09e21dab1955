"""The sub-navigation of the network: the places that exist and that the reader may open."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions

register = template.Library()

PLACES = (
    ("network:search", _("Zoeken")),
    ("network:organisations", _("Partners")),
    ("network:coverage", _("Dekking")),
    ("network:gatherings", _("Bijeenkomsten")),
    ("network:agreements", _("Afspraken")),
    ("network:goods", _("Spullen en uren")),
    ("network:actions", _("Acties")),
    ("network:health", _("Zo staat het ervoor")),
)


@register.inclusion_tag("network/tabs.html", takes_context=True)
def network_tabs(context: template.Context, current: str = "") -> dict[str, Any]:
    """Show the places of the network; the current one is named by its route."""
    actor = context["request"].actor
    return {
        "places": [
            {"href": href, "label": label, "is_current": route == current}
            for route, label in PLACES
            if permissions.may_enter(actor, route) and (href := _address(route))
        ]
    }


def _address(route: str) -> str:
    """Return where a place is; nothing while it is not built."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
