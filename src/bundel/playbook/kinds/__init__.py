"""The kinds of parts of a playbook; one file a subject, in the order in which they are written."""

from __future__ import annotations

from bundel.core.playbook import Shapes
from bundel.playbook.kinds import (
    activities,
    bodies,
    checks,
    frame,
    initiatives,
    series,
    steering,
    telling,
    terms,
    themes,
)
from bundel.playbook.kinds.kind import Content, Field, Item, Kind, Setting, slug

# One may point at what comes before it.
KINDS: tuple[Kind, ...] = (
    terms.TERMS,
    terms.SYNONYMS,
    themes.KIND,
    frame.GOALS,
    frame.GROUPS,
    initiatives.KIND,
    activities.KIND,
    bodies.KIND,
    series.KIND,
    telling.KIND,
    checks.KIND,
    steering.INDICATORS,
    steering.RISKS,
)
BY_CODE = {kind.code: kind for kind in KINDS}
SHAPES: Shapes = {
    kind.code: {name: field.shape for name, field in kind.fields.items()} for kind in KINDS
}

__all__ = ["BY_CODE", "KINDS", "SHAPES", "Content", "Field", "Item", "Kind", "Setting", "slug"]
