"""Figures and their values over the API, to read and to write down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Body, Path, Query, Router, Status

from bundel.accounts.requests import MemberRequest
from bundel.rest.mapping import each, to
from bundel.rest.schema import Page, PageQuery, page_of
from bundel.steering.api import schemas
from bundel.steering.selectors import indicators as selectors
from bundel.steering.services import indicators as services

router = Router(tags=["Sturing"], by_alias=True)


@router.get(
    "/cijfers",
    response=Page[schemas.Figure],
    url_name="indicators",
    summary="Cijfers",
    operation_id="cijfers",
)
def list_figures(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De cijfers die worden bijgehouden, met hun laatste waarde en bewijsgraad."""
    answer = page_of(
        request, selectors.indicator_lines(actor=request.actor, today=timezone.localdate()), page
    )
    return answer | {"items": each(schemas.Figure, answer["items"])}


@router.get(
    "/cijfers/{uuid:indicator_id}/metingen",
    response=Page[schemas.Reading],
    url_name="readings",
    summary="Metingen van een cijfer",
    operation_id="metingen",
)
def list_readings(
    request: MemberRequest, indicator_id: Path[UUID], page: Query[PageQuery]
) -> dict[str, Any]:
    """De metingen van een cijfer, de nieuwste eerst."""
    card = _card(request, indicator_id)
    answer = page_of(request, card.readings, page)
    return answer | {"items": each(schemas.Reading, answer["items"])}


@router.post(
    "/cijfers/{uuid:indicator_id}/metingen",
    response={201: schemas.Reading},
    url_name="readings",
    summary="Schrijf een meting op",
    operation_id="metingOpschrijven",
)
def create_reading(
    request: MemberRequest, indicator_id: Path[UUID], payload: Body[schemas.NewReading]
) -> Status[schemas.Reading]:
    """Schrijft een waarde op. Daarna worden de grenzen van besluiten bekeken."""
    made = services.enter_reading(
        actor=request.actor,
        indicator_id=indicator_id,
        date=payload.date,
        value=payload.value,
        source=payload.source,
        grade=payload.grade,
        at=timezone.now(),
    )
    card = _card(request, indicator_id)
    row = next(one for one in card.readings if one.id == made)
    return Status(201, to(schemas.Reading, row))


def _card(request: MemberRequest, indicator_id: UUID) -> selectors.IndicatorCard:
    return selectors.indicator_card(
        actor=request.actor, indicator_id=indicator_id, today=timezone.localdate()
    )
