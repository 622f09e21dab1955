"""Following a signal of another: who follows hears what becomes of it, without reading it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import NotFound
from bundel.signals import rights
from bundel.signals.models import Follow, Signal


@transaction.atomic
def follow(*, actor: Actor, signal_id: uuid.UUID, at: datetime) -> bool:
    """
    Let somebody hear what becomes of a signal; return whether that is new.

    Raises:
        NotFound: if there is no such signal to follow: not checked yet, ended, or one's own.
    """
    signal = rights.followable(actor).filter(pk=signal_id).first()
    if signal is None:
        raise NotFound
    _row, is_new = Follow.objects.get_or_create(
        municipality_id=actor.municipality_id,
        signal=signal,
        user_id=actor.user_id,
        defaults={"since_at": at},
    )
    if is_new:
        saving.tell(actor, "signals.follow", "signal", signal)
    return is_new


@transaction.atomic
def unfollow(*, actor: Actor, signal_id: uuid.UUID) -> bool:
    """
    Let somebody no longer hear of a signal; return whether they may still open it.

    Raises:
        NotFound: if the actor may not know of the signal.
    """
    signal = rights.known(actor).filter(pk=signal_id).first()
    if signal is None:
        raise NotFound
    rows = Follow.objects.filter(
        municipality_id=actor.municipality_id, signal=signal, user_id=actor.user_id
    )
    if rows.delete()[0]:
        saving.tell(actor, "signals.unfollow", "signal", signal)
    return rights.known(actor).filter(pk=signal_id).exists()


def follows(actor: Actor, signal: Signal) -> bool:
    """Tell whether somebody follows a signal. One query."""
    return Follow.objects.filter(signal=signal, user_id=actor.user_id).exists()
