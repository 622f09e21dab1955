"""Asking the planner: freeze the question, follow the run, stop it, begin it again."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.portfolio.writing import write_problem
from bundel.errors import Conflict, Fault, Invalid
from bundel.programme.material import read_material
from bundel.programme.models import OPEN_STATES, PlanRun, RunState, Scenario
from bundel.programme.problem import build, held_up, pool_hours, read_changes, written
from bundel.programme.services import saving

PARTS = ("plan", "frontier", "prices", "why", "stability")
PARAMETERS: Mapping[str, Any] = {"parts": list(PARTS), "gap": 0.001, "time_limit": 60.0, "seed": 0}
LIMITS = {"gap": (0.0, 1.0), "time_limit": (0.1, 3600.0), "seed": (0, 2**31 - 1)}
STATE_OF_STATUS = {
    "optimal": RunState.DONE,
    "feasible": RunState.DONE,
    "infeasible": RunState.INFEASIBLE,
    "unknown": RunState.FAILED,
}


class RunHasEnded(Conflict):
    """It ended before it could be stopped."""

    sentence = gettext_lazy("Deze berekening is al klaar.")


class RunStillGoes(Conflict):
    """It has not ended, so there is nothing to begin again."""

    sentence = gettext_lazy("Deze berekening loopt nog.")


@dataclass(frozen=True, slots=True)
class Begun:
    """What the planner needs to begin."""

    problem: dict[str, Any]
    parameters: dict[str, Any]


def fingerprint(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of JSON data, the same for the same data in another order. [hex]"""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def request_run(
    *,
    actor: Actor,
    at: datetime,
    title: str = "",
    scenario_id: uuid.UUID | None = None,
    changes: Mapping[str, Any] | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> uuid.UUID:
    """
    Freeze the programme of this moment, with the changes of a what-if, as a question.

    Args:
        changes: Changes that are not kept as a scenario; they come after those of the scenario.
        parameters: parts, gap, time_limit in seconds, seed; what is left out has its default.

    Raises:
        WrongChanges: if a change names what is not in the programme.
    """
    permissions.require(actor, "plan.run")
    scenario = saving.find(Scenario, actor, scenario_id) if scenario_id else None
    material = read_material(actor.municipality_id)
    wanted = {**(scenario.changes if scenario else {}), **(changes or {})}
    asked = read_changes(wanted, material)
    today = localtime(at).date()
    problem = write_problem(build(material, asked, today=today))
    run = PlanRun.objects.create(
        municipality_id=actor.municipality_id,
        scenario=scenario,
        title=title.strip() or (scenario.name if scenario else "Plan"),
        problem=problem,
        problem_sha256=fingerprint(problem),
        pool_hours=pool_hours(material, asked),
        held_up=written(held_up(material, asked, today=today)),
        parameters=_checked(parameters or {}),
        requested_by_id=actor.user_id,
        requested_by_name=actor.name,
        requested_at=at,
    )
    saving.tell(actor, "plan.run", "plan_run", run, after={"sha256": run.problem_sha256})
    return run.pk


def _checked(parameters: Mapping[str, Any]) -> dict[str, Any]:
    whole = {**PARAMETERS, **parameters}
    faults = [Fault(name, _("Dit is geen instelling.")) for name in whole if name not in PARAMETERS]
    faults += [
        Fault("parts", _("'%(part)s' is geen deel.") % {"part": x})
        for x in whole["parts"]
        if x not in PARTS
    ]
    faults += [
        Fault(
            name,
            _("Kies een getal van %(least)s tot en met %(most)s.") % {"least": least, "most": most},
        )
        for name, (least, most) in LIMITS.items()
        if not isinstance(whole[name], int | float) or not least <= whole[name] <= most
    ]
    if faults:
        raise Invalid(_("De instellingen van de berekening kloppen niet."), faults)
    return whole


@transaction.atomic
def begin_run(*, run_id: uuid.UUID, at: datetime) -> Begun | None:
    """Let a waiting run begin and return its question; None if it does not wait any more."""
    waiting = PlanRun.objects.select_for_update().filter(pk=run_id, state=RunState.QUEUED)
    run = waiting.first()
    if run is None:
        return None
    run.state, run.started_at, run.heartbeat_at = RunState.RUNNING, at, at
    run.version += 1
    run.save()
    return Begun(run.problem, run.parameters)


@transaction.atomic
def heartbeat(
    *,
    run_id: uuid.UUID,
    at: datetime,
    objective: float | None = None,
    bound: float | None = None,
    gap: float | None = None,
) -> bool:
    """Write that the run lives and how far it is; False if it has to stop."""
    run = PlanRun.objects.filter(pk=run_id)
    known = {"objective": objective, "bound": bound, "gap": gap}
    run.filter(state__in=OPEN_STATES).update(
        heartbeat_at=at, **{name: value for name, value in known.items() if value is not None}
    )
    return run.filter(state=RunState.RUNNING).exists()


@transaction.atomic
def finish_run(
    *,
    run_id: uuid.UUID,
    at: datetime,
    result: Mapping[str, Any],
    versions: Mapping[str, Any],
    said: Mapping[str, Any] | None = None,
) -> None:
    """
    Keep the answer of a run, if it had not ended before; a second answer changes nothing.

    Args:
        said: What lies behind the sentences of the answer; without it they stay as they are.
    """
    run = _open_run(run_id)
    if run is None:
        return
    status = STATE_OF_STATUS[result["status"]]
    stopped = run.state == RunState.STOPPING and status == RunState.DONE
    run.state = RunState.STOPPED if stopped else status
    run.result, run.said, run.versions = dict(result), dict(said or {}), dict(versions)
    # Without a plan an answer has noughts for figures, which here would read as a plan of no worth.
    has_plan = result["status"] in {"optimal", "feasible"}
    known = result if has_plan else {}
    run.objective, run.bound = known.get("objective"), known.get("bound")
    run.gap, run.finished_at, run.heartbeat_at = known.get("gap"), at, at
    if run.state == RunState.FAILED:
        run.trouble = "Er is binnen de tijd geen plan gevonden. Geef de planner meer tijd."
    run.version += 1
    run.save()


@transaction.atomic
def fail_run(*, run_id: uuid.UUID, at: datetime, trouble: str) -> None:
    """Close a run that went wrong, in words for whoever asked for it."""
    run = _open_run(run_id)
    if run is None:
        return
    # Who asked to stop gets what was asked, also when there was nothing yet to show.
    run.state = RunState.STOPPED if run.state == RunState.STOPPING else RunState.FAILED
    run.trouble, run.finished_at = trouble, at
    run.version += 1
    run.save()


@transaction.atomic
def fail_silent_runs(*, at: datetime, silent_for: timedelta) -> int:
    """Close the runs of which the worker gave no sign of life for too long. [runs closed]"""
    silent = PlanRun.objects.filter(
        Q(state__in=(RunState.RUNNING, RunState.STOPPING)), heartbeat_at__lt=at - silent_for
    )
    for run in silent:
        fail_run(
            run_id=run.pk, at=at, trouble="Het rekenen is afgebroken. Bereken het plan opnieuw."
        )
    return len(silent)


@transaction.atomic
def stop_run(*, actor: Actor, run_id: uuid.UUID, at: datetime) -> None:
    """
    Ask a run to stop with the best plan so far; one that still waits stops at once.

    Raises:
        RunHasEnded: if there is nothing left to stop.
    """
    permissions.require(actor, "plan.run")
    run = saving.find(PlanRun, actor, run_id)
    if run.state not in OPEN_STATES:
        raise RunHasEnded
    if run.state == RunState.QUEUED:
        run.state, run.finished_at = RunState.STOPPED, at
    else:
        run.state = RunState.STOPPING
    run.version += 1
    run.save()
    saving.tell(actor, "plan.stop", "plan_run", run)


@transaction.atomic
def restart_run(*, actor: Actor, run_id: uuid.UUID, at: datetime) -> uuid.UUID:
    """
    Ask the same frozen question again, as a new run.

    Raises:
        RunStillGoes: if the old one has not ended.
    """
    permissions.require(actor, "plan.run")
    old = saving.find(PlanRun, actor, run_id)
    if old.state in OPEN_STATES:
        raise RunStillGoes
    run = PlanRun.objects.create(
        municipality_id=actor.municipality_id,
        scenario_id=old.scenario_id,
        title=old.title,
        problem=old.problem,
        problem_sha256=old.problem_sha256,
        pool_hours=old.pool_hours,
        held_up=old.held_up,
        parameters=old.parameters,
        requested_by_id=actor.user_id,
        requested_by_name=actor.name,
        requested_at=at,
    )
    saving.tell(actor, "plan.run", "plan_run", run, after={"again": str(old.pk)})
    return run.pk


def _open_run(run_id: uuid.UUID) -> PlanRun | None:
    return PlanRun.objects.select_for_update().filter(pk=run_id, state__in=OPEN_STATES).first()
