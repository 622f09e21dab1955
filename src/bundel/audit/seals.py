"""Closing the trail behind us: a seal over all that was written, and the reading of all seals."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import Max
from psycopg.errors import LockNotAvailable

from bundel.accounts.models import Municipality
from bundel.accounts.tenancy import as_municipality
from bundel.audit import anchors as anchor_file
from bundel.audit import chain
from bundel.audit.anchors import Anchor
from bundel.audit.auditor import ROWS_AT_A_TIME, Auditor, Verdict
from bundel.audit.models import Entry, Seal, Stamp
from bundel.audit.services import SEAL_LOCK

# Two that seal at the same time go one after the other; writers do not wait for this one.
ONE_SEALER_LOCK = SEAL_LOCK + 1
# Who writes waits behind us, so we do not wait long for who writes; the next minute comes.
PATIENCE = "500ms"


def seal(*, municipality_id: uuid.UUID, at: datetime, anchors: Path) -> Seal | None:
    """
    Seal what was written since the last seal; None when there is nothing, or somebody writes on.

    The head goes into the municipality's anchor file once the seal is there for good.

    Args:
        anchors: The folder of the anchor files, outside the database.
    """
    with as_municipality(municipality_id):
        upto = _last_entry_without_open_writers(municipality_id)
    if upto is None:
        return None
    with as_municipality(municipality_id):
        _wait_for_other_sealers(municipality_id)
        path = anchor_file.file_of(anchors, _slug(municipality_id))
        made = _close(municipality_id, at, upto, anchor_file.last(path))
        if made is not None:
            lines = list(_not_anchored(municipality_id, anchor_file.last(path)))
            transaction.on_commit(lambda: anchor_file.append(path, lines))
    return made


def verify(*, municipality_id: uuid.UUID, anchors: Path) -> Verdict:
    """Return what reading the whole trail of a municipality shows. Six queries."""
    with as_municipality(municipality_id):
        path = anchor_file.file_of(anchors, _slug(municipality_id))
        return Auditor(municipality_id, path).read()


def _slug(municipality_id: uuid.UUID) -> str:
    return Municipality.objects.values_list("slug", flat=True).get(id=municipality_id)


def _last_entry_without_open_writers(municipality_id: uuid.UUID) -> int | None:
    """
    Return the number up to which all entries are there, for nobody is writing a lower one.

    `services.record` holds the same lock, shared, from before it takes a number to the end of
    its transaction. Ours alone means: every number that was given out is committed or void.
    """
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('lock_timeout')")
        before = cursor.fetchone()[0]
    try:
        with transaction.atomic():
            _lock(SEAL_LOCK, municipality_id, patience=PATIENCE)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            return None
        raise
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, true)", [before])
    rows = Entry.objects.filter(municipality_id=municipality_id)
    last: int | None = rows.aggregate(last=Max("id"))["last"]
    return last


def _wait_for_other_sealers(municipality_id: uuid.UUID) -> None:
    _lock(ONE_SEALER_LOCK, municipality_id)


def _lock(number: int, municipality_id: uuid.UUID, patience: str = "") -> None:
    with connection.cursor() as cursor:
        if patience:
            cursor.execute("select set_config('lock_timeout', %s, true)", [patience])
        cursor.execute(
            "select pg_advisory_xact_lock(%s, hashtext(%s))", [number, str(municipality_id)]
        )


def _close(
    municipality_id: uuid.UUID, at: datetime, upto: int, newest: Anchor | None
) -> Seal | None:
    """Stamp every entry that no seal holds yet, and make the seal over the stamps."""
    seals = Seal.objects.filter(municipality_id=municipality_id)
    before = seals.order_by("-number").first()
    held = before.last_entry if before else 0
    made = chain.Chain(before.digest if before else chain.GENESIS)
    first = 0
    for stamps in _stamps(municipality_id, held, upto):
        first = first or stamps[0].id
        for stamp in stamps:
            made.add(stamp.digest)
        # Where only a seal was taken away its stamps are still there.
        Stamp.objects.bulk_create(stamps, ignore_conflicts=True)
    if not made.count:
        return None
    # A number that an anchor holds is not used again: a cut end stays a gap for all to see.
    number = max(before.number if before else 0, newest.number if newest else 0) + 1
    facts: dict[str, Any] = {"number": number, "at": at, "first_entry": first, "last_entry": upto}
    return Seal.objects.create(
        municipality_id=municipality_id, entries=made.count, digest=made.close(**facts), **facts
    )


def _stamps(municipality_id: uuid.UUID, after: int, upto: int) -> Iterator[list[Stamp]]:
    """Give the stamps of the entries that no seal holds yet, some at a time."""
    rows = Entry.objects.filter(municipality_id=municipality_id, id__gt=after, id__lte=upto)
    batch: list[Stamp] = []
    for values in rows.order_by("id").values_list(*chain.FIELDS).iterator(ROWS_AT_A_TIME):
        digest = chain.stamp(values)
        batch.append(Stamp(id=values[0], municipality_id=municipality_id, digest=digest))
        if len(batch) == ROWS_AT_A_TIME:
            yield batch
            batch = []
    if batch:
        yield batch


def _not_anchored(municipality_id: uuid.UUID, newest: Anchor | None) -> Iterator[Anchor]:
    """
    Give the seals that the file does not hold: the new one, and those that a crash kept out.

    A file that is gone is not written anew: that would hide who took it away.
    """
    seals = Seal.objects.filter(municipality_id=municipality_id).order_by("-number")
    missing = seals.filter(number__gt=newest.number)[::-1] if newest else seals[:1]
    for made in missing:
        yield Anchor(
            made.number, made.at, made.first_entry, made.last_entry, made.entries, made.digest
        )
