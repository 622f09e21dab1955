"""Telling a signal: once, about a group, and at once with who must act."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import services as audit
from bundel.core.words import reading
from bundel.errors import Conflict
from bundel.network.models import Contact
from bundel.signals.models import (
    Channel,
    HeldReason,
    Period,
    Signal,
    SignalState,
    SignalWord,
    StepKind,
)
from bundel.signals.services import door, routing, steps, telling_rules
from bundel.signals.services.telling_rules import Telling

__all__ = ["Telling", "Told", "ToldOtherwise", "stems_of", "tell_signal"]

# The number of the advisory lock under which signals are numbered.
NUMBER_LOCK = 0x73696700
# Counted back from the day of telling, that day included. [days]
PERIOD_DAYS: Mapping[str, int] = {
    Period.TWO_WEEKS: 14,
    Period.MONTH: 30,
    Period.QUARTER: 91,
    Period.HALF_YEAR: 182,
    Period.YEAR: 365,
}
LONGEST_STEM = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a telling, for what is shown to who told it."""

    signal_id: uuid.UUID
    number: int
    state: str
    promise_date: date | None
    is_new: bool


class ToldOtherwise(Conflict):
    """The same telling came again with other words."""

    sentence = gettext_lazy("Dit signaal is al verstuurd, met een andere tekst. Begin een nieuw.")


@transaction.atomic
def tell_signal(
    *,
    actor: Actor,
    telling: Telling,
    channel: Channel,
    at: datetime,
    organisation_id: uuid.UUID | None = None,
    contact_id: uuid.UUID | None = None,
    known: frozenset[str] | None = None,
) -> Told:
    """
    Take in a signal, number it, and hold it for a second pair of eyes or send it to who must act.

    The same telling again is the same signal: a phone may send it as often as it likes.

    Args:
        organisation_id: For whom it is told, by people of the municipality; a partner tells for
            itself alone.
        contact_id: Who told it without an account, such as by mail.
        known: What `door.known_names` gave, for who tells many.

    Raises:
        ToldOtherwise: if this telling came before with other words.
        PersonalData: if the words point at one person; nothing is stored.
        Invalid: if an area, a theme or a trait cannot be told of.
    """
    permissions.require(actor, "signals.tell")
    teller = _teller(actor, organisation_id, contact_id)
    digest = _digest(telling, teller)
    before = _told_before(actor, telling, digest)
    if before is not None:
        return before
    choices = telling_rules.checked(actor=actor, telling=telling, teller=teller.organisation_id)
    verdict = door.let_in(
        municipality_id=actor.municipality_id,
        texts={"text": telling.text, "question": telling.question},
        size=telling.size,
        traits=len(telling.trait_ids),
        known=known,
    )
    _one_at_a_time(actor)
    # Somebody may have sent the same while we read it.
    before = _told_before(actor, telling, digest)
    if before is not None:
        return before
    facts = {**choices, **_words_of(telling), **_seen(telling.period, at)}
    signal = _write(
        actor,
        teller,
        telling_key=telling.telling_key,
        telling_digest=digest,
        channel=channel,
        told_at=at,
        **facts,
    )
    _add_words(signal)
    steps.add(signal=signal, kind=StepKind.TOLD, at=at, actor=actor)
    _tell_trail(actor, signal, verdict)
    if verdict.is_held:
        _hold(signal, verdict, at)
    else:
        routing.route(signal=signal, actor=actor, at=at)
    return _told(signal, is_new=True)


