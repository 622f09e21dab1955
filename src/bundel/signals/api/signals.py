"""Signals over the API: the same door as the form, the same rights as the page."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Body, Path, Query, Router, Status

from bundel.accounts.permissions import Actor
from bundel.accounts.requests import MemberRequest
from bundel.rest.mapping import each, to
from bundel.rest.names import inside_value
from bundel.rest.schema import Page, PageQuery, page_of
from bundel.signals.api import schemas
from bundel.signals.models import Channel
from bundel.signals.selectors import exchange
from bundel.signals.services.codes import Coded, Codes
from bundel.signals.services.telling import tell_signal

router = Router(tags=["Signalen"], by_alias=True)


@router.get(
    "/signalen",
    response=Page[schemas.Signal],
    url_name="signals",
    summary="Signalen",
    operation_id="signalen",
)
def list_signals(
    request: MemberRequest, wanted: Query[schemas.SignalQuery], page: Query[PageQuery]
) -> dict[str, Any]:
    """De signalen waarvan u de woorden mag lezen, het nieuwste eerst, per pagina."""
    rows = exchange.signal_rows(
        actor=request.actor,
        wanted=exchange.Wanted(
            state=inside_value("signal", wanted.state),
            theme=wanted.theme,
            area=wanted.area,
            from_date=wanted.from_date,
        ),
    )
    answer = page_of(request, rows, page)
    return answer | {"items": each(schemas.Signal, answer["items"])}


@router.post(
    "/signalen",
    response={201: schemas.Signal},
    url_name="signals",
    summary="Meld een signaal",
    operation_id="signaalMelden",
)
def create_signal(
    request: MemberRequest, response: HttpResponse, payload: Body[schemas.NewSignal]
) -> Status[schemas.Signal]:
    """Meldt een signaal over een groep. Tekst over één persoon wordt geweigerd, niet bewaard."""
    actor = request.actor
    told = tell_signal(
        actor=actor,
        telling=Codes(actor.municipality_id).telling(_coded(actor, request, payload)),
        channel=Channel.API,
        at=timezone.now(),
        organisation_id=payload.organisation_id,
    )
    response["Location"] = f"{request.path}/{told.signal_id}"
    row = exchange.told_row(actor=actor, signal_id=told.signal_id)
    return Status(201, to(schemas.Signal, row))


@router.get(
    "/signalen/{uuid:signal_id}",
    response=schemas.Signal,
    url_name="signal",
    summary="Een signaal",
    operation_id="signaal",
)
def get_signal(request: MemberRequest, signal_id: Path[UUID]) -> schemas.Signal:
    """Een signaal met wie het heeft, wat is beloofd en wat is geantwoord."""
    return to(schemas.Signal, exchange.signal_row(actor=request.actor, signal_id=signal_id))


@router.get(
    "/signaalthemas",
    response=Page[schemas.Theme],
    url_name="signal-themes",
    summary="Thema's van signalen",
    operation_id="signaalthemas",
)
def list_themes(request: MemberRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """De thema's waarover gemeld kan worden."""
    answer = page_of(request, exchange.theme_rows(actor=request.actor), page)
    return answer | {"items": each(schemas.Theme, answer["items"])}


def _coded(actor: Actor, request: MemberRequest, payload: schemas.NewSignal) -> Coded:
    return Coded(
        telling_key=payload.telling_key or _key(actor, request),
        theme=payload.theme,
        area=payload.area,
        size=inside_value("size", payload.size),
        period=inside_value("period", payload.period),
        trend=inside_value("trend", payload.trend),
        severity=inside_value("severity", payload.severity),
        traits=tuple(payload.traits),
        heard_at=payload.heard_at,
        text=payload.text,
        question=payload.question,
        is_shared=payload.is_shared,
    )


def _key(actor: Actor, request: MemberRequest) -> UUID:
    """Return what makes this telling this one: the key of the request, if it has one."""
    once = request.headers.get("Idempotency-Key", "")
    return uuid.uuid5(actor.key, once) if once else uuid.uuid4()
