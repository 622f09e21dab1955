"""Decisions: what a body is asked, with its options side by side, and what was decided before."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.programme.selectors import initiative_rows
from bundel.reporting.facts.figures import ASSUMPTION, Json, figure, worst
from bundel.steering.models import Body, Decision, DecisionOption, DecisionState, Meeting

DECIDED = (DecisionState.DECIDED, DecisionState.SUCCEEDED)
UNITS = {
    "now": ("households_now", "households"),
    "later": ("households_later", "households"),
    "hours": ("hours", "hours"),
    "cost": ("cost_eur", "eur"),
}


def asked(
    *, actor: Actor, body_id: uuid.UUID, meeting_id: uuid.UUID | None, until: date
) -> list[Json]:
    """Return the decisions that are asked of a body, the one that is needed first on top."""
    rows = Decision.objects.filter(
        municipality_id=actor.municipality_id,
        state=DecisionState.ASKED,
        asked_at__date__lte=until,
    ).filter(Q(body_id=body_id) | Q(meeting_id=meeting_id, meeting__isnull=False))
    ordered = rows.order_by(F("decide_before_date").asc(nulls_last=True), "number")
    grades = {row.code: row.grade for row in initiative_rows(actor=actor)}
    return [_asked(row, grades) for row in _whole(ordered)]


def _whole(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    return rows.select_related("initiative", "asked_by", "body").prefetch_related(
        "options__run", "voices"
    )


def _asked(row: Decision, grades: Mapping[str, str]) -> Json:
    return {
        "number": row.number,
        "question": row.question,
        "background": row.background,
        "matter": str(row.get_matter_display()),
        "kind": str(row.get_kind_display()),
        "before": row.decide_before_date.isoformat() if row.decide_before_date else "",
        "asked_by": row.asked_by.name,
        "initiative": row.initiative.name if row.initiative else "",
        "options": [_option(option, grades) for option in row.options.all()],
    }


def _option(option: DecisionOption, grades: Mapping[str, str]) -> Json:
    """Return an option with its figures, as well known as the weakest initiative in them."""
    told = _ground(option, grades)
    figures = {
        name: figure(getattr(option, field), unit, **told)
        for name, (field, unit) in UNITS.items()
        if getattr(option, field) is not None
    }
    return {"title": option.title, "text": option.text, **figures}


def _ground(option: DecisionOption, grades: Mapping[str, str]) -> Json:
    """Return where the figures of an option come from: people, or a plan that was calculated."""
    picture = option.snapshot
    if not picture:
        return {"of": "", "source": _("raming van de indiener"), "grade": ASSUMPTION}
    day = str(picture["at"])[:10]
    words = {"title": picture["title"], "day": date_format(date.fromisoformat(day), "j F Y")}
    return {
        "of": day,
        "source": _("%(title)s, van %(day)s") % words,
        "grade": worst(grades.get(one["code"], "") for one in picture["chosen"]),
    }


def decided(*, actor: Actor, body: Body | None, since: date | None, until: date) -> list[Json]:
    """Return what was decided after a day, the newest first."""
    rows = Decision.objects.filter(
        municipality_id=actor.municipality_id, state__in=DECIDED, decided_at__date__lte=until
    )
    if body is not None:
        rows = rows.filter(body=body)
    if since is not None:
        rows = rows.filter(decided_at__date__gt=since)
    return [
        {
            "number": row.number,
            "question": row.question,
            "outcome": row.outcome,
            "grounds": row.grounds,
            "kind": str(row.get_kind_display()),
            "on": timezone.localdate(row.decided_at).isoformat() if row.decided_at else "",
            "review": row.review_date.isoformat() if row.review_date else "",
            "body": row.body.name if row.body else "",
        }
        for row in _whole(rows.order_by("-decided_at"))[:50]
    ]


def meeting_of(meeting: Meeting | None) -> Json:
    """Return when and where a body meets; empty where no meeting was chosen."""
    if meeting is None:
        return {}
    starts = timezone.localtime(meeting.starts_at)
    return {
        "day": starts.date().isoformat(),
        "time": f"{starts:%H:%M}",
        "place": meeting.place,
    }
