"""For which partners somebody may act, and what a page may ask for in its address."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.network import rights
from bundel.network.models import OrganisationState


@dataclass(frozen=True, slots=True)
class PartnerName:
    """A partner to choose."""

    id: uuid.UUID
    name: str


def organisations_for(*, actor: Actor, act: str) -> list[PartnerName]:
    """Return the partners for which the actor may do an act, by name. At most one query."""
    relation = permissions.visible(actor, act)
    if relation is None:
        return []
    rows = rights.organisations_of(actor).exclude(state=OrganisationState.ENDED)
    if relation is Relation.OWN:
        rows = rows.filter(pk__in=[actor.organisation_id])
    return [PartnerName(*row) for row in rows.order_by("name").values_list("pk", "name")]


def everybody(*, actor: Actor) -> list[PartnerName]:
    """Return all partners that take part, by name. One query."""
    rows = rights.organisations_of(actor).exclude(state=OrganisationState.ENDED)
    return [PartnerName(*row) for row in rows.order_by("name").values_list("pk", "name")]


def one_of(given: str, options: Iterable[tuple[str, object]]) -> str:
    """Return what was asked for if it is among the options, else nothing."""
    return given if given in {value for value, _label in options} else ""


def is_id(given: str) -> bool:
    """Tell whether a text is an id."""
    try:
        uuid.UUID(given)
    except ValueError:
        return False
    return True
