"""Decisions that are asked, that come back because data crossed a line, or that came due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.core.mandates import Asked, Mandate, may_decide
from bundel.programme import selectors as programme
from bundel.steering.agenda_sources import Candidate, offer
from bundel.steering.models import (
    Body,
    Decision,
    DecisionKind,
    DecisionState,
    ItemAim,
    Matter,
    Trigger,
    TriggerState,
)
from bundel.steering.trigger_words import sentence, told

SOON = timedelta(days=28)


@offer
def asked(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield what somebody asks to decide: of this body, of one below it, or of nobody by name."""
    rows = (
        Decision.objects.filter(municipality_id=actor.municipality_id, state=DecisionState.ASKED)
        .select_related("body", "asked_by", "initiative")
        .prefetch_related("options")
    )
    for row in rows:
        options = sorted(row.options.all(), key=lambda one: (one.position, str(one.pk)))
        costs = [one.cost_eur for one in options if one.cost_eur is not None]
        amount = Decimal(str(max(costs))) if costs else None
        if row.body is not None and not _reaches(row.body, body, row.matter, amount):
            continue
        before = row.decide_before_date
        late = before is not None and before < today
        near = before is not None and before <= today + SOON
        facts = [(_("Gevraagd door"), row.asked_by.name)]
        if before:
            facts.append((_("Besluit nodig voor"), f"{before:%d-%m-%Y}"))
        yield Candidate(
            source="decision",
            key=str(row.pk),
            object_id=row.pk,
            title=row.question,
            aim=ItemAim.DECIDE,
            matter=Matter(row.matter),
            minutes=20 if options else 10,
            explanation=row.background,
            facts=tuple(facts),
            presenter_id=row.asked_by_id,
            weight=96 if late else 90 if near else 70,
            due_date=before,
            amount_eur=amount,
        )


def _reaches(asked_of: Body, body: Body, matter: str, amount: Decimal | None) -> bool:
    """Tell whether a question to one body comes to another: above its limit it goes up."""
    own = Mandate(asked_of.pk, frozenset(asked_of.matters), asked_of.limit_eur)
    if may_decide(own, Asked(matter, amount)):
        return asked_of.pk == body.pk
    return asked_of.refers_to_id == body.pk


@offer
def crossed(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield decisions of which the data crossed lines, each once, with the facts of that day."""
    rows = Trigger.objects.filter(
        municipality_id=actor.municipality_id,
        state=TriggerState.CROSSED,
        decision__state=DecisionState.DECIDED,
    ).select_related("decision__body", "indicator")
    ordered = rows.order_by("decision__number", "crossed_at", "pk")
    for decision, lines in groupby(ordered, lambda row: row.decision):
        if decision.body is not None and not _reaches(decision.body, body, decision.matter, None):
            continue
        facts = [(_("Besluit"), f"{decision.number}: {decision.outcome}")]
        yield Candidate(
            source="trigger",
            key=str(decision.pk),
            object_id=decision.pk,
            title=_("Opnieuw: %(question)s") % {"question": decision.question},
            aim=ItemAim.DECIDE,
            matter=Matter(decision.matter),
            minutes=15,
            explanation=_("De grens van dit besluit is gepasseerd. Geldt het nog?"),
            facts=(*facts, *(fact for line in lines for fact in _facts(line))),
            presenter_id=decision.asked_by_id,
            weight=95,
        )


def _facts(row: Trigger) -> Iterator[tuple[str, str]]:
    """Yield the line, what was found, and where that comes from and how sure it is."""
    yield _("Grens"), sentence(row)
    yield _("Nu"), told(row)
    source, grade = row.facts.get("source", ""), row.facts.get("grade", "")
    if source and grade:
        words = _("%(source)s, graad %(grade)s") % {"source": source, "grade": grade}
        yield _("Bron"), words


@offer
def reviews(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield decisions of which the day to look again has come: first what was put off."""
    rows = Decision.objects.filter(
        municipality_id=actor.municipality_id,
        state=DecisionState.DECIDED,
        review_date__lte=today + timedelta(days=14),
    ).select_related("body")
    # What the data brought back stands on the agenda already.
    rows = rows.exclude(triggers__state=TriggerState.CROSSED)
    for row in rows:
        if row.body is not None and not _reaches(row.body, body, row.matter, None):
            continue
        is_put_off = row.kind == DecisionKind.NOT_NOW
        yield Candidate(
            source="review",
            key=f"{row.pk}:{row.review_date}",
            object_id=row.pk,
            title=_("Bekijk opnieuw: %(question)s") % {"question": row.question},
            aim=ItemAim.DECIDE,
            matter=Matter(row.matter),
            minutes=10,
            facts=(
                (_("Besluit"), f"{row.number}: {row.outcome}"),
                (_("Gronden toen"), row.grounds[:300]),
                (_("Afgesproken voor"), f"{row.review_date:%d-%m-%Y}"),
            ),
            presenter_id=row.asked_by_id,
            weight=82 if is_put_off else 72,
            due_date=row.review_date,
        )


@offer
def put_off(*, actor: Actor, body: Body, today: date) -> Iterator[Candidate]:
    """Yield initiatives that the adopted plan put off until a day that has come."""
    plan = programme.adopted_plan(actor=actor)
    for row in plan.not_now if plan else ():
        if row.review_date <= today:
            yield Candidate(
                source="not_now",
                key=f"{row.initiative_id}:{row.review_date}",
                object_id=row.initiative_id,
                title=_("Nu wel: %(name)s?") % {"name": row.name},
                aim=ItemAim.DECIDE,
                matter=Matter.START_STOP,
                minutes=10,
                facts=(
                    (_("Niet begonnen omdat"), row.reason),
                    (_("Afgesproken voor"), f"{row.review_date:%d-%m-%Y}"),
                ),
                weight=78,
                due_date=row.review_date,
            )
