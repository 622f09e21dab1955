"""Carrying out a decision on an initiative: an act of its own, with its own right."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict
from bundel.programme.models import TRANSITIONS, Initiative, State
from bundel.programme.services import move_initiative
from bundel.steering.models import Decision, DecisionKind, DecisionState
from bundel.steering.services.decisions import KIND

# Where an initiative may go on a decision; running asks a level and a start, on its own card.
WAYS: dict[str, tuple[State, ...]] = {
    DecisionKind.DO: (State.PLANNED, State.EMBEDDED),
    DecisionKind.NOT_NOW: (State.PROPOSED, State.PAUSED),
    DecisionKind.STOP: (State.STOPPED,),
}


class NothingToCarryOut(Conflict):
    """The decision stands no more, is about no initiative, or asks another thing of it."""

    sentence = gettext_lazy("Dit besluit vraagt dit niet van het initiatief.")


def ways_of(kind: str, state: str) -> list[State]:
    """Return where an initiative in a state may go on a decision of a kind."""
    if state not in State.values:
        return []
    return [way for way in WAYS.get(kind, ()) if way in TRANSITIONS[State(state)]]


@transaction.atomic
def carry_out(*, actor: Actor, decision_id: uuid.UUID, state: str, at: datetime) -> None:
    """
    Let the initiative of a decision pass on, as the decision says.

    Raises:
        NothingToCarryOut: if the decision does not stand, or does not say so.
        NotAllowed: if the actor may not change the initiative.
    """
    decision = saving.find(Decision, actor, decision_id)
    if decision.state != DecisionState.DECIDED or decision.initiative_id is None:
        raise NothingToCarryOut
    initiative = saving.find(Initiative, actor, decision.initiative_id, archived_at=None)
    permissions.require(actor, "programme.edit_initiative", initiative)
    if state not in ways_of(decision.kind, initiative.state):
        raise NothingToCarryOut
    move_initiative(
        actor=actor,
        initiative_id=initiative.pk,
        version=initiative.version,
        state=state,
        at=at,
    )
    ground = _("Besluit %(number)s") % {"number": decision.number}
    after = {"initiative": initiative.name, "state": state}
    saving.tell(actor, "steering.carry_out", KIND, decision, after=after, ground=ground)
