"""All that hangs on a contact and is not over."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from bundel.network.models import (
    ActionState,
    AgreementParty,
    AgreementState,
    AreaAction,
    Contact,
    Goods,
    GoodsState,
    Promise,
    PromiseState,
    Service,
)


@dataclass(frozen=True, slots=True)
class Strings:
    """What hangs on a contact and is not over: the rows, by sort."""

    services: QuerySet[Service]
    promises: QuerySet[Promise]
    agreements: QuerySet[AgreementParty]
    goods: QuerySet[Goods]
    actions: QuerySet[AreaAction]


def strings_of(contact: Contact) -> Strings:
    """Return all that hangs on a contact now."""
    return Strings(
        services=Service.objects.filter(contact=contact, archived_at=None, merged_into=None),
        promises=Promise.objects.filter(owner=contact, state=PromiseState.OPEN),
        agreements=AgreementParty.objects.filter(contact=contact).exclude(
            agreement__state=AgreementState.ENDED
        ),
        goods=Goods.objects.filter(
            contact=contact, state__in=(GoodsState.OPEN, GoodsState.RESERVED)
        ),
        actions=AreaAction.objects.filter(contact=contact, state=ActionState.PLANNED),
    )
