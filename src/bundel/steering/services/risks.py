"""Risks: written down with an owner and an early sign, seen to happen, and closed with a reason."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid
from bundel.programme.models import Initiative
from bundel.steering.checks import BY_CODE
from bundel.steering.models import Risk, RiskState
from bundel.steering.services import door
from bundel.steering.services.numbers import next_number

ACT, KIND = "steering.risk", "risk"
TEXTS = ("title", "consequence", "early_sign", "answer")
FIELDS = frozenset(
    {*TEXTS, "chance", "impact", "owner_id", "rules", "initiative_id", "review_date"}
)
END_FIELDS = frozenset({"state", "ended_at", "ended_because"})


class RiskIsClosed(Conflict):
    """It was closed, so nothing about it changes any more."""

    sentence = _("Dit risico is gesloten. Schrijf zo nodig een nieuw risico op.")


@transaction.atomic
def write_risk(*, actor: Actor, at: datetime, **fields: Any) -> uuid.UUID:
    """
    Write down what may go wrong; return its id.

    Args:
        fields: title, consequence, chance, impact, owner_id, early_sign, answer, rules,
            initiative_id and review_date.

    Raises:
        Invalid: without a title, or with an owner, rule or initiative that is not there.
    """
    permissions.require(actor, ACT)
    _check(actor, fields)
    row = Risk(
        municipality_id=actor.municipality_id,
        number=next_number(Risk, actor.municipality_id),
        version=0,
        made_at=at,
    )
    _before, after = saving.change(row, fields, FIELDS)
    saving.tell(actor, "steering.write_risk", KIND, row, None, dict(after))
    return row.pk


@transaction.atomic
def edit_risk(*, actor: Actor, risk_id: uuid.UUID, version: int, **fields: Any) -> None:
    """
    Say otherwise what may go wrong, who watches, or what is done then.

    Raises:
        RiskIsClosed: if it was closed meanwhile.
        Stale: if somebody was first.
        Invalid: as in `write_risk`.
    """
    row = _open(actor, risk_id, version, fields)
    _check(actor, fields)
    before, after = saving.change(row, fields, FIELDS)
    if before != after:
        saving.tell(actor, "steering.edit_risk", KIND, row, dict(before), dict(after))


@transaction.atomic
def say_happened(*, actor: Actor, risk_id: uuid.UUID, version: int) -> None:
    """
    Say that it went wrong; it stays open until what follows is done.

    Raises:
        RiskIsClosed: if it was closed meanwhile.
    """
    row = _open(actor, risk_id, version, {"state": RiskState.HAPPENED})
    before, after = saving.change(row, {"state": RiskState.HAPPENED}, END_FIELDS)
    if before != after:
        saving.tell(actor, "steering.risk_happened", KIND, row, dict(before), dict(after))


@transaction.atomic
def close_risk(
    *, actor: Actor, risk_id: uuid.UUID, version: int, because: str, at: datetime
) -> None:
    """
    Close a risk, and say why it needs nobody's eye any more.

    Raises:
        RiskIsClosed: if it was closed already.
        Invalid: without a reason.
    """
    wanted = {"state": RiskState.CLOSED, "ended_at": at, "ended_because": because.strip()}
    row = _open(actor, risk_id, version, {"ended_because": because})
    if not because.strip():
        raise Invalid(faults=[Fault("because", str(_("Schrijf op waarom dit gesloten is.")))])
    door.check({"because": because})
    before, after = saving.change(row, wanted, END_FIELDS)
    saving.tell(actor, "steering.close_risk", KIND, row, dict(before), dict(after), ground=because)


def _open(actor: Actor, risk_id: uuid.UUID, version: int, wanted: dict[str, Any]) -> Risk:
    permissions.require(actor, ACT)
    row = saving.find(Risk, actor, risk_id)
    if row.state == RiskState.CLOSED:
        raise RiskIsClosed
    saving.same_version(row, version, wanted)
    return row


def _check(actor: Actor, fields: dict[str, Any]) -> None:
    """Go on only if all that is named exists here, and no text points at a resident."""
    door.check({name: fields[name] for name in TEXTS if name in fields})
    here = {"municipality_id": actor.municipality_id}
    faults = []
    owner, initiative = fields.get("owner_id"), fields.get("initiative_id")
    if "owner_id" in fields and (
        owner is None or not User.objects.filter(pk=owner, is_active=True, **here).exists()
    ):
        faults.append(Fault("owner_id", str(_("Kies wie op dit risico let."))))
    if initiative and not Initiative.objects.filter(pk=initiative, **here).exists():
        faults.append(Fault("initiative_id", str(_("Dit initiatief bestaat niet."))))
    if set(fields.get("rules") or ()) - set(BY_CODE):
        faults.append(Fault("rules", str(_("Deze controle bestaat niet."))))
    if faults:
        raise Invalid(faults=faults)
