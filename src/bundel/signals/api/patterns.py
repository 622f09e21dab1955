"""Patterns over the API: what is found, and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router

from bundel.accounts.requests import MemberRequest
from bundel.rest.mapping import each, to
from bundel.rest.schema import Page, PageQuery, page_of
from bundel.signals.api import schemas
from bundel.signals.selectors import patterns

router = Router(tags=["Signalen"], by_alias=True)


@router.get(
    "/patronen",
    response=Page[schemas.PatternSummary],
    url_name="patterns",
    summary="Patronen",
    operation_id="patronen",
)
def list_patterns(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De patronen in de signalen, eerst die op een oordeel wachten, per pagina."""
    found = patterns.pattern_list(actor=request.actor, today=timezone.localdate())
    answer = page_of(request, found.lines, page)
    return answer | {"items": each(schemas.PatternSummary, answer["items"])}


@router.get(
    "/patronen/{uuid:pattern_id}",
    response=schemas.Pattern,
    url_name="pattern",
    summary="Een patroon",
    operation_id="patroon",
)
def get_pattern(request: MemberRequest, pattern_id: Path[UUID]) -> schemas.Pattern:
    """Een patroon met zijn gebieden en met wat ervan kwam."""
    card = patterns.pattern_card(
        actor=request.actor, pattern_id=pattern_id, today=timezone.localdate()
    )
    return to(schemas.Pattern, card)
