"""What people typed or pasted, made so that every file can hold it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from bundel.documents import parts

Whole = TypeVar("Whole", parts.Document, parts.Deck)


def tidied(whole: Whole) -> Whole:
    """Return a document or a deck of which every text can be drawn; nothing else changes."""
    done: Whole = _tidied(whole)
    return done


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return parts.printable(value)
    if isinstance(value, tuple):
        return tuple(map(_tidied, value))
    if is_dataclass(value) and not isinstance(value, type):
        inside = {one.name: _tidied(getattr(value, one.name)) for one in fields(value)}
        return replace(value, **inside)
    return value
