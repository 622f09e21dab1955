"""Asking for a decision: the question with its day, said otherwise, or not needed any more."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Fault, Invalid
from bundel.steering.models import Decision, DecisionState, Matter
from bundel.steering.services import door
from bundel.steering.services.decisions import (
    ASK,
    ASKING,
    KIND,
    end_triggers,
    new_decision,
    still_asked,
)


@transaction.atomic
def ask_decision(
    *,
    actor: Actor,
    question: str,
    at: datetime,
    matter: str = Matter.OTHER,
    background: str = "",
    body_id: uuid.UUID | None = None,
    initiative_id: uuid.UUID | None = None,
    decide_before_date: date | None = None,
    succeeds_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """
    Ask a question that somebody has to decide.

    Args:
        body_id: The body that is asked.
        succeeds_id: The decision that this one would replace; it stands until this is decided.

    Raises:
        NotDecidedYet: if what it would replace was not decided, or was replaced already.
        Invalid: if the question is empty or its day has passed, or if another already comes after
            that decision.
    """
    permissions.require(actor, ASK)
    row = new_decision(actor, at, succeeds_id)
    values = {
        "question": question,
        "background": background,
        "matter": matter,
        "body_id": body_id,
        "initiative_id": initiative_id,
        "decide_before_date": decide_before_date,
    }
    door.check({"question": question, "background": background})
    if decide_before_date is not None and decide_before_date < timezone.localdate(at):
        raise Invalid(faults=[Fault("decide_before_date", _("Kies een dag die nog komt."))])
    _before, after = saving.change(row, values, ASKING)
    saving.tell(actor, "steering.ask_decision", KIND, row, after=after)
    return row.pk


@transaction.atomic
def edit_decision(*, actor: Actor, decision_id: uuid.UUID, version: int, **changes: Any) -> None:
    """
    Ask it otherwise, while nobody has decided.

    Raises:
        AlreadyDecided: if it was decided or dropped.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ASK)
    row = saving.find(Decision, actor, decision_id)
    saving.same_version(row, version, changes)
    still_asked(row)
    door.check({name: changes.get(name) for name in ("question", "background")})
    before, after = saving.change(row, changes, ASKING)
    if after:
        saving.tell(actor, "steering.edit_decision", KIND, row, before, after)


@transaction.atomic
def drop_decision(
    *, actor: Actor, decision_id: uuid.UUID, version: int, reason: str, at: datetime
) -> None:
    """
    Say that a question needs no decision any more, and why.

    Raises:
        AlreadyDecided: if it was decided or dropped.
        Invalid: without a reason.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ASK)
    row = saving.find(Decision, actor, decision_id)
    saving.same_version(row, version, {})
    still_asked(row)
    if not reason.strip():
        words = _("Schrijf op waarom dit niet meer nodig is.")
        raise Invalid(faults=[Fault("reason", words)])
    door.check({"reason": reason})
    before, after = saving.change(row, {"state": DecisionState.DROPPED}, frozenset({"state"}))
    end_triggers(row)
    saving.tell(actor, "steering.drop_decision", KIND, row, before, after, ground=reason.strip())
