"""Messages of the communication plan: written, sent by mail or told otherwise, and kept."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions, post
from bundel.accounts.models import User
from bundel.accounts.permissions import Actor
from bundel.audit.saving import change, find, judge, same_version, tell
from bundel.errors import Conflict, Fault, Invalid
from bundel.network.models import Contact, Visibility
from bundel.network.selectors.digest import subjects_on
from bundel.network.services.digest import readers
from bundel.reporting.models import Audience, Channel, Message, MessageState
from bundel.steering.services import door

ACT = "reporting.tell"
KIND = "message"
EDITABLE = frozenset({"what", "text", "due_date", "channel", "owner_id"})


class AlreadyTold(Conflict):
    """What was told stays as it was told."""

    sentence = gettext_lazy("Dit bericht is al verteld of vervallen. Het blijft zoals het was.")


@dataclass(frozen=True, slots=True, order=True)
class Reader:
    """Somebody who gets a mail."""

    email: str
    name: str


@transaction.atomic
def add_message(
    *, actor: Actor, audience_id: uuid.UUID, what: str, text: str, due_date: date, channel: str
) -> uuid.UUID:
    """
    Plan a message that no rule asks for; return its id.

    Raises:
        NotFound: if there is no such audience.
        Invalid: if a text points at a resident.
    """
    permissions.require(actor, ACT)
    door.check({"what": what, "text": text})
    message = Message(
        municipality_id=actor.municipality_id,
        audience=find(Audience, actor, audience_id),
        what=what.strip(),
        text=text.strip(),
        due_date=due_date,
        channel=channel,
        owner_id=actor.user_id,
    )
    judge(message)
    message.save(force_insert=True)
    tell(actor, "reporting.edit_message", KIND, message)
    return message.pk


@transaction.atomic
def edit_message(*, actor: Actor, message_id: uuid.UUID, version: int, **values: Any) -> None:
    """
    Write a message that was not told yet.

    Raises:
        AlreadyTold: if it was told or dropped.
        Invalid: if a text points at a resident.
    """
    permissions.require(actor, ACT)
    message = _planned(actor, message_id)
    same_version(message, version, values)
    door.check({"what": values["what"], "text": values["text"]})
    before, after = change(message, values, EDITABLE)
    if after:
        tell(actor, "reporting.edit_message", KIND, message, _named(before), _named(after))


def _named(values: Any) -> dict[str, Any]:
    """Return what the trail keeps: the message itself holds its text."""
    return {name: len(value) if name == "text" else value for name, value in values.items()}


def _planned(actor: Actor, message_id: uuid.UUID) -> Message:
    message = find(Message, actor, message_id)
    if message.state != MessageState.PLANNED:
        raise AlreadyTold
    return message


def readers_of(audience: Audience) -> list[Reader]:
    """
    Return who gets a mail for an audience, each address once.

    Of partners only contacts whom the network may see, and who did not switch off all mail.
    """
    found = {reader.email.casefold(): reader for reader in sorted(_readers(audience))}
    return sorted(found.values())


def _readers(audience: Audience) -> Iterator[Reader]:
    contacts = readers(audience.municipality_id).filter(visibility=Visibility.NETWORK)
    if audience.is_partners:
        yield from _mailable(contacts)
    if audience.body is None:
        return
    members = audience.body.members.select_related("user")
    users = [member.user for member in members if member.user is not None]
    yield from (Reader(user.email, user.name) for user in users if _signs_in(user))
    partners = [member.organisation_id for member in members if member.organisation_id]
    if partners:
        yield from _mailable(contacts.filter(organisation_id__in=partners, is_first=True))


def _signs_in(user: User) -> bool:
    return user.is_active and bool(user.email)


def _mailable(contacts: Any) -> Iterator[Reader]:
    each: list[Contact] = list(contacts)
    yield from (Reader(one.email, one.name) for one in each if subjects_on(one))


@transaction.atomic
def send_message(*, actor: Actor, message_id: uuid.UUID, version: int, at: datetime) -> int:
    """
    Mail a message to all who have to know, and keep that; return how many mails were written.

    Raises:
        AlreadyTold: if it was told or dropped.
        Invalid: if it has no text, goes through another channel, or there is nobody to mail.
    """
    permissions.require(actor, ACT)
    message = _planned(actor, message_id)
    same_version(message, version, {})
    if message.channel not in {Channel.MAIL, Channel.NEWSLETTER}:
        raise Invalid(_("Dit bericht gaat niet per mail. Meld hoe u het heeft verteld."))
    if not message.text.strip():
        raise Invalid(_("Schrijf eerst de tekst."))
    to = readers_of(message.audience)
    if not to:
        raise Invalid(_("Er is niemand om te mailen. Meld hoe u het heeft verteld."))
    for reader in to:
        _mail(message, reader, at)
    _told(message, actor, at, len(to), "")
    tell(actor, "reporting.send_message", KIND, message, {}, {"mails": len(to)})
    return len(to)


def _mail(message: Message, reader: Reader, at: datetime) -> None:
    body = "\n\n".join(
        [
            _("Beste %(name)s,") % {"name": reader.name},
            message.text.strip(),
            f"{_('Met vriendelijke groet,')}\n{message.municipality.name}",
        ]
    )
    post.send(
        municipality_id=message.municipality_id,
        key=f"message-{message.pk}-{reader.email.casefold()}",
        to=reader.email,
        subject=message.what,
        body=body,
        at=at,
    )


def _told(message: Message, actor: Actor, at: datetime, count: int | None, proof: str) -> None:
    message.state, message.sent_at, message.sent_by_id = MessageState.SENT, at, actor.user_id
    message.sent_to_count, message.proof = count, proof
    message.version += 1
    message.save()


@transaction.atomic
def told_message(
    *, actor: Actor, message_id: uuid.UUID, version: int, proof: str, at: datetime
) -> None:
    """
    Keep that a message was told otherwise, and where that can be seen.

    Raises:
        AlreadyTold: if it was told or dropped.
        Invalid: if the proof is missing or points at a resident.
    """
    permissions.require(actor, ACT)
    message = _planned(actor, message_id)
    same_version(message, version, {})
    _judge_proof(proof)
    _told(message, actor, at, None, proof.strip())
    tell(actor, "reporting.told_message", KIND, message, {}, {"proof": proof.strip()})


@transaction.atomic
def drop_message(*, actor: Actor, message_id: uuid.UUID, version: int, proof: str) -> None:
    """
    Let a message lapse, with why.

    Raises:
        AlreadyTold: if it was told or dropped.
        Invalid: if the reason is missing or points at a resident.
    """
    permissions.require(actor, ACT)
    message = _planned(actor, message_id)
    same_version(message, version, {})
    _judge_proof(proof)
    message.state, message.proof = MessageState.DROPPED, proof.strip()
    message.version += 1
    message.save()
    tell(actor, "reporting.drop_message", KIND, message, ground=proof.strip())


def _judge_proof(proof: str) -> None:
    if not proof.strip():
        words = str(_("Schrijf op waar dat te zien is, of waarom het vervalt."))
        raise Invalid(faults=[Fault("proof", words)])
    door.check({"proof": proof})
