"""Partners, services, people and gatherings by words, for the search over everything."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network import rights
from bundel.network.selectors.gatherings import gathering_lines

VIEW = "network.view"


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name, and what tells it from others of that name."""

    id: uuid.UUID
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class InNetwork:
    """What was found, by kind."""

    partners: tuple[Named, ...]
    services: tuple[Named, ...]
    people: tuple[Named, ...]
    gatherings: tuple[Named, ...]


def in_network(
    *, actor: Actor, words: Sequence[str], now: datetime, today: date, most: int
) -> InNetwork:
    """
    Return what has all these words in its name or description. At most seven queries.

    Raises:
        NotAllowed: if the actor does not see the network.
    """
    permissions.require(actor, VIEW)
    partners = rights.organisations_of(actor).filter(
        _all(words, "name", "alternate_name", "description")
    )
    services = rights.services_of(actor, today=today).filter(
        _all(words, "name", "alternate_name", "description")
    )
    people = rights.contacts_of(actor).filter(
        _all(words, "name", "function"),
        left_date=None,
        organisation__archived_at=None,
        organisation__merged_into=None,
    )
    ahead, past = gathering_lines(actor=actor, now=now)
    return InNetwork(
        tuple(Named(row.pk, row.name, row.description) for row in partners[:most]),
        tuple(
            Named(row.pk, row.name, row.organisation.name)
            for row in services.select_related("organisation")[:most]
        ),
        tuple(
            Named(row.pk, row.name, " · ".join(filter(None, (row.function, row.organisation.name))))
            for row in people.select_related("organisation")[:most]
        ),
        tuple(
            Named(one.id, one.title, f"{one.starts_at:%d-%m-%Y}")
            for one in (*ahead, *past)
            if all(word in one.title.casefold() for word in words)
        )[:most],
    )


def _all(words: Sequence[str], *fields: str) -> Q:
    """Return the condition that every word stands in one of the fields."""
    condition = Q()
    for word in words:
        one = Q()
        for field in fields:
            one |= Q(**{f"{field}__icontains": word})
        condition &= one
    return condition
