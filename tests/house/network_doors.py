"""Two partners of a municipality, for the doors of the network: one's own, and another."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone

from bundel.accounts.models import Municipality, User
from bundel.accounts.permissions import Actor
from bundel.network.models import (
    Contact,
    Correction,
    Location,
    Organisation,
    Service,
)
from bundel.network.services import history

OWN, OTHER = "Eigen organisatie (deur)", "Andere organisatie (deur)"
PARTNER_ROLES = ("partner_coordinator", "partner_worker")


def fill_network(municipality: Municipality, actor: Actor) -> None:
    """Make both partners, and let who has a partner's role work for the first."""
    own, _other = (_partner(municipality, actor, name) for name in (OWN, OTHER))
    User.objects.filter(role__in=PARTNER_ROLES).update(organisation_id=own.pk)


def _partner(municipality: Municipality, actor: Actor, name: str) -> Organisation:
    now = timezone.now()
    owned: dict[str, Any] = {"municipality": municipality}
    made = {"description": "Helpt bewoners.", "created_at": now, "changed_at": now}
    partner = Organisation.objects.create(**owned, name=name, **made)
    owned["organisation"] = partner
    service = Service.objects.create(**owned, name="Kierenhulp", **made)
    location = Location.objects.create(**owned, name="Loket")
    contact = Contact.objects.create(**owned, name="Iemand")
    for row in (partner, service, location, contact):
        history.keep(actor=actor, row=row, act="network.known", at=now)
    Correction.objects.create(**owned, service=service, text="Anders", told_by=name, told_at=now)
    return partner


def network_things(*, own: bool) -> dict[str, uuid.UUID]:
    """Return an object of the network for each name in a path."""
    partner = Organisation.objects.get(name=OWN if own else OTHER)
    return {
        "organisation_id": partner.pk,
        "service_id": partner.services.get().pk,
        "location_id": partner.locations.get().pk,
        "contact_id": partner.contacts.get().pk,
        "correction_id": partner.corrections.get().pk,
    }
