"""What of steering is somebody's own: all its lists, in few questions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, Value, When

from bundel.accounts import permissions
from bundel.accounts.many import Row, rows_of
from bundel.accounts.permissions import Actor
from bundel.programme.models import Precondition
from bundel.programme.selectors import MEET
from bundel.steering import rights
from bundel.steering.checks import BY_CODE
from bundel.steering.models import (
    Action,
    ActionState,
    Decision,
    DecisionState,
    Finding,
    Issue,
    IssueKind,
)
from bundel.steering.selectors import checks
from bundel.steering.selectors.mine import (
    Batch,
    Own,
    OwnCommissions,
    batch,
    day_of,
    first,
    own_commissions,
)

# What is read of each sort; how many there are in all comes behind it.
ACTION = ("pk", "text", "owner__name", "organisation__name", "due_date")
PRECONDITION = ("pk", "text", "initiative__name", "due_date")
ISSUE = ("pk", "activity__name", "kind", "due_date", "found_at")
DECISION = (
    "pk",
    "number",
    "question",
    "body__name",
    "decide_before_date",
    "asked_at",
    "decided_at",
)


@dataclass(frozen=True, slots=True)
class OfRule:
    """What one rule found: how much, since when, and of one alone which and what it says."""

    code: str
    title: str
    count: int
    since: date
    id: uuid.UUID | None
    sentence: str


@dataclass(frozen=True, slots=True)
class OwnLists:
    """What somebody has to do, waits for, and was not here for."""

    commissions: OwnCommissions
    to_do: Batch
    of_others: Batch
    preconditions: Batch
    issues: Batch
    decisions_asked: Batch
    decided: Batch
    to_mend: tuple[OfRule, ...]
    found: tuple[OfRule, ...]
    mended: int


def own_lists(*, actor: Actor, since: datetime, most: int, but: Iterable[str]) -> OwnLists:
    """
    Return the first of each list, and how many there are in all. Three queries.

    Args:
        since: From when on all that was decided, found and mended is news.
        but: Rules of which the reader reads elsewhere what there is to mend.
    """
    findings = rights.findings_of(actor)
    to_mend = checks.of(actor) & Q(gone_at=None, accepted_until=None) & ~Q(rule__in=list(but))
    is_new = Q(found_at__gt=since, gone_at=None)
    mended = findings.filter(gone_at__gt=since, found_at__lte=since).order_by()
    others = Q(made_by_id=actor.user_id) & ~_doer(actor)
    rows = rows_of(
        first(_actions(actor, _doer(actor)), most, ACTION),
        first(_actions(actor, others), most, ACTION),
        first(_preconditions(actor), most, PRECONDITION),
        first(_issues(actor), most, ISSUE),
        first(_asked(actor), most, DECISION),
        first(_decisions(actor, Q(decided_at__gt=since)).order_by("-decided_at"), most, DECISION),
        _by_rule(findings.filter(to_mend)),
        _by_rule(findings.filter(is_new)),
        mended.values("municipality_id").annotate(count=Count("pk")).values_list("count"),
    )
    single = _single(findings, (to_mend, rows[6]), (is_new, rows[7]))
    return OwnLists(
        commissions=own_commissions(actor=actor, since=since, most=most),
        to_do=batch(rows[0], _as_action),
        of_others=batch(rows[1], _as_action),
        preconditions=batch(rows[2], _as_precondition),
        issues=batch(rows[3], _as_issue),
        decisions_asked=batch(rows[4], _as_decision),
        decided=batch(rows[5], _as_decision),
        to_mend=_of_rules(rows[6], single[0]),
        found=_of_rules(rows[7], single[1]),
        mended=rows[8][0][0] if rows[8] else 0,
    )


def _actions(actor: Actor, whose: Q) -> QuerySet[Action]:
    """Return open actions, the nearest day first."""
    rows = Action.objects.filter(
        whose, municipality_id=actor.municipality_id, state=ActionState.OPEN
    )
    return rows.order_by("due_date", "number")


def _doer(actor: Actor) -> Q:
    mine = Q(owner_id=actor.user_id)
    if actor.organisation_id is not None:
        mine |= Q(organisation_id=actor.organisation_id)
    return mine


def _preconditions(actor: Actor) -> QuerySet[Precondition]:
    """Return what the actor has to put in place, the nearest day first."""
    if permissions.visible(actor, MEET) is None:
        return Precondition.objects.none()
    rows = Precondition.objects.filter(
        municipality_id=actor.municipality_id,
        owner_id=actor.user_id,
        met=False,
        initiative__archived_at=None,
    )
    return rows.order_by(F("due_date").asc(nulls_last=True), "text")


def _issues(actor: Actor) -> QuerySet[Issue]:
    """Return what of the demarcation the actor has to settle, the nearest day first."""
    rows = Issue.objects.filter(
        municipality_id=actor.municipality_id, settler_id=actor.user_id, settled_at=None
    )
    return rows.order_by(F("due_date").asc(nulls_last=True), "found_at")


def _decisions(actor: Actor, which: Q) -> QuerySet[Decision]:
    if permissions.visible(actor, rights.VIEW) is not permissions.Relation.ALL:
        return Decision.objects.none()
    return Decision.objects.filter(which, municipality_id=actor.municipality_id)


def _asked(actor: Actor) -> QuerySet[Decision]:
    """Return the decisions that the actor asked for and that were not taken."""
    rows = _decisions(actor, Q(asked_by_id=actor.user_id, state=DecisionState.ASKED))
    return rows.order_by(F("decide_before_date").asc(nulls_last=True), "number")


def _by_rule(rows: QuerySet[Finding]) -> QuerySet[Any, Any]:
    counted = rows.order_by().values("rule").annotate(count=Count("pk"), since=Min("found_at"))
    return counted.values_list("rule", "count", "since")


def _single(rows: QuerySet[Finding], *asked: tuple[Q, list[Row]]) -> list[dict[str, Finding]]:
    """Return, of each sort of finding, what a rule found alone. One query, and none for nothing."""
    alone = [
        which & Q(rule__in=[code for code, count, _since in counted if count == 1])
        for which, counted in asked
    ]
    found: list[dict[str, Finding]] = [{} for _one in alone]
    if not any(count == 1 for _which, counted in asked for _code, count, _since in counted):
        return found
    marks = {
        f"is_{place}": Case(When(which, then=Value(True)), default=Value(False))
        for place, which in enumerate(alone)
    }
    for row in rows.filter(reduce(or_, alone)).annotate(**marks):
        for place, by_rule in enumerate(found):
            if getattr(row, f"is_{place}"):
                by_rule[row.rule] = row
    return found


def _of_rules(counted: list[Row], single: dict[str, Finding]) -> tuple[OfRule, ...]:
    """Return findings counted by rule, in the order of the rules; of one alone what it says."""
    by_code = {code: (count, since) for code, count, since in counted}
    return tuple(
        OfRule(
            code,
            str(rule.title),
            by_code[code][0],
            day_of(by_code[code][1]),
            single[code].pk if code in single else None,
            checks.sentence(single[code]) if code in single else "",
        )
        for code, rule in BY_CODE.items()
        if code in by_code
    )


def _as_action(row: Row) -> Own:
    return Own(uuid.UUID(row[0]), row[1], row[2] or row[3] or "", _day(row[4]))


def _as_precondition(row: Row) -> Own:
    return Own(uuid.UUID(row[0]), row[1], row[2], _day(row[3]))


def _as_issue(row: Row) -> Own:
    kind = str(IssueKind(row[2]).label)
    title = f"{row[1]}: {kind}" if row[1] else kind
    return Own(uuid.UUID(row[0]), title, "", _day(row[3]), day_of(row[4]))


def _as_decision(row: Row) -> Own:
    """Return a decision, since it was taken, or else since it was asked."""
    since = day_of(row[6] or row[5])
    return Own(uuid.UUID(row[0]), f"{row[1]} {row[2]}", row[3] or "", _day(row[4]), since)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
