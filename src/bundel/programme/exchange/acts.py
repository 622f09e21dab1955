"""What people do with workbooks: load one, look at what would change, take it over, export."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import services as audit
from bundel.errors import Conflict, NotFound
from bundel.programme.exchange import owners, store, writing
from bundel.programme.exchange.book import Book, read_book
from bundel.programme.exchange.checking import check_meaning
from bundel.programme.exchange.faults import SheetFault, WrongWorkbook
from bundel.programme.exchange.reading import raw_sheets
from bundel.programme.exchange.sheets import AREAS
from bundel.programme.models import Upload

KEPT = timedelta(days=1)


class AlreadyTakenOver(Conflict):
    """The workbook was taken over before; doing it twice would change nothing."""

    sentence = gettext_lazy("Dit bestand is al overgenomen.")


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a workbook over would do; with a single fault it can do nothing."""

    filename: str
    faults: tuple[SheetFault, ...]
    differences: tuple[store.SheetDifference, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were new, changed or gone."""

    new: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class _Checked:
    stored: store.Stored
    wanted: Book
    faults: tuple[SheetFault, ...]


@transaction.atomic
def upload_workbook(*, actor: Actor, filename: str, content: bytes, at: datetime) -> uuid.UUID:
    """Keep a workbook for a day, so that its changes can be looked at before they count."""
    permissions.require(actor, "programme.import")
    mine = Upload.objects.filter(municipality_id=actor.municipality_id)
    mine.filter(uploaded_at__lt=at - KEPT).delete()
    # A file that cannot be read at all is refused here and not kept.
    raw_sheets(filename, content)
    upload = mine.create(
        municipality_id=actor.municipality_id,
        filename=filename[-200:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=actor.user_id,
        uploaded_at=at,
    )
    return upload.pk


def preview(*, actor: Actor, upload_id: uuid.UUID) -> Preview:
    """Return every fault of a loaded workbook, and what it would change in the programme."""
    permissions.require(actor, "programme.import")
    upload = _own_upload(actor, upload_id)
    try:
        checked = _check(actor, upload.filename, bytes(upload.content))
    except WrongWorkbook as error:
        return Preview(upload.filename, error.found, (), {})
    found = () if checked.faults else tuple(store.differences(checked.stored.book, checked.wanted))
    return Preview(upload.filename, checked.faults, found, Counter(d.kind for d in found))


@transaction.atomic
def take_over(*, actor: Actor, upload_id: uuid.UUID, at: datetime) -> Taken:
    """
    Let a loaded workbook become the programme: the sheets that are in it, as a whole.

    Raises:
        AlreadyTakenOver: if somebody was first.
        WrongWorkbook: if there is a fault in it; nothing is changed then.
    """
    permissions.require(actor, "programme.import")
    upload = _own_upload(actor, upload_id)
    changed = Upload.objects.filter(pk=upload.pk, taken_over_at=None).update(taken_over_at=at)
    if not changed:
        raise AlreadyTakenOver
    return import_workbook(
        actor=actor, filename=upload.filename, content=bytes(upload.content), at=at
    )


@transaction.atomic
def import_workbook(*, actor: Actor, filename: str, content: bytes, at: datetime) -> Taken:
    """
    Take a file over at once; the same file twice changes nothing.

    Raises:
        WrongWorkbook: with every fault; nothing is changed then.
    """
    permissions.require(actor, "programme.import")
    checked = _check(actor, filename, content)
    if checked.faults:
        raise WrongWorkbook(checked.faults)
    counts = store.take_over(actor.municipality_id, checked.stored, checked.wanted, at)
    owners.settle(actor.municipality_id)
    if any(counts.values()):
        audit.record(
            actor=actor,
            action="programme.import",
            kind="programme",
            object_id=None,
            label=filename,
            after={**counts, "sha256": hashlib.sha256(content).hexdigest()},
        )
    return Taken(**counts)


def export_xlsx(*, actor: Actor) -> bytes:
    """Return the whole programme as a workbook that can be loaded again."""
    permissions.require(actor, "programme.export")
    return writing.as_xlsx(store.load(actor.municipality_id).book)


def export_csv(*, actor: Actor) -> bytes:
    """Return the whole programme as a zip with one CSV a sheet, that can be loaded again."""
    permissions.require(actor, "programme.export")
    return writing.as_csv(store.load(actor.municipality_id).book)


def template_xlsx() -> bytes:
    """Return an empty workbook with every sheet, every heading and an explanation."""
    return writing.template()


def _still_needed(actor: Actor, stored: store.Stored, wanted: Book) -> list[SheetFault]:
    if "Afdelingen" not in wanted.sheets:
        return []
    here = {code for (code,) in wanted.sheets["Afdelingen"]}
    gone = {code for (code,) in stored.book.sheets["Afdelingen"]} - here
    leaving = {
        row.values["afdeling"]
        for key, row in stored.book.sheets["Initiatieven"].items()
        if key not in wanted.sheets.get("Initiatieven", {key})
    }
    return [
        SheetFault(
            "Afdelingen",
            0,
            "code",
            _("Bij %(code)s hoort nog een verwijderd initiatief.") % {"code": code},
            _("Laat %(code)s op het blad staan.") % {"code": code},
        )
        for code in sorted(gone & (store.departments_in_use(actor.municipality_id) | leaving))
    ]


def _own_upload(actor: Actor, upload_id: uuid.UUID) -> Upload:
    """A loaded file is for whoever loaded it."""
    found = Upload.objects.filter(
        municipality_id=actor.municipality_id, pk=upload_id, uploaded_by_id=actor.user_id
    ).first()
    if found is None:
        raise NotFound
    return found


def _check(actor: Actor, filename: str, content: bytes) -> _Checked:
    wanted, faults = read_book(raw_sheets(filename, content))
    stored = store.load(actor.municipality_id)
    whole = Book({**stored.book.sheets, **wanted.sheets}, wanted.broken)
    codes = [code for (code,) in stored.ids[AREAS]]
    found = set(faults)
    if not wanted.has_merged:
        found |= {*check_meaning(whole, codes), *_still_needed(actor, stored, wanted)}
    return _Checked(stored, wanted, tuple(sorted(found)))
