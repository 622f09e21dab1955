"""The ties between initiatives as frozen values: what comes first, and rules for several."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.programme import models
from bundel.programme.selectors.frame import VIEW, InitiativeRef

GONE = (models.State.STOPPED, models.State.EMBEDDED)


@dataclass(frozen=True, slots=True)
class InitiativeChoice:
    """An initiative to choose in a form, with what it can be chosen by."""

    id: uuid.UUID
    name: str
    department_id: uuid.UUID
    lead: str
    may_start: bool


@dataclass(frozen=True, slots=True)
class OrderRow:
    """Which initiative comes before which, and by how much."""

    id: uuid.UUID
    version: int
    before: InitiativeRef
    after: InitiativeRef
    order: str
    order_label: str
    lag_quarters: int
    grade: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class HoursBack:
    """Hours that a synergy gives back to a pool in every quarter."""

    pool_id: uuid.UUID
    pool: str
    hours: float


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with the initiatives that it is about; the others are empty unless its kind asks."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    kind: str
    kind_label: str
    per_quarter: int | None
    now_eur: float
    later_eur: float
    grade: str
    basis: str
    source: str
    initiatives: tuple[InitiativeRef, ...]
    hours: tuple[HoursBack, ...]


def initiative_choices(*, actor: Actor) -> list[InitiativeChoice]:
    """Return the initiatives that a form lets people choose from, by code. One query."""
    permissions.require(actor, VIEW)
    rows = models.Initiative.objects.filter(
        municipality_id=actor.municipality_id, archived_at=None
    ).order_by("code")
    return [
        InitiativeChoice(
            i.pk, f"{i.code} {i.name}", i.department_id, i.lead, models.State(i.state) not in GONE
        )
        for i in rows
    ]


def order_rows(*, actor: Actor) -> list[OrderRow]:
    """Return what comes before what, by code. One query."""
    permissions.require(actor, VIEW)
    rows = models.Precedence.objects.filter(
        municipality_id=actor.municipality_id, before__archived_at=None, after__archived_at=None
    ).select_related("before", "after")
    return [
        OrderRow(
            id=row.pk,
            version=row.version,
            before=_ref(row.before),
            after=_ref(row.after),
            order=row.order,
            order_label=str(models.Order(row.order).label),
            lag_quarters=row.lag_quarters,
            grade=row.grade,
            basis=row.basis,
            source=row.source,
        )
        for row in rows.order_by("before__code", "after__code")
    ]


def rule_rows(*, actor: Actor) -> list[RuleRow]:
    """Return the rules with what they are about, by code. Three queries."""
    permissions.require(actor, VIEW)
    here = {"municipality_id": actor.municipality_id}
    members = defaultdict[uuid.UUID, list[InitiativeRef]](list)
    ties = models.RuleMember.objects.filter(**here, initiative__archived_at=None)
    for tie in ties.select_related("initiative").order_by("initiative__code"):
        members[tie.rule_id].append(_ref(tie.initiative))
    hours = defaultdict[uuid.UUID, list[HoursBack]](list)
    back = models.RuleHours.objects.filter(**here).select_related("pool").order_by("pool__name")
    for line in back:
        hours[line.rule_id].append(HoursBack(line.pool_id, line.pool.name, float(line.hours)))
    return [
        RuleRow(
            id=rule.pk,
            version=rule.version,
            code=rule.code,
            name=rule.name,
            kind=rule.kind,
            kind_label=str(models.RuleKind(rule.kind).label),
            per_quarter=rule.per_quarter,
            now_eur=float(rule.now_eur),
            later_eur=float(rule.later_eur),
            grade=rule.grade,
            basis=rule.basis,
            source=rule.source,
            initiatives=tuple(members[rule.pk]),
            hours=tuple(hours[rule.pk]),
        )
        for rule in models.Rule.objects.filter(**here).order_by("code")
    ]


def _ref(initiative: models.Initiative) -> InitiativeRef:
    return InitiativeRef(initiative.pk, initiative.version, initiative.code, initiative.name)
