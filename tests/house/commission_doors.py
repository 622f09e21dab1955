"""Commissions for the doors: one of one's own side and partner, and one of others."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.utils import timezone

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.core.commissions import Side, Text
from bundel.network.models import Organisation
from bundel.programme.models import Fund, Pool
from bundel.steering.models import Commission, CommissionRole, VersionState
from bundel.steering.services import commission_steps, commission_texts
from bundel.steering.services.commission_texts import Content
from tests.house.network_doors import OTHER, OWN


def title_of(partner: str) -> str:
    """Return what the commission of a partner is about: a word that stands nowhere else."""
    return f"kanarieopdracht{partner.split()[0].lower()}"


def fill(municipality: Municipality, actor: Actor) -> None:
    """Let two commissioners ask something of two partners; both said yes."""
    people = list(User.objects.filter(role="commissioner").order_by("email"))
    # A small municipality has one commissioner: there the coordinator asks the other.
    people.append(User.objects.filter(role="coordinator").order_by("email")[0])
    for person, name in zip(people, (OWN, OTHER), strict=False):
        _commission(municipality, actor, person, Organisation.objects.get(name=name))


def _commission(
    municipality: Municipality, actor: Actor, person: User, partner: Organisation
) -> None:
    now, word = timezone.now(), title_of(partner.name)
    row = Commission.objects.create(
        municipality=municipality,
        number=Commission.objects.count() + 1,
        part=word,
        commissioner=person,
        contractor_organisation=partner,
        state="accepted",
        made_at=now,
    )
    CommissionRole.objects.create(
        municipality=municipality, commission=row, rasci="I", user_id=actor.user_id, what=word
    )
    text = commission_texts.new_version(
        actor=actor,
        commission=row,
        content=Content(
            result=f"{word} is wat wij vragen",
            hours=[(Pool.objects.order_by("code")[0].pk, Decimal(10))],
            money=[(Fund.objects.order_by("code")[0].pk, Decimal(100))],
        ),
        state=VersionState.DRAFT,
        at=now,
    )
    for act, side in (
        ("made", "coordinator"),
        ("offered", "commissioner"),
        ("accepted", "contractor"),
    ):
        commission_steps.keep(actor, row, act, Side(side), now, note=f"{word} bij {act}", text=text)
    commission_steps.settle(text, Text.AGREED, now)


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return the commission of one's own side, or of others."""
    return {"commission_id": Commission.objects.get(part=title_of(OWN if own else OTHER)).pk}
