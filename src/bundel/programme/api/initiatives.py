"""Initiatives, and the goals that they serve."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Body, Path, Query, Router, Status

from bundel.accounts.requests import MemberRequest
from bundel.programme import selectors, services
from bundel.programme.api import schemas
from bundel.rest.mapping import each, to
from bundel.rest.names import inside_value
from bundel.rest.schema import Page, PageQuery, page_of

SORTS = {
    "code": "code",
    "-code": "-code",
    "naam": "name",
    "-naam": "-name",
    "status": "state",
    "-status": "-state",
}
router = Router(tags=["Programma"], by_alias=True)


@router.get(
    "/initiatieven",
    response=Page[schemas.InitiativeSummary],
    url_name="initiatives",
    summary="Initiatieven",
    operation_id="initiatieven",
)
def list_initiatives(
    request: MemberRequest,
    wanted: Query[schemas.InitiativeQuery],
    page: Query[PageQuery],
) -> dict[str, Any]:
    """Alle initiatieven die u mag zien, per pagina."""
    filters = selectors.InitiativeFilter(
        text=wanted.text,
        state=inside_value("initiative", wanted.state),
        department=wanted.department,
        goal=wanted.goal,
        pool=wanted.pool,
        sort=SORTS[wanted.sort],
    )
    rows = selectors.initiative_rows(actor=request.actor, wanted=filters)
    answer = page_of(request, rows, page)
    return answer | {"items": each(schemas.InitiativeSummary, answer["items"])}


@router.post(
    "/initiatieven",
    response={201: schemas.Initiative},
    url_name="initiatives",
    summary="Noteer een idee",
    operation_id="initiatiefMaken",
)
def create_initiative(
    request: MemberRequest, response: HttpResponse, payload: Body[schemas.NewInitiative]
) -> Status[schemas.Initiative]:
    """Maakt een initiatief met de status idee."""
    new_id = services.create_initiative(
        actor=request.actor, at=timezone.now(), **payload.model_dump()
    )
    response["Location"] = f"{request.path}/{new_id}"
    return Status(201, _card(request, new_id))


@router.get(
    "/initiatieven/{uuid:initiative_id}",
    response=schemas.Initiative,
    url_name="initiative",
    summary="Een initiatief",
    operation_id="initiatief",
)
def get_initiative(request: MemberRequest, initiative_id: Path[UUID]) -> schemas.Initiative:
    """Een initiatief met niveaus, uren, geld, bereik en randvoorwaarden."""
    return _card(request, initiative_id)


@router.patch(
    "/initiatieven/{uuid:initiative_id}",
    response=schemas.Initiative,
    url_name="initiative",
    summary="Wijzig een initiatief",
    operation_id="initiatiefWijzigen",
)
def edit_initiative(
    request: MemberRequest,
    initiative_id: Path[UUID],
    payload: Body[schemas.InitiativeChanges],
) -> schemas.Initiative:
    """Wijzigt de velden die u stuurt. Een verouderde versie geeft 409 met beide teksten."""
    services.edit_initiative(
        actor=request.actor,
        initiative_id=initiative_id,
        version=payload.version,
        changes=payload.model_dump(exclude_unset=True, exclude={"version"}),
    )
    return _card(request, initiative_id)


@router.get(
    "/doelen",
    response=Page[schemas.Goal],
    url_name="goals",
    summary="Doelen",
    operation_id="doelen",
)
def list_goals(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De doelen van het programma met hun baten."""
    answer = page_of(request, selectors.goal_rows(actor=request.actor), page)
    return answer | {"items": each(schemas.Goal, answer["items"])}


def _card(request: MemberRequest, initiative_id: UUID) -> schemas.Initiative:
    card = selectors.initiative_card(actor=request.actor, initiative_id=initiative_id)
    return to(schemas.Initiative, card)
