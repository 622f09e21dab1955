"""What is done with the people of partners: add, change, and hand over when somebody leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core.redaction import Kind
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.network import rights
from bundel.network.models import Contact, ContactExpertise, Taxonomy, Term
from bundel.network.services import changing, organisations, passing_on
from bundel.network.services.texts import OF_WORK, without_persons
from bundel.network.states import state_of

EDIT, VIEW = "network.edit", "network.view"
FIELDS = frozenset({"name", "function", "email", "phone", "visibility", "is_first"})


class AlreadyLeft(Conflict):
    """The contact left before."""

    sentence = "Deze persoon is al vertrokken."


@transaction.atomic
def add_contact(
    *,
    actor: Actor,
    organisation_id: UUID,
    at: datetime,
    expertise: Sequence[UUID] = (),
    **fields: Any,
) -> UUID:
    """
    Add somebody who works for a partner.

    Raises:
        Invalid: if a field is wrong.
    """
    owner = organisations.find(actor, organisation_id, EDIT)
    row = Contact(municipality_id=actor.municipality_id, organisation=owner)
    _write(actor, row, fields, expertise, at)
    changing.changed(actor=actor, row=row, act="network.add_contact", before=None, at=at)
    return row.pk


@transaction.atomic
def save_contact(
    *,
    actor: Actor,
    contact_id: UUID,
    version: int,
    at: datetime,
    expertise: Sequence[UUID] | None = None,
    act: str = "network.edit_contact",
    **fields: Any,
) -> None:
    """
    Change what is said of a contact; without `expertise` that stays as it is.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a field is wrong.
    """
    row = find(actor, contact_id)
    saving.same_version(row, version, fields)
    before = state_of(row)
    _write(actor, row, fields, expertise, at)
    changing.changed(actor=actor, row=row, act=act, before=before, at=at)


@transaction.atomic
def leave(
    *,
    actor: Actor,
    contact_id: UUID,
    version: int,
    left_date: date,
    handover_note: str,
    successor_id: UUID | None,
    at: datetime,
) -> int:
    """
    Write down that a contact leaves, and pass all that hangs on it to who follows.

    Without a successor it stays where it is and is listed until somebody takes it over: the
    same act again, with a successor, does that. Return how many things were passed on.

    Raises:
        AlreadyLeft: if a successor took over before.
        Stale: if somebody else saved first.
        Invalid: if the successor does not work there.
    """
    row = find(actor, contact_id)
    if row.left_date is not None and row.successor_id is not None:
        raise AlreadyLeft
    fields = {
        "left_date": left_date,
        "handover_note": handover_note,
        "successor_id": successor_id,
        "is_first": False,
    }
    saving.same_version(row, version, fields)
    # Of a colleague it may tell the number, of nobody where they live.
    without_persons({"handover_note": handover_note}, fine=OF_WORK - {Kind.ADDRESS})
    before, was_first = state_of(row), row.is_first
    successor = _successor(row, successor_id)
    changing.fill(row, fields, frozenset(fields))
    row.save()
    changing.changed(actor=actor, row=row, act="network.contact_leaves", before=before, at=at)
    if successor is None:
        return 0
    if was_first:
        _make_first(actor, successor, at)
    return passing_on.pass_on(actor=actor, leaver=row, successor=successor, at=at)


def find(actor: Actor, contact_id: UUID) -> Contact:
    """
    Return a contact that the actor may change, locked until the act is done.

    Raises:
        NotFound: if the actor may not see this contact.
        NotAllowed: if the actor may only see it.
    """
    row = saving.find(Contact, actor, contact_id)
    if not rights.contact_details_visible(actor, row):
        raise NotFound
    permissions.require(actor, EDIT, row, view=VIEW)
    return row


def _write(
    actor: Actor,
    row: Contact,
    fields: dict[str, Any],
    expertise: Sequence[UUID] | None,
    at: datetime,
) -> None:
    if fields.get("is_first"):
        _no_longer_first(actor, row, at)
    changing.fill(row, fields, FIELDS)
    row.save()
    if expertise is not None:
        here = Term.objects.filter(
            municipality_id=actor.municipality_id, taxonomy=Taxonomy.EXPERTISE
        )
        lines = [{"term_id": t.pk} for t in changing.known(here, expertise, "expertise")]
        owner = {"municipality_id": row.municipality_id, "contact": row}
        changing.sync(ContactExpertise.objects.filter(contact=row), lines, owner)


def _no_longer_first(actor: Actor, row: Contact, at: datetime) -> None:
    """There is one first contact: who was it before is it no more."""
    others = Contact.objects.select_for_update().filter(
        organisation_id=row.organisation_id, is_first=True, left_date=None
    )
    for other in others.exclude(pk=row.pk):
        before = state_of(other)
        other.is_first = False
        other.save()
        changing.changed(actor=actor, row=other, act="network.edit_contact", before=before, at=at)


def _make_first(actor: Actor, row: Contact, at: datetime) -> None:
    before = state_of(row)
    row.is_first = True
    row.save()
    changing.changed(actor=actor, row=row, act="network.edit_contact", before=before, at=at)


def _successor(row: Contact, successor_id: UUID | None) -> Contact | None:
    """Return who follows: a colleague who is still there."""
    if successor_id is None:
        return None
    there = Contact.objects.select_for_update().filter(
        organisation_id=row.organisation_id, left_date=None
    )
    found = there.exclude(pk=row.pk).filter(pk=successor_id).first()
    if found is None:
        text = _("Kies een collega die er nog werkt.")
        raise Invalid(faults=[Fault("successor_id", text)])
    return found
