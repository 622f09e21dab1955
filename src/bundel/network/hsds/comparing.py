"""What a feed would change: each record beside our own row, field by field, ours and theirs."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from bundel.audit.saving import label as column_label
from bundel.network.hsds.directory import Directory, Row
from bundel.network.hsds.reading import MODELS, Record
from bundel.network.models import Kind, OrganisationState, ServiceStatus

NEW, CHANGED, GONE, SAME = "new", "changed", "gone", "same"
# What is at rest already needs no offer to rest.
RESTING: Mapping[str, frozenset[str]] = {
    Kind.ORGANISATION: frozenset({OrganisationState.PAUSED, OrganisationState.ENDED}),
    Kind.SERVICE: frozenset({ServiceStatus.INACTIVE, ServiceStatus.DEFUNCT}),
}
ORDER = (Kind.ORGANISATION, Kind.LOCATION, Kind.CONTACT, Kind.SERVICE)


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that differs: ours, theirs, and whether we changed it since the last taking."""

    name: str
    label: str
    ours: str
    theirs: str
    changed_here: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One record: new, changed, gone at the source, or the same."""

    what: str
    kind: str
    external_id: str
    name: str
    object_id: uuid.UUID | None
    record: Record | None = None
    fields: tuple[FieldDifference, ...] = ()
    # Words that we do not know, so that cannot be taken over.
    unknown: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What names this difference in a form."""
        return f"{self.kind}:{self.external_id}"

    @property
    def changed_here(self) -> bool:
        """Tell whether people here changed something that the source has otherwise."""
        return any(one.changed_here for one in self.fields)

    @property
    def is_advised(self) -> bool:
        """Tell whether taking it over undoes nothing that people here did."""
        return self.what in {NEW, CHANGED} and not self.changed_here


@dataclass(frozen=True, slots=True)
class Differences:
    """All that a feed would change, and a fingerprint of exactly that."""

    rows: Sequence[Difference] = field(default_factory=tuple)

    def of(self, what: str) -> list[Difference]:
        """Return the records that are new, changed, gone or the same."""
        return [one for one in self.rows if one.what == what]

    @property
    def fingerprint(self) -> str:
        """What was shown: when it changes, somebody changed something in between."""
        shown = [
            (one.what, one.key, [(f.name, f.ours, f.theirs) for f in one.fields])
            for one in self.rows
            if one.what != SAME
        ]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def compare(records: Iterable[Record], directory: Directory) -> Differences:
    """Return what the records would change in our directory."""
    given = list(records)
    found = [_beside(record, directory) for record in given]
    there = {(record.kind, record.external_id) for record in given}
    for key, object_id in directory.taken.items():
        row = directory.rows.get(object_id)
        if key not in there and row is not None and not _rests(key[0], row):
            found.append(Difference(GONE, key[0], key[1], str(row), object_id))
    order = {kind.value: number for number, kind in enumerate(ORDER)}
    return Differences(sorted(found, key=lambda one: (order[one.kind], one.name.casefold())))


def _is_away(row: Row) -> bool:
    return any(getattr(row, name, None) for name in ("archived_at", "merged_into_id", "left_date"))


def _rests(kind: str, row: Row) -> bool:
    if _is_away(row):
        return True
    state = getattr(row, "state", "") or getattr(row, "status", "")
    return state in RESTING.get(kind, frozenset())


def _beside(record: Record, directory: Directory) -> Difference:
    theirs, unknown = directory.theirs(record)
    object_id = directory.object_of(record.kind, record.external_id)
    said = (NEW, record.kind, record.external_id, record.name, object_id, record)
    if object_id is None:
        return Difference(*said, unknown=tuple(unknown))
    if _is_away(directory.rows[object_id]):
        # What people put away here stays away, whatever the source has.
        return Difference(SAME, *said[1:])
    ours = directory.ours(object_id)
    here = directory.changed_here(object_id)
    # What this source did not bring is ours, whatever id it calls it by.
    is_ours = object_id not in directory.taken_at
    fields = tuple(
        FieldDifference(
            name,
            _label(record.kind, name),
            directory.shown(name, ours.get(name)),
            directory.shown(name, value),
            is_ours or name in here,
        )
        for name, value in theirs.items()
        # Of whom something is does not change by a feed.
        if name != "organisation" and ours.get(name) != value
    )
    what = CHANGED if fields else SAME
    return Difference(what, *said[1:], fields=fields, unknown=tuple(unknown))


def _label(kind: str, name: str) -> str:
    return LABELS[name]() if name in LABELS else column_label(MODELS[kind](), name)


LABELS: Mapping[str, Any] = {
    "phones": lambda: _("telefoon"),
    "terms": lambda: _("kenmerken"),
    "areas": lambda: _("gebieden"),
    "languages": lambda: _("talen"),
    "locations": lambda: _("locaties"),
    "schedules": lambda: _("openingstijden"),
    "costs": lambda: _("kosten"),
}
