"""How every row of the directory is changed: judged, told in the trail, and kept to go back to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel
from bundel.audit import saving
from bundel.errors import Fault, Invalid
from bundel.network import search
from bundel.network.models import Kind, Organisation, Service, Snapshot
from bundel.network.services import history
from bundel.network.services.history import Kept
from bundel.network.services.texts import OF_WORK, without_persons
from bundel.network.states import KIND_OF, state_of

Line = Mapping[str, Any]
AnyModel = TypeVar("AnyModel", bound=Model)
# What the trail calls each kind.
TRAIL = {
    Kind.ORGANISATION: "organisation",
    Kind.SERVICE: "service",
    Kind.LOCATION: "location",
    Kind.CONTACT: "contact",
}


def fill(row: VersionedModel, fields: Mapping[str, Any], allowed: frozenset[str]) -> None:
    """
    Put values in a row and judge it as a whole; it is not saved yet.

    Raises:
        Invalid: with a fault for each field that is unknown or wrong, or points at a resident.
    """
    unknown = [
        Fault(name, _("Dit veld is hier niet te wijzigen."))
        for name in fields
        if name not in allowed
    ]
    if unknown:
        raise Invalid(faults=unknown)
    without_persons(fields, fine=OF_WORK)
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    saving.judge(row)


def changed(
    *,
    actor: Actor,
    row: Kept,
    act: str,
    before: Mapping[str, Any] | None,
    at: datetime,
    ground: str = "",
) -> bool:
    """
    Finish an act on a saved row: raise its version, keep how it stands, and tell the trail.

    Args:
        before: How it stood, by `state_of`; None for a new row. Equal to now: nothing is kept.
    """
    after = state_of(row)
    if before == after:
        return False
    kind = KIND_OF[type(row)]
    if before is not None:
        _first(row, kind, before)
        _next_version(row, at)
    history.keep(actor=actor, row=row, act=act, at=at, data=after)
    names = [name for name in after if before is None or before.get(name) != after[name]]
    saving.tell(
        actor,
        act,
        TRAIL[kind],
        row,
        None if before is None else {name: before.get(name) for name in names},
        {name: after[name] for name in names},
        ground=ground,
    )
    search.follow(row)
    return True


def _first(row: Kept, kind: Kind, before: Mapping[str, Any]) -> None:
    """Keep how a row stood before its first change here, so that one can go back to that too."""
    kept = Snapshot.objects.filter(kind=kind, object_id=row.pk)
    if kept.exists():
        return
    Snapshot.objects.create(
        municipality_id=row.municipality_id,
        kind=kind,
        object_id=row.pk,
        number=1,
        data=dict(before),
        act="network.known",
        at=_beginning(row),
        by_id=None,
        by_name="",
    )


def _beginning(row: Kept) -> datetime:
    """Return since when a row is known to stand as it did."""
    if isinstance(row, Organisation | Service):
        return row.changed_at
    return row.organisation.created_at


def _next_version(row: Kept, at: datetime) -> None:
    row.version += 1
    if isinstance(row, Organisation | Service):
        row.changed_at = at
        row.save(update_fields=["version", "changed_at"])
    else:
        row.save(update_fields=["version"])


def sync(rows: QuerySet[AnyModel], wanted: Sequence[Line], owner: Mapping[str, Any]) -> None:
    """
    Make the rows that hang on something equal to the wanted ones; equal rows keep their id.

    Args:
        wanted: Lines of which the references were looked up, as by `known`.
        owner: The fields that every row has, such as the municipality and the service.
    """
    saving.add_all(missing(rows, wanted, owner))


def missing(
    rows: QuerySet[AnyModel], wanted: Sequence[Line], owner: Mapping[str, Any]
) -> list[AnyModel]:
    """Delete the rows that are not wanted, and return those that are wanted and not there."""
    names = sorted({name for line in wanted for name in line})
    columns = {column.attname: column for column in rows.model._meta.concrete_fields}
    wanted = [
        {
            name: columns[name].to_python(line.get(name, columns[name].get_default()))
            for name in names
        }
        for line in wanted
    ]
    standing: dict[tuple[Any, ...], list[AnyModel]] = {}
    for row in rows:
        standing.setdefault(tuple(getattr(row, name) for name in names), []).append(row)
    new = []
    for line in wanted:
        same = standing.get(tuple(line[name] for name in names))
        if same:
            same.pop()
        else:
            new.append(rows.model(**owner, **line))
    gone = [row.pk for left in standing.values() for row in left]
    if gone:
        rows.filter(pk__in=gone).delete()
    return new


def known(rows: QuerySet[AnyModel], wanted: Iterable[UUID], field: str) -> list[AnyModel]:
    """
    Return the rows with these ids.

    Raises:
        Invalid: if one of them is not there to be chosen.
    """
    ids = set(wanted)
    found = list(rows.filter(pk__in=ids)) if ids else []
    if len(found) != len(ids):
        raise Invalid(faults=[Fault(field, _("Kies uit de lijst."))])
    return found
