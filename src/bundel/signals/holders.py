"""Who has a signal: its handler, else its team; what somebody had who left is taken up anew."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bundel.accounts.models import User
from bundel.signals.models import Signal, SignalState

WAITING = (SignalState.OPEN, SignalState.ASKED)


def unclaimed(municipality_id: uuid.UUID) -> Q:
    """Return what makes a signal that of its team: nobody took it up, or who did has left."""
    return Q(handler=None) | Q(handler__in=_left(municipality_id))


def orphaned(municipality_id: uuid.UUID) -> Q:
    """Return what makes a signal nobody's: who had it left, and it was of no team."""
    return Q(handler__in=_left(municipality_id), team=None)


def name_of(signal: Signal) -> str:
    """Return how people call who has it; what nobody has is for the coordinator to pass on."""
    handler = signal.handler
    if handler is None or handler.is_active or signal.state not in WAITING:
        return str(handler or signal.team or "")
    return str(signal.team or _("de coördinator"))


def _left(municipality_id: uuid.UUID) -> QuerySet[User]:
    """Return who may no longer sign in. A part of the question, not one of its own."""
    return User.objects.filter(municipality_id=municipality_id, is_active=False).order_by()
