"""Who may see which part of the network; every list, search and export asks here."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from bundel.accounts.models import Role
from bundel.accounts.permissions import Actor
from bundel.network.models import (
    AgreementParty,
    AgreementState,
    Contact,
    Organisation,
    OrganisationState,
    Service,
    Visibility,
)

PARTNER_ROLES = frozenset({Role.PARTNER_COORDINATOR.value, Role.PARTNER_WORKER.value})


def is_municipal(actor: Actor) -> bool:
    """Tell whether somebody works for the municipality itself, not for a partner."""
    return actor.organisation_id is None and actor.role not in PARTNER_ROLES


def organisations_of(actor: Actor) -> QuerySet[Organisation]:
    """Return the partners that somebody finds: all but those put away or merged into another."""
    return Organisation.objects.filter(
        municipality_id=actor.municipality_id, archived_at=None, merged_into=None
    )


def known_services(actor: Actor, *, today: date) -> QuerySet[Service]:
    """Return the services that somebody may know of, also those put away or merged."""
    services = Service.objects.filter(municipality_id=actor.municipality_id)
    if is_municipal(actor):
        return services
    own = Q(organisation_id=actor.organisation_id) if actor.organisation_id else Q(pk__in=[])
    return services.filter(Q(needs_agreement=False) | own | Exists(_agreed(actor, today)))


def services_of(actor: Actor, *, today: date) -> QuerySet[Service]:
    """
    Return the services that somebody finds.

    One that needs an agreement is for the municipality, for its own organisation, and for
    organisations that have a valid agreement with that one on this day.
    """
    found = known_services(actor, today=today).filter(archived_at=None, merged_into=None)
    return found.filter(organisation__archived_at=None, organisation__merged_into=None).exclude(
        organisation__state=OrganisationState.ENDED
    )


def _agreed(actor: Actor, today: date) -> QuerySet[AgreementParty]:
    """Return the actor's part in agreements with the service's organisation that hold today."""
    if actor.organisation_id is None:
        return AgreementParty.objects.none()
    other = AgreementParty.objects.filter(
        agreement=OuterRef("agreement"),
        organisation=OuterRef(OuterRef("organisation")),
        agreed_at__isnull=False,
    )
    return AgreementParty.objects.filter(
        Q(agreement__until_date=None) | Q(agreement__until_date__gte=today),
        Exists(other),
        organisation_id=actor.organisation_id,
        agreed_at__isnull=False,
        agreement__state=AgreementState.STANDS,
        agreement__from_date__lte=today,
    )


def contact_details_visible(actor: Actor, contact: Contact) -> bool:
    """Tell whether somebody may see a contact at all: by the choice of the contact."""
    if contact.is_own(actor):
        return True
    if contact.visibility == Visibility.MUNICIPALITY:
        return is_municipal(actor)
    return contact.visibility == Visibility.NETWORK


def contacts_of(actor: Actor) -> QuerySet[Contact]:
    """Return the contacts that somebody may see, also those who left."""
    seen = Q(visibility=Visibility.NETWORK)
    if is_municipal(actor):
        seen |= Q(visibility=Visibility.MUNICIPALITY)
    if actor.organisation_id is not None:
        seen |= Q(organisation_id=actor.organisation_id)
    return Contact.objects.filter(seen, municipality_id=actor.municipality_id)
