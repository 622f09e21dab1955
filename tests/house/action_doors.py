"""Actions for the doors: one of one's own partner, and one of another."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.network.models import Organisation
from bundel.steering.models import Action
from bundel.steering.services import actions
from tests.house.network_doors import OTHER, OWN


def word_of(partner: str) -> str:
    """Return the word that stands in the action of a partner, and nowhere else."""
    return f"kanariedoen{partner.split()[0].lower()}"


def fill(municipality: Municipality, actor: Actor) -> None:
    """Write down an action for both partners."""
    now = timezone.now()
    for name in (OWN, OTHER):
        actions.make_action(
            actor=actor,
            text=f"{word_of(name)} actie",
            organisation_id=Organisation.objects.get(name=name).pk,
            due_date=now.date() + timedelta(days=20),
            at=now,
        )


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return an action; the network has actions too, so the name says whose it is."""
    row = Action.objects.get(text=f"{word_of(OWN if own else OTHER)} actie")
    return {"steering:action_id": row.pk, "api:action_id": row.pk}
