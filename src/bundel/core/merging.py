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
    """
    One field in three texts; the base is None where nobody knows how it came.

    Args:
        theirs: As it comes now; of a list that both changed, with our own items in it.
    """

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
    return tuple(_field(base, own, name, value) for name, value in theirs.items())


def _field(base: Content | None, own: Content, name: str, theirs: Any) -> MergedField:
    before, mine = None if base is None else base.get(name), own.get(name)
    state = _state(base, own, name, theirs)
    if state == "both" and (joined := _joined(before, mine, theirs)) is not None:
        theirs, clashes = joined
        # Without a base nobody knows whose item it is, so somebody chooses.
        if before is not None and not clashes:
            state = "own" if mine is not None and _alike(theirs, mine) else "theirs"
    return MergedField(name, before, mine, theirs, state)


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


def _joined(base: Any, own: Any, theirs: Any) -> tuple[list[Any], bool] | None:
    """
    Lay two lists together item by item; None for what is no list of different items.

    Returns:
        The list, and whether both did something else to one item: then it is as they have it.
    """
    before, mine, new = _by_key([] if base is None else base), _by_key(own), _by_key(theirs)
    if before is None or mine is None or new is None:
        return None
    items, clashes = [], False
    # Ours in our order, and then what only they have.
    for key in dict.fromkeys((*mine, *new)):
        was, we, they = before.get(key), mine.get(key), new.get(key)
        both = was not in (we, they) and we != they
        clashes = clashes or both
        chosen = they if we == was or (both and they is not None) else we
        if chosen is not None:
            items.append(chosen)
    return items, clashes


def _by_key(items: Any) -> dict[str, Any] | None:
    """Return the items of a list by what they are known by: the first cell, or the item itself."""
    if not isinstance(items, list):
        return None
    found = {str(item[0] if isinstance(item, list) and item else item): item for item in items}
    return found if len(found) == len(items) else None


def _alike(one: list[Any], other: list[Any]) -> bool:
    """Tell whether two lists hold the same items, in whatever order."""
    return sorted(map(str, one)) == sorted(map(str, other))
