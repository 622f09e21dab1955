"""Initiatives as frozen rows for a table or board, chosen and sorted."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.programme import models
from bundel.programme.models import State
from bundel.programme.selectors.frame import InitiativeRef

VIEW = "programme.view"
EDIT = "programme.edit_initiative"


@dataclass(frozen=True, slots=True)
class Spread:
    """An estimate with its low and high."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class InitiativeFilter:
    """Which initiatives, and in which order; codes for department, goal and pool."""

    text: str = ""
    state: str = ""
    department: str = ""
    goal: str = ""
    pool: str = ""
    sort: str = "code"


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative in a table; hours, euros and reach are those of its level."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    department: str
    department_code: str
    lead: str
    state: str
    state_label: str
    committed: bool
    level: str
    start_quarter: str
    start_hours: float
    running_hours: float
    quarterly_eur: float
    households: Spread
    grade: str
    forbidden: bool
    is_own: bool
    may_edit: bool
    planned_start: str


SORTS: Mapping[str, Callable[[InitiativeRow], Any]] = {
    "code": lambda row: row.code,
    "name": lambda row: row.name.casefold(),
    "state": lambda row: State.values.index(row.state),
    "department": lambda row: row.department.casefold(),
    "lead": lambda row: row.lead.casefold(),
    "start_hours": lambda row: row.start_hours,
    "running_hours": lambda row: row.running_hours,
    "quarterly_eur": lambda row: row.quarterly_eur,
    "households": lambda row: row.households.mid,
}


def initiative_rows(*, actor: Actor, wanted: InitiativeFilter | None = None) -> list[InitiativeRow]:
    """Return the initiatives that were asked for. Seven queries."""
    permissions.require(actor, VIEW)
    wanted = wanted or InitiativeFilter()
    found = here(actor).filter(_matches(wanted), archived_at=None).distinct()
    planned = planned_starts(actor)
    rows = [row_of(actor, initiative, planned) for initiative in with_levels(found)]
    key = wanted.sort.removeprefix("-")
    rows.sort(key=lambda row: row.code)
    rows.sort(key=SORTS.get(key, SORTS["code"]), reverse=wanted.sort.startswith("-"))
    return rows


def archived_initiatives(*, actor: Actor) -> list[InitiativeRef]:
    """Return what was removed and can be brought back, the latest first. One query."""
    permissions.require(actor, VIEW)
    rows = here(actor).filter(archived_at__isnull=False).order_by("-archived_at")
    return [InitiativeRef(*row) for row in rows.values_list("id", "version", "code", "name")]


def planned_starts(actor: Actor) -> dict[str, str]:
    """Return by code the quarter in which the adopted plan lets an initiative start. One query."""
    adopted = models.AdoptedPlan.objects.filter(municipality_id=actor.municipality_id)
    newest = adopted.order_by("-adopted_at").values_list("plan__chosen", "problem__quarters")
    chosen, quarters = newest.first() or ([], [])
    return {
        choice["initiative"]: quarters[choice["start"]]
        for choice in chosen
        if 0 <= choice["start"] < len(quarters)
    }


def here(actor: Actor) -> QuerySet[models.Initiative]:
    """Return the initiatives of the actor's municipality, those that were removed too."""
    return models.Initiative.objects.filter(municipality_id=actor.municipality_id)


def _matches(wanted: InitiativeFilter) -> Q:
    exact = {
        "state": wanted.state,
        "department__code": wanted.department,
        "contributions__goal__code": wanted.goal,
        "levels__hours__pool__code": wanted.pool,
    }
    found = Q(**{path: value for path, value in exact.items() if value})
    for word in wanted.text.split():
        found &= (
            Q(code__icontains=word)
            | Q(name__icontains=word)
            | Q(summary__icontains=word)
            | Q(lead__icontains=word)
        )
    return found


def with_levels(found: QuerySet[models.Initiative]) -> QuerySet[models.Initiative]:
    """Return the same initiatives with their levels, what those use and reach, and commitments."""
    hours = models.LevelHours.objects.select_related("pool").order_by("pool__name")
    money = models.LevelMoney.objects.select_related("fund").order_by("fund__name", "from_quarter")
    reach = models.Reach.objects.select_related("area", "group").order_by(
        "area__code", "group__code"
    )
    levels = models.Level.objects.order_by("position", "code").prefetch_related(
        Prefetch("hours", hours), Prefetch("money", money), Prefetch("reach", reach)
    )
    return found.select_related("department").prefetch_related(
        Prefetch("levels", levels), "commitments"
    )


def row_of(
    actor: Actor, initiative: models.Initiative, planned: Mapping[str, str]
) -> InitiativeRow:
    """Return the row of an initiative that was read with its levels."""
    commitment = next(iter(initiative.commitments.all()), None)
    level = _shown_level(initiative, commitment)
    hours = list(level.hours.all()) if level else []
    reach = list(level.reach.all()) if level else []
    return InitiativeRow(
        id=initiative.pk,
        version=initiative.version,
        code=initiative.code,
        name=initiative.name,
        department=initiative.department.name,
        department_code=initiative.department.code,
        lead=initiative.lead,
        state=initiative.state,
        state_label=str(State(initiative.state).label),
        committed=commitment is not None,
        level=level.name if level else "",
        start_quarter=commitment.start_quarter if commitment else "",
        start_hours=float(sum(line.start_hours for line in hours)),
        running_hours=float(sum(line.running_hours for line in hours)),
        quarterly_eur=_quarterly_eur(level),
        households=Spread(
            float(sum(line.households_low for line in reach)),
            float(sum(line.households_mid for line in reach)),
            float(sum(line.households_high for line in reach)),
        ),
        grade=initiative.grade,
        forbidden=initiative.forbidden,
        is_own=initiative.is_own(actor),
        may_edit=permissions.can(actor, EDIT, initiative),
        planned_start=planned.get(initiative.code, ""),
    )


def _shown_level(
    initiative: models.Initiative, commitment: models.Commitment | None
) -> models.Level | None:
    levels = list(initiative.levels.all())
    if commitment:
        return next(level for level in levels if level.pk == commitment.level_id)
    return next((level for level in levels if level.usual), levels[0] if levels else None)


def _quarterly_eur(level: models.Level | None) -> float:
    """Return what an ordinary quarter costs; where cover changes hands, the first one counts."""
    if level is None:
        return 0.0
    money = list(level.money.all())
    first = min((line.from_quarter for line in money), default=1)
    return float(sum(line.running_eur for line in money if line.from_quarter == first))
