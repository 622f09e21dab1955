"""Reading the whole trail against its stamps, seals and anchors, and naming what was touched."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from bundel.audit import anchors, chain
from bundel.audit.anchors import Anchor
from bundel.audit.models import Entry, Seal, Stamp

# More would not be read by anybody; the number that was found is told in full.
FINDINGS_KEPT = 50
ROWS_AT_A_TIME = 2000
# Clocks of servers differ a little; a lie about the time is larger.
CLOCKS_DIFFER = timedelta(minutes=2)
AT = chain.FIELDS.index("at")


class Tampering(StrEnum):
    """What was done to the trail."""

    EDITED = "edited"
    BACKDATED = "backdated"
    DELETED = "deleted"
    CUT = "cut"
    INSERTED = "inserted"
    RECHAINED = "rechained"
    UNANCHORED = "unanchored"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the trail was touched: from one entry to another, or from one seal on."""

    kind: Tampering
    first_entry: int
    last_entry: int
    seal: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What reading the whole trail showed."""

    entries: int
    seals: int
    # Written since the last seal, so nothing holds them yet.
    unsealed: int
    sealed_at: datetime | None
    head: str
    findings: tuple[Finding, ...]
    # With those that were too many to keep.
    found: int

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was touched."""
        return self.found == 0


@dataclass(frozen=True, slots=True)
class _Line:
    """One place in the trail: the entry and its stamp, of which one may be missing."""

    id: int
    entry: tuple[Any, ...] | None
    stamp: str | None


class Auditor:
    """One reading of one municipality's trail, in its transaction, with bounded memory."""

    def __init__(self, municipality_id: uuid.UUID, path: Path) -> None:
        self._municipality_id = municipality_id
        self._path = path
        self._findings: list[Finding] = []
        self._found = self._entries = self._seals = 0

    def read(self) -> Verdict:
        """Return what reading everything shows. Five queries, however long the trail is."""
        # The anchors first: whatever they hold was in the database before.
        newest = anchors.last(self._path)
        head = self._rows(Seal).order_by("-number").first()
        if head is not None:
            self._follow(head)
        if newest is not None and newest.number > (head.number if head else 0):
            self._cut(head, newest)
        unsealed = self._unsealed(head)
        return Verdict(
            entries=self._entries + unsealed,
            seals=self._seals,
            unsealed=unsealed,
            sealed_at=head.at if head else None,
            head=head.digest if head else "",
            findings=tuple(self._findings),
            found=self._found,
        )

    def _rows(self, model: Any) -> Any:
        return model.objects.filter(municipality_id=self._municipality_id)

    def _find(
        self, kind: Tampering, first: int, last: int, seal: int | None, at: datetime | None
    ) -> None:
        self._found += 1
        if len(self._findings) < FINDINGS_KEPT:
            self._findings.append(Finding(kind, first, last, seal, at))

    def _follow(self, head: Seal) -> None:
        """Go from seal to seal, with the lines and the anchor that belong to each."""
        lines = _Lines(self._merged(head.last_entry))
        anchored = _Anchored(self._path)
        before: Seal | None = None
        seals = self._rows(Seal).filter(number__lte=head.number).order_by("number")
        for seal in seals.iterator(ROWS_AT_A_TIME):
            self._seals += 1
            if seal.number != (before.number if before else 0) + 1:
                self._gap(before, seal)
            self._judge_seal(seal, before, lines)
            anchored.hold(seal)
            before = seal
        for kind, first, last in anchored.findings():
            self._find(kind, first.first_entry, last.last_entry, first.number, first.at)

    def _judge_seal(self, seal: Seal, before: Seal | None, lines: _Lines) -> None:
        """Take the lines up to the seal's last, and see whether it is the seal of their stamps."""
        made = chain.Chain(before.digest if before else chain.GENESIS)
        for line in lines.upto(seal.last_entry):
            if line.stamp is not None:
                made.add(line.stamp)
            self._judge_line(line, seal, before)
        digest = made.close(
            number=seal.number,
            at=seal.at,
            first_entry=seal.first_entry,
            last_entry=seal.last_entry,
        )
        if digest != seal.digest:
            kind = _why(made.count - seal.entries)
            self._find(kind, seal.first_entry, seal.last_entry, seal.number, seal.at)

    def _judge_line(self, line: _Line, seal: Seal, before: Seal | None) -> None:
        number = seal.number
        if line.entry is None:
            self._find(Tampering.DELETED, line.id, line.id, number, None)
            return
        self._entries += 1
        at = line.entry[AT]
        if line.stamp is None:
            self._find(Tampering.INSERTED, line.id, line.id, number, at)
        elif _is_too_early(at, before) or at > seal.at + CLOCKS_DIFFER:
            self._find(Tampering.BACKDATED, line.id, line.id, number, at)
        elif chain.stamp(line.entry) != line.stamp:
            self._find(Tampering.EDITED, line.id, line.id, number, at)

    def _gap(self, before: Seal | None, seal: Seal) -> None:
        """Say that seals between two others are gone, and what they held with them."""
        first = before.last_entry + 1 if before else 1
        number = before.number + 1 if before else 1
        at = before.at if before else None
        self._find(Tampering.CUT, first, max(first, seal.first_entry - 1), number, at)

    def _cut(self, head: Seal | None, newest: Anchor) -> None:
        """Say that the end is gone: the anchors hold seals that the database does not."""
        first = head.last_entry + 1 if head else 1
        number = head.number + 1 if head else 1
        self._find(Tampering.CUT, first, max(first, newest.last_entry), number, newest.at)

    def _unsealed(self, head: Seal | None) -> int:
        """Count what no seal holds yet; what says to be older than the last seal is a lie."""
        rows = self._rows(Entry).filter(id__gt=head.last_entry if head else 0).order_by("id")
        count = 0
        for number, at in rows.values_list("id", "at").iterator(ROWS_AT_A_TIME):
            count += 1
            if _is_too_early(at, head):
                self._find(Tampering.BACKDATED, number, number, None, at)
        return count

    def _merged(self, upto: int) -> Iterator[_Line]:
        """Give entries and stamps side by side, in the order of their numbers."""
        entries = self._rows(Entry).filter(id__lte=upto).order_by("id").values_list(*chain.FIELDS)
        stamps = self._rows(Stamp).filter(id__lte=upto).order_by("id").values_list("id", "digest")
        left, right = entries.iterator(ROWS_AT_A_TIME), stamps.iterator(ROWS_AT_A_TIME)
        entry, stamp = next(left, None), next(right, None)
        while entry or stamp:
            number = min(found[0] for found in (entry, stamp) if found)
            here = entry if entry and entry[0] == number else None
            stamped = stamp if stamp and stamp[0] == number else None
            yield _Line(number, here, stamped[1] if stamped else None)
            entry = next(left, None) if here else entry
            stamp = next(right, None) if stamped else stamp


