"""Telling who signalled what becomes of the initiatives that answer to their patterns."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.programme.models import AdoptedPlan, Initiative, NotNow, PatternGround, State
from bundel.signals.models import OutcomeKind
from bundel.signals.services.outcomes import tell_outcome

# What a step of an initiative is to who signalled; other steps are of no news to them.
NEWS = {
    State.PLANNED: OutcomeKind.DECISION,
    State.RUNNING: OutcomeKind.STARTED,
    State.STOPPED: OutcomeKind.STOPPED,
}


def page_of(initiative: Initiative) -> str:
    """Return the path of the page of an initiative."""
    return reverse("programme:initiative", args=[initiative.pk])


def tell_step(*, actor: Actor, initiative: Initiative, at: datetime) -> int:
    """Tell of the state that an initiative came to, where that is news. [people]"""
    kind = NEWS.get(State(initiative.state))
    if kind is None:
        return 0
    said = {
        OutcomeKind.DECISION: _("Het is nu gepland."),
        OutcomeKind.STARTED: _("Het is begonnen."),
        OutcomeKind.STOPPED: _("Het gaat niet door of is gestopt."),
    }[kind]
    return _tell(actor, [initiative], kind, initiative.pk, said, at)


def tell_plan(*, actor: Actor, adopted: AdoptedPlan, chosen: Iterable[str], at: datetime) -> int:
    """Tell of an adopted plan: which initiatives are in it, and which are not now. [people]"""
    here = Initiative.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    inside = here.filter(code__in=list(chosen))
    told = _tell(actor, inside, OutcomeKind.PLAN, adopted.pk, _("Het staat in het plan."), at)
    for line in NotNow.objects.filter(adopted_plan=adopted).select_related("initiative"):
        words = _("Het past nu niet in het plan. Reden: %(reason)s") % {"reason": line.reason}
        told += _tell(actor, [line.initiative], OutcomeKind.DECISION, adopted.pk, words, at)
    return told


def _tell(
    actor: Actor,
    initiatives: Iterable[Initiative],
    kind: OutcomeKind,
    object_id: uuid.UUID,
    said: str,
    at: datetime,
) -> int:
    grounds = PatternGround.objects.filter(initiative__in=list(initiatives))
    return sum(
        tell_outcome(
            actor=actor,
            pattern_id=ground.pattern_id,
            kind=kind,
            object_id=object_id,
            title=ground.initiative.name,
            path=page_of(ground.initiative),
            said=said,
            at=at,
        )
        for ground in grounds.select_related("initiative")
    )
