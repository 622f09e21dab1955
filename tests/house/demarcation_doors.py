"""A matrix of who does what, with a column for each of two partners, for the doors."""

from __future__ import annotations

import uuid

from django.utils import timezone

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.network.models import Organisation
from bundel.steering.models import Activity, Domain, Issue
from bundel.steering.services import demarcation
from tests.house.network_doors import OTHER, OWN


def word_of(partner: str) -> str:
    """Return the word that stands in the cell of a partner, and nowhere else."""
    return f"kanarieafbakening{partner.split()[0].lower()}"


def fill(municipality: Municipality, actor: Actor) -> None:
    """Make a column of each of both partners, that share an activity, and one that nobody does."""
    now = timezone.now()
    for name in (OWN, OTHER):
        partner = Organisation.objects.get(name=name)
        domain_id = demarcation.add_domain(actor=actor, at=now, organisation_id=partner.pk)
        activity_id = demarcation.save_activity(actor=actor, at=now, name=f"deur {name}")
        demarcation.set_cell(
            actor=actor,
            at=now,
            domain_id=domain_id,
            activity_id=activity_id,
            version=0,
            stance="shared",
            note=word_of(name),
        )
    demarcation.save_activity(actor=actor, at=now, name="deur van niemand")


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return the column, the row and what is not clear."""
    partner = OWN if own else OTHER
    return {
        "domain_id": Domain.objects.get(organisation__name=partner).pk,
        "activity_id": Activity.objects.get(name=f"deur {partner}").pk,
        "issue_id": Issue.objects.get(activity__name="deur van niemand").pk,
    }
