"""What a kind of part is: its fields, what is here of it, and how one is written here."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bundel.accounts.permissions import Actor
from bundel.core.playbook import Shape
from bundel.core.words.reading import fold
from bundel.steering.rhythms import in_words

Words = Any
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """Who writes parts, when, and what a playbook cannot know."""

    actor: Actor
    at: datetime
    department_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """
    A field of a part.

    Args:
        is_free: People wrote it, so a name of this municipality may stand in it.
        choices: Words for its codes.
        say: Puts a text in the words of people, where it is kept as a rule.
    """

    label: Words
    shape: Shape = field(default_factory=lambda: Shape("text"))
    is_free: bool = True
    choices: tuple[tuple[str, Words], ...] = ()
    say: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing as it stands here."""

    object_id: uuid.UUID
    content: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    A kind of part of the approach.

    Args:
        act: What somebody must be allowed to do to write one.
        key: Fields that make the key of a part that never had one.
        title: The field by which people know it.
        once: Fields that no two of a kind share; without them two may be alike.
        here: What there is of it in a municipality, in its order.
        save: Write one: over the thing that is given, or new; return its id.
        add_all: Write many new ones together, where there can be hundreds; return their ids.
    """

    code: str
    label: Words
    explain: Words
    act: str
    key: tuple[str, ...]
    title: str
    fields: Mapping[str, Field]
    here: Callable[[uuid.UUID], Iterable[Item]]
    save: Callable[[Setting, Item | None, Content], uuid.UUID]
    once: tuple[str, ...] = ()
    add_all: Callable[[Setting, Sequence[Content]], list[uuid.UUID]] | None = None

    def key_of(self, content: Content) -> str:
        """Return the key of a part by what it says."""
        return "/".join(slug(str(content[name])) for name in self.key)[:200]


def slug(text: str) -> str:
    """Return a text as a key: small letters and figures, with lines between."""
    return re.sub(r"[^a-z0-9_]+", "-", fold(text)).strip("-") or "-"


def text(label: Words, most: int, *, is_free: bool = True) -> Field:
    """Return a field with a text of at most so many characters."""
    return Field(label, Shape("text", most), is_free)


def code(label: Words, most: int = 60) -> Field:
    """Return a field with a code."""
    return text(label, most)


def choice(label: Words, choices: Iterable[tuple[str, Words]]) -> Field:
    """Return a field with one of a few codes."""
    return Field(label, Shape("text", 60), is_free=False, choices=tuple(choices))


def rhythm(label: Words, choices: Iterable[tuple[str, Words]] = ()) -> Field:
    """Return a field with a rhythm, which people read in words."""
    return Field(label, Shape("text", 200), False, tuple(choices), in_words)


def flag(label: Words) -> Field:
    """Return a field with yes or no."""
    return Field(label, Shape("flag"), is_free=False)
