"""Figures of a report on a page: as people read them, with their grade and source a click away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.reporting.facts import figures
from bundel.reporting.papers import asked, sentences

register = template.Library()

# The route of each place, and how people call it.
PLACES = (
    ("reporting:home", _("Overzicht")),
    ("reporting:progress_list", _("Voortgang")),
    ("reporting:plan", _("Communicatieplan")),
)


@register.inclusion_tag("reporting/figure.html")
def figure(kept: Mapping[str, Any] | None, exact: object = "") -> dict[str, Any]:
    """Show a figure with its grade; what is an assumption is seen to be one."""
    return {
        "said": figures.exact(kept) if exact else figures.written(kept),
        "grade": kept["grade"] if kept and kept.get("value") is not None else "",
        "source": kept["source"] if kept else "",
        "of": sentences.span(kept["of"]) if kept else "",
    }


@register.filter
def kept_day(kept: str) -> str:
    """2027-03-01 becomes '1 maart 2027'."""
    return sentences.day(kept)


@register.filter
def exactly(kept: Mapping[str, Any] | None) -> str:
    """Return a figure whole, for a table."""
    return figures.exact(kept)


@register.filter
def planned_reach(row: dict[str, Any]) -> str:
    """Return the planned reach of an initiative as low, middle and high."""
    return sentences.reach(row)


@register.simple_tag
def needed(one: Mapping[str, Any], meeting: Mapping[str, Any]) -> str:
    """Return by when a decision is needed."""
    return asked.needed(dict(one), dict(meeting))


@register.filter
def option_notes(one: Mapping[str, Any]) -> list[str]:
    """Return how to read the options of a question."""
    return asked.notes(dict(one))


@register.simple_tag(takes_context=True)
def may(context: template.Context, act: str) -> bool:
    """Tell whether the reader may do an act."""
    return permissions.can(context["request"].actor, act)


@register.inclusion_tag("reporting/tabs.html", takes_context=True)
def report_tabs(context: template.Context, current: str = "") -> dict[str, Any]:
    """Show the places of this module; the current one is named by its route."""
    actor = context["request"].actor
    return {
        "places": [
            {"href": reverse(route), "label": label, "is_current": route == current}
            for route, label in PLACES
            if permissions.may_enter(actor, route)
        ]
    }


@register.simple_tag
def place(route: str, arguments: tuple[str, ...]) -> str:
    """Return the address of a page by its route."""
    return reverse(route, args=arguments)
