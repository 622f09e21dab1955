"""A plan for a municipality that has none yet: calculated here, and adopted as people do."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from bundel import __version__
from bundel.accounts.permissions import Actor
from bundel.core.portfolio import plan
from bundel.core.portfolio.answer import Answer, write_answer, write_said
from bundel.core.portfolio.reading import read_problem
from bundel.programme.models import PlanRun, RunState
from bundel.programme.outcome import held
from bundel.programme.outcome.whole import outcome
from bundel.programme.services import runs
from bundel.programme.services.plans import NotNowInput, adopt_plan

FILE = "plan.yaml"


@dataclass(frozen=True, slots=True)
class Told:
    """What a folder says about its plan; days are counted from the day of loading."""

    name: str
    grounds: str
    reason: str
    day: int
    review_in_days: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A run that has begun and waits for its answer."""

    run_id: uuid.UUID
    begun: runs.Begun
    told: Told
    at: datetime


@transaction.atomic
def ask_plan(*, actor: Actor, folder: Path, at: datetime) -> Asked | None:
    """Ask for the plan of a folder; nothing where it has none, or where somebody asked before."""
    path = folder / FILE
    asked_before = PlanRun.objects.filter(municipality_id=actor.municipality_id).exists()
    if asked_before or not path.is_file():
        return None
    told = _read(path)
    then = at + timedelta(days=told.day)
    parameters = {"parts": list(told.parts)}
    run_id = runs.request_run(actor=actor, at=then, title=told.name, parameters=parameters)
    begun = runs.begin_run(run_id=run_id, at=then)
    return Asked(run_id, begun, told, at) if begun else None


def calculate(asked: Asked) -> Answer:
    """
    Return the best plan, the same on every machine.

    Do it outside a transaction: on a busy machine it takes longer than one may stand still.
    """
    return plan.answer(read_problem(asked.begun.problem), **asked.begun.parameters)


@transaction.atomic
def adopt_answer(*, actor: Actor, asked: Asked, answer: Answer) -> uuid.UUID | None:
    """Keep an answer and adopt its plan; return its id, nothing where there is no plan."""
    told, then = asked.told, asked.at + timedelta(days=asked.told.day)
    runs.finish_run(
        run_id=asked.run_id,
        at=then,
        result=write_answer(answer),
        said=write_said(answer),
        versions={"bundel": __version__},
    )
    run = PlanRun.objects.get(pk=asked.run_id)
    if run.state != RunState.DONE:
        return None
    review_date = timezone.localdate(asked.at) + timedelta(days=told.review_in_days)
    return adopt_plan(
        actor=actor,
        run_id=run.pk,
        at=then,
        name=told.name,
        grounds=told.grounds,
        not_now=_not_now(run, told, review_date),
    )


def _read(path: Path) -> Told:
    read: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Told(
        name=read["naam"],
        grounds=read["gronden"].strip(),
        reason=read["waarom nu niet"],
        day=read["dag"],
        review_in_days=read["opnieuw over dagen"],
        parts=tuple(read["rekent"]),
    )


def _not_now(run: PlanRun, told: Told, review_date: date) -> list[NotNowInput]:
    """Say of all that waits why, in the words of the planner where it has them."""
    waits = held.reasons(run.problem, run.held_up)
    found = outcome(run.problem, run.result or {}, None, run.said)
    return [
        NotNowInput(
            row.code,
            f"{row.name} {waits[row.code]}." if row.code in waits else row.because or told.reason,
            review_date,
        )
        for row in found.left_out
    ]
