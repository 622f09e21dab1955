"""The end of a signal, and its new beginning: closed, not ours, opened again."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings as django_settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.signals.models import BackQuestion, Signal, SignalState, StepKind
from bundel.signals.services import answering, asking, mails, moves, people, settings

REOPENS = (SignalState.ANSWERED, SignalState.CLOSED, SignalState.NOT_OURS)


@transaction.atomic
def not_ours(*, actor: Actor, signal_id: uuid.UUID, version: int, where: str, at: datetime) -> None:
    """
    Say that a signal is not for the municipality, and where it belongs; its people hear of it.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find` says.
        Invalid: if it does not say where, or the words may point at one person.
    """
    wanted = {"belongs_where": where}
    signal = moves.find(actor=actor, signal_id=signal_id, version=version, wanted=wanted)
    place = moves.clean(signal, where=where)["where"]
    promise = moves.drop_question(signal, at)
    moves.keep(
        signal,
        state=SignalState.NOT_OURS,
        belongs_where=place,
        ended_at=at,
        promise_date=promise,
    )
    moves.tell(
        actor=actor,
        signal=signal,
        action="signals.not_ours",
        kind=StepKind.NOT_OURS,
        at=at,
        note=moves.said(gettext_lazy("Dit hoort bij: %(where)s"), where=place),
    )
    mails.sent_elsewhere(signal, people.around(people.with_merged([signal])), at)


@transaction.atomic
def close(*, actor: Actor, signal_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Close a signal that was answered.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find` says.
    """
    signal = moves.find(
        actor=actor, signal_id=signal_id, version=version, states=(SignalState.ANSWERED,)
    )
    moves.keep(signal, state=SignalState.CLOSED, ended_at=at)
    moves.tell(actor=actor, signal=signal, action="signals.close", kind=StepKind.CLOSED, at=at)


@transaction.atomic
def reopen(*, actor: Actor, signal_id: uuid.UUID, version: int, why: str, at: datetime) -> None:
    """
    Open a signal again, with a new promise of the full term.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find` says.
        Invalid: if it does not say why, or the words may point at one person.
    """
    signal = moves.find(actor=actor, signal_id=signal_id, version=version, states=REOPENS)
    said = moves.clean(signal, why=why)["why"]
    moves.keep(signal, was_answer=None, **answering.reopened(signal, at))
    moves.tell(
        actor=actor,
        signal=signal,
        action="signals.reopen",
        kind=StepKind.REOPENED,
        at=at,
        note=said,
    )


def end_by_clock(*, municipality: Municipality, at: datetime) -> int:
    """
    Do what the days bring: close what was answered long ago, go on where nobody replied. [signals]

    Twice is as once.
    """
    with as_municipality(municipality.pk), override(django_settings.LANGUAGE_CODE):
        late = BackQuestion.objects.filter(asking.OPEN_QUESTION, expires_at__lte=at)
        ids = list(late.values_list("pk", flat=True))
        went_on = sum(asking.end_question(question_id=one, at=at) for one in ids)
        return went_on + _close_old(municipality, at)


def _close_old(municipality: Municipality, at: datetime) -> int:
    days = settings.settings_of(municipality.pk).close_days
    rows = Signal.objects.select_for_update(of=("self",), skip_locked=True)
    old = rows.filter(
        municipality_id=municipality.pk,
        state=SignalState.ANSWERED,
        answered_at__lte=at - timedelta(days=days),
    )
    signals = list(old.order_by("number"))
    for signal in signals:
        moves.keep(signal, state=SignalState.CLOSED, ended_at=at)
        moves.tell(
            actor=None,
            signal=signal,
            action="signals.close",
            kind=StepKind.CLOSED,
            at=at,
            note=_("Niemand reageerde meer op het antwoord."),
        )
    return len(signals)
