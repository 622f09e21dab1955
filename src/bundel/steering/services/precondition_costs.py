"""What waiting costs, exactly: two plans, one with and one without what has to be in place."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.programme import jobs
from bundel.programme import selectors as programme
from bundel.programme import services as plans
from bundel.programme.models import PlanRun, RunState, Scenario
from bundel.programme.services.runs import fingerprint

RUN = "plan.run"
# Of the what-if only the plan is looked at, so nothing in it has to be explained.
QUICK = {"parts": ["plan"]}
OF_USE = (RunState.QUEUED, RunState.RUNNING, RunState.DONE)
LONGEST = 120


def scenario_changes(code: str) -> dict[str, list[str]]:
    """Return the what-if in which all that an initiative waits for is in place."""
    return {"met": [code]}


@transaction.atomic
def calculate(*, actor: Actor, initiative_id: uuid.UUID, at: datetime) -> uuid.UUID:
    """
    Let the planner make a plan as things stand, and one as if all were in place for an initiative.

    The second is a what-if that people find among the others. Where the same question was asked
    before, its answer is used again. Returns the what-if.

    Raises:
        NotFound: if the actor may not see the initiative.
    """
    permissions.require(actor, RUN)
    card = programme.initiative_card(actor=actor, initiative_id=initiative_id)
    scenario_id = _scenario(actor, card.code, card.name, at)
    _run(actor, at)
    _run(actor, at, scenario_id, scenario_changes(card.code))
    return scenario_id


def _scenario(actor: Actor, code: str, name: str, at: datetime) -> uuid.UUID:
    changes = scenario_changes(code)
    here = Scenario.objects.filter(municipality_id=actor.municipality_id)
    known = here.filter(changes=changes).order_by("made_at").first()
    if known is not None:
        return known.pk
    title = _("Randvoorwaarden van %(name)s voldaan") % {"name": name}
    return plans.save_scenario(actor=actor, at=at, name=title[:LONGEST], changes=changes)


def _run(
    actor: Actor,
    at: datetime,
    scenario_id: uuid.UUID | None = None,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Ask for a plan, unless the same question was asked before."""
    problem = programme.build_problem(actor=actor, changes=changes, today=localtime(at).date())
    asked = PlanRun.objects.filter(
        municipality_id=actor.municipality_id,
        problem_sha256=fingerprint(problem),
        state__in=OF_USE,
    )
    of_this = Q(scenario=scenario_id) if scenario_id else Q(scenario__isnull=True)
    if asked.filter(of_this).exists():
        return
    # The plan as things stand is the one that people look at, so it comes with all explanations.
    run_id = plans.request_run(
        actor=actor, at=at, scenario_id=scenario_id, parameters=QUICK if scenario_id else None
    )
    jobs.enqueue(actor=actor, run_id=run_id)
