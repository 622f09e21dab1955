"""The frame as frozen values: horizon, what there is to choose from, goals."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.core.quarters import parse_quarter, quarters_from
from bundel.programme import models

VIEW = "programme.view"


@dataclass(frozen=True, slots=True)
class Frame:
    """Over which quarters the programme plans, and what weighs how much."""

    id: uuid.UUID
    version: int
    name: str
    first_quarter: str
    quarters: tuple[str, ...]
    weight_now: float
    weight_later: float
    saturation: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose in a form."""

    id: uuid.UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """All that forms let people choose from."""

    departments: tuple[Choice, ...]
    pools: tuple[Choice, ...]
    funds: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    goals: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """A benefit with the value aimed at."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    unit: str
    target_value: float | None
    target_date: date | None


@dataclass(frozen=True, slots=True)
class InitiativeRef:
    """An initiative by its names."""

    id: uuid.UUID
    version: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with its benefits and the initiatives that serve it."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    description: str
    benefits: tuple[BenefitRow, ...]
    initiatives: tuple[InitiativeRef, ...]


def programme_frame(*, actor: Actor) -> Frame | None:
    """Return the programme's frame, or None where there is no programme yet. Two queries."""
    permissions.require(actor, VIEW)
    row = models.Programme.objects.filter(municipality_id=actor.municipality_id).first()
    if row is None:
        return None
    steps = models.SaturationStep.objects.filter(municipality_id=actor.municipality_id)
    first = parse_quarter(row.first_quarter)
    return Frame(
        id=row.pk,
        version=row.version,
        name=row.name,
        first_quarter=row.first_quarter,
        quarters=tuple(map(str, quarters_from(first, row.quarters_count))),
        weight_now=float(row.weight_now),
        weight_later=float(row.weight_later),
        saturation=tuple((float(s.upto_share), float(s.worth_share)) for s in steps),
    )


def choices(*, actor: Actor) -> Choices:
    """Return what forms let people choose from, by name. Seven queries."""
    permissions.require(actor, VIEW)
    areas = Area.objects.filter(municipality_id=actor.municipality_id)
    newest = areas.order_by("-year").values_list("year", flat=True).first()
    return Choices(
        departments=_choices(actor, models.Department),
        pools=_choices(actor, models.Pool),
        funds=_choices(actor, models.Fund),
        groups=_choices(actor, models.MeasureGroup),
        areas=_choices(actor, Area, year=newest),
        goals=_choices(actor, models.Goal),
    )


def _choices(actor: Actor, model: type[Model], **also: Any) -> tuple[Choice, ...]:
    here = model._default_manager.filter(municipality_id=actor.municipality_id, **also)
    rows = here.order_by("name", "code").values_list("id", "code", "name")
    return tuple(Choice(*row) for row in rows)


def goal_rows(*, actor: Actor) -> list[GoalRow]:
    """Return the goals with what they bring and what serves them, by code. Three queries."""
    permissions.require(actor, VIEW)
    here = {"municipality_id": actor.municipality_id}
    benefits = defaultdict[uuid.UUID, list[BenefitRow]](list)
    for b in models.Benefit.objects.filter(**here).order_by("code"):
        target = None if b.target_value is None else float(b.target_value)
        benefits[b.goal_id].append(
            BenefitRow(b.pk, b.version, b.code, b.name, b.unit, target, b.target_date)
        )
    serving = defaultdict[uuid.UUID, list[InitiativeRef]](list)
    links = models.Contribution.objects.filter(**here, initiative__archived_at=None)
    for link in links.select_related("initiative").order_by("initiative__code"):
        i = link.initiative
        serving[link.goal_id].append(InitiativeRef(i.pk, i.version, i.code, i.name))
    return [
        GoalRow(
            id=goal.pk,
            version=goal.version,
            code=goal.code,
            name=goal.name,
            description=goal.description,
            benefits=tuple(benefits[goal.pk]),
            initiatives=tuple(serving[goal.pk]),
        )
        for goal in models.Goal.objects.filter(**here).order_by("code")
    ]
