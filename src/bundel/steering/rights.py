"""Who may see which part of steering; every list, search and export asks here."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.steering.models import (
    Action,
    Commission,
    CommissionAct,
    CommissionStep,
    Decision,
    DecisionState,
    Finding,
    Member,
    Risk,
)

VIEW = "steering.view"


def commissions_of(actor: Actor) -> QuerySet[Commission]:
    """
    Return the commissions that somebody may see.

    The municipality sees all; a partner those that were offered to it, for a draft is no word yet.
    """
    here = Commission.objects.filter(municipality_id=actor.municipality_id)
    relation = permissions.visible(actor, VIEW)
    if relation is Relation.ALL:
        return here
    if relation is None or actor.organisation_id is None:
        return here.none()
    offered = CommissionStep.objects.filter(commission=OuterRef("pk"), act=CommissionAct.OFFERED)
    return here.filter(Exists(offered), contractor_organisation_id=actor.organisation_id)


def findings_of(actor: Actor) -> QuerySet[Finding]:
    """
    Return what the rules find that somebody may see.

    The municipality sees all; a partner what is about itself or a commission that it was offered.
    """
    here = Finding.objects.filter(municipality_id=actor.municipality_id)
    relation = permissions.visible(actor, VIEW)
    if relation is Relation.ALL:
        return here
    if relation is None or actor.organisation_id is None:
        return here.none()
    own = Q(kind="organisation", object_id=actor.organisation_id)
    offered = commissions_of(actor).order_by().values("pk")
    return here.filter(own | Q(kind="commission", object_id__in=offered))


def risks_of(actor: Actor) -> QuerySet[Risk]:
    """Return the risks that somebody may see: those of the municipality all, partners none."""
    here = Risk.objects.filter(municipality_id=actor.municipality_id)
    return here if permissions.visible(actor, VIEW) is Relation.ALL else here.none()


def decisions_of(actor: Actor) -> QuerySet[Decision]:
    """
    Return the decisions that somebody may see.

    The municipality sees all; a partner what was decided by a body in which it sits.
    """
    here = Decision.objects.filter(municipality_id=actor.municipality_id)
    relation = permissions.visible(actor, VIEW)
    if relation is Relation.ALL:
        return here
    if relation is None or actor.organisation_id is None:
        return here.none()
    seats = Member.objects.filter(body=OuterRef("body_id"), organisation=actor.organisation_id)
    decided = (DecisionState.DECIDED, DecisionState.SUCCEEDED)
    return here.filter(Exists(seats), state__in=decided)


def actions_of(actor: Actor) -> QuerySet[Action]:
    """
    Return the actions that somebody may see.

    The municipality sees all; a partner those that it has to do itself.
    """
    here = Action.objects.filter(municipality_id=actor.municipality_id)
    relation = permissions.visible(actor, VIEW)
    if relation is Relation.ALL:
        return here
    if relation is None or actor.organisation_id is None:
        return here.none()
    return here.filter(organisation_id=actor.organisation_id)
