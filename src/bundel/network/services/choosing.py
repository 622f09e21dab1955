"""What a municipality chooses for its network."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.network.models import NetworkSettings

FIELDS = frozenset(
    {
        "confirm_months",
        "room_stale_days",
        "goods_unused_days",
        "missed_gatherings",
        "digest_day",
        "welcome",
    }
)


@transaction.atomic
def save_settings(*, actor: Actor, version: int, **fields: Any) -> None:
    """
    Keep what the municipality chooses; before the first time the usual values hold.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a value is out of bounds.
    """
    permissions.require(actor, "network.manage")
    rows = NetworkSettings.objects.select_for_update()
    row = rows.filter(municipality_id=actor.municipality_id).first()
    row = row or NetworkSettings(municipality_id=actor.municipality_id)
    saving.same_version(row, version, fields)
    before, after = saving.change(row, fields, FIELDS)
    if before:
        saving.tell(actor, "network.settings", "network_settings", row, before, after)
