"""What there is here of the approach, under keys that stay, and without what is local."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bundel.core.local_words import LocalWords
from bundel.playbook.kinds import KINDS, Field, Item, Kind
from bundel.playbook.local import local_names
from bundel.playbook.models import TakenPart
from bundel.playbook.saying import title_of

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Loose:
    """
    One thing as it would go along.

    Args:
        is_masked: A name or an amount of here was taken out of it.
    """

    kind: Kind
    key: str
    title: str
    content: dict[str, Any]
    object_id: uuid.UUID
    is_masked: bool


def going_out(municipality_id: uuid.UUID) -> dict[Key, Loose]:
    """
    Return everything that a playbook of this municipality may hold, kind by kind.

    A thing keeps the key that it had in an earlier edition, or in the playbook it came from. What
    is the same as something else once names are gone goes along once.
    """
    words, keys = local_names(municipality_id), _known_keys(municipality_id)
    found: dict[Key, Loose] = {}
    for kind in KINDS:
        for one in _of_kind(kind, municipality_id, words, keys):
            found[(kind.code, one.key)] = one
    return found


def _of_kind(
    kind: Kind, municipality_id: uuid.UUID, words: LocalWords, keys: Mapping[uuid.UUID, str]
) -> Iterator[Loose]:
    taken: set[str] = set()
    alike: set[str] = set()
    # What had a key before comes first, so that nothing new takes it.
    items = sorted(kind.here(municipality_id), key=lambda item: item.object_id not in keys)
    for item in items:
        content = {name: _masked(kind, name, item.content[name], words) for name in kind.fields}
        key = keys.get(item.object_id) or kind.key_of(content)
        once = "/".join(str(content[name]).casefold() for name in kind.once)
        if key in taken or (kind.once and once in alike):
            continue
        taken.add(key)
        alike.add(once)
        is_masked = content != item.content
        yield Loose(kind, key, title_of(kind, content), content, item.object_id, is_masked)


def _masked(kind: Kind, name: str, value: Any, words: LocalWords) -> Any:
    return value if not kind.fields[name].is_free else _without(kind.fields[name], value, words)


def _without(field: Field, value: Any, words: LocalWords) -> Any:
    if isinstance(value, str):
        return words.without(value)[: field.shape.most]
    if isinstance(value, list):
        return [
            words.without(item)
            if isinstance(item, str)
            else [words.without(cell) if isinstance(cell, str) else cell for cell in item]
            for item in value
        ]
    return value


def _known_keys(municipality_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Return the key that each thing goes by; of its own editions, else as it came."""
    rows = TakenPart.objects.filter(municipality_id=municipality_id, object_id__isnull=False)
    # The last word counts; "in" comes before "out", and an edition before the next.
    ordered = rows.order_by("playbook__direction", "playbook__edition")
    return {row.object_id: row.key for row in ordered if row.object_id}


def standing(municipality_id: uuid.UUID) -> dict[str, dict[uuid.UUID, Item]]:
    """Return what stands here, by kind and by id, with all its local words."""
    return {
        kind.code: {item.object_id: item for item in kind.here(municipality_id)} for kind in KINDS
    }
