"""Actions: written down with an owner and a day, done with a proof, or dropped with a reason."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid
from bundel.network.models import Organisation
from bundel.steering.models import Action, ActionState
from bundel.steering.services import door
from bundel.steering.services.numbers import next_number

VIEW, WRITE, DO = "steering.view", "steering.write_action", "steering.do_action"
KIND = "steering_action"
FIELDS = frozenset(
    {
        "text",
        "owner_id",
        "organisation_id",
        "due_date",
        "remind_days_before",
        "remind_every_days",
        "meeting_id",
        "item_id",
        "decision_id",
        "initiative_id",
        "source",
        "source_id",
    }
)
# What may be said otherwise while it is open; where it came from stays.
CHANGING = frozenset(
    {
        "text",
        "owner_id",
        "organisation_id",
        "due_date",
        "remind_days_before",
        "remind_every_days",
        "initiative_id",
    }
)
END_FIELDS = frozenset({"state", "proof", "ended_at"})


class ActionHasEnded(Conflict):
    """It was done or dropped already."""

    sentence = gettext_lazy("Deze actie is al afgerond. Schrijf zo nodig een nieuwe op.")


@transaction.atomic
def make_action(
    *,
    actor: Actor,
    text: str,
    due_date: date,
    at: datetime,
    owner_id: uuid.UUID | None = None,
    organisation_id: uuid.UUID | None = None,
    meeting_id: uuid.UUID | None = None,
    item_id: uuid.UUID | None = None,
    decision_id: uuid.UUID | None = None,
    initiative_id: uuid.UUID | None = None,
    source: str = "",
    source_id: uuid.UUID | None = None,
    remind_days_before: int = 3,
    remind_every_days: int = 7,
) -> uuid.UUID:
    """
    Write down what one person or one partner does, by a day.

    Args:
        source: Another place it comes from, such as "finding", with its id.

    Raises:
        Invalid: if it has no text, not exactly one owner who is here, or a day that has passed.
    """
    permissions.require(actor, WRITE)
    values: dict[str, Any] = {
        "text": text,
        "owner_id": owner_id,
        "organisation_id": organisation_id,
        "due_date": due_date,
        "meeting_id": meeting_id,
        "item_id": item_id,
        "decision_id": decision_id,
        "initiative_id": initiative_id,
        "source": source,
        "source_id": source_id,
        "remind_days_before": remind_days_before,
        "remind_every_days": remind_every_days,
    }
    _check(actor, values)
    if due_date < timezone.localdate(at):
        raise Invalid(faults=[Fault("due_date", _("Kies een dag die nog komt."))])
    row = Action(
        municipality_id=actor.municipality_id,
        version=0,
        number=next_number(Action, actor.municipality_id),
        made_by_id=actor.user_id,
        made_at=at,
    )
    _before, after = saving.change(row, values, FIELDS)
    saving.tell(actor, "steering.make_action", KIND, row, after=after)
    return row.pk


@transaction.atomic
def change_action(*, actor: Actor, action_id: uuid.UUID, version: int, **changes: Any) -> None:
    """
    Say an open action otherwise: another text, owner, day or clock of reminders.

    Raises:
        ActionHasEnded: if it was done or dropped.
        Stale: if somebody else saved first.
    """
    row = saving.find(Action, actor, action_id)
    permissions.require(actor, VIEW, row)
    permissions.require(actor, WRITE)
    saving.same_version(row, version, changes)
    _still_open(row)
    _check(actor, {"owner_id": row.owner_id, "organisation_id": row.organisation_id, **changes})
    before, after = saving.change(row, changes, CHANGING)
    if after:
        saving.tell(actor, "steering.change_action", KIND, row, before, after)


@transaction.atomic
def finish_action(
    *, actor: Actor, action_id: uuid.UUID, version: int, proof: str, at: datetime
) -> None:
    """
    Say that it is done, and by what that shows.

    Raises:
        Invalid: without a proof.
        ActionHasEnded: if it was done or dropped.
        Stale: if somebody else saved first.
    """
    row = _mine(actor, action_id)
    words = _("Schrijf op waaraan te zien is dat het klaar is.")
    _end(actor, row, version, ActionState.DONE, proof, words, at)
    saving.tell(actor, "steering.finish_action", KIND, row, after={"proof": row.proof})


@transaction.atomic
def drop_action(
    *, actor: Actor, action_id: uuid.UUID, version: int, reason: str, at: datetime
) -> None:
    """
    Say that it will not be done, and why; what must be done after all is a new action.

    Raises:
        Invalid: without a reason.
        ActionHasEnded: if it was done or dropped.
        Stale: if somebody else saved first.
    """
    row = _mine(actor, action_id)
    words = _("Schrijf op waarom dit niet meer hoeft.")
    _end(actor, row, version, ActionState.DROPPED, reason, words, at)
    saving.tell(actor, "steering.drop_action", KIND, row, ground=row.proof)


def _mine(actor: Actor, action_id: uuid.UUID) -> Action:
    row = saving.find(Action, actor, action_id)
    permissions.require(actor, DO, row, view=VIEW)
    return row


def _end(
    actor: Actor,
    row: Action,
    version: int,
    state: ActionState,
    said: str,
    missing: str,
    at: datetime,
) -> None:
    wanted = {"state": state, "proof": said, "ended_at": at}
    saving.same_version(row, version, {"proof": said})
    _still_open(row)
    if not said.strip():
        name = "proof" if state is ActionState.DONE else "reason"
        raise Invalid(faults=[Fault(name, missing)])
    door.check({"proof": said})
    saving.change(row, wanted, END_FIELDS)


def _still_open(row: Action) -> None:
    if row.state != ActionState.OPEN:
        raise ActionHasEnded


def _check(actor: Actor, values: Mapping[str, Any]) -> None:
    """
    Go on only if there is one owner, who is here and works here.

    Raises:
        Invalid: with a fault for each field that is wrong.
    """
    door.check({"text": values.get("text")})
    owner, partner = values["owner_id"], values["organisation_id"]
    here = {"municipality_id": actor.municipality_id}
    if (owner is None) == (partner is None):
        words = _("Kies één medewerker of één partner die dit doet.")
        raise Invalid(faults=[Fault("owner_id", words)])
    if owner and not User.objects.filter(pk=owner, is_active=True, **here).exists():
        raise Invalid(faults=[Fault("owner_id", _("Kies iemand uit de lijst."))])
    if partner and not Organisation.objects.filter(pk=partner, archived_at=None, **here).exists():
        raise Invalid(faults=[Fault("organisation_id", _("Kies een organisatie uit de lijst."))])
