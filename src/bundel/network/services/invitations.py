"""Who is asked to come, and what they answer: on a page, by a link or from their calendar."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.audit import services as audit
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.network import links, rights
from bundel.network.calendar.reading import Answer
from bundel.network.models import (
    Contact,
    Gathering,
    GatheringState,
    Invitee,
    Organisation,
    PartnerLinkPurpose,
    Reply,
)
from bundel.network.services import gathering_mails
from bundel.network.services.gatherings import GatheringIsOver

ACT, ANSWER = "network.meet", "network.promise"
# An organisation with one of its contacts, or None for its own address.
Guest = tuple[uuid.UUID, uuid.UUID | None]
OPEN = frozenset({GatheringState.PLANNED, GatheringState.INVITED})


class NobodyToAsk(Conflict):
    """There is nobody with an address who was not asked yet."""

    sentence = gettext_lazy("Er is niemand om uit te nodigen. Kies eerst wie er mogen komen.")


class TooLateToAnswer(Conflict):
    """It was held, cancelled, or is over."""

    sentence = gettext_lazy("Deze bijeenkomst is geweest of afgezegd. Antwoorden kan niet meer.")


@dataclass(frozen=True, slots=True)
class Asked:
    """How many were mailed, and who has no address."""

    mailed: int
    without_address: tuple[str, ...]


@transaction.atomic
def choose_guests(
    *,
    actor: Actor,
    gathering_id: uuid.UUID,
    version: int,
    guests: Collection[Guest],
    at: datetime,
) -> int:
    """
    Let these be the guests, and no others; who was asked and no longer is, hears so. [mails]

    Raises:
        Invalid: if somebody is no contact of that organisation, or the organisation is gone.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Gathering, actor, gathering_id)
    saving.same_version(row, version, {})
    if row.state not in OPEN:
        raise GatheringIsOver
    stands = {
        (guest.organisation_id, guest.contact_id): guest
        for guest in row.invitees.select_related("organisation", "contact")
    }
    gone = [guest for key, guest in stands.items() if key not in set(guests)]
    added = _new_guests(actor, row, set(guests) - set(stands))
    if not (gone or added):
        return 0
    Invitee.objects.bulk_create(added)
    row.changed_at = at
    mailed = _let_go(row, gone, at)
    row.version += 1
    row.save()
    saving.tell(
        actor,
        "network.choose_guests",
        "gathering",
        row,
        {"guests": sorted(_called(guest) for guest in gone)},
        {"guests": sorted(_called(guest) for guest in added)},
    )
    return mailed


