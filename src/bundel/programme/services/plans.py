"""Deciding on a plan: adopted with grounds, and "not now" with a reason for all that waits."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import Conflict, Fault, Invalid
from bundel.programme.material import read_material
from bundel.programme.models import (
    AdoptedPlan,
    Initiative,
    NotNow,
    PlanRun,
    RunState,
    Scenario,
    State,
)
from bundel.programme.problem import read_changes
from bundel.programme.services import grounds as grounds_told
from bundel.programme.services import saving
from bundel.programme.services.runs import fingerprint


class NoPlanToAdopt(Conflict):
    """The run has not ended with a plan."""

    sentence = gettext_lazy("Deze berekening heeft geen plan om vast te stellen.")


@dataclass(frozen=True, slots=True)
class NotNowInput:
    """An initiative that waits, why, and when we look again."""

    initiative_code: str
    reason: str
    review_date: date


def chosen_plan(result: Mapping[str, Any], frontier_index: int | None) -> dict[str, Any]:
    """
    Return the plan of a result: the best one, or a point on the line of now against later.

    Raises:
        Invalid: if there is no such point.
    """
    if frontier_index is None:
        return dict(result)
    line = result.get("frontier") or []
    if not 0 <= frontier_index < len(line):
        raise Invalid(_("Dit punt ligt niet op de lijn van nu en later."))
    point = line[frontier_index]
    return {**{k: result[k] for k in ("version", "seed", "status") if k in result}, **point}


@transaction.atomic
def adopt_plan(
    *,
    actor: Actor,
    run_id: uuid.UUID,
    at: datetime,
    name: str,
    grounds: str,
    not_now: Sequence[NotNowInput],
    frontier_index: int | None = None,
) -> uuid.UUID:
    """
    Adopt the plan of a run: frozen, with grounds, and a review date for all that is left out.

    Chosen ideas and proposals become planned. Running initiatives stay as they are.

    Raises:
        NoPlanToAdopt: if the run has no plan.
        Invalid: if grounds are missing, or if something left out has no reason and review date.
    """
    permissions.require(actor, "plan.adopt")
    run = saving.find(PlanRun, actor, run_id)
    if run.state not in {RunState.DONE, RunState.STOPPED} or not run.result:
        raise NoPlanToAdopt
    plan = chosen_plan(run.result, frontier_index)
    chosen = {choice["initiative"] for choice in plan["chosen"]}
    waiting = [i["id"] for i in run.problem["initiatives"] if i["id"] not in chosen]
    _complete(grounds, waiting, not_now, at.date())
    adopted = AdoptedPlan(
        run=run,
        name=name.strip(),
        grounds=grounds.strip(),
        plan=plan,
        frontier_index=frontier_index,
    )
    _sign(adopted, actor, at)
    _keep_waiting(actor, adopted, not_now)
    _become_planned(actor, chosen)
    grounds_told.tell_plan(actor=actor, adopted=adopted, chosen=chosen, at=at)
    saving.tell(
        actor,
        "plan.adopt",
        "adopted_plan",
        adopted,
        after={"sha256": adopted.plan_sha256, "chosen": sorted(chosen), "not_now": waiting},
        ground=grounds,
    )
    return adopted.pk


def _sign(adopted: AdoptedPlan, actor: Actor, at: datetime) -> None:
    """Keep who adopted the plan and when, with the problem as it was and the seal of the plan."""
    adopted.municipality_id = actor.municipality_id
    adopted.adopted_by_id = actor.user_id
    adopted.adopted_by_name = actor.name
    adopted.adopted_at = at
    adopted.problem = adopted.run.problem
    adopted.plan_sha256 = fingerprint(adopted.plan)
    saving.judge(adopted)
    adopted.save(force_insert=True)


def _complete(
    grounds: str, waiting: Sequence[str], not_now: Sequence[NotNowInput], today: date
) -> None:
    told = {line.initiative_code: line for line in not_now}
    faults = (
        [Fault("grounds", _("Schrijf op waarom u dit plan vaststelt."))]
        if not grounds.strip()
        else []
    )
    for code in waiting:
        line = told.pop(code, None)
        if line is None or not line.reason.strip():
            words = _("Schrijf op waarom %(code)s nu niet.") % {"code": code}
            faults.append(Fault(f"not_now.{code}.reason", words))
        elif line.review_date <= today:
            words = _("Kies voor %(code)s een dag in de toekomst.") % {"code": code}
            faults.append(Fault(f"not_now.{code}.review_date", words))
    faults += [
        Fault(f"not_now.{code}", _("%(code)s zit in het plan.") % {"code": code}) for code in told
    ]
    if faults:
        raise Invalid(_("Het besluit is nog niet compleet."), faults)


def _keep_waiting(actor: Actor, adopted: AdoptedPlan, not_now: Sequence[NotNowInput]) -> None:
    ids = dict(
        Initiative.objects.filter(
            municipality_id=actor.municipality_id, archived_at=None
        ).values_list("code", "id")
    )
    # What was removed since the run has nothing left to wait for.
    NotNow.objects.bulk_create(
        NotNow(
            municipality_id=actor.municipality_id,
            adopted_plan=adopted,
            initiative_id=ids[line.initiative_code],
            reason=line.reason.strip(),
            review_date=line.review_date,
        )
        for line in not_now
        if line.initiative_code in ids
    )


def _become_planned(actor: Actor, chosen: set[str]) -> None:
    ready = Initiative.objects.select_for_update().filter(
        municipality_id=actor.municipality_id,
        archived_at=None,
        code__in=chosen,
        state__in=[State.IDEA, State.PROPOSED],
    )
    for initiative in ready:
        before = {"state": initiative.state}
        initiative.state = State.PLANNED
        initiative.version += 1
        initiative.save(update_fields=["state", "version"])
        saving.tell(
            actor, "plan.adopt", "initiative", initiative, before, {"state": State.PLANNED.value}
        )


@transaction.atomic
def save_scenario(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    changes: Mapping[str, Any],
    description: str = "",
    scenario_id: uuid.UUID | None = None,
    version: int | None = None,
) -> uuid.UUID:
    """
    Keep a what-if under a name; with an id, change the one that is there.

    Raises:
        WrongChanges: if a change names what is not in the programme.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, "plan.run")
    read_changes(changes, read_material(actor.municipality_id))
    wanted = {"name": name, "description": description, "changes": dict(changes)}
    if scenario_id is None:
        row = Scenario(
            municipality_id=actor.municipality_id,
            made_by_id=actor.user_id,
            made_by_name=actor.name,
            made_at=at,
            **wanted,
        )
        saving.judge(row)
        row.save(force_insert=True)
        saving.tell(actor, "scenario.create", "scenario", row, after=wanted)
        return row.pk
    row = saving.find(Scenario, actor, scenario_id)
    saving.same_version(row, version or 0, wanted)
    before, after = saving.change(row, wanted, frozenset(wanted))
    saving.tell(actor, "scenario.edit", "scenario", row, before, after)
    return row.pk


@transaction.atomic
def remove_scenario(*, actor: Actor, scenario_id: uuid.UUID, version: int) -> None:
    """Remove a what-if; its runs stay."""
    permissions.require(actor, "plan.run")
    row = saving.find(Scenario, actor, scenario_id)
    saving.same_version(row, version, {})
    saving.tell(actor, "scenario.remove", "scenario", row, before={"name": row.name})
    row.delete()
