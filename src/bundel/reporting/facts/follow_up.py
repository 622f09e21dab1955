"""What follows: risks with their early sign, findings, preconditions that hold up, and actions."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.programme.models import Precondition, State
from bundel.reporting.facts.figures import COUNTED, Json, figure, iso
from bundel.steering.models import Action, ActionState, CheckRun, Finding, Risk, RiskState, Size
from bundel.steering.selectors.checks import owner_of, sentence

MOST = 12
ORDER = {Size.LARGE: 0, Size.MIDDLE: 1, Size.SMALL: 2}
AT_WORK = (State.PROPOSED, State.PLANNED, State.RUNNING)


def risks(*, actor: Actor, initiative_id: uuid.UUID | None = None) -> list[Json]:
    """Return the open risks: those whose early sign is seen first, then the heaviest."""
    rows = Risk.objects.filter(municipality_id=actor.municipality_id).exclude(
        state=RiskState.CLOSED
    )
    if initiative_id is not None:
        rows = rows.filter(initiative_id=initiative_id)
    seen = set(_open_findings(actor).values_list("rule", flat=True))
    found = [_risk(row, seen) for row in rows.select_related("owner")]
    found.sort(key=lambda one: (not one["sign_seen"], one["weight"], one["number"]))
    return found[:MOST]


def _risk(row: Risk, seen: set[str]) -> Json:
    return {
        "number": row.number,
        "title": row.title,
        "consequence": row.consequence,
        "chance": str(Size(row.chance).label),
        "impact": str(Size(row.impact).label),
        "weight": ORDER[Size(row.chance)] + ORDER[Size(row.impact)],
        "happened": row.state == RiskState.HAPPENED,
        "owner": row.owner.name if row.owner else "",
        "early_sign": row.early_sign,
        "sign_seen": bool(seen & set(row.rules)),
        "answer": row.answer,
    }


def _open_findings(actor: Actor) -> QuerySet[Finding]:
    return Finding.objects.filter(municipality_id=actor.municipality_id, gone_at=None)


def findings(*, actor: Actor, today: date) -> Json:
    """Return what the checks found and nobody accepted, the oldest first, and how many in all."""
    waiting = _open_findings(actor).filter(Q(accepted_until=None) | Q(accepted_until__lt=today))
    rows = waiting.select_related("owner").order_by("found_at", "rule")
    told = {"of": today.isoformat(), "source": _("controles van de aanpak"), "grade": COUNTED}
    last = CheckRun.objects.filter(
        municipality_id=actor.municipality_id, ended_at__isnull=False
    ).order_by("-ended_at")
    ended = last.values_list("ended_at", flat=True).first()
    return {
        "checked": iso(timezone.localdate(ended)) if ended else "",
        "open": figure(waiting.count(), "count", **told),
        "accepted": figure(
            _open_findings(actor).filter(accepted_until__gte=today).count(), "count", **told
        ),
        "rows": [
            {
                "rule": row.rule,
                "label": row.label,
                "sentence": sentence(row),
                "owner": owner_of(row),
                "since": timezone.localdate(row.found_at).isoformat(),
            }
            for row in rows[:MOST]
        ],
    }


def preconditions(
    *, actor: Actor, today: date, initiative_id: uuid.UUID | None = None
) -> list[Json]:
    """Return what must be in place and is not, for what is at work or comes."""
    rows = Precondition.objects.filter(
        municipality_id=actor.municipality_id,
        met=False,
        initiative__archived_at=None,
        initiative__state__in=AT_WORK,
    )
    if initiative_id is not None:
        rows = rows.filter(initiative_id=initiative_id)
    ordered = rows.select_related("initiative", "owner").order_by(
        F("due_date").asc(nulls_last=True), "initiative__code", "text"
    )
    return [_precondition(row, today) for row in ordered]


def _precondition(row: Precondition, today: date) -> Json:
    return {
        "initiative": row.initiative.name,
        "runs": row.initiative.state == State.RUNNING,
        "text": row.text,
        "owner": row.owner.name if row.owner else row.owner_name,
        "due": iso(row.due_date),
        "late": bool(row.due_date and row.due_date < today),
        "for_start": row.needed_for_start,
    }


def actions(*, actor: Actor, today: date, since: date | None, **of: Any) -> Json:
    """Return how many actions were done and are open, and those past their day."""
    rows = Action.objects.filter(municipality_id=actor.municipality_id, **of)
    after = since or today - timedelta(days=91)
    done = rows.filter(state=ActionState.DONE, ended_at__date__gt=after)
    waiting = rows.filter(state=ActionState.OPEN)
    late = waiting.filter(due_date__lt=today)
    told = {"of": today.isoformat(), "source": _("actielijst"), "grade": COUNTED}
    return {
        "done": figure(done.count(), "count", **{**told, "of": f"{iso(after)} – {iso(today)}"}),
        "open": figure(waiting.count(), "count", **told),
        "late": figure(late.count(), "count", **told),
        "overdue": [
            {
                "number": row.number,
                "text": row.text,
                "who": str(row.owner or row.organisation),
                "due": row.due_date.isoformat(),
            }
            for row in late.select_related("owner", "organisation").order_by("due_date")[:MOST]
        ],
    }
