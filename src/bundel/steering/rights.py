"""Who may see which part of steering; every list, search and export asks here."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.steering.models import Commission, CommissionAct, CommissionStep

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
