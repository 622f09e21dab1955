"""The trail of an initiative as its card tells it: who did what, and what became different."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.audit.selectors import Change
from bundel.programme.models import Initiative, Level, Precondition, State

DEEDS = {
    "programme.create_initiative": gettext_lazy("genoteerd"),
    "programme.edit_initiative": gettext_lazy("gewijzigd"),
    "programme.bulk_edit": gettext_lazy("samen met andere gewijzigd"),
    "programme.move_initiative": gettext_lazy("status gewijzigd"),
    "programme.archive_initiative": gettext_lazy("verwijderd"),
    "programme.restore_initiative": gettext_lazy("teruggehaald"),
    "steering.add_precondition": gettext_lazy("randvoorwaarde toegevoegd"),
    "steering.edit_precondition": gettext_lazy("randvoorwaarde gewijzigd"),
    "steering.meet_precondition": gettext_lazy("aan randvoorwaarde voldaan"),
    "steering.reopen_precondition": gettext_lazy("randvoorwaarde weer open gezet"),
    "steering.remove_precondition": gettext_lazy("randvoorwaarde verwijderd"),
}
LINES = {
    "preconditions": gettext_lazy("randvoorwaarden"),
    "goals": gettext_lazy("doelen"),
    "hours": gettext_lazy("uren"),
    "money": gettext_lazy("geld"),
    "reach": gettext_lazy("bereik"),
    "level": gettext_lazy("niveau"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that became different; without words on both sides only that it did."""

    label: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of the trail."""

    at: datetime
    who: str
    what: str
    level: str
    differences: tuple[Difference, ...]


def deeds(changes: Iterable[Change]) -> list[Deed]:
    """Return the acts in their order, in words."""
    return [
        Deed(
            at=change.at,
            who=change.actor_name,
            what=_what(change),
            level=str(change.after.get("level") or change.before.get("level") or ""),
            differences=tuple(_differences(change)),
        )
        for change in changes
    ]


def _what(change: Change) -> str:
    """Return what was done, and to which precondition if it was to one."""
    words = str(DEEDS.get(change.action, _("gewijzigd")))
    about = {**change.before, **change.after}.get("precondition")
    return f"{words}: {about}" if about else words


def _differences(change: Change) -> Iterable[Difference]:
    for name in dict.fromkeys([*change.before, *change.after]):
        was, becomes = change.before.get(name), change.after.get(name)
        if name not in {"level", "precondition"} and was != becomes:
            yield Difference(_label(name), _words(name, was), _words(name, becomes))


def _label(name: str) -> str:
    if name in LINES:
        return str(LINES[name])
    for model in (Initiative, Level, Precondition):
        try:
            field = model._meta.get_field(name.removesuffix("_id"))
        except FieldDoesNotExist:
            continue
        return str(getattr(field, "verbose_name", name))
    return name


def _words(name: str, value: Any) -> str:
    """Return a value as people read it; lists and ids have no words of their own."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if value is None or isinstance(value, list | dict) or _is_id(value):
        return ""
    if name == "state":
        return str(State(value).label)
    return str(value)


def _is_id(value: Any) -> bool:
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True
