"""The arithmetic of the trail: what an entry hashes to, and how seals hang together. Pure."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

# Before the first seal there is nothing to hang on.
GENESIS = "0" * 64
# What an entry's hash covers, in this order for good: another order is another hash.
FIELDS = (
    *("id", "municipality_id", "at", "actor_id", "actor_name", "actor_role", "channel", "action"),
    *("kind", "object_id", "label", "result", "ground", "before", "after"),
)


def stamp(values: Sequence[Any]) -> str:
    """
    Return the hash of one entry. [sha256, hex]

    Args:
        values: What the entry holds, in the order of FIELDS.
    """
    return hashlib.sha256(canonical(dict(zip(FIELDS, values, strict=True)))).hexdigest()


def canonical(values: dict[str, Any]) -> bytes:
    """Return the one way in which these values are written down."""
    text = json.dumps(
        values, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_written
    )
    return text.encode("ascii")


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"an entry holds no {type(value).__name__}")


class Chain:
    """One seal in the making: takes the stamps one by one and keeps none of them."""

    def __init__(self, previous: str) -> None:
        """Hang on the digest of the seal before, or on GENESIS."""
        self._hash = hashlib.sha256(bytes.fromhex(previous))
        self.count = 0

    def add(self, stamped: str) -> None:
        """Take the next entry's stamp."""
        self._hash.update(stamped.encode())
        self.count += 1

    def close(self, *, number: int, at: datetime, first_entry: int, last_entry: int) -> str:
        """Return the digest over the seal before, every stamp, and the seal's own facts."""
        facts = {
            "number": number,
            "at": at,
            "first_entry": first_entry,
            "last_entry": last_entry,
            "entries": self.count,
        }
        closed = self._hash.copy()
        closed.update(canonical(facts))
        return closed.hexdigest()
