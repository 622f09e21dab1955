"""The sub-navigation of the network: the places that exist and that the reader may open."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.network import rights
from bundel.network.selectors import feeds
from bundel.network.selectors.contacts import Hanging

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


def _address(route: str, **arguments: Any) -> str:
    """Return where a place is; nothing while it is not built."""
    try:
        return reverse(route, kwargs=arguments)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("network/parts/provenance.html", takes_context=True)
def came_from(context: template.Context, object_id: uuid.UUID) -> dict[str, Any]:
    """Show from which source a row came, and when."""
    return {"provenance": feeds.provenance(actor=context["request"].actor, object_id=object_id)}


@register.inclusion_tag("network/parts/partner_files.html", takes_context=True)
def partner_files(context: template.Context, organisation_id: UUID) -> dict[str, Any]:
    """Show where to read what a partner gets, and to keep all that is known of it."""
    actor = context["request"].actor
    is_own = actor.organisation_id == organisation_id
    relation = permissions.visible(actor, "network.export")
    return {
        "organisation_id": organisation_id,
        "may_welcome": is_own or rights.is_municipal(actor),
        "may_export": relation is permissions.Relation.ALL or (relation is not None and is_own),
    }


DAYS = (
    _("maandag"),
    _("dinsdag"),
    _("woensdag"),
    _("donderdag"),
    _("vrijdag"),
    _("zaterdag"),
    _("zondag"),
)
# What can hang on a contact: how people call it, and the page and argument that show it.
SORTS = {
    "service": (_("dienst"), "network:service", "service_id"),
    "promise": (_("toezegging"), "", ""),
    "agreement": (_("samenwerkingsafspraak"), "network:agreement", "agreement_id"),
    "goods": (_("vraag of aanbod"), "network:goods_item", "goods_id"),
    "action": (_("actie in de wijk"), "network:action", "action_id"),
}


@register.filter
def weekday(number: int) -> str:
    """1 becomes 'maandag'."""
    return str(DAYS[number - 1])


@register.filter
def hanging_sort(sort: str) -> str:
    """Return how people call something that hangs on a contact."""
    return str(SORTS[sort][0])


@register.simple_tag
def hanging_place(one: Hanging) -> str:
    """Return the page of something that hangs on a contact; nothing where it has none."""
    _name, route, argument = SORTS[one.sort]
    return _address(route, **{argument: one.id}) if route else ""
