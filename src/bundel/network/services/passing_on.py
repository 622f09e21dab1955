"""Passing all that hangs on a contact to who follows, in one act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.network.hanging import strings_of
from bundel.network.models import Contact, Service
from bundel.network.services import changing
from bundel.network.states import state_of


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
