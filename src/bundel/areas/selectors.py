"""What is known of areas, as frozen values."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area with the code of the one that it lies in."""

    id: uuid.UUID
    code: str
    year: int
    name: str
    kind: str
    parent: str
    residents: int | None
    dwellings: int | None
    grade: str
    source: str


def areas(*, actor: Actor, kind: str = "") -> list[AreaView]:
    """Return the areas of the newest year, of one kind if one is given, by code. Two queries."""
    permissions.require(actor, "programme.view")
    here = Area.objects.filter(municipality_id=actor.municipality_id)
    newest = here.order_by("-year").values_list("year", flat=True).first()
    of_kind = here.filter(kind=kind) if kind else here
    found = of_kind.filter(year=newest or 0).order_by("code")
    return [
        AreaView(*row)
        for row in found.values_list(
            "id",
            "code",
            "year",
            "name",
            "kind",
            "parent__code",
            "residents",
            "dwellings",
            "grade",
            "source",
        )
    ]
