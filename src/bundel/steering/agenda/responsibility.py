"""Who does what: findings of checks, commissions that wait, unclear demarcation, and risks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts.permissions import Actor
from bundel.steering.agenda_sources import Candidate, offer
from bundel.steering.checks import BY_CODE
from bundel.steering.models import (
    Body,
    BodyKind,
    Commission,
    CommissionState,
    Finding,
    Issue,
    ItemAim,
    Matter,
    Risk,
    RiskState,
    Size,
)

MOST_FACTS = 6
# What the core team could not mend for so long goes up to the steering group.
RISES_AFTER = timedelta(days=30)
# An offer may wait so long before it is talked about.
OFFER_WAITS = timedelta(days=7)
# What has a source of its own on the agenda is not said twice.
TOLD_ELSEWHERE = frozenset({"decision_late", "review_due", "issue_late", "commission_waits"})
WAITING = {
    CommissionState.RETURN_ASKED: (88, gettext_lazy("Teruggave gevraagd: %(name)s")),
    CommissionState.DISCHARGE_ASKED: (64, gettext_lazy("Décharge gevraagd: %(name)s")),
    CommissionState.CHANGE_PROPOSED: (62, gettext_lazy("Wijziging van de opdracht: %(name)s")),
    CommissionState.OFFERED: (60, gettext_lazy("Opdracht wacht op antwoord: %(name)s")),
}


@offer
def findings(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield what the checks found, a point for each rule; what lasts goes to the steering group."""
    if body.kind not in {BodyKind.CORE_TEAM, BodyKind.STEERING_GROUP}:
        return
    open_ones = Finding.objects.filter(municipality_id=actor.municipality_id, gone_at=None)
    rows = open_ones.filter(Q(accepted_until=None) | Q(accepted_until__lt=today))
    if body.kind == BodyKind.STEERING_GROUP:
        rows = rows.filter(found_at__date__lt=today - RISES_AFTER)
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for row in rows.order_by("found_at", "pk"):
        by_rule[row.rule].append(row)
    for code, found in by_rule.items():
        rule = BY_CODE.get(code)
        if rule is None or code in TOLD_ELSEWHERE:
            continue
        facts = [(one.label, str(rule.say(one.facts))) for one in found[:MOST_FACTS]]
        if len(found) > MOST_FACTS:
            facts.append((_("En nog"), str(len(found) - MOST_FACTS)))
        yield Candidate(
            source="finding",
            key=code,
            object_id=found[0].pk,
            title=f"{rule.title} ({len(found)})",
            minutes=min(5 + 2 * len(found), 15),
            explanation=f"{rule.why} {rule.what_to_do}",
            facts=tuple(facts),
            presenter_id=found[0].owner_id if len(found) == 1 else None,
            weight=55 if body.kind == BodyKind.CORE_TEAM else 58,
        )


@offer
def commissions(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield commissions that wait for an answer, or of which an end is asked."""
    rows = (
        Commission.objects.filter(municipality_id=actor.municipality_id, state__in=WAITING)
        .select_related("initiative", "commissioner", "contractor", "contractor_organisation")
        .annotate(moved_at=Max("steps__at"))
    )
    for row in rows:
        since = timezone.localdate(row.moved_at or row.made_at)
        if row.state == CommissionState.OFFERED and today - since < OFFER_WAITS:
            continue
        weight, words = WAITING[CommissionState(row.state)]
        name = row.initiative.name if row.initiative else row.part
        yield Candidate(
            source="commission",
            key=f"{row.pk}:{row.state}",
            object_id=row.pk,
            title=str(words % {"name": name}),
            aim=ItemAim.DECIDE,
            matter=Matter.COMMISSION,
            facts=(
                (_("Opdrachtgever"), row.commissioner.name),
                (_("Opdrachtnemer"), str(row.contractor or row.contractor_organisation)),
                (_("Sinds"), f"{since:%d-%m-%Y}"),
            ),
            presenter_id=row.commissioner_id,
            weight=weight,
        )


@offer
def issues(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield what is unclear between domains and was not settled in time."""
    rows = Issue.objects.filter(municipality_id=actor.municipality_id, settled_at=None).filter(
        Q(due_date__lt=today) | Q(settler=None)
    )
    for row in rows.select_related("activity", "settler"):
        # Initiatives that could join forces are told apart by their codes.
        about = row.activity.name if row.activity else ", ".join(row.facts.get("members", ()))
        facts = [(_("Gevonden op"), f"{timezone.localtime(row.found_at):%d-%m-%Y}")]
        if row.due_date:
            facts.append((_("Op te lossen voor"), f"{row.due_date:%d-%m-%Y}"))
        facts.append((_("Wie lost dit op"), row.settler.name if row.settler else _("niemand")))
        what = row.get_kind_display()
        yield Candidate(
            source="issue",
            key=str(row.pk),
            object_id=row.pk,
            title=f"{about}: {what}" if about else str(what).capitalize(),
            aim=ItemAim.DECIDE,
            matter=Matter.DEMARCATION,
            facts=tuple(facts),
            presenter_id=row.settler_id,
            weight=68,
            due_date=row.due_date,
        )


@offer
def risks(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield risks of which the early sign is there, or the day to look again."""
    if body.kind not in {BodyKind.CORE_TEAM, BodyKind.STEERING_GROUP}:
        return
    open_ones = Finding.objects.filter(municipality_id=actor.municipality_id, gone_at=None)
    found = dict(open_ones.order_by("found_at").values_list("rule", "label"))
    rows = Risk.objects.filter(municipality_id=actor.municipality_id, state=RiskState.OPEN)
    if body.kind == BodyKind.STEERING_GROUP:
        rows = rows.filter(impact=Size.LARGE)
    for row in rows.select_related("owner"):
        signs = [found[rule] for rule in row.rules if rule in found]
        is_due = row.review_date is not None and row.review_date <= today
        if not signs and not is_due:
            continue
        facts = [
            (_("Gevolg"), row.consequence),
            (_("Vroeg teken"), row.early_sign),
            (_("Nu te zien aan"), ", ".join(signs)),
            (_("Wat we dan doen"), row.answer),
        ]
        yield Candidate(
            source="risk",
            key=f"{row.pk}:{row.review_date or ''}",
            object_id=row.pk,
            title=_("Risico: %(title)s") % {"title": row.title},
            minutes=5,
            facts=tuple((label, value) for label, value in facts if value),
            presenter_id=row.owner_id,
            weight=66 if signs else 45,
            due_date=row.review_date,
        )
