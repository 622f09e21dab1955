"""What people choose from in the directory: words of the lists, areas, languages, colleagues."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.areas.models import Area, AreaKind
from bundel.network import languages as tongues
from bundel.network import rights
from bundel.network.models import Location, Taxonomy, Term

Option = tuple[str, str]
# From large to small, as people look for them.
AREA_KINDS = (AreaKind.CITY_PART, AreaKind.DISTRICT, AreaKind.NEIGHBOURHOOD)


@dataclass(frozen=True, slots=True)
class AreaNode:
    """An area of the newest year, with the one that it lies in."""

    id: uuid.UUID
    name: str
    kind: str
    parent_id: uuid.UUID | None


def terms(*, actor: Actor) -> dict[str, list[Option]]:
    """Return the words that are in use, by list. One query."""
    found: dict[str, list[Option]] = {taxonomy.value: [] for taxonomy in Taxonomy}
    rows = Term.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    for pk, taxonomy, name in rows.values_list("pk", "taxonomy", "name"):
        found[taxonomy].append((str(pk), name))
    return found


def areas(*, actor: Actor) -> list[AreaNode]:
    """Return the areas of the newest year, by name. Two queries."""
    here = Area.objects.filter(municipality_id=actor.municipality_id)
    newest = here.order_by("-year").values_list("year", flat=True).first()
    rows = here.filter(year=newest or 0).order_by("name")
    return [AreaNode(*row) for row in rows.values_list("pk", "name", "kind", "parent_id")]


def area_options(*, actor: Actor) -> list[tuple[str, list[Option]]]:
    """Return the areas below the municipality, in groups by their kind. Two queries."""
    nodes = areas(actor=actor)
    groups = [
        (str(kind.label), [(str(n.id), n.name) for n in nodes if n.kind == kind])
        for kind in AREA_KINDS
    ]
    return [(label, options) for label, options in groups if options]


def large_area_options(
    *, actor: Actor, kept: Collection[str] = ()
) -> list[tuple[str, list[Option]]]:
    """
    Return the areas for a service, districts below their city part. Two queries.

    Args:
        kept: Ids of areas that a service has; of neighbourhoods only these are offered.
    """
    nodes = [
        node
        for node in areas(actor=actor)
        if node.kind in (AreaKind.CITY_PART, AreaKind.DISTRICT) or str(node.id) in kept
    ]
    parts = [node for node in nodes if node.kind == AreaKind.CITY_PART]
    groups = [(part.name, [_whole(part), *_options(nodes, part.id)]) for part in parts]
    placed = {pk for _name, options in groups for pk, _label in options}
    rest = [(str(n.id), n.name) for n in nodes if str(n.id) not in placed]
    return [*groups, (_("wijken"), rest)] if rest else groups


def _whole(part: AreaNode) -> Option:
    return str(part.id), _("heel %(name)s") % {"name": part.name}


def _options(nodes: list[AreaNode], parent_id: uuid.UUID) -> list[Option]:
    return [(str(node.id), node.name) for node in nodes if node.parent_id == parent_id]


def languages() -> list[Option]:
    """Return the languages that people can choose from, with their code."""
    return [(language.code, language.name) for language in tongues.languages()]


def colleagues(*, actor: Actor, organisation_id: uuid.UUID) -> list[Option]:
    """Return who works for a partner and may be seen by the actor. One query."""
    there = rights.contacts_of(actor).filter(organisation_id=organisation_id, left_date=None)
    return [(str(pk), name) for pk, name in there.order_by("name").values_list("pk", "name")]


def locations(*, organisation_id: uuid.UUID) -> list[Option]:
    """Return the places of a partner. One query."""
    rows = Location.objects.filter(organisation_id=organisation_id).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]
