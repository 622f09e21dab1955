"""The course that was adopted: what it does now and what it does later, never added up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.core.portfolio.counting import NOW_QUARTERS
from bundel.core.portfolio.helped import households_helped
from bundel.core.portfolio.problem import Choice
from bundel.core.portfolio.reading import read_problem
from bundel.core.quarters import parse_quarter, quarter_of
from bundel.programme import selectors
from bundel.programme.outcome.reading import Planned
from bundel.programme.outcome.whole import outcome
from bundel.programme.selectors import AdoptedView
from bundel.reporting.facts.figures import Json, figure, worst


def course(*, actor: Actor, today: date) -> Json:
    """Return the adopted plan in figures and as a line of time; empty where there is none."""
    adopted = selectors.adopted_plan(actor=actor)
    if adopted is None:
        return {}
    found = outcome(adopted.problem, adopted.plan)
    grades = {row.code: row.grade for row in selectors.initiative_rows(actor=actor)}
    grade = worst(grades.get(row.code, "") for row in found.planned)
    day = timezone.localdate(adopted.adopted_at)
    source = _("%(name)s, berekend met Bundel") % {"name": adopted.name}
    of = f"{found.quarters[0]} – {found.quarters[-1]}"
    told = {"of": of, "source": source, "grade": grade}
    first_year = f"{found.quarters[0]} – {found.quarters[:NOW_QUARTERS][-1]}"
    now, later = households_helped(read_problem(dict(adopted.problem)), _choices(adopted))
    return {
        "name": adopted.name,
        "adopted": day.isoformat(),
        "adopted_by": adopted.adopted_by,
        "grounds": adopted.grounds,
        "fits": len(found.planned),
        "total": found.total,
        "now_households": figure(now, "households", **{**told, "of": first_year}),
        "later_households": figure(later, "households", **told),
        "now_eur": figure(found.figures.now, "eur", **{**told, "of": first_year}),
        "later_eur": figure(found.figures.later, "eur", **told),
        "plan_sha256": adopted.plan_sha256,
        "not_now": [
            {"name": row.name, "reason": row.reason, "review": row.review_date.isoformat()}
            for row in adopted.not_now
        ],
        "roadmap": _roadmap(found.planned, found.quarters, grades, today),
        "foot": _("Aangenomen op %(day)s. %(source)s.")
        % {"day": date_format(day, "j F Y"), "source": source[:1].upper() + source[1:]},
    }


def _choices(adopted: AdoptedView) -> list[Choice]:
    return [
        Choice(one["initiative"], one["level"], int(one["start"]))
        for one in adopted.plan.get("chosen", ())
    ]


def _roadmap(
    rows: tuple[Planned, ...], quarters: tuple[str, ...], grades: Mapping[str, str], today: date
) -> Json:
    now, first = quarter_of(today), parse_quarter(quarters[0])
    days = (now.last_date() - now.first_date()).days + 1
    place = now.minus(first) + (today - now.first_date()).days / days
    return {
        "quarters": list(quarters),
        "today": round(place, 3) if 0 <= place < len(quarters) else None,
        "bars": [
            {
                "name": row.name,
                "under": f"{row.code} · {row.level_name}",
                "sureness": row.sureness,
                "start": row.start,
                "duration": row.duration,
                "start_up": row.start_up,
                "from": row.first_quarter,
                "until": row.last_quarter,
                "grade": grades.get(row.code, ""),
            }
            for row in rows
        ],
    }
