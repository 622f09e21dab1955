"""The second pair of eyes: letting a held signal through, or giving it back to be told anew."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotAllowed
from bundel.network import links
from bundel.network.services.texts import names_of
from bundel.signals.models import (
    HeldReason,
    Photo,
    Signal,
    SignalState,
    SignalWord,
    Step,
    StepKind,
)
from bundel.signals.services import mails, moves, people, routing

ACT = "signals.check"
HELD = (SignalState.HELD,)


class FourEyes(NotAllowed):
    """Who told it does not check it."""

    sentence = gettext_lazy(
        "U meldde dit zelf. Een collega kijkt het na: vier ogen zien meer dan twee."
    )


@transaction.atomic
def release(*, actor: Actor, signal_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Let a held signal through: it goes to who must act, and the doubts about it are forgotten.

    Raises:
        NotFound: if there is no such signal.
        FourEyes: if the actor told it.
        Stale, OtherState: if somebody was first.
    """
    signal = _find(actor, signal_id, version)
    HeldReason.objects.filter(signal=signal).delete()
    signal.state = SignalState.OPEN
    moves.tell(actor=actor, signal=signal, action="signals.release", kind=StepKind.RELEASED, at=at)
    routing.route(signal=signal, actor=actor, at=at)


@transaction.atomic
def give_back(*, actor: Actor, signal_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Wipe the words of a held signal at once; its reporter hears what kinds of data stood in it.

    Raises:
        NotFound: if there is no such signal.
        FourEyes: if the actor told it.
        Stale, OtherState: if somebody was first.
    """
    signal = _find(actor, signal_id, version)
    with override(settings.LANGUAGE_CODE):
        kinds = kinds_of(signal)
    wipe(signal)
    moves.keep(signal, state=SignalState.REFUSED, text="", question="", ended_at=at)
    with override(settings.LANGUAGE_CODE):
        note = _("Er stond: %(kinds)s.") % {"kinds": ", ".join(kinds)} if kinds else ""
        moves.tell(
            actor=actor,
            signal=signal,
            action="signals.refuse",
            kind=StepKind.REFUSED,
            at=at,
            note=note,
            after={"kinds": kinds},
        )
    hearers = [one for one in people.around([signal]) if one.is_reporter]
    mails.given_back(signal, hearers, kinds, _again(signal), at)


def told_by(actor: Actor, signal: Signal) -> bool:
    """Tell whether the actor told it, also when it was told for a partner."""
    if signal.reporter_id == actor.user_id:
        return True
    return Step.objects.filter(signal=signal, kind=StepKind.TOLD, by=actor.user_id).exists()


def kinds_of(signal: Signal) -> list[str]:
    """Return in words what was found in a signal, each kind once."""
    kinds = HeldReason.objects.filter(signal=signal).values_list("kind", flat=True)
    return names_of(kinds)


def wipe(signal: Signal) -> None:
    """Delete all that repeats the words of a signal: stems, doubts and photos."""
    SignalWord.objects.filter(signal=signal).delete()
    HeldReason.objects.filter(signal=signal).delete()
    Photo.objects.filter(signal=signal).delete()


def _find(actor: Actor, signal_id: uuid.UUID, version: int) -> Signal:
    signal = moves.held(actor, signal_id)
    permissions.require(actor, ACT)
    if told_by(actor, signal):
        raise FourEyes
    moves.ready(signal, version, None, HELD)
    return signal


def _again(signal: Signal) -> str:
    try:
        return links.base_of(signal.municipality) + reverse("signals:tell")
    except NoReverseMatch:
        return links.base_of(signal.municipality)
