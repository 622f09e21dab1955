"""The sub-navigation of steering: the places that exist and that the reader may open."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions

register = template.Library()

# The route of each place, and how people call it.
PLACES = (
    ("steering:home", _("Controles")),
    ("steering:commissions", _("Opdrachten")),
    ("steering:demarcation", _("Afbakening")),
    ("steering:preconditions", _("Randvoorwaarden")),
    ("steering:bodies", _("Overleggen")),
    ("steering:decisions", _("Besluiten")),
    ("steering:actions", _("Acties")),
    ("steering:risks", _("Risico's")),
    ("steering:indicators", _("Cijfers")),
)


@register.inclusion_tag("steering/tabs.html", takes_context=True)
def steering_tabs(context: template.Context, current: str = "") -> dict[str, Any]:
    """Show the places of steering; the current one is named by its route."""
    actor = context["request"].actor
    return {
        "places": [
            {"href": href, "label": label, "is_current": route == current}
            for route, label in PLACES
            if permissions.may_enter(actor, route) and (href := _address(route))
        ]
    }


def _address(route: str) -> str:
    """Return where a place is; nothing, for a place that is not there."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
