"""Teams, money, and what is asked of them."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from bundel.accounts.requests import MemberRequest
from bundel.programme import selectors
from bundel.programme.api import schemas
from bundel.rest.mapping import each
from bundel.rest.schema import Page, PageQuery, page_of

router = Router(tags=["Capaciteit"], by_alias=True)
BASES = {"lopend": "running", "alles-tegelijk": "all_at_once", "aangenomen": "adopted"}


@router.get(
    "/teams",
    response=Page[schemas.Pool],
    url_name="pools",
    summary="Teams",
    operation_id="teams",
)
def list_pools(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De teams met hun uren per kwartaal, na aftrek van vaste taken."""
    answer = page_of(request, selectors.pool_rows(actor=request.actor), page)
    return answer | {"items": each(schemas.Pool, answer["items"])}


@router.get(
    "/geldbronnen",
    response=Page[schemas.Fund],
    url_name="funds",
    summary="Geldbronnen",
    operation_id="geldbronnen",
)
def list_funds(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De geldbronnen met hun voorwaarden en einddatum."""
    answer = page_of(request, selectors.fund_rows(actor=request.actor), page)
    return answer | {"items": each(schemas.Fund, answer["items"])}


@router.get(
    "/bezettingen",
    response=Page[schemas.PoolLoad],
    url_name="capacity",
    summary="Bezettingen",
    operation_id="bezettingen",
)
def list_capacity(
    request: MemberRequest, wanted: Query[schemas.CapacityQuery], page: Query[PageQuery]
) -> dict[str, Any]:
    """Per team en kwartaal: beschikbare en gevraagde uren, starten en draaien apart."""
    table = selectors.capacity(actor=request.actor, basis=BASES[wanted.basis])
    answer = page_of(request, table.pools, page)
    return answer | {"items": each(schemas.PoolLoad, answer["items"])}
