"""Fair shares and what they are counted by, as frozen values."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.programme import models
from bundel.programme.selectors.frame import VIEW


@dataclass(frozen=True, slots=True)
class FloorRow:
    """At least so many households counted in an area, for a group, or both."""

    id: uuid.UUID
    version: int
    code: str
    area_id: uuid.UUID | None
    area: str
    group_id: uuid.UUID | None
    group: str
    households: float
    grade: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class AtRiskRow:
    """Households at risk in an area for a group, and how much each weighs there."""

    id: uuid.UUID
    version: int
    area_id: uuid.UUID
    area: str
    group_id: uuid.UUID
    group: str
    households: float
    weight: float
    grade: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department, with how many initiatives and teams belong to it."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    initiatives: int
    pools: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A measure group, with how many households are at risk for it in all areas."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    description: str
    households: float


def floor_rows(*, actor: Actor) -> list[FloorRow]:
    """Return the floors, by code. One query."""
    permissions.require(actor, VIEW)
    rows = models.Floor.objects.filter(municipality_id=actor.municipality_id)
    return [
        FloorRow(
            id=row.pk,
            version=row.version,
            code=row.code,
            area_id=row.area_id,
            area=row.area.name if row.area else "",
            group_id=row.group_id,
            group=row.group.name if row.group else "",
            households=float(row.households),
            grade=row.grade,
            basis=row.basis,
            source=row.source,
        )
        for row in rows.select_related("area", "group").order_by("code")
    ]


def at_risk_rows(*, actor: Actor) -> list[AtRiskRow]:
    """Return who is at risk, by area and group. One query."""
    permissions.require(actor, VIEW)
    rows = models.AtRisk.objects.filter(municipality_id=actor.municipality_id)
    return [
        AtRiskRow(
            id=row.pk,
            version=row.version,
            area_id=row.area_id,
            area=row.area.name,
            group_id=row.group_id,
            group=row.group.name,
            households=float(row.households),
            weight=float(row.weight),
            grade=row.grade,
            basis=row.basis,
            source=row.source,
        )
        for row in rows.select_related("area", "group").order_by(
            "area__name", "area__code", "group__name"
        )
    ]


def department_rows(*, actor: Actor) -> list[DepartmentRow]:
    """Return the departments with what belongs to them, by name. One query."""
    permissions.require(actor, VIEW)
    rows = models.Department.objects.filter(municipality_id=actor.municipality_id).annotate(
        own=Count("initiatives", filter=Q(initiatives__archived_at=None), distinct=True),
        people=Count("pools", distinct=True),
    )
    return [
        DepartmentRow(row.pk, row.version, row.code, row.name, row.own, row.people)
        for row in rows.order_by("name", "code")
    ]


def group_rows(*, actor: Actor) -> list[GroupRow]:
    """Return the measure groups with how many are at risk, by name. One query."""
    permissions.require(actor, VIEW)
    rows = models.MeasureGroup.objects.filter(municipality_id=actor.municipality_id).annotate(
        households=Sum("at_risk__households")
    )
    return [
        GroupRow(
            row.pk, row.version, row.code, row.name, row.description, float(row.households or 0)
        )
        for row in rows.order_by("name", "code")
    ]
