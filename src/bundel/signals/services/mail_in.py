"""Signals told by mail: read once, through the one door, answered, and gone from the mailbox."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.accounts import permissions
from bundel.accounts import selectors as accounts
from bundel.accounts.models import Municipality, Role, User
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.errors import Fault, Invalid
from bundel.network.models import Contact, OrganisationState
from bundel.signals.models import Channel, MailIn, MailState, Signal, SignalSettings
from bundel.signals.services import mail_answers, mail_words
from bundel.signals.services.mail_reading import Letter, read_letter
from bundel.signals.services.telling import Told, tell_signal

# One round; what is left waits for the next.
MOST_MAILS: Final = 100
LONGEST_SECONDS: Final = 60.0

log = structlog.get_logger(__name__)


class Box(Protocol):
    """What is asked of a mailbox."""

    def waiting(self, most: int) -> list[str]:
        """Return the mails to look at."""

    def fetch_start(self, number: str) -> bytes:
        """Return the beginning of a mail."""

    def leave(self, number: str) -> None:
        """Leave a mail for people."""

    def remove(self, number: str) -> None:
        """Take a mail out, for good."""

    def move(self, number: str, folder: str) -> None:
        """Put a mail in another folder."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a mail, as somebody who tells."""

    actor: Actor
    organisation_id: uuid.UUID | None
    contact_id: uuid.UUID | None


def read_mails(*, box: Box, at: datetime, done_folder: str = "") -> Counter[str]:
    """
    Make signals of the mails in a mailbox.

    Args:
        done_folder: Where a mail goes that was dealt with; empty: it is taken out for good.

    Returns:
        How many mails got which state; `same` were read before, `left` are for no municipality.
    """
    counted: Counter[str] = Counter()
    until = time.monotonic() + LONGEST_SECONDS
    addresses = _addresses()
    for number in box.waiting(MOST_MAILS):
        if time.monotonic() > until:
            break
        letter = read_letter(box.fetch_start(number))
        to = _receivers(letter, addresses) if letter else ()
        if letter is None or not to:
            box.leave(number)
            counted["left"] += 1
            continue
        for municipality in to:
            counted[take_letter(municipality=municipality, letter=letter, at=at)] += 1
        # Our rows stand before the mail goes: after a fall the same mail changes nothing.
        if done_folder:
            box.move(number, done_folder)
        else:
            box.remove(number)
    for municipality in addresses.values():
        with as_municipality(municipality.pk):
            mail_answers.forget_strangers(municipality)
    return counted


def take_letter(*, municipality: Municipality, letter: Letter, at: datetime) -> str:
    """Take in a mail, once; return what became of it, or `same`."""
    with as_municipality(municipality.pk):
        here = MailIn.objects.filter(municipality_id=municipality.pk)
        if here.filter(message_digest=letter.digest).exists():
            return "same"
        if letter.is_automatic or not letter.sender or _is_ours(letter.sender):
            _keep(municipality, letter, MailState.NOT_READ, at)
            return str(MailState.NOT_READ)
        sender = _sender(municipality, letter.sender)
        if sender is None:
            mail_answers.unknown(municipality, letter.sender, at)
            _keep(municipality, letter, MailState.UNKNOWN, at)
            return str(MailState.UNKNOWN)
        return str(_tell(municipality, letter, sender, at))


def _tell(municipality: Municipality, letter: Letter, sender: Sender, at: datetime) -> MailState:
    to = letter.sender
    try:
        signal, remarks = _told(municipality, letter, sender, at)
    except Invalid as refusal:
        mail_answers.refused(municipality, to, letter.digest, refusal, at)
        _keep(municipality, letter, MailState.REFUSED, at, sender)
        return MailState.REFUSED
    mail_answers.told(municipality, to, signal, remarks, at)
    _keep(municipality, letter, MailState.TOLD, at, sender, signal)
    return MailState.TOLD


