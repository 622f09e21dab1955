"""Which body decides: the lowest one that has the mandate, by matter, amount and area."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Mandate:
    """
    What one body may decide.

    Args:
        matters: Codes of what it decides about.
        limit_eur: It decides up to and including this amount; None knows no limit.
        refers_to: The body that decides what is above it.
        area_id: It decides about this area only; None about all.
    """

    id: UUID
    matters: frozenset[str]
    limit_eur: Decimal | None = None
    refers_to: UUID | None = None
    area_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a decision is about; without an amount every limit is wide enough."""

    matter: str
    amount_eur: Decimal | None = None
    area_id: UUID | None = None


def may_decide(mandate: Mandate, asked: Asked) -> bool:
    """Tell whether a mandate covers what is asked."""
    in_limit = (
        mandate.limit_eur is None
        or asked.amount_eur is None
        or asked.amount_eur <= mandate.limit_eur
    )
    in_area = mandate.area_id is None or mandate.area_id == asked.area_id
    return asked.matter in mandate.matters and in_limit and in_area


def deciders(mandates: Collection[Mandate], asked: Asked) -> frozenset[UUID]:
    """
    Return the bodies that decide: those with the mandate below which nobody else has it.

    What is above the limit of a body so goes to the one that it refers to.
    """
    by_id = {one.id: one for one in mandates}
    able = {one.id for one in mandates if may_decide(one, asked)}
    served = {above for one in able for above in _above(by_id, one)}
    # Bodies that refer to each other in a ring would all be served: then all of them decide.
    return frozenset(able - served or able)


def _above(by_id: Mapping[UUID, Mandate], start: UUID) -> set[UUID]:
    """Return all bodies that a body refers to, near and far, and never itself."""
    found: set[UUID] = set()
    here = by_id[start].refers_to
    while here is not None and here not in found and here != start:
        found.add(here)
        here = by_id[here].refers_to if here in by_id else None
    return found
