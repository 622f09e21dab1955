"""Runs, adopted plans and what-ifs as frozen values, and what moves between two plans."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet, Subquery

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.portfolio.writing import write_problem
from bundel.core.quarters import parse_quarter
from bundel.errors import NotFound
from bundel.programme import models
from bundel.programme.material import read_material
from bundel.programme.models import OPEN_STATES, RunState
from bundel.programme.problem import build, read_changes

VIEW = "plan.view"


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in a list."""

    id: uuid.UUID
    version: int
    title: str
    state: str
    state_label: str
    requested_at: datetime
    requested_by: str
    finished_at: datetime | None
    heartbeat_at: datetime | None
    ended: bool
    objective: float | None
    bound: float | None
    gap: float | None
    scenario_id: uuid.UUID | None
    scenario: str

    def silent(self, now: datetime, after: timedelta = timedelta(seconds=30)) -> bool:
        """Tell whether its worker has given no sign of life for too long."""
        return not self.ended and bool(self.heartbeat_at and self.heartbeat_at < now - after)


@dataclass(frozen=True, slots=True)
class RunView(RunRow):
    """A run with its frozen question and its answer."""

    started_at: datetime | None
    problem: dict[str, Any]
    pool_hours: dict[str, Any]
    held_up: dict[str, Any]
    problem_sha256: str
    parameters: dict[str, Any]
    versions: dict[str, Any]
    result: dict[str, Any] | None
    said: dict[str, Any]
    trouble: str
    may_stop: bool
    may_restart: bool
    may_adopt: bool


@dataclass(frozen=True, slots=True)
class NotNowRow:
    """An initiative that waits by decision."""

    initiative_id: uuid.UUID
    code: str
    name: str
    reason: str
    review_date: date


