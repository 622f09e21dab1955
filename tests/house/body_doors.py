"""Bodies for the doors: one in which one's own partner sits, and one with another."""

from __future__ import annotations

import uuid
from datetime import date

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.network.models import Organisation
from bundel.steering.models import Body, Member
from bundel.steering.services import bodies
from tests.house.network_doors import OTHER, OWN

# Who leads a body; for the roles that may meet, only what they lead is their own.
LEADERS = ("commissioner", "initiative_lead", "analyst", "functional_manager")


def name_of(partner: str) -> str:
    """Return what the body of a partner is called: a word that stands nowhere else."""
    return f"kanarieoverleg{partner.split()[0].lower()}"


def fill(municipality: Municipality, actor: Actor) -> None:
    """Make two bodies; the first people with a role lead the one of one's own partner."""
    for name in (OWN, OTHER):
        body_id = bodies.save_body(
            actor=actor,
            name=name_of(name),
            kind="network",
            mandate=f"{name_of(name)} mag dit",
            matters=["other"],
            recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
            first_date=date(2026, 1, 6),
        )
        partner = Organisation.objects.get(name=name)
        bodies.set_member(actor=actor, body_id=body_id, organisation_id=partner.pk, part="member")
        for role in LEADERS if name == OWN else ():
            for leader in User.objects.filter(role=role).order_by("email")[:1]:
                bodies.set_member(actor=actor, body_id=body_id, user_id=leader.pk, part="secretary")


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return a body with somebody who sits there."""
    body = Body.objects.get(name=name_of(OWN if own else OTHER))
    return {
        "body_id": body.pk,
        "member_id": Member.objects.filter(body=body, user=None)[0].pk,
    }
