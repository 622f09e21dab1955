"""What a page shows of a run: how far it is, and what came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.programme import selectors
from bundel.programme.outcome import held as waiting
from bundel.programme.outcome.reading import Json
from bundel.programme.outcome.sentences import sentences
from bundel.programme.outcome.whole import Outcome, outcome
from bundel.programme.pictures.roadmap import NARROW
from bundel.programme.selectors import AdoptedView, RunView
from bundel.programme.views import drawing, moving, saying

OPEN = ("queued", "running", "stopping")
ASSUMPTION = "D"


def phase(run: RunView, now: datetime) -> str:
    """Return how far a run is: its state, or `silent` when its worker gives no sign of life."""
    return "silent" if run.silent(now) else run.state


def has_plan(run: RunView) -> bool:
    """Tell whether a run ended with a plan."""
    return bool(run.result) and run.state in {"done", "stopped"}


def clash(request: MemberRequest, run: RunView) -> list[str]:
    """Return the wishes that clash, in the language of the reader where their parts were kept."""
    if parts := run.said.get("conflict"):
        return sentences(parts, selectors.floor_names(actor=request.actor))
    return (run.result or {}).get("conflict") or []


def picked_number(request: MemberRequest) -> int | None:
    """Return which plan on the frontier was asked for, by its number on the page."""
    asked = request.GET.get("keuze", "")
    return int(asked) if asked.isdecimal() and len(asked) < 4 else None


def assumptions(request: MemberRequest) -> dict[str, str]:
    """Return the grades of the initiatives by code, as far as the actor may see them."""
    if not permissions.can(request.actor, "programme.view"):
        return {}
    return {row.code: row.grade for row in selectors.initiative_rows(actor=request.actor)}


def run_context(request: MemberRequest, run: RunView) -> dict[str, Any]:
    """Return what every page about a run knows."""
    now = timezone.now()
    seconds = _seconds(run, now)
    limit = float(run.parameters.get("time_limit", 60.0))
    return {
        "run": run,
        "phase": phase(run, now),
        "is_open": run.state in OPEN,
        "seconds": seconds or 0,
        # The explanations may take as long again as the search.
        "share_done": min(1.0, (seconds or 0) / (2 * limit)),
        "explaining": _is_found(run, (seconds or 0) > limit),
        "has_plan": has_plan(run),
        "clash": clash(request, run),
        "address": address_of(run.id),
        "wanted_gap": run.parameters.get("gap"),
        "may_run": permissions.can(request.actor, "plan.run"),
        "may_adopt": run.may_adopt,
    }


def _is_found(run: RunView, time_is_up: bool) -> bool:
    """Return whether the search is over: good enough is proven, or its time is up."""
    if run.gap is None:
        return False
    return time_is_up or run.gap <= run.parameters.get("gap", 0.0)


def _seconds(run: RunView, now: datetime) -> int | None:
    """Return how long a run has been calculating. [s]"""
    if run.started_at is None:
        return None
    return int(((run.finished_at or now) - run.started_at).total_seconds())


def outcome_context(
    request: MemberRequest,
    problem: Json,
    result: Json,
    *,
    address: str,
    number: int | None = None,
    said: Json | None = None,
    has: Json | None = None,
    held: Json | None = None,
) -> dict[str, Any]:
    """Return what a page shows of a plan: figures, pictures and lists."""
    found = with_reasons(outcome(problem, result, number, said, has), problem, held or {})
    grades = assumptions(request)
    today = timezone.localdate()
    assumed = {code for code, grade in grades.items() if grade == ASSUMPTION}
    return {
        "outcome": found,
        "held": waiting.sentences(problem, held or {}),
        "headline": saying.headline(found),
        "proof": saying.proof(found),
        "rows": [_row(row, grades) for row in found.planned],
        "options": [_option(option, found, problem) for option in found.options],
        "roadmap": drawing.roadmap_svg(found, today, assumed),
        "roadmap_narrow": drawing.roadmap_svg(found, today, assumed, layout=NARROW),
        "roadmap_title": drawing.roadmap_title(found),
        "frontier": drawing.frontier_svg(found, address) if len(found.options) > 1 else "",
        "frontier_title": drawing.frontier_title(found),
        "assumed": any(row.code in assumed for row in found.planned),
        "teams_title": saying.teams(found),
        "money_title": saying.money(found),
        "spreadsheet_title": saying.spreadsheet(found),
        "pick": f"?keuze={found.picked.number}" if found.picked else "",
    }


def with_reasons(found: Outcome, problem: Json, held: Json) -> Outcome:
    """Say of what could not start in time that it waits, instead of that it takes no part."""
    reasons = waiting.reasons(problem, held)
    left_out = tuple(
        replace(row, because=f"{row.name} {reasons[row.code]}.")
        if row.is_forbidden and row.code in reasons
        else row
        for row in found.left_out
    )
    return replace(found, left_out=left_out)


def adopted_context(request: MemberRequest, adopted: AdoptedView) -> dict[str, Any]:
    """Return what the page of an adopted plan shows."""
    plans = selectors.adopted_plans(actor=request.actor)
    older = [row for row in plans if row.adopted_at < adopted.adopted_at]
    newer = [row for row in plans if row.adopted_at > adopted.adopted_at]
    context = outcome_context(
        request,
        adopted.problem,
        adopted.plan,
        address="",
        has=adopted.pool_hours,
        held=adopted.held_up,
    )
    return context | {
        "adopted": adopted,
        "address": reverse("programme:plan_adopted", args=[adopted.id]),
        "source": saying.source(adopted.adopted_at, adopted.problem_sha256),
        "trail": trail((_("Aangenomen plannen"), "programme:plan_adopted_list"), adopted.name),
        "older": older[0] if older else None,
        "newer": newer[-1] if newer else None,
        "frontier": "",
    }


def _row(row: Any, grades: Mapping[str, str]) -> dict[str, Any]:
    return {
        "planned": row,
        "grade": grades.get(row.code, ""),
        "sureness": drawing.sureness_note(row),
    }


def _option(option: Any, found: Outcome, problem: Json) -> dict[str, Any]:
    """Return one plan to pick, with what differs from the plan that is looked at."""
    looked_at = found.picked or next((o for o in found.options if o.is_the_plan), None)
    is_shown = drawing.is_looked_at(option, found)
    other = option if is_shown or looked_at is None else looked_at
    return {
        "option": option,
        "is_shown": is_shown,
        "moves": moving.between((problem, other.chosen), (problem, option.chosen)),
        "now_more": None if looked_at is None else option.now - looked_at.now,
        "later_more": None if looked_at is None else option.later - looked_at.later,
    }


def trail(*steps: tuple[str, str] | str) -> list[tuple[str, str]]:
    """Return the way back from a page below the plan: words with a route, at the end words."""
    whole = [(_("Plan"), "programme:plan"), *steps]
    return [(step, "") if isinstance(step, str) else (step[0], reverse(step[1])) for step in whole]


def address_of(run_id: UUID) -> str:
    """Return where a run is shown."""
    return reverse("programme:plan_run", args=[run_id])
