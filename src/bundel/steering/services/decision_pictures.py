"""What an option brings and costs as the planner saw it: a picture that is frozen into it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from bundel.core.portfolio.evaluate import evaluate
from bundel.core.portfolio.greedy import spreadsheet_plan
from bundel.core.portfolio.helped import households_helped
from bundel.core.portfolio.problem import Choice
from bundel.core.portfolio.reading import read_problem
from bundel.core.quarters import parse_quarter
from bundel.programme.models import OPEN_STATES, AdoptedPlan, PlanRun, RunState
from bundel.steering.models import Decision, DecisionOption, DecisionState

FIGURES = ("households_now", "households_later", "hours", "cost_eur")
ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class Picture:
    """What a plan brings and costs, and what is in it; frozen into an option."""

    figures: Mapping[str, float]
    snapshot: Mapping[str, Any]


@transaction.atomic
def fill_options(*, decision: Decision) -> bool:
    """
    Freeze the figures of runs that are done into the options; tell whether some still run.

    An option that has its picture keeps it.
    """
    waiting = False
    for option in decision.options.select_related("run"):
        if option.run is None or option.snapshot:
            continue
        if option.run.state in OPEN_STATES:
            waiting = True
            continue
        freeze(option, of_run(option.run))
    return waiting


@transaction.atomic
def fill_left(*, municipality_id: uuid.UUID) -> int:
    """Fill what is left where the job that should have done so was killed; return how many."""
    left = DecisionOption.objects.filter(
        municipality_id=municipality_id,
        decision__state=DecisionState.ASKED,
        run__state__in=[RunState.DONE, RunState.STOPPED],
        run__result__isnull=False,
        snapshot={},
    )
    asked = Decision.objects.filter(pk__in=left.values("decision_id"))
    rows = list(asked.select_for_update(skip_locked=True).order_by("pk"))
    for row in rows:
        fill_options(decision=row)
    return len(rows)


def of_run(run: PlanRun) -> Picture | None:
    """Return what a run brings and costs; None if it ended without a plan."""
    if not run.result or not run.result.get("chosen"):
        return None
    at = run.finished_at or run.requested_at
    told = {"title": run.title, "run": str(run.pk), "sha256": run.problem_sha256}
    return _picture(run.problem, run.result, told | {"at": at.isoformat(), "kind": "run"})


def of_adopted(plan: AdoptedPlan) -> Picture:
    """Return what an adopted plan brings and costs."""
    told = {"title": plan.name, "run": str(plan.run_id), "sha256": plan.plan_sha256}
    return _picture(
        plan.problem, plan.plan, told | {"at": plan.adopted_at.isoformat(), "kind": ADOPTED}
    )


def of_ranking(problem: Mapping[str, Any], *, title: str, at: str) -> Picture:
    """Return what the plan of a person with a ranked list brings: quick, and without a proof."""
    asked = read_problem(dict(problem))
    chosen = spreadsheet_plan(asked).chosen
    found = evaluate(asked, chosen)
    plan = {
        "chosen": [asdict(choice) for choice in chosen],
        "hours": found.hours,
        "euros": found.euros,
        "now": found.now,
        "later": found.later,
    }
    return _picture(problem, plan, {"title": title, "run": "", "at": at, "kind": "ranking"})


def _picture(
    problem: Mapping[str, Any], plan: Mapping[str, Any], told: Mapping[str, Any]
) -> Picture:
    chosen = [Choice(x["initiative"], x["level"], int(x["start"])) for x in plan["chosen"]]
    now, soon = households_helped(read_problem(dict(problem)), chosen)
    first = parse_quarter(problem["quarters"][0])
    names = {one["id"]: one.get("name") or one["id"] for one in problem["initiatives"]}
    return Picture(
        figures={
            "households_now": now,
            "households_later": soon,
            "hours": _total(plan["hours"]),
            "cost_eur": _total(plan["euros"]),
        },
        snapshot={
            **told,
            "now_eur": float(plan["now"]),
            "later_eur": float(plan["later"]),
            "gap": plan.get("gap"),
            "chosen": [
                {
                    "code": one.initiative,
                    "name": names[one.initiative],
                    "level": one.level,
                    "start": str(first.plus(one.start)),
                }
                for one in chosen
            ],
        },
    )


def _total(by_name: Mapping[str, Any]) -> float:
    return float(sum(sum(amounts) for amounts in by_name.values()))


def freeze(option: DecisionOption, picture: Picture | None) -> None:
    """Keep the picture in the option; a run without a plan leaves it without figures."""
    if picture is None:
        return
    for name, value in picture.figures.items():
        setattr(option, name, value)
    option.snapshot = dict(picture.snapshot)
    option.save(update_fields=[*FIGURES, "snapshot"])
