"""Who may see which signal, who may read its words, and who may act; every door asks here."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.signals.models import Follow, Signal, SignalState, TeamMember

# What nobody but its reporter and who checks it may know of.
UNCHECKED = (SignalState.HELD, SignalState.REFUSED)


@dataclass(frozen=True, slots=True)
class Handled:
    """A signal as something to act on: `own` for its handler and for the people of its team."""

    signal: Signal

    def is_own(self, actor: Actor) -> bool:
        """Tell whether the signal waits for the actor or for a team of the actor."""
        if self.signal.handler_id == actor.user_id:
            return True
        team = self.signal.team_id
        return (
            team is not None and TeamMember.objects.filter(team=team, user=actor.user_id).exists()
        )


def told_by(actor: Actor) -> Q:
    """Return what makes a signal the actor's own: told by the same partner, or in person."""
    if actor.organisation_id is not None:
        return Q(organisation_id=actor.organisation_id)
    return Q(reporter_id=actor.user_id)


def readable(actor: Actor) -> QuerySet[Signal]:
    """
    Return the signals of which the actor may read the words.

    Those of the own partner; those that others share; all, for who has the right to view all.
    What was not checked yet is read by its own reporter's side and by who checks.
    """
    here = Signal.objects.filter(municipality_id=actor.municipality_id)
    relation = permissions.visible(actor, "signals.view")
    if relation is None:
        return here.none()
    unchecked = Q(state__in=UNCHECKED)
    own = told_by(actor)
    if relation is Relation.ALL:
        # An empty Q beside another falls away: who checks reads all, so nothing is filtered.
        return here if permissions.can(actor, "signals.check") else here.filter(own | ~unchecked)
    return here.filter(own | (Q(is_shared=True) & ~unchecked))


def known(actor: Actor) -> QuerySet[Signal]:
    """Return the signals that the actor may open: readable, or followed, and then without words."""
    here = Signal.objects.filter(municipality_id=actor.municipality_id)
    if permissions.visible(actor, "signals.view") is None:
        return here.none()
    follows = Follow.objects.filter(signal=OuterRef("pk"), user=actor.user_id)
    followed = Q(Exists(follows)) & ~Q(state__in=UNCHECKED)
    return here.filter(Q(pk__in=readable(actor).values("pk")) | followed)


def followable(actor: Actor) -> QuerySet[Signal]:
    """Return the signals of others that the actor may follow: checked, and not ended."""
    here = Signal.objects.filter(municipality_id=actor.municipality_id)
    if permissions.visible(actor, "signals.view") is None:
        return here.none()
    return here.filter(
        state__in=[SignalState.OPEN, SignalState.ASKED, SignalState.ANSWERED]
    ).exclude(told_by(actor))
