"""What has to be in place first: added, changed, said to be met with a proof, opened again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.network.services import texts as wording
from bundel.programme.models import Initiative, Precondition
from bundel.programme.services import saving

VIEW = "programme.view"
ACT = "steering.preconditions"
MEET = "steering.meet_precondition"
FIELDS = frozenset({"text", "kind", "owner_id", "owner_name", "due_date", "needed_for_start"})
EMPTY: Mapping[str, Any] = {
    "kind": "other",
    "owner_id": None,
    "owner_name": "",
    "due_date": None,
    "needed_for_start": True,
}


class AlreadyMet(Conflict):
    """Somebody said so before."""

    sentence = gettext_lazy("Aan deze randvoorwaarde is al voldaan.")


class NotMet(Conflict):
    """It is open already."""

    sentence = gettext_lazy("Deze randvoorwaarde staat nog open.")


@transaction.atomic
def add_precondition(
    *, actor: Actor, initiative_id: uuid.UUID, text: str, **fields: Any
) -> uuid.UUID:
    """
    Note what has to be in place before an initiative can work.

    Args:
        fields: kind, owner_id or owner_name, due_date, needed_for_start; each has a usual value.

    Raises:
        Invalid: if it stands there already, or a field is wrong.
    """
    initiative = saving.find(Initiative, actor, initiative_id, archived_at=None)
    permissions.require(actor, ACT, initiative, view=VIEW)
    wanted = _wanted(actor, {**EMPTY, **fields, "text": text})
    row = Precondition(municipality_id=actor.municipality_id, initiative=initiative)
    for name, value in wanted.items():
        setattr(row, name, value)
    saving.judge(row)
    row.save(force_insert=True)
    _told(actor, "steering.add_precondition", row, after=_plain(wanted))
    return row.pk


@transaction.atomic
def edit_precondition(
    *, actor: Actor, precondition_id: uuid.UUID, version: int, **fields: Any
) -> None:
    """Change its words, its owner, its day, or whether the start waits for it."""
    row = _row(actor, precondition_id)
    permissions.require(actor, ACT, row.initiative, view=VIEW)
    saving.same_version(row, version, fields)
    before, after = saving.change(row, _wanted(actor, fields), FIELDS)
    if before != after:
        _told(actor, "steering.edit_precondition", row, before, after)


@transaction.atomic
def say_met(
    *, actor: Actor, precondition_id: uuid.UUID, version: int, proof: str, at: datetime
) -> None:
    """
    Say that it is in place, and what shows that; by its owner, or by who leads the initiative.

    Raises:
        AlreadyMet: if somebody was first.
        Invalid: without a proof.
    """
    row = _row(actor, precondition_id)
    permissions.require(actor, MEET, row, view=VIEW)
    if row.met:
        raise AlreadyMet
    saving.same_version(row, version, {})
    if not proof.strip():
        raise Invalid(faults=[Fault("proof", _("Schrijf op waaruit blijkt dat het is voldaan."))])
    wording.without_persons({"proof": proof}, may_name_case=True)
    row.met, row.proof = True, proof.strip()
    row.met_at, row.met_by_id = at, actor.user_id
    _keep(row)
    _told(actor, "steering.meet_precondition", row, {"met": False}, _state(row))


@transaction.atomic
def reopen_precondition(
    *, actor: Actor, precondition_id: uuid.UUID, version: int, reason: str
) -> None:
    """
    Say that it is not in place after all, and why; the old proof stays in the trail.

    Raises:
        NotMet: if it was open already.
        Invalid: without a reason.
    """
    row = _row(actor, precondition_id)
    permissions.require(actor, MEET, row, view=VIEW)
    if not row.met:
        raise NotMet
    saving.same_version(row, version, {})
    if not reason.strip():
        raise Invalid(faults=[Fault("reason", _("Schrijf op waarom het weer open staat."))])
    wording.without_persons({"reason": reason}, may_name_case=True)
    before = _state(row)
    row.met, row.proof, row.met_at, row.met_by_id = False, "", None, None
    _keep(row)
    after = {"met": False, "reason": reason.strip()}
    _told(actor, "steering.reopen_precondition", row, before, after)


@transaction.atomic
def remove_precondition(*, actor: Actor, precondition_id: uuid.UUID, version: int) -> None:
    """Remove what turned out not to be needed; the trail keeps what it said."""
    row = _row(actor, precondition_id)
    permissions.require(actor, ACT, row.initiative, view=VIEW)
    saving.same_version(row, version, {})
    before = _plain({name: getattr(row, name) for name in FIELDS}) | _state(row)
    _told(actor, "steering.remove_precondition", row, before)
    row.delete()


def _row(actor: Actor, precondition_id: uuid.UUID) -> Precondition:
    row = saving.find(Precondition, actor, precondition_id)
    initiative = Initiative.objects.select_for_update().get(pk=row.initiative_id)
    if initiative.archived_at is not None:
        raise NotFound
    row.initiative = initiative
    return row


def _wanted(actor: Actor, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as they are kept: an owner with an account is called by its name."""
    wanted = dict(fields)
    wording.without_persons({"text": wanted.get("text", "")})
    if wanted.get("owner_id"):
        here = User.objects.filter(municipality_id=actor.municipality_id, is_active=True)
        owner = here.filter(pk=wanted["owner_id"]).first()
        if owner is None:
            raise Invalid(faults=[Fault("owner_id", _("Deze persoon bestaat niet."))])
        wanted["owner_name"] = owner.name
    return wanted


def _keep(row: Precondition) -> None:
    saving.judge(row)
    row.version += 1
    row.save()


def _state(row: Precondition) -> dict[str, Any]:
    return {"met": row.met, "proof": row.proof}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: saving.plain(value) for name, value in values.items()}


def _told(
    actor: Actor,
    action: str,
    row: Precondition,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the trail on the initiative, where people read it; its card became another version."""
    saving.touch(row.initiative)
    named = {"precondition": row.text}
    saving.tell(
        actor,
        action,
        "initiative",
        row.initiative,
        {**named, **(before or {})},
        {**named, **(after or {})},
    )
