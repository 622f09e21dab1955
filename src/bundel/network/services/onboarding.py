"""Letting a new partner in, in one step: with an account, or with a link in a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts import permissions, post
from bundel.accounts import services as accounts
from bundel.accounts.models import Role, User
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.audit import services as audit
from bundel.errors import Conflict
from bundel.network import links
from bundel.network.models import (
    Contact,
    Organisation,
    OrganisationState,
    PartnerLinkPurpose,
)
from bundel.network.services import changing, contacts, history, organisations
from bundel.network.states import state_of

LINK_LASTS = timedelta(days=60)


class TakesNoPart(Conflict):
    """The municipality put it aside since."""

    sentence = gettext_lazy("Deze organisatie doet nu niet mee. Bel de gemeente.")


@dataclass(frozen=True, slots=True)
class Invited:
    """The new partner, and the address that was mailed."""

    organisation_id: UUID
    address: str


@transaction.atomic
def invite_partner(
    *,
    actor: Actor,
    at: datetime,
    base: str,
    name: str,
    kind_id: UUID | None,
    contact_name: str,
    email: str,
    with_account: bool,
) -> Invited:
    """
    Make a partner with its first contact, and mail that person how to take part.

    Args:
        base: Scheme and host of the municipality, for the link.
        with_account: Whether the person gets an account, or a link to a page alone.

    Raises:
        Invalid: if a field is wrong, or the address has an account already.
    """
    permissions.require(actor, "network.manage")
    organisation_id = organisations.add_organisation(
        actor=actor,
        at=at,
        name=name,
        kind_id=kind_id,
        description=_("Deze organisatie vult dit nog aan."),
        state=OrganisationState.INVITED,
    )
    contact_id = contacts.add_contact(
        actor=actor,
        organisation_id=organisation_id,
        at=at,
        name=contact_name,
        email=email,
        is_first=True,
    )
    if with_account:
        address = _with_account(actor, organisation_id, contact_id, base, at)
    else:
        address = _with_link(organisation_id, contact_id, base, at)
    row = Organisation.objects.get(pk=organisation_id)
    after = {"with_account": with_account}
    saving.tell(actor, "network.invite_partner", "organisation", row, after=after)
    return Invited(organisation_id, address)


@transaction.atomic
def take_part(*, actor: Actor, organisation_id: UUID, at: datetime) -> None:
    """
    Say for one's own organisation that it takes part; a second time changes nothing.

    Raises:
        TakesNoPart: if it was put aside since.
    """
    row = organisations.find(actor, organisation_id, organisations.EDIT)
    before = state_of(row)
    if not _begin(row, at):
        return
    changing.changed(actor=actor, row=row, act="network.take_part", before=before, at=at)


@transaction.atomic
def take_part_by_link(*, token: str, at: datetime) -> None:
    """
    Say through a link that the organisation takes part; a second time changes nothing.

    Raises:
        LinkDoesNotWork: if the link may not be used.
        TakesNoPart: if it was put aside since.
    """
    opened = links.look(token=token, purpose=PartnerLinkPurpose.WELCOME, at=at)
    row = Organisation.objects.select_for_update().get(pk=opened.organisation_id)
    if not _begin(row, at):
        return
    row.version += 1
    row.save(update_fields=["version"])
    history.keep_for_stranger(row=row, act="network.take_part", at=at, by_name=row.name)
    audit.record_stranger(
        municipality_id=row.municipality_id,
        action="network.take_part",
        kind="organisation",
        object_id=row.pk,
        label=row.name,
        result="ok",
    )


def _begin(row: Organisation, at: datetime) -> bool:
    """Let an invited organisation take part; tell whether that is new."""
    if row.state == OrganisationState.ACTIVE:
        return False
    if row.state != OrganisationState.INVITED:
        raise TakesNoPart
    row.state = OrganisationState.ACTIVE
    row.joined_date = timezone.localtime(at).date()
    row.changed_at = at
    row.save(update_fields=["state", "joined_date", "changed_at"])
    return True


def _with_account(
    actor: Actor, organisation_id: UUID, contact_id: UUID, base: str, at: datetime
) -> str:
    person = Contact.objects.get(pk=contact_id)
    address = accounts.invite(
        actor=actor,
        name=person.name,
        email=person.email,
        role=Role.PARTNER_COORDINATOR,
        base=base,
        at=at,
        organisation_id=organisation_id,
    )
    person.user = User.objects.get(municipality_id=actor.municipality_id, email=person.email)
    person.save(update_fields=["user"])
    return address


def _with_link(organisation_id: UUID, contact_id: UUID, base: str, at: datetime) -> str:
    person = Contact.objects.select_related("organisation").get(pk=contact_id)
    address = links.make(
        organisation=person.organisation,
        contact=person,
        purpose=PartnerLinkPurpose.WELCOME,
        object_id=None,
        email=person.email,
        base=base,
        lasts=LINK_LASTS,
        at=at,
    )
    with override("nl"):
        post.send(
            municipality_id=person.municipality_id,
            key=f"network.welcome {organisation_id}",
            to=person.email,
            subject=_("Doe mee in het netwerk van partners"),
            body="\n".join(_words(person, address)),
            at=at,
        )
    return address


def _words(person: Contact, address: str) -> list[str]:
    return [
        _("Beste %(name)s,") % {"name": person.name},
        "",
        _("Wij willen graag samenwerken met %(name)s.") % {"name": person.organisation.name},
        _("Op deze pagina leest u wat wij vragen en wat u ervoor krijgt:"),
        "",
        address,
        "",
        _("Een account is niet nodig. De link werkt 60 dagen."),
    ]
