"""Decisions, actions, risks, commissions and meetings over the API, to read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router

from bundel.accounts.requests import MemberRequest
from bundel.rest.mapping import each, to
from bundel.rest.schema import Page, PageQuery, page_of
from bundel.steering.api import schemas
from bundel.steering.selectors import actions, bodies, commissions, decisions, meetings, risks
from bundel.steering.selectors.decision_card import decision_card

router = Router(tags=["Sturing"], by_alias=True)


@router.get(
    "/besluiten",
    response=Page[schemas.Decision],
    url_name="decisions",
    summary="Besluiten",
    operation_id="besluiten",
)
def list_decisions(
    request: MemberRequest, wanted: Query[schemas.DecisionQuery], page: Query[PageQuery]
) -> dict[str, Any]:
    """De besluiten met hun gronden, het nieuwste eerst, of wat het best past bij de woorden."""
    rows = decisions.decision_log(
        actor=request.actor,
        asked=decisions.Asked(text=wanted.text, year=wanted.year, state=wanted.state),
        today=timezone.localdate(),
    )
    return _page(request, rows, page, schemas.Decision)


@router.get(
    "/besluiten/{uuid:decision_id}",
    response=schemas.DecisionWhole,
    url_name="decision",
    summary="Een besluit",
    operation_id="besluit",
)
def get_decision(request: MemberRequest, decision_id: Path[UUID]) -> schemas.DecisionWhole:
    """Een besluit met zijn opties, wie besloot, en zijn grenzen. Het verandert nooit."""
    card = decision_card(actor=request.actor, decision_id=decision_id, today=timezone.localdate())
    return schemas.DecisionWhole(
        **to(schemas.Decision, card).model_dump(),
        background=card.background,
        dissent=card.dissent,
        options=each(schemas.Option, card.choice.options),
        voices=each(schemas.Voice, card.voices),
        triggers=each(schemas.Trigger, card.triggers),
    )


@router.get(
    "/acties",
    response=Page[schemas.Action],
    url_name="actions",
    summary="Acties",
    operation_id="acties",
)
def list_actions(
    request: MemberRequest, wanted: Query[schemas.ActionQuery], page: Query[PageQuery]
) -> dict[str, Any]:
    """De acties die open staan, te laat zijn of afgerond zijn; de eerste dag bovenaan."""
    rows = actions.action_list(actor=request.actor, today=timezone.localdate(), box=wanted.box)
    return _page(request, rows, page, schemas.Action)


@router.get(
    "/acties/{uuid:action_id}",
    response=schemas.Action,
    url_name="action",
    summary="Een actie",
    operation_id="actie",
)
def get_action(request: MemberRequest, action_id: Path[UUID]) -> schemas.Action:
    """Een actie met haar eigenaar, haar dag en, als zij klaar is, het bewijs."""
    found = actions.action_card(
        actor=request.actor, action_id=action_id, today=timezone.localdate()
    )
    return to(schemas.Action, found)


@router.get(
    "/risicos",
    response=Page[schemas.Risk],
    url_name="risks",
    summary="Risico's",
    operation_id="risicos",
)
def list_risks(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De risico's, met hun vroege teken en het antwoord."""
    asked: dict[str, Any] = {"actor": request.actor, "whose": "", "today": timezone.localdate()}
    rows = [*risks.risk_lines(stand="", **asked), *risks.risk_lines(stand="closed", **asked)]
    return _page(request, rows, page, schemas.Risk)


@router.get(
    "/opdrachten",
    response=Page[schemas.Commission],
    url_name="commissions",
    summary="Opdrachten",
    operation_id="opdrachten",
)
def list_commissions(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """Wie geeft wie welke opdracht, en waar die staat."""
    rows = commissions.commissions(actor=request.actor)
    return _page(request, rows, page, schemas.Commission)


@router.get(
    "/overleggen",
    response=Page[schemas.Body],
    url_name="bodies",
    summary="Overleggen",
    operation_id="overleggen",
)
def list_bodies(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De overleggen met hun ritme en de volgende vergadering."""
    return _page(request, bodies.body_lines(actor=request.actor), page, schemas.Body)


@router.get(
    "/vergaderingen",
    response=Page[schemas.Meeting],
    url_name="meetings",
    summary="Vergaderingen",
    operation_id="vergaderingen",
)
def list_meetings(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De vergaderingen die komen, en daarna die geweest zijn."""
    ahead, past = meetings.meeting_lines(actor=request.actor, now=timezone.now())
    return _page(request, [*ahead, *past], page, schemas.Meeting)


def _page(request: MemberRequest, rows: Any, page: PageQuery, out: Any) -> dict[str, Any]:
    answer = page_of(request, rows, page)
    return answer | {"items": each(out, answer["items"])}
