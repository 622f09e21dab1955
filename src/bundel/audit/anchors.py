"""The heads of the chain in a file outside the database, one line a seal, only ever added to."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

LINE = re.compile(
    rb"(?P<number>\d+) (?P<at>\S+) (?P<first>\d+) (?P<last>\d+) (?P<count>\d+) "
    rb"(?P<digest>[0-9a-f]{64})"
)
# Longer than any line, so that the last one is found without reading the file.
TAIL_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the file holds of one seal."""

    number: int
    at: datetime
    first_entry: int
    last_entry: int
    entries: int
    digest: str

    def line(self) -> bytes:
        """Return the anchor as the file holds it."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        facts = (self.number, at, self.first_entry, self.last_entry, self.entries, self.digest)
        return " ".join(map(str, facts)).encode("ascii") + b"\n"


def file_of(folder: Path, slug: str) -> Path:
    """Return the file of one municipality."""
    return folder / f"{slug}.log"


def read(path: Path) -> Iterator[Anchor]:
    """Give the anchors in the order of writing; a line that is no anchor counts as missing."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            anchor = _parse(line)
            if anchor is not None:
                yield anchor


def last(path: Path) -> Anchor | None:
    """Return the anchor that was written last."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        found = [anchor for anchor in map(_parse, file) if anchor is not None]
    return found[-1] if found else None


def append(path: Path, anchors: Iterable[Anchor]) -> None:
    """Add the anchors that the file does not have yet; on return the disk holds them."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _drop_half_line(path)
        newest = last(path)
        known = newest.number if newest else 0
        for anchor in anchors:
            if anchor.number > known:
                file.write(anchor.line())
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _parse(line: bytes) -> Anchor | None:
    match = LINE.fullmatch(line.removesuffix(b"\n"))
    if match is None or not line.endswith(b"\n"):
        return None
    try:
        at = datetime.fromisoformat(match["at"].decode("ascii"))
    except ValueError:
        return None
    return Anchor(
        number=int(match["number"]),
        at=at,
        first_entry=int(match["first"]),
        last_entry=int(match["last"]),
        entries=int(match["count"]),
        digest=match["digest"].decode("ascii"),
    )


def _drop_half_line(path: Path) -> None:
    """Take away what a crash left of a line; the seal itself stands in the database."""
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(max(0, size - TAIL_BYTES))
        tail = file.read()
        half = len(tail) - (tail.rfind(b"\n") + 1)
        if half:
            file.truncate(size - half)


def _sync_folder(folder: Path) -> None:
    """Make sure that a new file is still in its folder after the power fails."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
