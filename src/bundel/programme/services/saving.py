"""How every edit of the programme is saved: as all modules save, see audit."""

from bundel.audit.saving import (
    TAKEN,
    Values,
    change,
    find,
    judge,
    label,
    plain,
    same_version,
    shown,
    tell,
    touch,
)

__all__ = [
    "TAKEN",
    "Values",
    "change",
    "find",
    "judge",
    "label",
    "plain",
    "same_version",
    "shown",
    "tell",
    "touch",
]
