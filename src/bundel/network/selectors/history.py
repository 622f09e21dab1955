"""What changed, by whom, with old and new side by side, in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.audit import words
from bundel.errors import Difference, NotFound
from bundel.network import languages as tongues
from bundel.network import rights
from bundel.network.models import (
    Contact,
    Kind,
    Location,
    Organisation,
    Service,
    Snapshot,
    Term,
)
from bundel.network.states import FIELDS

MODELS: Mapping[Kind, type[Any]] = {
    Kind.ORGANISATION: Organisation,
    Kind.SERVICE: Service,
    Kind.LOCATION: Location,
    Kind.CONTACT: Contact,
}
PARTS = {
    "terms": gettext_lazy("kenmerken"),
    "areas": gettext_lazy("gebieden"),
    "languages": gettext_lazy("talen"),
    "locations": gettext_lazy("locaties"),
    "schedules": gettext_lazy("tijden"),
    "phones": gettext_lazy("telefoon"),
    "costs": gettext_lazy("kosten"),
    "expertise": gettext_lazy("weet veel van"),
}
# Longer ago is in the trail.
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Earlier:
    """One change: when, by whom, what differs from before; and the number to go back to."""

    number: int
    at: datetime
    by_name: str
    act: str
    # `mine` is how it became, `theirs` how it was.
    differences: tuple[Difference, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class History:
    """All kept states of one thing, the latest first."""

    kind: Kind
    object_id: uuid.UUID
    name: str
    version: int
    organisation_id: uuid.UUID
    organisation: str
    earlier: tuple[Earlier, ...]
    may_edit: bool
    may_restore: bool


def history(*, actor: Actor, kind: Kind, object_id: uuid.UUID, today: Any) -> History:
    """
    Return what changed about one thing. At most eight queries.

    Raises:
        NotFound: if the actor may not see the thing.
        NotAllowed: if it is a contact that the actor may not change.
    """
    permissions.require(actor, "network.view")
    row = _find(actor, kind, object_id, today)
    may_edit = permissions.can(actor, "network.edit", row)
    if kind == Kind.CONTACT:
        permissions.require(actor, "network.edit", row)
    kept = list(
        Snapshot.objects.filter(kind=kind, object_id=object_id).order_by("-number")[
            : MOST_SHOWN + 1
        ]
    )
    names = _names(actor, [one.data for one in kept])
    owner: Organisation = row if kind == Kind.ORGANISATION else row.organisation
    return History(
        kind=kind,
        object_id=object_id,
        name=str(row),
        version=row.version,
        organisation_id=owner.pk,
        organisation=owner.name,
        earlier=tuple(_earlier(kind, kept, names)),
        may_edit=may_edit,
        may_restore=may_edit and getattr(row, "archived_at", None) is None,
    )


def _find(actor: Actor, kind: Kind, object_id: uuid.UUID, today: Any) -> Any:
    rows: Any = {
        Kind.ORGANISATION: Organisation.objects.filter(municipality_id=actor.municipality_id),
        Kind.SERVICE: rights.known_services(actor, today=today).select_related("organisation"),
        Kind.LOCATION: Location.objects.filter(
            municipality_id=actor.municipality_id
        ).select_related("organisation"),
        Kind.CONTACT: rights.contacts_of(actor).select_related("organisation"),
    }[kind]
    row = rows.filter(pk=object_id).first()
    if row is None:
        raise NotFound
    away = getattr(row, "archived_at", None) is not None
    if away and not permissions.can(actor, "network.edit", row):
        raise NotFound
    return row


def _earlier(kind: Kind, kept: list[Snapshot], names: Mapping[str, str]) -> Iterable[Earlier]:
    for place, one in enumerate(kept[:MOST_SHOWN]):
        before = kept[place + 1].data if place + 1 < len(kept) else None
        yield Earlier(
            number=one.number,
            at=one.at,
            by_name=one.by_name,
            act=words.action(one.act),
            differences=tuple(_differences(kind, before, one.data, names)),
            is_now=place == 0,
        )


def _differences(
    kind: Kind,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    names: Mapping[str, str],
) -> Iterable[Difference]:
    if before is None:
        return
    for name in [*FIELDS[kind], *PARTS]:
        if before.get(name) != after.get(name):
            was, became = (_words(kind, name, data.get(name), names) for data in (before, after))
            yield Difference(name, _label(kind, name), became, was)


def _label(kind: Kind, name: str) -> str:
    if name in PARTS:
        return str(PARTS[name])
    field = MODELS[kind]._meta.get_field(name.removesuffix("_id"))
    return str(field.verbose_name)


def _words(kind: Kind, name: str, value: Any, names: Mapping[str, str]) -> str:
    """Return a kept value as people read it."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return "\n".join(sorted(_line(item, names) for item in value))
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if name.endswith("_id"):
        return names.get(str(value), _("niet te zien"))
    field = MODELS[kind]._meta.get_field(name)
    return str(dict(field.flatchoices).get(value, value))


def _line(item: Any, names: Mapping[str, str]) -> str:
    """Return a row of a list, such as an opening time, in one line."""
    if not isinstance(item, dict):
        return names.get(str(item), _("niet te zien"))
    values = dict(item)
    if "code" in values:
        values["code"] = tongues.language_name(values["code"])
    if values.get("location"):
        values["location"] = names.get(values["location"], "")
    if "weekday" in values:
        values["weekday"] = words_of_day(values["weekday"])
    return " ".join(str(value) for value in values.values() if value not in (None, ""))


def words_of_day(number: int) -> str:
    """Return a day of the week in words; Monday is 1."""
    days = (_("maandag"), _("dinsdag"), _("woensdag"), _("donderdag"), _("vrijdag"))
    return (*days, _("zaterdag"), _("zondag"))[number - 1]


def _names(actor: Actor, states: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the names of all that kept states point at; people only as far as they show."""
    ids = set()
    for state in states:
        ids |= {v for name, v in state.items() if name.endswith("_id") and v}
        for name in ("terms", "areas", "expertise"):
            ids |= set(state.get(name, ()))
        for name in ("locations", "schedules"):
            ids |= {line["location"] for line in state.get(name, ()) if line["location"]}
    names: dict[str, str] = {}
    sources: tuple[Any, ...] = (
        Term.objects.all(),
        Area.objects.all(),
        Location.objects.all(),
        Organisation.objects.all(),
        rights.contacts_of(actor),
    )
    for source in sources:
        found = source.filter(pk__in=ids).values_list("pk", "name")
        names |= {str(pk): name for pk, name in found}
    return names


def between(
    *, actor: Actor, kind: Kind, object_id: uuid.UUID, number: int
) -> tuple[Difference, ...]:
    """Return how an earlier state differs from what stands now; for who may see the history."""
    kept = Snapshot.objects.filter(kind=kind, object_id=object_id)
    then = kept.get(number=number)
    now = kept.order_by("-number")[0]
    names = _names(actor, [then.data, now.data])
    return tuple(_differences(kind, now.data, then.data, names))