@dataclass(frozen=True, slots=True)
class AdoptedRow:
    """An adopted plan in a list."""

    id: uuid.UUID
    name: str
    adopted_at: datetime
    adopted_by: str
    grounds: str
    objective: float | None
    run_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class AdoptedView(AdoptedRow):
    """An adopted plan, as it was frozen."""

    problem: dict[str, Any]
    pool_hours: dict[str, Any]
    held_up: dict[str, Any]
    plan: dict[str, Any]
    problem_sha256: str
    plan_sha256: str
    not_now: tuple[NotNowRow, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """An initiative that one plan treats otherwise than the other: (level, quarter) or None."""

    code: str
    name: str
    was: tuple[str, str] | None
    becomes: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A what-if with its changes."""

    id: uuid.UUID
    version: int
    name: str
    description: str
    changes: dict[str, Any]
    made_by: str
    made_at: datetime
    is_own: bool


def build_problem(
    *, actor: Actor, changes: Mapping[str, Any] | None = None, today: date | None = None
) -> dict[str, Any]:
    """
    Return the programme of this moment, with changes, as the planner's question in JSON form.

    Args:
        today: The day from which promises count; without one no start waits for a precondition.

    Raises:
        NoProgramme: if there is no horizon yet.
        WrongChanges: if a change names what is not in the programme.
    """
    permissions.require(actor, VIEW)
    material = read_material(actor.municipality_id)
    return write_problem(build(material, read_changes(changes or {}, material), today=today))


def runs(*, actor: Actor, limit: int = 20) -> list[RunRow]:
    """Return the latest runs first, without question and answer. One query."""
    permissions.require(actor, VIEW)
    here = models.PlanRun.objects.filter(municipality_id=actor.municipality_id)
    light = here.defer("problem", "result", "said", "parameters", "versions")
    found = light.select_related("scenario").order_by("-requested_at")[:limit]
    return [RunRow(**_run_fields(row)) for row in found]


def run(*, actor: Actor, run_id: uuid.UUID) -> RunView:
    """
    Return a run whole. One query.

    Raises:
        NotFound: if it is not there.
    """
    permissions.require(actor, VIEW)
    row = (
        models.PlanRun.objects.filter(municipality_id=actor.municipality_id, pk=run_id)
        .select_related("scenario")
        .first()
    )
    if row is None:
        raise NotFound
    is_open = row.state in OPEN_STATES
    may_run = permissions.can(actor, "plan.run")
    has_plan = row.state in {RunState.DONE, RunState.STOPPED} and bool(row.result)
    return RunView(
        **_run_fields(row),
        started_at=row.started_at,
        problem=row.problem,
        pool_hours=row.pool_hours,
        held_up=row.held_up,
        problem_sha256=row.problem_sha256,
        parameters=row.parameters,
        versions=row.versions,
        result=row.result,
        said=row.said,
        trouble=row.trouble,
        may_stop=may_run and is_open and row.state != RunState.STOPPING,
        may_restart=may_run and not is_open,
        may_adopt=has_plan and permissions.can(actor, "plan.adopt"),
    )


def floor_names(*, actor: Actor) -> dict[str, dict[str, str]]:
    """Return how the areas and groups of the floors are called, by kind and code. One query."""
    permissions.require(actor, VIEW)
    here = models.Floor.objects.filter(municipality_id=actor.municipality_id)
    rows = here.values_list("area__code", "area__name", "group__code", "group__name")
    names: dict[str, dict[str, str]] = {"area": {}, "group": {}}
    for area, area_name, group, group_name in rows:
        names["area"][area] = area_name
        names["group"][group] = group_name
    return names


def _run_fields(row: models.PlanRun) -> dict[str, Any]:
    return {
        "id": row.pk,
        "version": row.version,
        "title": row.title,
        "state": row.state,
        "state_label": str(RunState(row.state).label),
        "requested_at": row.requested_at,
        "requested_by": row.requested_by_name,
        "finished_at": row.finished_at,
        "heartbeat_at": row.heartbeat_at,
        "ended": row.state not in OPEN_STATES,
        "objective": row.objective,
        "bound": row.bound,
        "gap": row.gap,
        "scenario_id": row.scenario_id,
        "scenario": row.scenario.name if row.scenario else "",
    }


def adopted_plans(*, actor: Actor) -> list[AdoptedRow]:
    """Return the adopted plans, the newest first. One query."""
    permissions.require(actor, VIEW)
    here = models.AdoptedPlan.objects.filter(municipality_id=actor.municipality_id)
    found = here.order_by("-adopted_at").values_list(
        "id", "name", "adopted_at", "adopted_by_name", "grounds", "plan__objective", "run_id"
    )
    return [AdoptedRow(*row) for row in found]


def adopted_plan(*, actor: Actor, plan_id: uuid.UUID | None = None) -> AdoptedView | None:
    """
    Return an adopted plan as it was frozen; the newest, or None, without an id. Two queries.

    Raises:
        NotFound: if there is no plan with this id.
    """
    permissions.require(actor, VIEW)
    here = models.AdoptedPlan.objects.filter(municipality_id=actor.municipality_id)
    wanted = here.filter(pk=plan_id) if plan_id else here
    row = (
        wanted.annotate(
            problem_sha256=F("run__problem_sha256"),
            pool_hours=F("run__pool_hours"),
            held_up=F("run__held_up"),
        )
        .order_by("-adopted_at")
        .first()
    )
    if row is None and plan_id:
        raise NotFound
    if row is None:
        return None
    return AdoptedView(
        id=row.pk,
        name=row.name,
        adopted_at=row.adopted_at,
        adopted_by=row.adopted_by_name,
        grounds=row.grounds,
        objective=row.plan.get("objective"),
        run_id=row.run_id,
        problem=row.problem,
        pool_hours=row.pool_hours,
        held_up=row.held_up,
        plan=row.plan,
        problem_sha256=row.problem_sha256,
        plan_sha256=row.plan_sha256,
        not_now=_not_now(row.not_now.all()),
    )


def put_off(*, actor: Actor, by: date) -> tuple[NotNowRow, ...]:
    """Return what the newest adopted plan put off until a day that has come by then. One query."""
    permissions.require(actor, VIEW)
    here = models.AdoptedPlan.objects.filter(municipality_id=actor.municipality_id)
    newest = here.order_by("-adopted_at").values("pk")[:1]
    rows = models.NotNow.objects.filter(adopted_plan=Subquery(newest), review_date__lte=by)
    return _not_now(rows)


def _not_now(rows: QuerySet[models.NotNow]) -> tuple[NotNowRow, ...]:
    found = rows.order_by("review_date", "initiative__code").values_list(
        "initiative_id", "initiative__code", "initiative__name", "reason", "review_date"
    )
    return tuple(NotNowRow(*row) for row in found)


def compare_plans(
    one: Mapping[str, Any],
    other: Mapping[str, Any],
    *,
    one_problem: Mapping[str, Any],
    other_problem: Mapping[str, Any],
) -> list[Move]:
    """
    Return what the other plan does otherwise, by code.

    Args:
        one: A plan with `chosen`, and its question, which knows the quarters and names.
    """
    was, becomes = _placed(one, one_problem), _placed(other, other_problem)
    names = {
        i["id"]: i.get("name", i["id"])
        for problem in (one_problem, other_problem)
        for i in problem["initiatives"]
    }
    return [
        Move(code, names.get(code, code), was.get(code), becomes.get(code))
        for code in sorted(was.keys() | becomes.keys())
        if was.get(code) != becomes.get(code)
    ]


def _placed(plan: Mapping[str, Any], problem: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    first = parse_quarter(problem["quarters"][0])
    return {
        c["initiative"]: (c["level"], str(first.plus(c["start"]))) for c in plan.get("chosen", ())
    }


def scenarios(*, actor: Actor) -> list[ScenarioRow]:
    """Return the what-ifs by name. One query."""
    permissions.require(actor, VIEW)
    here = models.Scenario.objects.filter(municipality_id=actor.municipality_id)
    return [
        ScenarioRow(
            id=row.pk,
            version=row.version,
            name=row.name,
            description=row.description,
            changes=row.changes,
            made_by=row.made_by_name,
            made_at=row.made_at,
            is_own=row.is_own(actor),
        )
        for row in here.order_by("name")
    ]