def stems_of(signal: Signal) -> list[str]:
    """Return the stems of the words of a signal that say something, each once."""
    content = reading.content(f"{signal.text} {signal.question}")
    return list(dict.fromkeys(reading.stem(word)[:LONGEST_STEM] for word in content))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Whose signal it is."""

    organisation_id: uuid.UUID | None
    user_id: uuid.UUID | None
    contact_id: uuid.UUID | None


def _teller(
    actor: Actor, organisation_id: uuid.UUID | None, contact_id: uuid.UUID | None
) -> _Teller:
    """Return for whom it is told: people of a partner tell for that partner alone."""
    of = actor.organisation_id or organisation_id
    if contact_id is not None:
        contact = Contact.objects.filter(
            pk=contact_id, municipality_id=actor.municipality_id
        ).first()
        if contact is not None:
            return _Teller(contact.organisation_id, contact.user_id, contact.pk)
    is_person = actor.token_id is None and actor.channel in ("web", "mail")
    in_person = is_person and (organisation_id is None or of == actor.organisation_id)
    return _Teller(of, actor.user_id if in_person else None, None)


def _write(actor: Actor, teller: _Teller, **facts: Any) -> Signal:
    """Write the row under the next number; held, until somebody is known who must act."""
    return Signal.objects.create(
        municipality_id=actor.municipality_id,
        number=_next_number(actor),
        state=SignalState.HELD,
        organisation_id=teller.organisation_id,
        reporter_id=teller.user_id,
        contact_id=teller.contact_id,
        **facts,
    )


def _digest(telling: Telling, teller: _Teller) -> str:
    """Return what tells this telling from another under the same key, without its words."""
    parts = (telling, teller.organisation_id, teller.user_id, teller.contact_id)
    return salted_hmac("bundel.signals.telling", repr(parts), algorithm="sha256").hexdigest()


def _told_before(actor: Actor, telling: Telling, digest: str) -> Told | None:
    """
    Return the signal that this telling became before, if it did.

    Raises:
        ToldOtherwise: if the words differ, or somebody else used the key.
    """
    signal = Signal.objects.filter(
        municipality_id=actor.municipality_id, telling_key=telling.telling_key
    ).first()
    if signal is None:
        return None
    if signal.telling_digest != digest:
        raise ToldOtherwise
    return _told(signal, is_new=False)


def _one_at_a_time(actor: Actor) -> None:
    """Wait until nobody else in the municipality is being given a number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(%s, hashtext(%s))",
            [NUMBER_LOCK, str(actor.municipality_id)],
        )


def _next_number(actor: Actor) -> int:
    here = Signal.objects.filter(municipality_id=actor.municipality_id)
    last = here.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _words_of(telling: Telling) -> dict[str, object]:
    return {
        "size": telling.size,
        "period": telling.period,
        "trend": telling.trend,
        "severity": telling.severity,
        "text": telling.text,
        "question": telling.question,
        "is_shared": telling.is_shared,
    }


def _seen(period: str, at: datetime) -> dict[str, date]:
    until = timezone.localdate(at) + timedelta(days=1)
    return {
        "seen_from_date": until - timedelta(days=PERIOD_DAYS[period]),
        "seen_until_date": until,
    }


def _add_words(signal: Signal) -> None:
    """Keep the stems of the words, by which signals that are alike are found."""
    SignalWord.objects.bulk_create(
        SignalWord(municipality_id=signal.municipality_id, signal=signal, stem=stem)
        for stem in stems_of(signal)
    )


def _hold(signal: Signal, verdict: door.Verdict, at: datetime) -> None:
    """Keep what must be looked at; nobody else reads the signal until somebody did."""
    HeldReason.objects.bulk_create(
        HeldReason(
            municipality_id=signal.municipality_id,
            signal=signal,
            field=field,
            start=one.start,
            end=one.end,
            kind=one.kind,
        )
        for field, findings in verdict.found.items()
        for one in findings
    )
    steps.add(signal=signal, kind=StepKind.HELD, at=at, actor=None)


def _tell_trail(actor: Actor, signal: Signal, verdict: door.Verdict) -> None:
    audit.record(
        actor=actor,
        action="signals.tell",
        kind="signal",
        object_id=signal.pk,
        label=str(signal),
        after={"channel": str(signal.channel), "held": verdict.is_held},
    )


def _told(signal: Signal, *, is_new: bool) -> Told:
    return Told(signal.pk, signal.number, signal.state, signal.promise_date, is_new)
