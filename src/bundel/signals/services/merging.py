"""Two signals that say the same become one: one answer for all who told or follow either."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import Conflict
from bundel.signals import rights
from bundel.signals.models import Signal, SignalState, StepKind
from bundel.signals.services import answering, moves

ACTION = "signals.merge"
INTO = (SignalState.OPEN, SignalState.ASKED, SignalState.ANSWERED)


class CannotMerge(Conflict):
    """These two do not go together."""

    sentence = _("Deze twee signalen zijn niet samen te voegen.")


@transaction.atomic
def merge(
    *, actor: Actor, signal_id: uuid.UUID, into_id: uuid.UUID, version: int, at: datetime
) -> None:
    """
    Let a signal go into another: whoever told or follows it hears the answer of that one.

    Followers stay with their own signal, so that it can be undone without loss. Where the other
    was answered already, this one gets that answer at once.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find` says, for either of both.
        CannotMerge: if it would go into itself.
    """
    if signal_id == into_id:
        raise CannotMerge
    # Locked in one order by everybody, so that two who merge crosswise do not wait for ever.
    for each in sorted((signal_id, into_id)):
        moves.held(actor, each)
    signal = moves.find(actor=actor, signal_id=signal_id, version=version)
    into = moves.held(actor, into_id)
    permissions.require(actor, moves.ACT, rights.Handled(into))
    if into.state not in INTO:
        raise moves.OtherState
    promise = moves.drop_question(signal, at)
    moves.keep(
        signal, state=SignalState.MERGED, merged_into=into, ended_at=at, promise_date=promise
    )
    _tell(actor, signal, StepKind.MERGED, _("Samengevoegd met signaal %(n)s."), into, at)
    _tell(actor, into, StepKind.MERGED, _("Signaal %(n)s is hiermee samengevoegd."), signal, at)
    if into.state == SignalState.ANSWERED:
        answering.copy_answer(actor=actor, source=into, target=signal, at=at)


@transaction.atomic
def unmerge(*, actor: Actor, signal_id: uuid.UUID, version: int, at: datetime) -> None:
    """
    Undo a merge: the signal stands on its own again, answered if it got the answer.

    Raises:
        NotFound, NotAllowed, Stale, OtherState: as `moves.find` says.
    """
    signal = moves.find(
        actor=actor, signal_id=signal_id, version=version, states=(SignalState.MERGED,)
    )
    into = signal.merged_into
    state = SignalState.ANSWERED if signal.answered_at else SignalState.OPEN
    moves.keep(signal, state=state, merged_into=None, ended_at=None)
    if into is not None:
        _tell(actor, signal, StepKind.REOPENED, _("Weer los van signaal %(n)s."), into, at)
        _tell(actor, into, StepKind.MERGED, _("Signaal %(n)s staat weer los."), signal, at)


def _tell(
    actor: Actor, signal: Signal, kind: StepKind, words: Any, other: Signal, at: datetime
) -> None:
    moves.tell(
        actor=actor,
        signal=signal,
        action=ACTION,
        kind=kind,
        at=at,
        note=moves.said(words, n=other.number),
        after={"other": other.number},
    )
