"""What of commissions is somebody's own: to answer, promised, waited for, agreed since."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce
from django.utils import timezone

from bundel.accounts.many import Row, rows_of
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


@dataclass(frozen=True, slots=True)
class OwnCommissions:
    """The commissions to answer or offer, taken on, that others have, and agreed meanwhile."""

    to_answer: Batch
    promised: Batch
    at_others: Batch
    agreed: Batch


# What is read of a commission; a day, and how many there are in all, come behind it.
COMMISSION = (
    "pk",
    "number",
    "part",
    "initiative__name",
    "state",
    "commissioner__name",
    "contractor_id",
    "contractor__name",
    "contractor_organisation_id",
    "contractor_organisation__name",
)
STEP = (
    "commission_id",
    "commission__number",
    "commission__part",
    "commission__initiative__name",
    "act",
    "by_name",
    "at",
)


def own_commissions(*, actor: Actor, since: datetime, most: int) -> OwnCommissions:
    """Return the first of each list of commissions, and how many there are in all. One query."""
    answer, promised, others, agreed = rows_of(
        first(_turn(actor, own=True), most, (*COMMISSION, "moved_at")),
        first(_promised(actor), most, (*COMMISSION, "until")),
        first(_turn(actor, own=False), most, (*COMMISSION, "moved_at")),
        first(_agreed(actor, since), most, STEP),
    )
    return OwnCommissions(
        to_answer=batch(answer, _as_asked),
        promised=batch(promised, _as_promised),
        at_others=batch(others, lambda row: replace(_as_asked(row), who=_across(row, actor))),
        agreed=batch(agreed, _as_agreed),
    )


def first(rows: QuerySet[Any], most: int, names: Sequence[str]) -> QuerySet[Any, Any]:
    """Return the first rows as values, each with how many there are in all at the end."""
    counted: QuerySet[Any, Any] = rows.annotate(in_all=Window(Count("pk")))
    return counted.values_list(*names, "in_all")[:most]


def batch(rows: Sequence[Row], make: Callable[[Row], Own]) -> Batch:
    """Return rows of `first` as things."""
    return Batch(tuple(map(make, rows)), rows[0][-1] if rows else 0)


def day_of(moment: str) -> date:
    """Return the day of a moment that was read as text."""
    return timezone.localdate(datetime.fromisoformat(moment))


def _promised(actor: Actor) -> QuerySet[Commission]:
    """Return what the actor took on, by the day on which it is to be ready."""
    agreed = CommissionVersion.objects.filter(
        commission=OuterRef("pk"), agreed_at__isnull=False
    ).order_by("-round")
    rows = rights.commissions_of(actor).filter(_contractor(actor), state__in=BINDING)
    dated = rows.annotate(until=Subquery(agreed.values("until_date")[:1]))
    return dated.order_by(F("until").asc(nulls_last=True), "number")


def _agreed(actor: Actor, since: datetime) -> QuerySet[CommissionStep]:
    """Return the steps by which both sides agreed since a moment, the last first."""
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
    )
    return steps.exclude(by_id=actor.user_id).order_by("-at")


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
    rows = rights.commissions_of(actor).filter(state__in=(*WAITING, CommissionState.DRAFT))
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


def _across(row: Row, actor: Actor) -> str:
    """Return who stands across the table of the actor, or has yet to offer."""
    state, commissioner, person, person_name, partner, partner_name = row[4:10]
    if person is not None:
        is_contractor = person == str(actor.user_id)
    else:
        is_contractor = partner is not None and partner == str(actor.organisation_id)
    if is_contractor or state == CommissionState.DRAFT:
        return str(commissioner)
    return str(person_name or partner_name)


def _as_asked(row: Row) -> Own:
    is_draft = row[4] == CommissionState.DRAFT
    return Own(uuid.UUID(row[0]), _title(row), since=day_of(row[10]), is_draft=is_draft)


def _as_promised(row: Row) -> Own:
    until = date.fromisoformat(row[10]) if row[10] else None
    return Own(uuid.UUID(row[0]), _title(row), day=until)


def _as_agreed(row: Row) -> Own:
    title = f"{_title(row)}: {CommissionAct(row[4]).label}"
    return Own(uuid.UUID(row[0]), title, row[5], since=day_of(row[6]))


def _title(row: Row) -> str:
    """Return the number with what it is about, as a commission calls itself."""
    return f"{row[1]} {row[3] or row[2]}"
