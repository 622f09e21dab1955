"""Initiatives as frozen rows for a table or board, chosen and sorted."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.expressions import RawSQL

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


@dataclass(frozen=True, slots=True)
class _Led:
    """Stands in for an initiative where only this matters: whether the actor leads it."""

    by_actor: bool

    def is_own(self, actor: Actor) -> bool:
        return self.by_actor


NOBODY = Spread(0.0, 0.0, 0.0)
SHOWN = ("lead_user_id", "levels__pk", "levels__name", "commitments__start_quarter")
# Fields of a row that are read as they are, and where each stands.
PLAIN = {
    "id": "pk",
    "version": "version",
    "code": "code",
    "name": "name",
    "department": "department__name",
    "department_code": "department__code",
    "lead": "lead",
    "state": "state",
    "grade": "grade",
    "forbidden": "forbidden",
}

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
    """Return the initiatives that were asked for. Five queries."""
    permissions.require(actor, VIEW)
    wanted = wanted or InitiativeFilter()
    found = here(actor).filter(_matches(wanted), archived_at=None)
    rows = list(rows_of(actor, found))
    key = wanted.sort.removeprefix("-")
    rows.sort(key=lambda row: row.code)
    rows.sort(key=SORTS.get(key, SORTS["code"]), reverse=wanted.sort.startswith("-"))
    return rows


def rows_to_fill(*, actor: Actor) -> list[InitiativeRow]:
    """Return the initiatives by code, with hours, without euros or reach. Two queries."""
    permissions.require(actor, VIEW)
    rows = rows_of(actor, here(actor).filter(archived_at=None), only_hours=True)
    return sorted(rows, key=lambda row: row.code)


def unmet_counts(*, actor: Actor, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how many preconditions of each initiative are not met, where any. One query."""
    permissions.require(actor, VIEW)
    rows = models.Precondition.objects.filter(
        municipality_id=actor.municipality_id, initiative__in=list(ids), met=False
    )
    return dict(rows.order_by().values_list("initiative").annotate(count=Count("pk")))


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


def rows_of(
    actor: Actor, found: QuerySet[models.Initiative], *, only_hours: bool = False
) -> Iterator[InitiativeRow]:
    """
    Give the rows of initiatives, adding up only what their shown level uses. Five queries.

    Args:
        only_hours: Leave out euros, reach and the plan; two queries.
    """
    shown = list(_with_shown_level(found).values_list(*SHOWN, *PLAIN.values()))
    levels = _one_of([level_id for _, level_id, *_ in shown if level_id])
    hours = _hours(levels)
    money, reach = ({}, {}) if only_hours else (_money(levels), _reach(levels))
    planned = {} if only_hours else planned_starts(actor)
    labels = {state.value: str(state.label) for state in State}
    may_edit = {own: permissions.can(actor, EDIT, _Led(own)) for own in (True, False)}
    for lead_id, level_id, level, start_quarter, *plain in shown:
        told = dict(zip(PLAIN, plain, strict=True))
        is_own = lead_id == actor.user_id
        start_hours, running_hours = hours.get(level_id, (0.0, 0.0))
        yield InitiativeRow(
            **told,
            state_label=labels[told["state"]],
            committed=start_quarter is not None,
            level=level or "",
            start_quarter=start_quarter or "",
            start_hours=start_hours,
            running_hours=running_hours,
            quarterly_eur=money.get(level_id, 0.0),
            households=reach.get(level_id, NOBODY),
            is_own=is_own,
            may_edit=may_edit[is_own],
            planned_start=planned.get(told["code"], ""),
        )


def _with_shown_level(found: QuerySet[models.Initiative]) -> QuerySet[models.Initiative]:
    """Join each initiative to one level: the committed one, else the usual one, else the first."""
    committed_first = Case(When(commitments__level=F("levels"), then=0), default=1)
    return (
        models.Initiative.objects.filter(pk__in=found.values("pk"))
        .order_by("pk", committed_first, "-levels__usual", "levels__position", "levels__code")
        .distinct("pk")
    )


def _one_of(ids: list[uuid.UUID]) -> RawSQL:
    """Return these ids for `in` as one value: thousands of values take longer than the sums."""
    return RawSQL("select unnest(%s::uuid[])", [ids])


def _hours(levels: RawSQL) -> dict[uuid.UUID, tuple[float, float]]:
    lines = models.LevelHours.objects.filter(level__in=levels).values_list("level")
    summed = lines.annotate(Sum("start_hours"), Sum("running_hours"))
    return {level: (float(start), float(running)) for level, start, running in summed}


def _money(levels: RawSQL) -> dict[uuid.UUID, float]:
    """Return what an ordinary quarter costs; where cover changes hands, the first one counts."""
    lines = models.LevelMoney.objects.filter(level__in=levels)
    summed = lines.values_list("level", "from_quarter").annotate(Sum("running_eur"))
    return {level: float(eur) for level, _, eur in summed.order_by("-from_quarter")}


def _reach(levels: RawSQL) -> dict[uuid.UUID, Spread]:
    lines = models.Reach.objects.filter(level__in=levels).values_list("level")
    summed = lines.annotate(*(Sum(f"households_{end}") for end in ("low", "mid", "high")))
    return {level: Spread(*map(float, ends)) for level, *ends in summed}
