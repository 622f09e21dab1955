"""Lines in the data that bring a decision back: set, watched, crossed once, and taken away."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bundel.accounts import permissions, post
from bundel.accounts.models import Municipality, Role, User
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.core import triggers as core
from bundel.core.triggers import Line, Verdict
from bundel.errors import Conflict, Fault, Invalid, NotAllowed
from bundel.network.links import base_of
from bundel.programme.models import Fund, Initiative, Pool
from bundel.signals.models import SignalTheme
from bundel.steering.measures import Measures, Series, line_of
from bundel.steering.models import (
    Decision,
    DecisionState,
    Indicator,
    Measure,
    Part,
    Trigger,
    TriggerState,
)
from bundel.steering.services.decisions import DECIDE, LINE_FIELDS, may_decide
from bundel.steering.trigger_words import amount_of, sentence, told

KIND = "trigger"
# How many of the last values go along with what was crossed.
MOST_POINTS = 24
NOBODY = uuid.UUID(int=0)
# What is watched of which the subject has to be named, and where such subjects are.
SUBJECTS: Mapping[str, Any] = {
    Measure.POOL_FTE: Pool,
    Measure.POOL_USE: Pool,
    Measure.FUND_LEFT: Fund,
    Measure.SIGNALS: SignalTheme,
    Measure.LATE_SIGNALS: SignalTheme,
    Measure.UNMET_PRECONDITIONS: Initiative,
}
MAY_BE_ALL = frozenset({Measure.SIGNALS, Measure.LATE_SIGNALS, Measure.UNMET_PRECONDITIONS})


class DecisionStandsNoMore(Conflict):
    """Only a decision that is asked or stands can come back."""

    sentence = gettext_lazy("Dit besluit geldt niet meer. Zet de grens bij het nieuwe besluit.")


class CrossedIsAnswered(Conflict):
    """The data passed it, so the decision is looked at again."""

    sentence = gettext_lazy("Deze grens is overschreden. Neem een nieuw besluit.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerInput:
    """
    A line in the data.

    Args:
        subject_code: The code of the pool, fund, theme or initiative that is watched.
        judge_date: The day on which it is judged; without one it is judged all the time.
        from_date: The day from which is counted.
    """

    measure: str
    limit: Decimal
    is_above: bool
    indicator_id: uuid.UUID | None = None
    subject_code: str = ""
    judge_date: date | None = None
    from_date: date | None = None


@transaction.atomic
def add_trigger(
    *, actor: Actor, decision_id: uuid.UUID, line: TriggerInput, today: date
) -> uuid.UUID:
    """
    Watch a line for a decision; once the decision stands, crossing brings it back.

    Raises:
        NotAllowed: if the actor neither may ask nor decide this.
        DecisionStandsNoMore: if it was replaced or dropped.
        Invalid: if what is watched is not there, or is beyond the line today already.
    """
    decision = _of(actor, decision_id)
    values: dict[str, Any] = {
        "measure": line.measure,
        "indicator_id": line.indicator_id,
        "subject_code": line.subject_code,
        "is_above": line.is_above,
        "limit": line.limit,
        "judge_date": line.judge_date,
        "from_date": line.from_date,
    }
    _check(actor, line, today)
    row = Trigger(municipality_id=actor.municipality_id, version=0, decision=decision)
    _before, after = saving.change(row, values, LINE_FIELDS)
    _not_beyond(actor, row, today)
    saving.tell(actor, "steering.watch", KIND, row, after=after)
    return row.pk


@transaction.atomic
def end_trigger(*, actor: Actor, trigger_id: uuid.UUID, version: int) -> None:
    """
    Watch a line no more. What it crossed stays to be read.

    Raises:
        NotAllowed: if the actor neither may ask nor decide this.
        Stale: if somebody else saved first.
    """
    row = saving.find(Trigger, actor, trigger_id)
    _of(actor, row.decision_id)
    saving.same_version(row, version, {})
    if row.state == TriggerState.CROSSED:
        # It ends by an answer: another decision, or one that lets this one stand.
        raise CrossedIsAnswered
    before, after = saving.change(row, {"state": TriggerState.ENDED}, frozenset({"state"}))
    if after:
        saving.tell(actor, "steering.unwatch", KIND, row, before, after)


def machine(municipality_id: uuid.UUID) -> Actor:
    """Return who acts when nobody does: the clock."""
    return Actor(NOBODY, municipality_id, "Bundel", Role.COORDINATOR, channel="job")


@transaction.atomic
def judge_all(*, municipality_id: uuid.UUID, at: datetime, today: date) -> int:
    """
    Judge every line that is watched for a decision that stands; return how many were crossed.

    A second time, or two at once, cross no line twice: who is judged now is held.
    """
    rows = (
        Trigger.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("decision__body", "decision__asked_by", "indicator", "municipality")
        .filter(
            municipality_id=municipality_id,
            state=TriggerState.WATCHING,
            decision__state=DecisionState.DECIDED,
        )
        .order_by("pk")
    )
    actor = machine(municipality_id)
    measures = Measures(actor, today)
    with override(settings.LANGUAGE_CODE):
        return sum(_judge(actor, row, measures, at) for row in rows)


def _judge(actor: Actor, row: Trigger, measures: Measures, at: datetime) -> bool:
    line = line_of(row)
    if not core.is_due(line, measures.today):
        return False
    series = measures.series(row)
    verdict = core.judge(line, series.points, is_sum=series.is_sum, today=measures.today)
    if verdict is None or not verdict.is_last:
        return False
    row.state = TriggerState.CROSSED if verdict.is_crossed else TriggerState.ENDED
    row.value = verdict.value
    row.facts = _facts(row, line, series, verdict, measures.today)
    row.crossed_at = at if verdict.is_crossed else None
    row.version += 1
    row.save()
    if verdict.is_crossed:
        after = {"value": saving.plain(verdict.value), "line": sentence(row)}
        saving.tell(actor, "steering.cross", "decision", row.decision, after=after)
        _mail(row, at)
    return verdict.is_crossed


def _facts(
    row: Trigger, line: Line, series: Series, verdict: Verdict, today: date
) -> dict[str, Any]:
    """Return what was known on the day, to be read as it was."""
    points = core.known(line, series.points, today)[-MOST_POINTS:]
    return {
        "line": sentence(row),
        "value": saving.plain(verdict.value),
        "limit": saving.plain(row.limit),
        "date": verdict.date.isoformat(),
        "judged": today.isoformat(),
        "crossed": verdict.is_crossed,
        "source": series.source,
        "grade": series.grade,
        "is_sum": series.is_sum,
        "series": [[point.date.isoformat(), saving.plain(point.value)] for point in points],
    }


def _mail(row: Trigger, at: datetime) -> None:
    """Mail who leads the body that decided, and who coordinates: each once for this line."""
    decision = row.decision
    address = base_of(row.municipality) + reverse("steering:decision", args=[decision.pk])
    for person in hearers(row.municipality, decision):
        post.send(
            municipality_id=row.municipality_id,
            key=f"steering-trigger:{row.pk}:{person.pk}",
            to=person.email,
            subject=_("Besluit %(number)s komt terug") % {"number": decision.number},
            body="\n\n".join(
                [
                    _("Beste %(name)s,") % {"name": person.name},
                    _("Dit besluit komt terug: %(question)s") % {"question": decision.question},
                    _("De grens was: %(line)s.") % {"line": sentence(row)},
                    told(row),
                    _("Het besluit komt op de agenda. Lees de feiten en kies wat u doet:"),
                    address,
                ]
            )
            + "\n",
            at=at,
        )


def hearers(municipality: Municipality, decision: Decision) -> list[User]:
    """Return who hears that a decision comes back, each once. Two queries."""
    leading = {Part.CHAIR, Part.SECRETARY}
    people = [
        member.user
        for member in (
            decision.body.members.select_related("user") if decision.body is not None else ()
        )
        if member.user is not None and member.part in leading
    ]
    people += User.objects.filter(municipality=municipality, role=Role.COORDINATOR)
    return list({one.pk: one for one in people if one.is_active}.values())


def _of(actor: Actor, decision_id: uuid.UUID) -> Decision:
    """Return the decision of a line, if the actor may set lines there."""
    decision = saving.find(Decision, actor, decision_id)
    if not may_watch(actor, decision):
        raise NotAllowed
    if decision.state not in {DecisionState.ASKED, DecisionState.DECIDED}:
        raise DecisionStandsNoMore
    return decision


def may_watch(actor: Actor, decision: Decision) -> bool:
    """Tell whether somebody may set lines at a decision: who asks, and who decides it."""
    if decision.state == DecisionState.ASKED and permissions.can(actor, "steering.ask"):
        return True
    return permissions.can(actor, DECIDE) and may_decide(actor, decision.body)


def _check(actor: Actor, line: TriggerInput, today: date) -> None:
    """Go on only if what is watched is there, and a line below a sum has a day of its own."""
    faults = []
    here = {"municipality_id": actor.municipality_id}
    if line.measure == Measure.INDICATOR:
        wanted = line.indicator_id or NOBODY
        indicator = Indicator.objects.filter(pk=wanted, **here).first()
        if indicator is None:
            faults.append(Fault("indicator_id", _("Kies het cijfer dat u wilt volgen.")))
        elif indicator.is_sum and not line.is_above and line.judge_date is None:
            words = _("Kies op welke dag dit er minstens moet zijn.")
            faults.append(Fault("judge_date", words))
    elif line.measure in SUBJECTS and not _is_there(line, here):
        faults.append(Fault("subject_code", _("Kies wat u wilt volgen.")))
    if line.judge_date is not None and line.judge_date < today:
        faults.append(Fault("judge_date", _("Kies een dag die nog komt.")))
    if line.from_date and line.judge_date and line.from_date > line.judge_date:
        faults.append(Fault("from_date", _("Tel vanaf een dag voor het oordeel.")))
    if faults:
        raise Invalid(faults=faults)


def _is_there(line: TriggerInput, here: Mapping[str, Any]) -> bool:
    if not line.subject_code:
        return line.measure in MAY_BE_ALL
    return bool(SUBJECTS[line.measure].objects.filter(code=line.subject_code, **here).exists())


def _not_beyond(actor: Actor, row: Trigger, today: date) -> None:
    """Go on only if the line is not crossed today already: it would say nothing new."""
    if row.judge_date is not None:
        return
    series = Measures(actor, today).series(row)
    verdict = core.judge(line_of(row), series.points, is_sum=series.is_sum, today=today)
    if verdict is not None and verdict.is_crossed:
        words = _("Het is nu al %(value)s. Kies een grens die nog niet is overschreden.")
        raise Invalid(faults=[Fault("limit", words % {"value": amount_of(row, verdict.value)})])
