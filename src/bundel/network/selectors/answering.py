"""How quickly people answer each other: invitations, goods, and whether data are still right."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network.models import ConfirmRound, Invitee, Match

VIEW = "network.view"
# What was longer ago tells nothing of today.
LOOK_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Answering:
    """How long answers took in days, in the middle, and of how many; None where none came."""

    sort: str
    days: float | None
    count: int
    open: int


def answering(*, actor: Actor, now: datetime) -> tuple[Answering, ...]:
    """
    Return how long people waited in the past year for three kinds of answers. Three queries.

    Raises:
        NotAllowed: if the actor does not see the network.
    """
    permissions.require(actor, VIEW)
    since = now - LOOK_BACK
    here = actor.municipality_id
    asked = Invitee.objects.filter(municipality_id=here, invited_at__gte=since)
    goods = Match.objects.filter(municipality_id=here, reserved_at__gte=since)
    rounds = ConfirmRound.objects.filter(municipality_id=here, asked_at__gte=since)
    return (
        _answering("invitation", asked.values_list("invited_at", "replied_at")),
        _answering("goods", goods.values_list("offer__created_at", "reserved_at")),
        _answering("confirmation", rounds.values_list("asked_at", "closed_at")),
    )


def _answering(sort: str, pairs: Iterable[tuple[datetime | None, datetime | None]]) -> Answering:
    rows = list(pairs)
    took = [
        max((answered - asked).total_seconds(), 0) / 86_400
        for asked, answered in rows
        if asked and answered
    ]
    waiting = sum(answered is None for _asked, answered in rows)
    return Answering(sort, statistics.median(took) if took else None, len(took), waiting)
