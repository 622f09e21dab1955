"""What is done with an initiative: noted, edited, moved on, removed and brought back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import Conflict, Fault, Invalid
from bundel.programme.models import (
    TRANSITIONS,
    Commitment,
    Contribution,
    Department,
    Goal,
    Initiative,
    Level,
    State,
)
from bundel.programme.services import grounds, saving

VIEW = "programme.view"
EDIT = "programme.edit_initiative"
FIELDS = frozenset(
    {
        "code",
        "name",
        "summary",
        "department_id",
        "lead",
        "lead_user_id",
        "commissioner",
        "contractor",
        "earliest_quarter",
        "latest_quarter",
        "must_finish",
        "forbidden",
        "grade",
        "basis",
        "source",
    }
)
# A lead may not give the initiative away, nor decide whether it takes part in the plan.
NOT_FOR_OWN = frozenset({"lead_user_id", "department_id", "code", "forbidden"})
BULK_FIELDS = frozenset(
    {"department_id", "lead", "commissioner", "earliest_quarter", "latest_quarter", "forbidden"}
)


class WrongTransition(Conflict):
    """The table of states has no such step."""

    def __init__(self, old: str, new: str) -> None:
        words = dict(State.choices)
        names = {"old": words[State(old)], "new": words[State(new)]}
        super().__init__(_("Van '%(old)s' kan het niet naar '%(new)s'.") % names)


def editable(actor: Actor, initiative_id: uuid.UUID) -> Initiative:
    """
    Return an initiative that the actor may edit, locked.

    Raises:
        NotFound, NotAllowed: if the actor may not see it, or may see but not edit it.
    """
    permissions.require(actor, VIEW)
    row = saving.find(Initiative, actor, initiative_id, archived_at=None)
    permissions.require(actor, EDIT, row, view=VIEW)
    return row


@transaction.atomic
def create_initiative(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    name: str,
    department_id: uuid.UUID,
    **fields: Any,
) -> uuid.UUID:
    """
    Note an idea, with one usual level to fill in.

    Raises:
        Invalid: if the code is taken, or a field is wrong.
    """
    permissions.require(actor, "programme.create_initiative")
    _known_department(actor, department_id)
    unknown = [Fault(x, _("Dit veld is hier niet te vullen.")) for x in fields if x not in FIELDS]
    if unknown:
        raise Invalid(faults=unknown)
    row = Initiative(
        municipality_id=actor.municipality_id,
        code=code.strip(),
        name=name.strip(),
        department_id=department_id,
        **fields,
    )
    if permissions.visible(actor, EDIT) is permissions.Relation.OWN:
        row.lead_user_id = actor.user_id
    saving.judge(row)
    row.save(force_insert=True)
    _begin_level(row)
    saving.tell(actor, "programme.create_initiative", "initiative", row, after={"code": row.code})
    return row.pk


def _begin_level(initiative: Initiative) -> None:
    """Give a new initiative the one usual level that its maker fills in."""
    Level.objects.create(
        municipality_id=initiative.municipality_id,
        initiative=initiative,
        code="gewoon",
        name="Gewoon",
        usual=True,
        duration_quarters=4,
    )


@transaction.atomic
def edit_initiative(
    *, actor: Actor, initiative_id: uuid.UUID, version: int, changes: Mapping[str, Any]
) -> None:
    """
    Change fields of an initiative.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a field is wrong.
    """
    row = editable(actor, initiative_id)
    saving.same_version(row, version, changes)
    if changes.get("department_id"):
        _known_department(actor, changes["department_id"])
    own = permissions.visible(actor, EDIT) is permissions.Relation.OWN
    before, after = saving.change(row, changes, FIELDS - NOT_FOR_OWN if own else FIELDS)
    if after:
        saving.tell(actor, EDIT, "initiative", row, before, after)


@transaction.atomic
def move_initiative(
    *,
    actor: Actor,
    initiative_id: uuid.UUID,
    version: int,
    state: str,
    at: datetime,
    level_code: str = "",
    start_quarter: str = "",
) -> None:
    """
    Let an initiative pass on to its next state; one that runs has a level and a start.

    Where it answers to a pattern, all who signalled hear that it is planned, begun or stopped.

    Raises:
        WrongTransition: if that state does not follow on the present one.
        Invalid: if it has to run and the level or start is missing.
    """
    row = editable(actor, initiative_id)
    saving.same_version(row, version, {"state": state})
    if state not in TRANSITIONS[State(row.state)]:
        raise WrongTransition(row.state, state)
    if state == State.RUNNING:
        _commit(actor, row, level_code, start_quarter)
    elif state in {State.STOPPED, State.EMBEDDED}:
        row.commitments.all().delete()
    before = {"state": row.state}
    row.state = state
    saving.touch(row)
    row.save(update_fields=["state"])
    saving.tell(actor, "programme.move_initiative", "initiative", row, before, {"state": state})
    grounds.tell_step(actor=actor, initiative=row, at=at)


def _commit(actor: Actor, row: Initiative, level_code: str, start_quarter: str) -> None:
    known = row.commitments.first()
    if known and not level_code and not start_quarter:
        return
    level = row.levels.filter(code=level_code).first()
    if level is None or not start_quarter:
        raise Invalid(
            faults=[
                Fault("level_code", _("Kies op welk niveau het loopt.")),
                Fault("start_quarter", _("Kies het kwartaal waarin het begint.")),
            ]
        )
    commitment = known or Commitment(municipality_id=actor.municipality_id, initiative=row)
    commitment.level, commitment.start_quarter = level, start_quarter
    saving.judge(commitment)
    commitment.save()


@transaction.atomic
def bulk_edit(
    *, actor: Actor, initiative_ids: Sequence[uuid.UUID], changes: Mapping[str, Any], at: datetime
) -> int:
    """
    Change the same fields, or the state, of several initiatives at once; all or none.

    Raises:
        WrongTransition: if one of them cannot pass on to the state.
    """
    permissions.require(actor, "programme.bulk_edit")
    fields = {name: value for name, value in changes.items() if name != "state"}
    if fields.get("department_id"):
        _known_department(actor, fields["department_id"])
    for initiative_id in sorted(set(initiative_ids)):
        row = editable(actor, initiative_id)
        before, after = saving.change(row, fields, BULK_FIELDS)
        if after:
            saving.tell(actor, "programme.bulk_edit", "initiative", row, before, after)
        if changes.get("state", row.state) != row.state:
            move_initiative(
                actor=actor,
                initiative_id=row.pk,
                version=row.version,
                state=changes["state"],
                at=at,
            )
    return len(set(initiative_ids))


@transaction.atomic
def archive_initiative(
    *, actor: Actor, initiative_id: uuid.UUID, version: int, at: datetime
) -> None:
    """Remove an initiative from sight; it can be brought back with all that hangs on it."""
    permissions.require(actor, "programme.archive_initiative")
    row = saving.find(Initiative, actor, initiative_id, archived_at=None)
    saving.same_version(row, version, {})
    row.archived_at = at
    row.version += 1
    row.save(update_fields=["archived_at", "version"])
    saving.tell(actor, "programme.archive_initiative", "initiative", row)


@transaction.atomic
def restore_initiative(*, actor: Actor, initiative_id: uuid.UUID) -> None:
    """
    Bring a removed initiative back.

    Raises:
        Invalid: if its code has been given to another one meanwhile.
    """
    permissions.require(actor, "programme.archive_initiative")
    row = saving.find(Initiative, actor, initiative_id, archived_at__isnull=False)
    row.archived_at = None
    row.version += 1
    saving.judge(row)
    row.save(update_fields=["archived_at", "version"])
    saving.tell(actor, "programme.restore_initiative", "initiative", row)


@transaction.atomic
def set_contributions(
    *, actor: Actor, initiative_id: uuid.UUID, version: int, lines: Sequence[tuple[uuid.UUID, str]]
) -> None:
    """Replace the goals that an initiative serves by these, each with how."""
    row = editable(actor, initiative_id)
    saving.same_version(row, version, {})
    goals = {goal.pk: goal for goal in Goal.objects.filter(municipality_id=actor.municipality_id)}
    unknown = [
        Fault("goal", _("Dit doel bestaat niet.")) for goal, _how in lines if goal not in goals
    ]
    if unknown:
        raise Invalid(faults=unknown)
    before = dict(row.contributions.values_list("goal__code", "how"))
    row.contributions.all().delete()
    Contribution.objects.bulk_create(
        Contribution(
            municipality_id=actor.municipality_id, initiative=row, goal_id=goal, how=how.strip()
        )
        for goal, how in dict(lines).items()
    )
    after = {goals[goal].code: how for goal, how in lines}
    _told(actor, row, {"goals": before}, {"goals": after})


def _told(
    actor: Actor, row: Initiative, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    if before != after:
        saving.touch(row)
        saving.tell(actor, EDIT, "initiative", row, before, after)


def _known_department(actor: Actor, department_id: uuid.UUID) -> None:
    here = Department.objects.filter(municipality_id=actor.municipality_id, pk=department_id)
    if not here.exists():
        raise Invalid(faults=[Fault("department_id", _("Deze afdeling bestaat niet."))])
