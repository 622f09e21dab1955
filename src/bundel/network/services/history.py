"""Keeping how something stood after each change, so that people can compare and go back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from bundel.accounts.permissions import Actor
from bundel.network.models import Contact, Location, Organisation, Service, Snapshot
from bundel.network.states import KIND_OF, state_of

Kept = Organisation | Service | Location | Contact


@transaction.atomic(savepoint=False)
def keep(
    *, actor: Actor, row: Kept, act: str, at: datetime, data: dict[str, Any] | None = None
) -> dict[str, Any]:
    """
    Keep how a row stands after an act, and return that. Whoever writes such a row calls this.

    Args:
        row: Saved and locked by the act, with all that hangs on it.
        act: The name of the act in the trail, such as `network.edit_service`.
        data: How it stands, where the caller asked that already.
    """
    return _keep(row, act, at, data or state_of(row), by_id=actor.key, by_name=actor.name)


@transaction.atomic
def keep_for_stranger(*, row: Kept, act: str, at: datetime, by_name: str) -> dict[str, Any]:
    """Keep how a row stands after an act by somebody without an account, through a link."""
    return _keep(row, act, at, state_of(row), by_id=None, by_name=by_name)


def _keep(row: Kept, act: str, at: datetime, data: dict[str, Any], **who: Any) -> dict[str, Any]:
    kind = KIND_OF[type(row)]
    before = Snapshot.objects.filter(kind=kind, object_id=row.pk)
    last = before.aggregate(last=Max("number"))["last"] or 0
    Snapshot.objects.create(
        municipality_id=row.municipality_id,
        kind=kind,
        object_id=row.pk,
        number=last + 1,
        data=data,
        act=act,
        at=at,
        **who,
    )
    return data
