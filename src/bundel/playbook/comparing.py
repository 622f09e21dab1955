"""What a playbook would do here: per part the three texts, and what is usual to choose."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.merging import MergedPart, merge
from bundel.core.playbook import fingerprint
from bundel.playbook.kinds import BY_CODE, KINDS, Item, Kind
from bundel.playbook.models import Direction, PartState, Playbook, TakenPart
from bundel.playbook.saying import title_of
from bundel.playbook.stock import Key, standing


@dataclass(frozen=True, slots=True)
class PartPlan:
    """
    One part of a playbook against what stands here.

    Args:
        theirs: What comes; None if the part comes no more.
        is_usual: A part that is not here is usually taken; not one that was refused before.
        may_write: The role of the reader may write this kind.
    """

    kind: Kind
    key: str
    title: str
    merged: MergedPart
    item: Item | None
    theirs: Mapping[str, Any] | None
    is_usual: bool
    may_write: bool

    @property
    def place(self) -> Key:
        """Where it stands in a package."""
        return self.kind.code, self.key


@dataclass(frozen=True, slots=True)
class Plan:
    """What a playbook would do here, and which edition stands here now."""

    parts: tuple[PartPlan, ...]
    before: int | None

    @property
    def mark(self) -> str:
        """A mark that changes when anything here changes: what was read is what is decided on."""
        return fingerprint(
            [
                [*part.place, part.item and part.item.content, part.merged.state]
                for part in self.parts
            ]
        )[:32]


def compare(actor: Actor, row: Playbook) -> Plan:
    """Return what a playbook that came in would do here. Queries do not grow with its parts."""
    known = {(one.kind, one.key): one for one in _earlier(row) if one.kind in BY_CODE}
    here = standing(row.municipality_id)
    found = _matches(row, known, here)
    parts = [_part(actor, place, content, known, found) for place, content in _parts(row).items()]
    gone = [
        _gone(actor, place, taken, here)
        for place, taken in known.items()
        if place not in _parts(row) and taken.object_id in here[taken.kind]
    ]
    order = {kind.code: number for number, kind in enumerate(KINDS)}
    parts += [one for one in gone if one is not None]
    parts.sort(key=lambda one: order[one.kind.code])
    return Plan(tuple(parts), _taken(row))


def _earlier(row: Playbook) -> list[TakenPart]:
    """Return the parts of this playbook as they came, the newest edition at the end."""
    return list(
        TakenPart.objects.filter(
            municipality_id=row.municipality_id,
            playbook__direction=Direction.IN,
            playbook__name=row.name,
            playbook__made_by_municipality=row.made_by_municipality,
        ).order_by("playbook__edition")
    )


def _taken(row: Playbook) -> int | None:
    """Return the newest edition of this playbook that was taken over here."""
    editions = Playbook.objects.filter(
        municipality_id=row.municipality_id,
        direction=Direction.IN,
        name=row.name,
        made_by_municipality=row.made_by_municipality,
        taken_at__isnull=False,
    )
    return editions.order_by("-edition").values_list("edition", flat=True).first()


def _parts(row: Playbook) -> dict[Key, dict[str, Any]]:
    return {(one["kind"], one["key"]): one["content"] for one in row.content["parts"]}


def _matches(
    row: Playbook,
    known: Mapping[Key, TakenPart],
    here: Mapping[str, Mapping[uuid.UUID, Item]],
) -> dict[Key, Item]:
    """Return what stands here for each part: what it became before, else what has its key."""
    found: dict[Key, Item] = {}
    for place, taken in known.items():
        if taken.object_id is not None and taken.object_id in here[taken.kind]:
            found[place] = here[taken.kind][taken.object_id]
    used = {item.object_id for item in found.values()}
    natural = {
        (kind.code, kind.key_of(item.content)): item
        for kind in KINDS
        for item in here[kind.code].values()
        if item.object_id not in used
    }
    for place in _parts(row):
        # What became something here and is gone, was taken away by people.
        was_here = place in known and known[place].object_id is not None
        if place not in found and place in natural and not was_here:
            found[place] = natural[place]
    return found


def _part(
    actor: Actor,
    place: Key,
    theirs: dict[str, Any],
    known: Mapping[Key, TakenPart],
    found: Mapping[Key, Item],
) -> PartPlan:
    kind, taken, item = BY_CODE[place[0]], known.get(place), found.get(place)
    left_out = taken is not None and taken.state == PartState.LEFT_OUT
    own = item.content if item else None
    merged = merge(taken.base if taken else None, own, theirs)
    if item is None:
        # Whoever left it out or took it away may still come back on that.
        merged = merge(None, None, theirs)
    return PartPlan(
        kind,
        place[1],
        title_of(kind, own or theirs),
        merged,
        item,
        theirs,
        is_usual=item is not None or (taken is None and not left_out),
        may_write=permissions.can(actor, kind.act),
    )


def _gone(
    actor: Actor, place: Key, taken: TakenPart, here: Mapping[str, Mapping[uuid.UUID, Item]]
) -> PartPlan | None:
    kind = BY_CODE[place[0]]
    if taken.object_id is None or taken.state == PartState.LEFT_OUT:
        return None
    item = here[place[0]][taken.object_id]
    return PartPlan(
        kind,
        place[1],
        title_of(kind, item.content),
        merge(taken.base, item.content, None),
        item,
        None,
        is_usual=False,
        may_write=permissions.can(actor, kind.act),
    )
