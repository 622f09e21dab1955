"""What many rows of the network share: an owner among the partners, and spans of days."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel


class OfOrganisation(VersionedModel):
    """A row that one organisation keeps itself: for its own people the relation is `own`."""

    organisation_id: uuid.UUID

    class Meta:
        abstract = True

    def is_own(self, actor: Actor) -> bool:
        """Tell whether the actor works for the organisation of this row."""
        return actor.organisation_id is not None and actor.organisation_id == self.organisation_id


def not_before(name: str, first: str, last: str) -> models.CheckConstraint:
    """The last day or moment is not before the first; either may be unknown."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{last}__gte": F(first)}),
    )


def one_of(name: str, field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """The column holds one of the known values."""
    return models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": choices.values}))


def one_owner(name: str, *fields: str) -> models.CheckConstraint:
    """Exactly one of these references is set."""
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{other}__isnull": other != field for other in fields})
    return models.CheckConstraint(name=name, condition=condition)
