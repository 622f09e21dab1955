"""All that is known of one initiative in a quarter, for the report of who leads it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.programme import selectors
from bundel.programme.models import Precondition
from bundel.programme.selectors import InitiativeCard, LevelCard
from bundel.reporting.facts import follow_up
from bundel.reporting.facts.figures import Json, figure, worst
from bundel.steering.models import ENDED_COMMISSIONS, Commission, Decision, DecisionState

DECIDED = (DecisionState.DECIDED, DecisionState.SUCCEEDED)


def progress(*, actor: Actor, initiative_id: uuid.UUID, quarter: str, today: date) -> Json:
    """
    Return where an initiative stands: planned hours, money and reach, and what surrounds it.

    What was reached and spent is not known here: people write it until it is measured.
    """
    card = selectors.initiative_card(actor=actor, initiative_id=initiative_id)
    level = _level(card)
    return {
        "code": card.code,
        "name": card.name,
        "state": card.state_label,
        "lead": card.lead,
        "department": card.department,
        "level": level.name if level else "",
        "from": card.start_quarter or card.planned_start,
        "reach": _reach(level, quarter) if level else None,
        "hours": _hours(level, quarter) if level else [],
        "money": _money(level, quarter) if level else [],
        "preconditions": _preconditions(actor, initiative_id),
        "commission": _commission(actor, initiative_id),
        "actions": follow_up.actions(
            actor=actor, today=today, since=None, initiative_id=initiative_id
        ),
        "risks": follow_up.risks(actor=actor, initiative_id=initiative_id),
        "decisions": _decisions(actor, initiative_id),
    }


def _level(card: InitiativeCard) -> LevelCard | None:
    """Return the level that runs or is usual."""
    named = [level for level in card.levels if level.name == card.level]
    usual = [level for level in card.levels if level.usual]
    return next(iter([*named, *usual, *card.levels]), None)


def _reach(level: LevelCard, quarter: str) -> Json:
    sources = ", ".join(sorted({line.source for line in level.reach if line.source}))
    low, mid, high = (
        sum(getattr(line.households, end) for line in level.reach) for end in ("low", "mid", "high")
    )
    grade = worst(line.grade for line in level.reach)
    return figure(mid, "households", of=quarter, source=sources, grade=grade, low_high=(low, high))


def _hours(level: LevelCard, quarter: str) -> list[Json]:
    told = {"of": quarter, "source": level.source, "grade": level.grade}
    return [
        {
            "team": line.pool,
            "start": figure(line.start_hours, "hours", **told),
            "running": figure(line.running_hours, "hours", **told),
        }
        for line in level.hours
    ]


def _money(level: LevelCard, quarter: str) -> list[Json]:
    told = {"of": quarter, "source": level.source, "grade": level.grade}
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for line in level.money:
        totals[line.fund][0] += line.start_eur
        totals[line.fund][1] += line.running_eur
    return [
        {
            "fund": fund,
            "start": figure(start, "eur", **told),
            "running": figure(running, "eur", **told),
        }
        for fund, (start, running) in totals.items()
    ]


def _preconditions(actor: Actor, initiative_id: uuid.UUID) -> list[Json]:
    rows: Iterable[Precondition] = Precondition.objects.filter(
        municipality_id=actor.municipality_id, initiative_id=initiative_id
    ).order_by("met", "text")
    return [{"text": row.text, "met": row.met} for row in rows]


def _commission(actor: Actor, initiative_id: uuid.UUID) -> Json:
    rows = Commission.objects.filter(
        municipality_id=actor.municipality_id, initiative_id=initiative_id
    ).exclude(state__in=ENDED_COMMISSIONS)
    row = rows.select_related("commissioner", "contractor", "contractor_organisation").first()
    if row is None:
        return {}
    return {
        "number": row.number,
        "state": str(row.get_state_display()),
        "commissioner": row.commissioner.name,
        "contractor": str(row.contractor.name if row.contractor else row.contractor_organisation),
    }


def _decisions(actor: Actor, initiative_id: uuid.UUID) -> list[Json]:
    rows = Decision.objects.filter(
        municipality_id=actor.municipality_id, initiative_id=initiative_id
    )
    shown = rows.filter(Q(state__in=DECIDED) | Q(state=DecisionState.ASKED)).order_by("-number")
    return [
        {
            "number": row.number,
            "question": row.question,
            "said": row.outcome or _("nog niet besloten"),
            "on": timezone.localdate(row.decided_at).isoformat() if row.decided_at else "",
        }
        for row in shown[:12]
    ]
