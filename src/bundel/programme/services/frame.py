"""What is done with the frame: horizon, weights, saturation, goals and benefits."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import Fault, Invalid
from bundel.programme.models import Benefit, Goal, Programme, SaturationStep
from bundel.programme.services import saving

ACT = "programme.edit_goals"
FIELDS = frozenset({"name", "first_quarter", "quarters_count", "weight_now", "weight_later"})
GOAL_FIELDS = frozenset({"code", "name", "description"})
BENEFIT_FIELDS = frozenset({"code", "name", "unit", "target_value", "target_date"})


@transaction.atomic
def create_programme(
    *, actor: Actor, name: str, first_quarter: str, quarters_count: int = 12
) -> uuid.UUID:
    """
    Give a municipality without one its programme: a name and a horizon.

    Raises:
        Invalid: if there is one already, or a field is wrong.
    """
    permissions.require(actor, ACT)
    row = Programme(
        municipality_id=actor.municipality_id,
        name=name.strip(),
        first_quarter=first_quarter,
        quarters_count=quarters_count,
    )
    saving.judge(row)
    row.save(force_insert=True)
    saving.tell(actor, ACT, "programme", row, after={"first_quarter": first_quarter})
    return row.pk


@transaction.atomic
def edit_programme(
    *, actor: Actor, programme_id: uuid.UUID, version: int, changes: Mapping[str, Any]
) -> None:
    """
    Change the name, the horizon or the weights.

    Raises:
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Programme, actor, programme_id)
    saving.same_version(row, version, changes)
    before, after = saving.change(row, changes, FIELDS)
    if after:
        saving.tell(actor, ACT, "programme", row, before, after)


@transaction.atomic
def set_saturation(
    *,
    actor: Actor,
    programme_id: uuid.UUID,
    version: int,
    steps: Sequence[tuple[Decimal, Decimal]],
) -> None:
    """
    Replace the steps of saturation by these: up to which share, and worth how much.

    Raises:
        Invalid: if the worth rises from one step to the next.
    """
    permissions.require(actor, ACT)
    row = saving.find(Programme, actor, programme_id)
    saving.same_version(row, version, {})
    ordered = sorted(steps)
    worths = [worth for _upto, worth in ordered]
    if worths != sorted(worths, reverse=True):
        raise Invalid(faults=[Fault("worth_share", _("De waarde mag per trede niet oplopen."))])
    here = SaturationStep.objects.filter(municipality_id=actor.municipality_id)
    before = [[saving.plain(v) for v in s] for s in here.values_list("upto_share", "worth_share")]
    here.delete()
    for upto, worth in ordered:
        step = SaturationStep(
            municipality_id=actor.municipality_id, upto_share=upto, worth_share=worth
        )
        saving.judge(step)
        step.save(force_insert=True)
    saving.touch(row)
    after = [[saving.plain(v) for v in step] for step in ordered]
    saving.tell(actor, ACT, "programme", row, {"saturation": before}, {"saturation": after})


@transaction.atomic
def save_goal(
    *, actor: Actor, goal_id: uuid.UUID | None = None, version: int | None = None, **fields: Any
) -> uuid.UUID:
    """
    Add a goal, or change the one with this id.

    Raises:
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    if goal_id is None:
        row = Goal(municipality_id=actor.municipality_id, version=0)
    else:
        row = saving.find(Goal, actor, goal_id)
        saving.same_version(row, version or 0, fields)
    before, after = saving.change(row, fields, GOAL_FIELDS)
    if after:
        saving.tell(actor, ACT, "goal", row, before, after)
    return row.pk


@transaction.atomic
def remove_goal(*, actor: Actor, goal_id: uuid.UUID, version: int) -> None:
    """Remove a goal with its benefits; initiatives no longer serve it."""
    permissions.require(actor, ACT)
    row = saving.find(Goal, actor, goal_id)
    saving.same_version(row, version, {})
    saving.tell(actor, ACT, "goal", row, before={"name": row.name})
    row.delete()


@transaction.atomic
def save_benefit(
    *,
    actor: Actor,
    goal_id: uuid.UUID,
    benefit_id: uuid.UUID | None = None,
    version: int | None = None,
    **fields: Any,
) -> uuid.UUID:
    """
    Add a benefit to a goal, or change the one with this id.

    Raises:
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    goal = saving.find(Goal, actor, goal_id)
    if benefit_id is None:
        row = Benefit(municipality_id=actor.municipality_id, goal=goal, version=0)
    else:
        row = saving.find(Benefit, actor, benefit_id, goal=goal)
        saving.same_version(row, version or 0, fields)
    before, after = saving.change(row, fields, BENEFIT_FIELDS)
    if after:
        saving.tell(actor, ACT, "goal", goal, {"benefit": before}, {"benefit": after})
    return row.pk


@transaction.atomic
def remove_benefit(*, actor: Actor, benefit_id: uuid.UUID, version: int) -> None:
    """Remove a benefit."""
    permissions.require(actor, ACT)
    row = saving.find(Benefit, actor, benefit_id)
    saving.same_version(row, version, {})
    saving.tell(actor, ACT, "goal", row.goal, before={"benefit": row.name})
    row.delete()