class _Lines:
    """The merged lines, handed out seal by seal."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        self._lines = lines
        self._next = next(lines, None)

    def upto(self, last_entry: int) -> Iterator[_Line]:
        """Give the lines that were not given yet, up to a number."""
        while self._next is not None and self._next.id <= last_entry:
            line, self._next = self._next, next(self._lines, None)
            yield line


class _Anchored:
    """Holds each seal against its line in the file; remembers only where it goes wrong."""

    def __init__(self, path: Path) -> None:
        self._anchors = anchors.read(path)
        self._next = next(self._anchors, None)
        self._changed: list[Seal] = []
        self._bare: list[Seal] = []
        self._bare_runs: list[tuple[Seal, Seal]] = []

    def hold(self, seal: Seal) -> None:
        """Look at one seal; they come in the order of their numbers."""
        while self._next is not None and self._next.number < seal.number:
            self._next = next(self._anchors, None)
        if self._next is None or self._next.number != seal.number:
            self._bare = [*self._bare[:1], seal]
            return
        if self._bare:
            self._bare_runs.append((self._bare[0], self._bare[-1]))
            self._bare = []
        if self._next.digest != seal.digest:
            # The first and the last tell where; all after a change hang on it.
            self._changed = [*self._changed[:1], seal]

    def findings(self) -> Iterator[tuple[Tampering, Seal, Seal]]:
        """Give what was wrong, from the first seal to the last of each."""
        if self._changed:
            yield Tampering.RECHAINED, self._changed[0], self._changed[-1]
        for first, last in self._bare_runs:
            yield Tampering.UNANCHORED, first, last
        # The newest seal stands in the database a moment before its anchor does.
        if len(self._bare) > 1:
            yield Tampering.UNANCHORED, self._bare[0], self._bare[-1]


def _why(more: int) -> Tampering:
    """Return why a seal does not fit its stamps: there are more, fewer, or others."""
    if more > 0:
        return Tampering.INSERTED
    return Tampering.DELETED if more < 0 else Tampering.RECHAINED


def _is_too_early(at: datetime, before: Seal | None) -> bool:
    """Tell whether an entry says to be older than the seal that was closed before it."""
    return before is not None and at < before.at - CLOCKS_DIFFER
