"""What a rule can ask for and whom it can send to, as options of a form."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.network.models import Taxonomy, Term
from bundel.network.selectors import choices as network
from bundel.signals.models import SignalSettings, SignalTheme, Team
from bundel.signals.services import rules, telling_rules
from bundel.signals.services.routing import Line
from bundel.signals.services.rules import PERSON, TEAM

Option = tuple[str, str]
Groups = list[tuple[str, list[Option]]]


def options(*, actor: Actor, line: Line | None) -> dict[str, Any]:
    """
    Return what the form of a rule offers. Eight queries.

    Args:
        line: The rule as it stands; what it names stays on offer, also when it is out of use.
    """
    asked = line.rule if line else None
    return {
        "themes": theme_options(actor=actor, kept=asked.themes if asked else ()),
        "areas": area_options(actor=actor, kept=asked.areas if asked else ()),
        "traits": trait_options(actor=actor, kept=asked.traits if asked else ()),
        "targets": _targets(actor),
    }


def initial(line: Line | None, chosen: SignalSettings) -> dict[str, Any]:
    """Return what a rule asks, as the form holds it; a new one promises what the rest gets."""
    if line is None:
        return {"promise_days": chosen.promise_days}
    row, asked = line.row, line.rule
    kind, pk = (TEAM, row.team_id) if row.team_id else (PERSON, row.person_id)
    return {
        "version": row.version,
        "name": row.name,
        "themes": [str(pk) for pk in asked.themes],
        "areas": [str(pk) for pk in asked.areas],
        "traits": [str(pk) for pk in asked.traits],
        "sizes": row.sizes,
        "severities": row.severities,
        "months": [str(month) for month in row.months],
        "target": f"{kind}:{pk}",
        "promise_days": row.promise_days,
    }


def theme_options(*, actor: Actor, kept: Collection[Any] = ()) -> list[Option]:
    """Return the themes in use, in their order. One query."""
    rows = SignalTheme.objects.filter(municipality_id=actor.municipality_id)
    return [(str(row.pk), row.label) for row in rows if row.is_active or row.pk in kept]


def area_options(*, actor: Actor, kept: Collection[Any] = ()) -> Groups:
    """Return the areas below the municipality, by kind; those of earlier years that are asked."""
    groups = network.area_options(actor=actor)
    offered = {pk for _label, group in groups for pk, _name in group}
    missing = [pk for pk in kept if str(pk) not in offered]
    if not missing:
        return groups
    rows = Area.objects.filter(pk__in=missing).values_list("pk", "name", "year")
    old = [(str(pk), f"{name} ({year})") for pk, name, year in rows]
    return [*groups, (_("gebieden van eerdere jaren"), old)]


def trait_options(*, actor: Actor, kept: Collection[Any] = ()) -> Groups:
    """Return the traits of a group, by list. One query."""
    rows = Term.objects.filter(
        municipality_id=actor.municipality_id, taxonomy__in=telling_rules.TRAIT_LISTS
    ).order_by("name")
    found: dict[str, list[Option]] = {name: [] for name in telling_rules.TRAIT_LISTS}
    for pk, taxonomy, name, is_active in rows.values_list("pk", "taxonomy", "name", "is_active"):
        if is_active or pk in kept:
            found[taxonomy].append((str(pk), name))
    return [(str(Taxonomy(name).label), group) for name, group in found.items() if group]


def _targets(actor: Actor) -> Groups:
    """Return teams and people; who stopped is offered no more, so that somebody else is chosen."""
    teams = Team.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    people = rules.handlers(actor)
    groups = [
        (_("teams"), [(f"{TEAM}:{pk}", name) for pk, name in teams.values_list("pk", "name")]),
        (_("mensen"), [(f"{PERSON}:{pk}", name) for pk, name in people.values_list("pk", "name")]),
    ]
    return [(label, group) for label, group in groups if group]
