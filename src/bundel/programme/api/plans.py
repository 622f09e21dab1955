"""Runs of the planner, their problem and answer, and the plans that were adopted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Body, Path, Query, Router, Status

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.programme import jobs, selectors, services
from bundel.programme.api import schemas
from bundel.rest.mapping import each, to
from bundel.rest.schema import Page, PageQuery, page_of

router = Router(tags=["Plannen"], by_alias=True)
NO_PLAN_YET = "Deze berekening heeft nog geen plan."


@router.get(
    "/planberekeningen",
    response=Page[schemas.RunSummary],
    url_name="runs",
    summary="Planberekeningen",
    operation_id="planberekeningen",
)
def list_runs(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De berekeningen van de planner, de nieuwste eerst."""
    rows = selectors.runs(actor=request.actor, limit=1000)
    answer = page_of(request, rows, page)
    return answer | {"items": each(schemas.RunSummary, answer["items"])}


@router.post(
    "/planberekeningen",
    response={202: schemas.Run},
    url_name="runs",
    summary="Bereken een plan",
    operation_id="planberekeningStarten",
)
def request_run(
    request: MemberRequest, response: HttpResponse, payload: Body[schemas.NewRun]
) -> Status[schemas.Run]:
    """Legt het programma van nu vast als probleem en zet de berekening klaar."""
    run_id = services.request_run(
        actor=request.actor,
        at=timezone.now(),
        title=payload.title,
        scenario_id=payload.scenario_id,
        parameters={
            "parts": list(payload.parts),
            "gap": payload.gap_share,
            "time_limit": payload.time_limit_seconds,
            "seed": payload.seed,
        },
    )
    jobs.enqueue(actor=request.actor, run_id=run_id)
    response["Location"] = f"{request.path}/{run_id}"
    return Status(202, _run(request, run_id))


@router.get(
    "/planberekeningen/{uuid:run_id}",
    response=schemas.Run,
    url_name="run",
    summary="Een planberekening",
    operation_id="planberekening",
)
def get_run(request: MemberRequest, run_id: Path[UUID]) -> schemas.Run:
    """Een berekening met het beste plan tot nu toe en de bewezen afstand."""
    return _run(request, run_id)


@router.get(
    "/planberekeningen/{uuid:run_id}/probleem",
    response=schemas.PortfolioProblem,
    url_name="run-problem",
    summary="Het vastgelegde probleem",
    operation_id="planberekeningProbleem",
)
def get_problem(request: MemberRequest, run_id: Path[UUID]) -> schemas.PortfolioProblem:
    """Het probleem zoals de planner het kreeg, in het gedeelde Engelstalige formaat."""
    return selectors.run(actor=request.actor, run_id=run_id).problem


@router.get(
    "/planberekeningen/{uuid:run_id}/plan",
    response=schemas.PortfolioPlan,
    url_name="run-plan",
    summary="Het plan van een berekening",
    operation_id="planberekeningPlan",
)
def get_plan(request: MemberRequest, run_id: Path[UUID]) -> schemas.PortfolioPlan:
    """Het antwoord van de planner, in het gedeelde Engelstalige formaat."""
    plan = selectors.run(actor=request.actor, run_id=run_id).result
    if plan is None:
        raise NotFound(NO_PLAN_YET)
    return plan


@router.post(
    "/planberekeningen/{uuid:run_id}/stopverzoeken",
    response={202: schemas.Run},
    url_name="run-stops",
    summary="Stop een planberekening",
    operation_id="planberekeningStoppen",
)
def stop_run(request: MemberRequest, run_id: Path[UUID]) -> Status[schemas.Run]:
    """Vraagt de planner te stoppen; het beste plan tot dan toe blijft."""
    services.stop_run(actor=request.actor, run_id=run_id, at=timezone.now())
    return Status(202, _run(request, run_id))


@router.get(
    "/plannen",
    response=Page[schemas.AdoptedPlan],
    url_name="plans",
    summary="Aangenomen plannen",
    operation_id="plannen",
)
def list_plans(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De plannen die zijn aangenomen, het nieuwste eerst."""
    answer = page_of(request, selectors.adopted_plans(actor=request.actor), page)
    return answer | {"items": each(schemas.AdoptedPlan, answer["items"])}


@router.get(
    "/plannen/{uuid:plan_id}",
    response=schemas.AdoptedPlanWhole,
    url_name="plan",
    summary="Een aangenomen plan",
    operation_id="plan",
)
def get_adopted(request: MemberRequest, plan_id: Path[UUID]) -> schemas.AdoptedPlanWhole:
    """Een aangenomen plan met wat nu niet gebeurt en waarom."""
    found = selectors.adopted_plan(actor=request.actor, plan_id=plan_id)
    if found is None:
        raise NotFound
    return to(schemas.AdoptedPlanWhole, found)


def _run(request: MemberRequest, run_id: UUID) -> schemas.Run:
    return to(schemas.Run, selectors.run(actor=request.actor, run_id=run_id))
