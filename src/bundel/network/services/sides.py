"""For which partner somebody acts, and whom to call there: asked by all that partners share."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import Fault, Invalid
from bundel.network import rights
from bundel.network.models import Contact, Organisation


def acting_for(
    actor: Actor, act: str, organisation_id: UUID | None, field: str = "organisation_id"
) -> Organisation:
    """
    Return the partner for which the actor does something.

    Raises:
        NotAllowed: for another partner than the actor's own, if that is all the role may.
        Invalid: if there is no such partner.
    """
    row = rights.organisations_of(actor).filter(pk__in=[organisation_id]).first()
    if row is None:
        permissions.require(actor, act)
        raise Invalid(faults=[Fault(field, _("Kies een organisatie uit de lijst."))])
    permissions.require(actor, act, row)
    return row


def colleague(organisation: Organisation, contact_id: UUID | None) -> Contact | None:
    """
    Return the contact to call; without a choice it is the first one of the partner.

    Raises:
        Invalid: if the contact does not work there.
    """
    people = Contact.objects.filter(organisation=organisation, left_date=None)
    if contact_id is None:
        return people.filter(is_first=True).first()
    found = people.filter(pk=contact_id).first()
    if found is None:
        raise Invalid(faults=[Fault("contact_id", _("Kies uit de lijst."))])
    return found
