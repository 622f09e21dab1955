"""What is done with areas: a new division of a year is loaded as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.files import AreaRow
from bundel.areas.models import Area
from bundel.audit import services as audit
from bundel.errors import Fault, Invalid


@transaction.atomic
def load_areas(*, actor: Actor, rows: Sequence[AreaRow]) -> int:
    """
    Add or renew areas of a municipality; the same rows twice change nothing.

    Raises:
        Invalid: if an area lies in one that is not there.
    """
    permissions.require(actor, "areas.load")
    here = Area.objects.filter(municipality_id=actor.municipality_id)
    stored = {(area.code, area.year): area for area in here}
    changed = [area for row in rows if (area := _renewed(actor, stored, row))]
    for area in changed:
        stored[area.code, area.year] = area
    _place(stored, rows)
    keep = ["parent", "version", *_FIELDS]
    Area.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=keep
    )
    if changed:
        audit.record(
            actor=actor,
            action="areas.load",
            kind="area",
            object_id=None,
            label=rows[0].source,
            after={"areas": len(changed)},
        )
    return len(changed)


_FIELDS = tuple(
    name for name in AreaRow.__dataclass_fields__ if name not in {"code", "year", "parent"}
)


def _renewed(actor: Actor, stored: dict[tuple[str, int], Area], row: AreaRow) -> Area | None:
    """Return the area as the row has it, or None if it is so already."""
    values = asdict(row)
    parent = values.pop("parent")
    area = stored.get((row.code, row.year))
    if area is None:
        return Area(municipality_id=actor.municipality_id, **values)
    known = {other.pk: code for (code, _year), other in stored.items()}
    same = all(getattr(area, name) == values[name] for name in _FIELDS)
    if same and (known[area.parent_id] if area.parent_id else "") == parent:
        return None
    for name in _FIELDS:
        setattr(area, name, values[name])
    area.version += 1
    return area


def _place(stored: dict[tuple[str, int], Area], rows: Sequence[AreaRow]) -> None:
    faults = [
        Fault(row.code, f"{row.parent} bestaat niet in {row.year}.")
        for row in rows
        if row.parent and (row.parent, row.year) not in stored
    ]
    if faults:
        raise Invalid("De gebieden kloppen niet.", faults)
    for row in rows:
        parent = stored.get((row.parent, row.year))
        stored[row.code, row.year].parent = parent
