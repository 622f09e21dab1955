"""What the checks found, for the doors: about a partner of one's own and about another's."""

from __future__ import annotations

import uuid

from django.utils import timezone

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.network.models import Organisation
from bundel.steering.models import Finding
from tests.house.network_doors import OTHER, OWN


def word_of(partner: str) -> str:
    """Return the word that stands in what was found about a partner, and nowhere else."""
    return f"kanariebevinding{partner.split()[0].lower()}"


def fill(municipality: Municipality, actor: Actor) -> None:
    """Find something about each of both partners."""
    now = timezone.now()
    for name in (OWN, OTHER):
        partner = Organisation.objects.get(name=name)
        Finding.objects.create(
            municipality=municipality,
            rule="no_contact",
            kind="organisation",
            object_id=partner.pk,
            key=f"door {partner.pk}",
            label=name,
            facts={"name": word_of(name)},
            found_at=now,
            changed_at=now,
        )


def things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return what was found about a partner."""
    partner = Organisation.objects.get(name=OWN if own else OTHER)
    return {"finding_id": Finding.objects.get(key=f"door {partner.pk}").pk}
