"""Messages that are planned by rule: each rhythm and each decision gives its message once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bundel.network.calendar.rhythm import WrongRhythm, dates, on_weekday, read_rhythm
from bundel.reporting.models import Message, Occasion, TellingRule
from bundel.reporting.selectors.gathering import LANGUAGE
from bundel.steering.models import Decision, DecisionKind, DecisionState

AHEAD = timedelta(days=100)
# A rule that comes later tells of decisions of these days, not of all there ever were.
LOOK_BACK = timedelta(days=21)
# So many dates at a time; a rhythm that began long ago is walked through in steps.
STEP = 60
DECISION = "decision"
LONGEST = 300


@transaction.atomic
def plan_messages(*, municipality_id: uuid.UUID, at: datetime) -> int:
    """
    Plan what the rules ask for in the coming months; return how many messages came.

    Doing it twice plans nothing twice: a rule gives one message for each day and each decision.
    """
    today = timezone.localdate(at)
    rules = TellingRule.objects.filter(municipality_id=municipality_id, is_on=True)
    known = set(
        Message.objects.filter(municipality_id=municipality_id, rule__isnull=False).values_list(
            "rule_id", "source_key"
        )
    )
    with override(LANGUAGE):
        wanted = [message for rule in rules for message in _of_rule(rule, today)]
    new = [message for message in wanted if (message.rule_id, message.source_key) not in known]
    # Somebody else may plan at the same moment; the database keeps each once.
    Message.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _of_rule(rule: TellingRule, today: date) -> Iterator[Message]:
    if rule.occasion == Occasion.RHYTHM:
        for day in _days(rule, today):
            yield _message(rule, day, rule.what, key=day.isoformat())
        return
    for decision in _decisions(rule, today):
        decided = timezone.localdate(decision.decided_at)
        yield _message(
            rule,
            decided + timedelta(days=rule.days_after),
            f"{rule.what}: {decision.question}"[:LONGEST],
            key=f"{DECISION}:{decision.pk}",
            source=DECISION,
            source_id=decision.pk,
            text=decision_text(decision),
        )


def _days(rule: TellingRule, today: date) -> list[date]:
    """Return the days of a rule; one that came in wrong from elsewhere keeps no other waiting."""
    try:
        return occurrences(rule.recurrence, rule.first_date or today, today)
    except WrongRhythm:
        return []


def _message(rule: TellingRule, due: date, what: str, *, key: str, **more: object) -> Message:
    return Message(
        municipality_id=rule.municipality_id,
        audience_id=rule.audience_id,
        rule=rule,
        what=what,
        due_date=due,
        channel=rule.channel,
        owner_id=rule.owner_id,
        source_key=key,
        **more,
    )


def occurrences(recurrence: str, first_date: date, today: date) -> list[date]:
    """Return the days of a rhythm from today on, as far ahead as messages are planned."""
    rhythm = read_rhythm(on_weekday(recurrence, first_date))
    start, last = first_date, today + AHEAD
    while True:
        found = dates(rhythm=rhythm, first_date=start, number=STEP)
        if len(found) < 2 or found[-1] >= today:
            return [day for day in found if today <= day <= last]
        start = found[-1]


def _decisions(rule: TellingRule, today: date) -> QuerySet[Decision]:
    rows = Decision.objects.filter(
        municipality_id=rule.municipality_id,
        state=DecisionState.DECIDED,
        decided_at__date__gte=today - LOOK_BACK,
    )
    return rows.filter(matter=rule.matter) if rule.matter else rows


def decision_text(decision: Decision) -> str:
    """Return the draft of what is told of a decision: the question, the outcome and the grounds."""
    lines = [
        _("De vraag was: %(question)s") % {"question": decision.question},
        _("Besloten is: %(outcome)s") % {"outcome": decision.outcome},
        _("Waarom: %(grounds)s") % {"grounds": decision.grounds},
    ]
    if decision.kind == DecisionKind.NOT_NOW and decision.review_date:
        words = _("Dit is een besluit om het nu niet te doen. Wij kijken opnieuw op %(day)s.")
        lines.append(words % {"day": date_format(decision.review_date, "j F Y")})
    return "\n\n".join(lines)


def digest_text(*, municipality_id: uuid.UUID, today: date) -> str:
    """Return the draft of a regular message: what was decided in the last month."""
    rows = Decision.objects.filter(
        municipality_id=municipality_id,
        state=DecisionState.DECIDED,
        decided_at__date__gt=today - timedelta(days=31),
    ).order_by("-decided_at")[:8]
    lines = [f"- {row.question} {row.outcome}" for row in rows]
    if not lines:
        return ""
    return "\n".join([_("Besloten in de afgelopen maand:"), *lines])
