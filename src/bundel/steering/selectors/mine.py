"""What of steering is somebody's own: to do, promised, waited for, and what happened since."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce
from django.utils import timezone

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.commissions import RULES
from bundel.programme.models import Precondition
from bundel.programme.selectors import MEET
from bundel.steering import rights
from bundel.steering.checks import BY_CODE
from bundel.steering.models import (
    Action,
    ActionState,
    Commission,
    CommissionAct,
    CommissionState,
    CommissionStep,
    CommissionVersion,
    Decision,
    DecisionState,
    Finding,
    Issue,
    IssueKind,
)
from bundel.steering.selectors import checks

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
class OfRule:
    """What one rule found: how much, since when, and of one alone which and what it says."""

    code: str
    title: str
    count: int
    since: date
    id: uuid.UUID | None
    sentence: str


def actions_to_do(*, actor: Actor, most: int) -> Batch:
    """Return the open actions of the actor or its partner, the nearest day first. One query."""
    return _batch(_actions(actor).filter(_doer(actor)), most, _as_action)


def actions_of_others(*, actor: Actor, most: int) -> Batch:
    """Return the open actions that the actor asked of others. One query."""
    rows = _actions(actor).filter(made_by_id=actor.user_id).exclude(owner_id=actor.user_id)
    return _batch(rows, most, _as_action)


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


def decisions_asked(*, actor: Actor, most: int) -> Batch:
    """Return the decisions that the actor asked for and that were not taken. One query."""
    if not _sees_all(actor):
        return Batch()
    rows = Decision.objects.filter(
        municipality_id=actor.municipality_id,
        asked_by_id=actor.user_id,
        state=DecisionState.ASKED,
    ).select_related("body")
    ordered = rows.order_by(F("decide_before_date").asc(nulls_last=True), "number")
    return _batch(ordered, most, _as_decision)


def preconditions_to_meet(*, actor: Actor, most: int) -> Batch:
    """Return what the actor has to put in place, the nearest day first. One query."""
    if permissions.visible(actor, MEET) is None:
        return Batch()
    rows = Precondition.objects.filter(
        municipality_id=actor.municipality_id,
        owner_id=actor.user_id,
        met=False,
        initiative__archived_at=None,
    ).select_related("initiative")
    ordered = rows.order_by(F("due_date").asc(nulls_last=True), "text")
    return _batch(
        ordered,
        most,
        lambda row: Own(row.pk, row.text, row.initiative.name, row.due_date),
    )


def issues_to_settle(*, actor: Actor, most: int) -> Batch:
    """Return what of the demarcation the actor has to settle, nearest day first. One query."""
    rows = Issue.objects.filter(
        municipality_id=actor.municipality_id, settler_id=actor.user_id, settled_at=None
    ).select_related("activity")
    ordered = rows.order_by(F("due_date").asc(nulls_last=True), "found_at")
    return _batch(ordered, most, _as_issue)


def findings_to_mend(*, actor: Actor, but: frozenset[str]) -> list[OfRule]:
    """
    Return what the checks found that the actor can mend, by rule, in their order. Two queries.

    Args:
        but: Rules that the actor reads of elsewhere.
    """
    if permissions.visible(actor, rights.VIEW) is None:
        return []
    rows = rights.findings_of(actor).filter(checks.of(actor), gone_at=None, accepted_until=None)
    return _by_rule(rows.exclude(rule__in=but))


def decided_since(*, actor: Actor, since: datetime, most: int) -> Batch:
    """Return the decisions that were taken since a moment. One query."""
    if not _sees_all(actor):
        return Batch()
    rows = Decision.objects.filter(
        municipality_id=actor.municipality_id, decided_at__gt=since
    ).select_related("body")
    return _batch(
        rows.order_by("-decided_at"),
        most,
        lambda row: Own(
            row.pk, str(row), str(row.body or ""), since=timezone.localdate(row.decided_at)
        ),
    )


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


def found_since(*, actor: Actor, since: datetime) -> tuple[list[OfRule], int]:
    """Return what the checks found new since a moment, and how much was mended. Three queries."""
    if permissions.visible(actor, rights.VIEW) is None:
        return [], 0
    rows = rights.findings_of(actor)
    mended = rows.filter(gone_at__gt=since, found_at__lte=since).count()
    return _by_rule(rows.filter(found_at__gt=since, gone_at=None)), mended


def _by_rule(rows: QuerySet[Finding]) -> list[OfRule]:
    """Return findings counted by rule; of one alone what it says."""
    counted = {
        row["rule"]: row
        for row in rows.order_by().values("rule").annotate(count=Count("pk"), since=Min("found_at"))
    }
    single = [code for code, row in counted.items() if row["count"] == 1]
    said = {row.rule: row for row in rows.filter(rule__in=single)} if single else {}
    return [
        OfRule(
            code,
            str(rule.title),
            counted[code]["count"],
            timezone.localdate(counted[code]["since"]),
            said[code].pk if code in said else None,
            checks.sentence(said[code]) if code in said else "",
        )
        for code, rule in BY_CODE.items()
        if code in counted
    ]


def _batch(rows: QuerySet[Any], most: int, make: Callable[[Any], Own]) -> Batch:
    found = list(rows.annotate(in_all=Window(Count("pk")))[:most])
    return Batch(tuple(map(make, found)), found[0].in_all if found else 0)


def _sees_all(actor: Actor) -> bool:
    return permissions.visible(actor, rights.VIEW) is permissions.Relation.ALL


def _doer(actor: Actor) -> Q:
    mine = Q(owner_id=actor.user_id)
    if actor.organisation_id is not None:
        mine |= Q(organisation_id=actor.organisation_id)
    return mine


def _actions(actor: Actor) -> QuerySet[Action]:
    rows = Action.objects.filter(municipality_id=actor.municipality_id, state=ActionState.OPEN)
    return rows.select_related("owner", "organisation").order_by("due_date", "number")


def _as_action(row: Action) -> Own:
    return Own(row.pk, row.text, str(row.owner or row.organisation or ""), row.due_date)


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


def _as_decision(row: Decision) -> Own:
    return Own(
        row.pk,
        str(row),
        str(row.body or ""),
        row.decide_before_date,
        timezone.localdate(row.asked_at),
    )


def _as_issue(row: Issue) -> Own:
    kind = str(IssueKind(row.kind).label)
    title = f"{row.activity.name}: {kind}" if row.activity else kind
    return Own(row.pk, title, "", row.due_date, timezone.localdate(row.found_at))
