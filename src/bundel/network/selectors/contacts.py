"""The people of partners, as others may see them, and all that hangs on one of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network import rights
from bundel.network.hanging import strings_of
from bundel.network.models import Contact
from bundel.network.selectors import choices

VIEW = "network.view"


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Somebody who works for a partner."""

    id: uuid.UUID
    name: str
    function: str
    email: str
    phone: str
    is_first: bool
    visibility: str
    visibility_label: str
    expertise: tuple[str, ...]
    left_date: date | None


@dataclass(frozen=True, slots=True)
class Hanging:
    """One thing that hangs on a contact: what it is, and the page that shows it, if any."""

    sort: str
    label: str
    id: uuid.UUID


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact, what hangs on it, and who could follow."""

    line: ContactLine
    version: int
    organisation_id: uuid.UUID
    organisation: str
    expertise_ids: tuple[uuid.UUID, ...]
    has_account: bool
    handover_note: str
    successor: str
    successor_id: uuid.UUID | None
    hanging: tuple[Hanging, ...]
    may_edit: bool


def contact_lines(*, actor: Actor, organisation_id: uuid.UUID) -> tuple[ContactLine, ...]:
    """Return who works for a partner and may be seen, the first one first. Two queries."""
    there = rights.contacts_of(actor).filter(organisation_id=organisation_id, left_date=None)
    rows = there.prefetch_related("expertise").order_by("-is_first", "name")
    return tuple(_line(row) for row in rows)


def contact(*, actor: Actor, contact_id: uuid.UUID) -> ContactView:
    """
    Return a contact with what hangs on it; what hangs is for who may change it. Eight queries.

    Raises:
        NotFound: if the actor may not see this contact.
    """
    permissions.require(actor, VIEW)
    seen = rights.contacts_of(actor).select_related("organisation", "successor")
    row = seen.prefetch_related("expertise").filter(pk=contact_id).first()
    if row is None:
        raise NotFound
    may_edit = permissions.can(actor, "network.edit", row)
    if row.left_date is not None and not may_edit:
        raise NotFound
    return ContactView(
        line=_line(row),
        version=row.version,
        organisation_id=row.organisation_id,
        organisation=row.organisation.name,
        expertise_ids=tuple(term.pk for term in row.expertise.all()),
        has_account=row.user_id is not None,
        handover_note=row.handover_note if may_edit else "",
        successor=_successor(actor, row),
        successor_id=row.successor_id,
        hanging=_hanging(row) if may_edit else (),
        may_edit=may_edit,
    )


def left_with_strings(*, actor: Actor, organisation_id: uuid.UUID) -> tuple[ContactLine, ...]:
    """Return who left without somebody who follows, for who may change that. Two queries."""
    left = rights.contacts_of(actor).filter(
        organisation_id=organisation_id, left_date__isnull=False, successor=None
    )
    return tuple(_line(row) for row in left.prefetch_related("expertise").order_by("name"))


def successors(
    *, actor: Actor, organisation_id: uuid.UUID, contact_id: uuid.UUID
) -> list[choices.Option]:
    """Return the colleagues who could follow a contact. One query."""
    there = choices.colleagues(actor=actor, organisation_id=organisation_id)
    return [option for option in there if option[0] != str(contact_id)]


def _line(row: Contact) -> ContactLine:
    return ContactLine(
        id=row.pk,
        name=row.name,
        function=row.function,
        email=row.email,
        phone=row.phone,
        is_first=row.is_first,
        visibility=row.visibility,
        visibility_label=row.get_visibility_display(),
        expertise=tuple(term.name for term in row.expertise.all()),
        left_date=row.left_date,
    )


def _successor(actor: Actor, row: Contact) -> str:
    follows = row.successor
    if follows is None or not rights.contact_details_visible(actor, follows):
        return ""
    return follows.name


def _hanging(row: Contact) -> tuple[Hanging, ...]:
    strings = strings_of(row)
    return (
        *(Hanging("service", one.name, one.pk) for one in strings.services),
        *(Hanging("promise", one.text, one.pk) for one in strings.promises),
        *(
            Hanging("agreement", one.agreement.title, one.agreement_id)
            for one in strings.agreements.select_related("agreement")
        ),
        *(Hanging("goods", one.title, one.pk) for one in strings.goods),
        *(Hanging("action", one.title, one.pk) for one in strings.actions),
    )
