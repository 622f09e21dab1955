"""Since when all is news for somebody: the end of the visit before this one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from bundel.accounts.permissions import Actor
from bundel.today.models import LastVisit

# After so long somebody comes back; until then it is the same visit.
SAME_VISIT = timedelta(minutes=30)
# Who was never here reads what happened in the last week.
FIRST_NEWS = timedelta(days=7)
# A page that is opened again and again writes no more often than this.
WRITE_AFTER = timedelta(minutes=1)


@transaction.atomic(savepoint=False)
def visit(*, actor: Actor, at: datetime) -> datetime:
    """Write down that somebody is here; return since when all is news. At most two queries."""
    row, made = LastVisit.objects.get_or_create(
        municipality_id=actor.municipality_id,
        user_id=actor.user_id,
        defaults={"since_at": at - FIRST_NEWS, "last_at": at},
    )
    if made or at - row.last_at < WRITE_AFTER:
        return row.since_at
    if at - row.last_at > SAME_VISIT:
        row.since_at = row.last_at
    row.last_at = at
    row.save(update_fields=["since_at", "last_at"])
    return row.since_at