# A way back of its own: of what is refused nothing stays, and the answer does.
@transaction.atomic
def _told(
    municipality: Municipality, letter: Letter, sender: Sender, at: datetime
) -> tuple[Signal, list[str]]:
    key = uuid.uuid5(municipality.pk, letter.digest)
    with override(settings.LANGUAGE_CODE):
        if not letter.text and not letter.subject:
            raise Invalid(faults=[Fault("text", _("Schrijf op wat u ziet."))])
        read = mail_words.read(
            municipality_id=municipality.pk, key=key, subject=letter.subject, text=letter.text
        )
        done: Told = tell_signal(
            actor=sender.actor,
            telling=read.telling,
            channel=Channel.MAIL,
            at=at,
            organisation_id=sender.organisation_id,
            contact_id=sender.contact_id,
        )
        remarks = _remarks(letter, read)
    rows = Signal.objects.select_related("theme", "area")
    return rows.get(pk=done.signal_id), remarks


def _remarks(letter: Letter, read: mail_words.Read) -> list[str]:
    said: list[str] = []
    if read.filled_in:
        said.append(
            _("Dit stond niet in uw mail, wij vulden het in: %(fields)s.")
            % {"fields": ", ".join(read.filled_in)}
        )
        said.append(_("Klopt iets niet? Zet een volgende keer een regel erbij: 'Omvang: 11-25'."))
    if letter.has_attachments:
        said.append(_("Bijlagen lezen en bewaren wij niet."))
    return said


def _sender(municipality: Municipality, address: str) -> Sender | None:
    """Return who an address is of; nobody if it is of none, of more, or of who may not tell."""
    user = User.objects.filter(
        municipality_id=municipality.pk, email__iexact=address, is_active=True
    ).first()
    contacts = list(
        Contact.objects.filter(
            municipality_id=municipality.pk,
            email__iexact=address,
            left_date=None,
            organisation__archived_at=None,
            organisation__merged_into=None,
            organisation__state=OrganisationState.ACTIVE,
        ).select_related("organisation")[:2]
    )
    contact = contacts[0] if len(contacts) == 1 else None
    if user is not None:
        actor = accounts.actor_of_user(user=user, channel="mail")
        return Sender(actor, None, None) if permissions.can(actor, "signals.tell") else None
    if contact is None:
        return None
    return Sender(_as_actor(contact), contact.organisation_id, contact.pk)


def _as_actor(contact: Contact) -> Actor:
    """Return a contact as somebody who tells, with the rights of who works at the partner."""
    return Actor(
        contact.user_id or contact.pk,
        contact.municipality_id,
        contact.name,
        Role.PARTNER_WORKER,
        contact.email,
        channel="job",
        organisation_id=contact.organisation_id,
    )


def _keep(
    municipality: Municipality,
    letter: Letter,
    state: MailState,
    at: datetime,
    sender: Sender | None = None,
    signal: Signal | None = None,
) -> None:
    MailIn.objects.create(
        municipality_id=municipality.pk,
        message_digest=letter.digest,
        received_at=at,
        state=state,
        organisation_id=sender.actor.organisation_id if sender else None,
        contact_id=sender.contact_id if sender else None,
        signal=signal,
    )


def _addresses() -> Mapping[str, Municipality]:
    """Return whose each address is; one that two municipalities claim is nobody's."""
    found: dict[str, Municipality] = {}
    claimed: Counter[str] = Counter()
    for municipality in accounts.municipalities():
        with as_municipality(municipality.pk):
            chosen = SignalSettings.objects.filter(municipality_id=municipality.pk).first()
        address = chosen.mail_address.strip().casefold() if chosen else ""
        if address:
            found[address] = municipality
            claimed[address] += 1
    twice = [address for address, count in claimed.items() if count > 1]
    if twice:
        log.warning("an address for signals is claimed twice, so nobody gets it", count=len(twice))
    return {address: one for address, one in found.items() if address not in twice}


def _receivers(letter: Letter, addresses: Mapping[str, Municipality]) -> Iterable[Municipality]:
    """Return for which municipalities a mail is: where it was brought, else to whom it was sent."""
    here = addresses.keys()
    found = (letter.brought_to & here) or (letter.sent_to & here)
    return [addresses[address] for address in sorted(found)]


def _is_ours(address: str) -> bool:
    """Tell whether we would write to ourselves."""
    from_us = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].strip("> ")
    ours = {from_us.casefold(), settings.REPLIES_TO.casefold()}
    is_door = SignalSettings.objects.filter(mail_address__iexact=address).exists()
    return address in ours or is_door
