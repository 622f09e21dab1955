"""Somebody else comes on a side of a commission, because who stood there left or may not sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core import commissions as process
from bundel.core.commissions import Side
from bundel.errors import Conflict, Fault, Invalid
from bundel.steering.models import Commission, CommissionState
from bundel.steering.services import commission_mails, commission_steps, door
from bundel.steering.services import commission_sides as sides

ACT = "steering.hand_over"


class NothingToHandOver(Conflict):
    """A draft is edited, and what is over binds nobody."""

    sentence = gettext_lazy("Dit kan alleen met een opdracht die is aangeboden en nog loopt.")


@dataclass(frozen=True, slots=True)
class Successor:
    """Who comes on the side: one person of the municipality, or one partner."""

    user_id: UUID | None = None
    organisation_id: UUID | None = None


@transaction.atomic
def hand_over(
    *,
    actor: Actor,
    commission_id: UUID,
    version: int,
    side: Side,
    to: Successor,
    why: str,
    at: datetime,
) -> None:
    """
    Put somebody else on one side; what was agreed or asked stays, and so do the signatures.

    Raises:
        NothingToHandOver: if it was not offered yet, or is over.
        Stale: if somebody took a step first.
        Invalid: without a ground, or if the successor cannot sign or stands there already.
    """
    row = commission_steps.find(actor, commission_id)
    permissions.require(actor, ACT)
    if row.state not in process.MAY_HAND_OVER:
        raise NothingToHandOver
    saving.same_version(row, version, {})
    door.check({"why": why})
    if not why.strip():
        raise Invalid(faults=[Fault("why", _("Schrijf in een paar woorden waarom."))])
    was, former = sides.name_of(row, side), sides.people_of(row, side)
    _put(actor, row, side, to)
    act, now = process.HANDED_OVER[side], sides.name_of(row, side)
    step = commission_steps.keep(
        actor, row, act, Side.COORDINATOR, at, note=why, was=was, becomes=now
    )
    _tell(actor, row, side, was, why)
    waits_for = commission_steps.course_of(row).waits_for
    commission_mails.tell_of_hand_over(
        commission=row, step=step, side=side, former=former, waits_for=waits_for, at=at
    )


def _put(actor: Actor, row: Commission, side: Side, to: Successor) -> None:
    """Write who stands on the side now; another part that they had in it is theirs no more."""
    before = (row.commissioner_id, row.contractor_id, row.contractor_organisation_id)
    if side is Side.COMMISSIONER and to.user_id is not None:
        row.commissioner_id = to.user_id
    elif side is Side.CONTRACTOR:
        row.contractor_id, row.contractor_organisation_id = to.user_id, to.organisation_id
    if before == (row.commissioner_id, row.contractor_id, row.contractor_organisation_id):
        raise Invalid(faults=[Fault("to", _("Kies iemand anders dan wie er nu staat."))])
    if row.contractor_id == row.commissioner_id:
        words = _("Wie opdracht geeft, neemt haar niet zelf aan.")
        raise Invalid(faults=[Fault("to", words)])
    if words := sides.why_not(actor, row, side):
        raise Invalid(faults=[Fault("to", words)])
    row.version += 1
    saving.judge(row)
    row.save()
    sides.free_of_roles(row)


def _tell(actor: Actor, row: Commission, side: Side, was: str, why: str) -> None:
    act = process.HANDED_OVER[side]
    after = {side.value: sides.name_of(row, side)}
    saving.tell(
        actor, f"steering.{act}", commission_steps.KIND, row, {side.value: was}, after, ground=why
    )
    if row.state != CommissionState.OFFERED:
        commission_steps.tell_initiative(actor, row)
