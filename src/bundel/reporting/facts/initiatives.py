"""One line for each initiative: where it stands, whom it reaches, and what it costs."""

from __future__ import annotations

from collections import Counter

from bundel.accounts.permissions import Actor
from bundel.programme import selectors
from bundel.programme.models import Precondition
from bundel.reporting.facts.figures import Json, figure


def initiatives(*, actor: Actor) -> list[Json]:
    """Return every initiative that was not removed, by its code."""
    unmet = Counter(
        Precondition.objects.filter(municipality_id=actor.municipality_id, met=False).values_list(
            "initiative_id", flat=True
        )
    )
    return [
        {**line_of(row), "unmet": unmet[row.id]} for row in selectors.initiative_rows(actor=actor)
    ]


def line_of(row: selectors.InitiativeRow) -> Json:
    """Return an initiative with its figures a quarter, as they were planned."""
    told = {"of": row.start_quarter or row.planned_start, "source": "", "grade": row.grade}
    reach = row.households
    return {
        "code": row.code,
        "name": row.name,
        "state": row.state_label,
        "lead": row.lead,
        "department": row.department,
        "level": row.level,
        "from": row.start_quarter or row.planned_start,
        "reach": figure(reach.mid, "households", low_high=(reach.low, reach.high), **told),
        "hours": figure(row.running_hours, "hours", **told),
        "start_hours": figure(row.start_hours, "hours", **told),
        "eur": figure(row.quarterly_eur, "eur", **told),
        "grade": row.grade,
    }
