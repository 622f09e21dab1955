"""Writing the trail, in the same transaction as what it tells of."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from bundel.accounts.permissions import Actor
from bundel.audit.models import Entry
from bundel.audit.signals import recorded

# One number for the advisory lock that keeps sealing and writing apart.
SEAL_LOCK = 0x62756E64
# The entries of an act that writes many, until they are written together.
_gathered: ContextVar[list[Entry] | None] = ContextVar("gathered", default=None)


@contextmanager
def gathering() -> Iterator[None]:
    """
    Write the entries of one large act together, when it ends; those of a failed act never.

    Whoever goes back to a savepoint inside takes no entries along: write after, not before.
    """
    entries: list[Entry] = []
    token = _gathered.set(entries)
    try:
        yield
    finally:
        _gathered.reset(token)
    _write_all(entries)


# No way back of its own: an act that cannot be told is undone whole.
@transaction.atomic(savepoint=False)
def record(
    *,
    actor: Actor,
    action: str,
    kind: str,
    object_id: uuid.UUID | None,
    label: str,
    result: str = "ok",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    ground: str = "",
) -> None:
    """
    Write down an act.

    Args:
        action: The act's name in permissions.yaml or of its own, such as `plan.adopt`.
        kind: What sort of thing it was done to, such as `initiative`.
        before: The fields that changed, as they were. Plain values only.
        after: The same fields, as they are now.
        ground: Why, in the actor's own words.
    """
    _write(
        actor.municipality_id,
        # A key of a program is somebody of its own.
        actor_id=actor.key,
        actor_name=actor.name,
        actor_role=actor.role,
        channel=actor.channel,
        action=action,
        kind=kind,
        object_id=object_id,
        label=label[:200],
        result=result,
        before=before,
        after=after,
        ground=ground,
    )


@transaction.atomic
def record_stranger(
    *,
    municipality_id: uuid.UUID,
    action: str,
    kind: str,
    object_id: uuid.UUID | None = None,
    label: str = "",
    result: str = "refused",
    after: dict[str, Any] | None = None,
) -> None:
    """Write down what somebody tried who is not signed in, so that nobody knows who it was."""
    _write(
        municipality_id,
        actor_id=None,
        actor_name="",
        actor_role="",
        channel="web",
        action=action,
        kind=kind,
        object_id=object_id,
        label=label[:200],
        result=result,
        after=after,
    )


def _write(municipality_id: uuid.UUID, **fields: Any) -> None:
    # The moment of writing is the trail's own fact, by the clock of the database.
    entry = Entry(municipality_id=municipality_id, at=Now(), **fields)
    gathered = _gathered.get()
    if gathered is None:
        _write_all([entry])
    else:
        gathered.append(entry)


def _write_all(entries: list[Entry]) -> None:
    """Write entries in their order; who listens hears each sort of act once."""
    heard = dict.fromkeys((one.municipality_id, one.action) for one in entries)
    with connection.cursor() as cursor:
        for municipality_id in dict.fromkeys(place for place, _action in heard):
            cursor.execute(
                "select pg_advisory_xact_lock_shared(%s, hashtext(%s))",
                [SEAL_LOCK, str(municipality_id)],
            )
    Entry.objects.bulk_create(entries, batch_size=500)
    for municipality_id, action in heard:
        recorded.send(Entry, municipality_id=municipality_id, action=action)