@transaction.atomic
def send_invitations(
    *, actor: Actor, gathering_id: uuid.UUID, version: int, base: str, at: datetime
) -> Asked:
    """
    Mail an invitation to every guest who had none yet.

    Raises:
        GatheringIsOver: if it was held or cancelled, or has begun.
        NobodyToAsk: if all were asked, or nobody has an address.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Gathering, actor, gathering_id)
    saving.same_version(row, version, {})
    if row.state not in OPEN or row.starts_at <= at:
        raise GatheringIsOver
    waiting = row.invitees.filter(invited_at=None).select_related("organisation", "contact")
    reached = [guest for guest in waiting if guest.email]
    if not reached:
        raise NobodyToAsk
    mailed = gathering_mails.ask(row, reached, base, at)
    before = row.state
    row.state = GatheringState.INVITED
    row.version += 1
    row.save(update_fields=["state", "version"])
    saving.tell(
        actor,
        "network.invite_guests",
        "gathering",
        row,
        {"state": before},
        {"state": row.state, "mailed": mailed},
    )
    missed = tuple(_called(guest) for guest in waiting if not guest.email)
    return Asked(mailed, missed)


@transaction.atomic
def answer(*, actor: Actor, invitee_id: uuid.UUID, reply: str, at: datetime) -> None:
    """
    Write down whether a guest comes: by the coordinator, or by the guest's own organisation.

    Raises:
        TooLateToAnswer: if it was held or cancelled, or is over.
        NotAllowed: for a guest of another organisation.
    """
    guest = saving.find(Invitee, actor, invitee_id)
    permissions.require(actor, ANSWER, guest)
    before = guest.reply
    if _write_answer(guest, reply, at):
        saving.tell(
            actor,
            "network.answer_invitation",
            "gathering",
            guest.gathering,
            {"reply": before},
            {"reply": reply, "guest": _called(guest)},
        )


@transaction.atomic
def guest_of_link(*, token: str, at: datetime) -> Invitee:
    """
    Return the guest whom a link in a mail is for; change nothing, since scanners look too.

    Raises:
        LinkDoesNotWork: if the link, or the invitation behind it, is no longer there.
    """
    opened = links.look(token=token, purpose=PartnerLinkPurpose.REPLY, at=at)
    guests = Invitee.objects.select_related("gathering", "organisation")
    # Bound to the address: a link to somebody's old address opens nothing.
    guest = guests.filter(pk__in=[opened.object_id], email__iexact=opened.email).first()
    if guest is None:
        raise links.LinkDoesNotWork
    return guest


@transaction.atomic
def answer_by_link(*, token: str, reply: str, at: datetime) -> Invitee:
    """
    Write down what somebody without an account answered. The link goes on working until the end.

    Raises:
        LinkDoesNotWork: if the link, or the invitation behind it, is no longer there.
        TooLateToAnswer: if it was held or cancelled, or is over.
    """
    pk = guest_of_link(token=token, at=at).pk
    guest = Invitee.objects.select_for_update(of=("self",)).get(pk=pk)
    if _write_answer(guest, reply, at):
        _tell_of_stranger(guest, "link")
    return guest


@transaction.atomic
def take_answer(*, found: Answer, at: datetime) -> bool | None:
    """
    Write down what somebody's calendar answered; tell whether that changed anything.

    It counts only from the address that was asked, for the time that the gathering still has,
    and only if nothing newer was answered. None: there is no such guest here.
    """
    guest = (
        Invitee.objects.select_for_update(of=("self",))
        .filter(gathering__uid=found.uid, email__iexact=found.email, invited_at__isnull=False)
        .order_by("pk")
        .first()
    )
    if guest is None:
        return None
    # A clock that runs ahead must not keep later answers out.
    stamped_at = min(found.stamped_at, at)
    is_old = found.sequence < guest.gathering.moved_sequence
    if is_old or (guest.replied_at is not None and stamped_at <= guest.replied_at):
        return False
    try:
        changed = _write_answer(guest, found.status, stamped_at, now=at)
    except TooLateToAnswer:
        return False
    if changed:
        _tell_of_stranger(guest, "mail")
    return changed


def _write_answer(guest: Invitee, reply: str, at: datetime, *, now: datetime | None = None) -> bool:
    """Put an answer in its row, unless it is too late; tell whether it says something else."""
    if reply not in Reply.values:
        raise Invalid(faults=[Fault("reply", _("Kies komt, misschien of komt niet."))])
    gathering = guest.gathering
    if gathering.state not in OPEN or gathering.ends_at <= (now or at):
        raise TooLateToAnswer
    is_new = guest.reply != reply
    guest.reply = reply
    guest.replied_at = None if reply == Reply.NEEDS_ACTION else at
    guest.version += 1
    guest.save(update_fields=["reply", "replied_at", "version"])
    return is_new


def _tell_of_stranger(guest: Invitee, by: str) -> None:
    audit.record_stranger(
        municipality_id=guest.municipality_id,
        action="network.answer_invitation",
        kind="gathering",
        object_id=guest.gathering_id,
        label=guest.gathering.title,
        result="ok",
        after={"reply": guest.reply, "guest": _called(guest), "by": by},
    )


def _new_guests(actor: Actor, row: Gathering, wanted: Collection[Guest]) -> list[Invitee]:
    """Return rows for these guests, with the name and address that they have now."""
    organisations = rights.organisations_of(actor).in_bulk([one for one, _contact in wanted])
    contacts = Contact.objects.filter(municipality_id=actor.municipality_id, left_date=None)
    people = contacts.in_bulk([one for _organisation, one in wanted if one])
    made = []
    for organisation_id, contact_id in wanted:
        organisation = organisations.get(organisation_id)
        person = people.get(contact_id) if contact_id else None
        if organisation is None or (contact_id and person is None):
            raise NotFound
        if person and person.organisation_id != organisation_id:
            raise NotFound
        made.append(_guest(row, organisation, person))
    return made


def _guest(row: Gathering, organisation: Organisation, person: Contact | None) -> Invitee:
    return Invitee(
        municipality_id=row.municipality_id,
        gathering=row,
        organisation=organisation,
        contact=person,
        name=(person.name if person else organisation.name)[:120],
        email=person.email or organisation.email if person else organisation.email,
    )


def _let_go(row: Gathering, gone: list[Invitee], at: datetime) -> int:
    """Take guests off the list; who was asked and did not decline hears so. [mails]"""
    told = [
        guest for guest in gone if guest.invited_at and guest.email and guest.reply != "declined"
    ]
    if told:
        row.sequence += 1
    mailed = gathering_mails.tell_cancelled(row, told, "", at)
    Invitee.objects.filter(pk__in=[guest.pk for guest in gone]).delete()
    return mailed


def _called(guest: Invitee) -> str:
    return f"{guest.organisation.name}: {guest.name}"
