"""A precondition of the own initiative and of another, for the doors."""

from __future__ import annotations

import uuid

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.programme import services
from bundel.programme.models import Initiative, Precondition

OWN, OTHER = "eerst dit (eigen)", "eerst dit (ander)"


def fill(municipality: Municipality, actor: Actor) -> None:
    """Make an open precondition of each of both initiatives that the doors open."""
    lead = User.objects.filter(role="initiative_lead").order_by("email")[0]
    rows = Initiative.objects.filter(archived_at=None).order_by("code")
    chosen = {
        OWN: rows.filter(lead_user=lead)[0],
        OTHER: rows.exclude(lead_user__role="initiative_lead")[0],
    }
    for text, initiative in chosen.items():
        services.add_precondition(actor=actor, initiative_id=initiative.pk, text=text)


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return the precondition for the names in a path."""
    row = Precondition.objects.get(text=OWN if own else OTHER)
    return {"precondition_id": row.pk}
