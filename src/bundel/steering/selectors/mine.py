"""What of commissions is somebody's own: to answer, promised, waited for, agreed since."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce
from django.utils import timezone

from bundel.accounts.permissions import Actor
from bundel.core.commissions import RULES
from bundel.steering import rights
from bundel.steering.models import (
    Commission,
    CommissionAct,
    CommissionState,
    CommissionStep,
    CommissionVersion,
)

WAITING = (
    CommissionState.OFFERED,
    CommissionState.CHANGE_PROPOSED,
    CommissionState.DISCHARGE_ASKED,
    CommissionState.RETURN_ASKED,
)
BINDING = (
    CommissionState.ACCEPTED,
    CommissionState.CHANGE_PROPOSED,
    CommissionState.DISCHARGE_ASKED,
    CommissionState.RETURN_ASKED,
)
CONTRACTOR = "contractor"


@dataclass(frozen=True, slots=True)
class Own:
    """One thing: what, who has it, its day, and since when it is so."""

    id: uuid.UUID
    title: str
    who: str = ""
    day: date | None = None
    since: date | None = None
    # Prepared, and not offered yet.
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """The first of a sort, and how many there are in all."""

    lines: tuple[Own, ...] = ()
    count: int = 0


def commissions_to_answer(*, actor: Actor, most: int) -> Batch:
    """Return the commissions of which it is the actor's turn: to answer, or to offer. One query."""
    return _batch(_turn(actor, own=True), most, _as_commission)


def commissions_at_others(*, actor: Actor, most: int) -> Batch:
    """Return the commissions that others have to answer, or to offer as prepared. One query."""
    return _batch(
        _turn(actor, own=False), most, lambda row: _as_commission(row, who=_across(row, actor))
    )


def commissions_promised(*, actor: Actor, most: int) -> Batch:
    """Return what the actor took on, by the day on which it is to be ready. One query."""
    agreed = CommissionVersion.objects.filter(
        commission=OuterRef("pk"), agreed_at__isnull=False
    ).order_by("-round")
    rows = _commissions(actor).filter(_contractor(actor), state__in=BINDING)
    dated = rows.annotate(until=Subquery(agreed.values("until_date")[:1]))
    ordered = dated.order_by(F("until").asc(nulls_last=True), "number")
    return _batch(ordered, most, lambda row: _as_commission(row, day=row.until))


def agreed_since(*, actor: Actor, since: datetime, most: int) -> Batch:
    """Return the commissions that both sides agreed on since a moment. One query."""
    steps = CommissionStep.objects.filter(
        municipality_id=actor.municipality_id,
        at__gt=since,
        act__in=(
            CommissionAct.ACCEPTED,
            CommissionAct.CHANGE_AGREED,
            CommissionAct.DISCHARGED,
            CommissionAct.RETURNED,
        ),
        commission__in=rights.commissions_of(actor).order_by(),
    ).exclude(by_id=actor.user_id)
    return _batch(
        steps.select_related("commission__initiative").order_by("-at"),
        most,
        lambda row: Own(
            row.commission_id,
            f"{row.commission}: {CommissionAct(row.act).label}",
            row.by_name,
            since=timezone.localdate(row.at),
        ),
    )


def _batch(rows: QuerySet[Any], most: int, make: Callable[[Any], Own]) -> Batch:
    found = list(rows.annotate(in_all=Window(Count("pk")))[:most])
    return Batch(tuple(map(make, found)), found[0].in_all if found else 0)


def _commissions(actor: Actor) -> QuerySet[Commission]:
    return rights.commissions_of(actor).select_related(
        "initiative", "commissioner", "contractor", "contractor_organisation"
    )


def _contractor(actor: Actor) -> Q:
    mine = Q(contractor_id=actor.user_id)
    if actor.organisation_id is not None:
        mine |= Q(contractor_organisation_id=actor.organisation_id)
    return mine


def _turn(actor: Actor, *, own: bool) -> QuerySet[Commission]:
    """
    Return what waits for one side, by which side did the last step.

    A draft waits for its commissioner, and who prepared it waits for that one.
    """
    signed = CommissionStep.objects.filter(commission=OuterRef("pk"), act__in=list(RULES))
    last = signed.order_by("-at", "-id")
    made = CommissionStep.objects.filter(
        commission=OuterRef("pk"), act=CommissionAct.MADE, by_id=actor.user_id
    )
    rows = _commissions(actor).filter(state__in=(*WAITING, CommissionState.DRAFT))
    rows = rows.annotate(
        side=Subquery(last.values("side")[:1]),
        moved_at=Coalesce(Subquery(last.values("at")[:1]), "made_at"),
    )
    by_contractor = Q(side=CONTRACTOR)
    as_contractor, as_commissioner = _contractor(actor), Q(commissioner_id=actor.user_id)
    waits, drafted = Q(state__in=WAITING), Q(state=CommissionState.DRAFT)
    if own:
        asked = (as_contractor & ~by_contractor) | (as_commissioner & by_contractor)
        drafts = drafted & as_commissioner
    else:
        asked = (as_contractor & by_contractor) | (as_commissioner & ~by_contractor)
        drafts = drafted & ~as_commissioner & Q(Exists(made))
    return rows.filter((waits & asked) | drafts).order_by("moved_at", "number")


def _across(row: Commission, actor: Actor) -> str:
    """Return who stands across the table of the actor, or has yet to offer."""
    if row.is_contractor(actor) or row.state == CommissionState.DRAFT:
        return str(row.commissioner)
    return str(row.contractor or row.contractor_organisation)


def _as_commission(row: Any, day: date | None = None, who: str = "") -> Own:
    moved = getattr(row, "moved_at", None)
    return Own(
        row.pk,
        str(row),
        who,
        day,
        timezone.localdate(moved) if moved else None,
        row.state == CommissionState.DRAFT,
    )
