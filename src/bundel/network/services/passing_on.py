"""All that hangs on a contact, and passing it to who follows, in one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from bundel.accounts.permissions import Actor
from bundel.audit import saving
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
from bundel.network.services import changing
from bundel.network.services.states import state_of


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


@transaction.atomic
def pass_on(*, actor: Actor, leaver: Contact, successor: Contact, at: datetime) -> int:
    """Let all that hangs on one contact hang on another; return how many things moved."""
    strings = strings_of(leaver)
    moved = {"services": _services(actor, strings.services, successor, at)}
    moved["promises"] = _point(strings.promises, owner=successor)
    moved["agreements"] = _point(strings.agreements, contact=successor)
    moved["goods"] = _point(strings.goods, contact=successor)
    moved["actions"] = _point(strings.actions, contact=successor)
    after = {"successor": str(successor.pk)} | moved
    saving.tell(actor, "network.pass_on", "contact", leaver, before=None, after=after)
    return sum(moved.values())


def _services(actor: Actor, services: QuerySet[Service], successor: Contact, at: datetime) -> int:
    """Services keep how they stood, so each is changed by itself."""
    rows = list(services.select_for_update())
    for row in rows:
        before = state_of(row)
        row.contact = successor
        row.save()
        changing.changed(actor=actor, row=row, act="network.edit_service", before=before, at=at)
    return len(rows)


def _point(rows: QuerySet[Any], **to: Contact) -> int:
    return rows.update(version=F("version") + 1, **to)
