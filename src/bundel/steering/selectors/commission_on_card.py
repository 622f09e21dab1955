"""The commission of an initiative, as a part of the card of that initiative."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.programme.card_sections import Section, offer
from bundel.steering.selectors.commissions import VIEW, CommissionLine, commission_of
from bundel.steering.services.commissions import ACT

TEMPLATE = "steering/parts/commission_on_card.html"


@dataclass(frozen=True, slots=True)
class OnCard:
    """The live commission, if there is one, and whether the reader may make one."""

    initiative_id: uuid.UUID
    line: CommissionLine | None
    may_add: bool


def offer_section() -> None:
    """Let the card of an initiative show its commission."""
    offer("commission", section)


def section(actor: Actor, initiative_id: uuid.UUID) -> Section | None:
    """Return the part of the card, for who may see commissions. Five queries."""
    if not permissions.can(actor, VIEW):
        return None
    known = commission_of(actor=actor, initiative_ids=[initiative_id])
    told = OnCard(initiative_id, known.get(initiative_id), permissions.can(actor, ACT))
    return Section(TEMPLATE, told)
