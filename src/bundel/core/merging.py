"""Three texts of one thing: how it came, what was made of it here, and how it comes now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Content = Mapping[str, Any]
# Who changed a field since the base: nobody (or both alike), we, they, or both differently.
FieldState = Literal["same", "own", "theirs", "both"]
# new: not here yet. gone_here: taken away here, and changed there. gone_there: no longer comes.
PartState = Literal["same", "own", "theirs", "both", "new", "gone_here", "gone_there"]
Side = Literal["own", "theirs"]


@dataclass(frozen=True, slots=True)
class MergedField:
    """One field in three texts; the base is None where nobody knows how it came."""

    name: str
    base: Any
    own: Any
    theirs: Any
    state: FieldState


@dataclass(frozen=True, slots=True)
class MergedPart:
    """One thing in three texts, field by field."""

    state: PartState
    fields: tuple[MergedField, ...] = ()

    @property
    def asks(self) -> bool:
        """Tell whether there is something to choose."""
        return self.state in {"theirs", "both", "new", "gone_here"}


def merge(base: Content | None, own: Content | None, theirs: Content | None) -> MergedPart:
    """
    Lay three texts of one thing beside each other.

    Args:
        base: As it came the time before; None if it never came.
        own: As it stands here; None if it is not here.
        theirs: As it comes now; None if it comes no more.
    """
    if theirs is None:
        return MergedPart("gone_there" if own is not None and base is not None else "same")
    if own is None:
        if base is None:
            return MergedPart("new", _fields({}, {}, theirs))
        return MergedPart("same" if base == theirs else "gone_here", _fields(base, {}, theirs))
    fields = _fields(base, own, theirs)
    states = {field.state for field in fields}
    for state in ("both", "theirs", "own"):
        if state in states:
            return MergedPart(state, fields)
    return MergedPart("same", fields)


def settle(part: MergedPart, chosen: Mapping[str, Side] | None = None) -> dict[str, Any]:
    """
    Return what becomes of the thing: by field what was chosen, else what loses nobody's change.

    Where both changed a field, our own text stays unless theirs is chosen.
    """
    sides = chosen or {}
    if part.state == "new":
        return {field.name: field.theirs for field in part.fields}
    return {
        field.name: field.theirs if sides.get(field.name, _usual(field)) == "theirs" else field.own
        for field in part.fields
    }


def _usual(field: MergedField) -> Side:
    return "theirs" if field.state == "theirs" else "own"


def _fields(base: Content | None, own: Content, theirs: Content) -> tuple[MergedField, ...]:
    """Yield what they speak of; a field of which they say nothing stays as it is."""
    return tuple(
        MergedField(
            name,
            None if base is None else base.get(name),
            own.get(name),
            value,
            _state(base, own, name, value),
        )
        for name, value in theirs.items()
    )


def _state(base: Content | None, own: Content, name: str, theirs: Any) -> FieldState:
    mine = own.get(name)
    if mine == theirs:
        return "same"
    if base is None or name not in base:
        # Nobody knows who changed it.
        return "both"
    if mine == base[name]:
        return "theirs"
    return "own" if theirs == base[name] else "both"
