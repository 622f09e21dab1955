"""Moving all that hangs on one row to another, and back; what moved is told in plain values."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction

from bundel.accounts.models import User
from bundel.network.models import (
    Contact,
    FeedRecord,
    Organisation,
    Schedule,
    SearchEntry,
    SearchPosting,
    ServiceAtLocation,
)
from bundel.network.services.history import Kept

# One row that moved: its model, the field that pointed, and its key.
Moved = list[str]
# The search writes its own rows anew.
NOT_MOVED = (SearchEntry, SearchPosting)


def move_over(gone: Kept, kept: Kept) -> list[Moved]:
    """
    Let everything that points at one row point at another; return what moved.

    What the other has already, such as the same language, stays with the one that goes: nothing
    is lost, and undoing finds it where it was.
    """
    moved = [
        [row._meta.label, field, str(row.pk)]
        for model, field in _pointers(type(gone))
        for row in model._default_manager.filter(**{field: gone.pk}).order_by("pk")
        if not _has_equal(row, field, kept.pk) and _point(model, row.pk, field, kept.pk)
    ]
    return moved + _plain(gone, kept)


def move_back(moved: Sequence[Moved], gone_id: uuid.UUID, kept_id: uuid.UUID) -> int:
    """Let rows point at where they came from, as far as they did not move on; return how many."""
    count = 0
    for name, field, key in reversed(moved):
        model: type[models.Model] = apps.get_model(name)
        if model._default_manager.filter(pk=key, **{field: kept_id}).exists():
            count += _point(model, key, field, gone_id)
    return count


def step_down(gone: Organisation, kept: Organisation) -> list[str]:
    """Let the first contact of the one that goes be a second, where the other has a first."""
    firsts = Contact.objects.filter(is_first=True, left_date=None)
    if not firsts.filter(organisation=kept).exists():
        return []
    stepped = [str(pk) for pk in firsts.filter(organisation=gone).values_list("pk", flat=True)]
    Contact.objects.filter(pk__in=stepped).update(is_first=False)
    return stepped


def take_out(gone: models.Model) -> str:
    """
    Delete a location with the rows that could not move, and return them to put back.

    The hours that were given there move to the same service at the location that stays.
    """
    left = [
        row
        for model, field in _pointers(type(gone))
        for row in model._default_manager.filter(**{field: gone.pk})
    ]
    rows: list[models.Model] = [gone, *left]
    whole: str = serializers.serialize("json", rows)
    for row in left:
        row.delete()
    type(gone)._default_manager.filter(pk=gone.pk).delete()
    return whole


def move_hours(gone_id: uuid.UUID, kept_id: uuid.UUID) -> list[Moved]:
    """Move hours of services that are given at both locations; return what moved, with whence."""
    kept = dict(
        ServiceAtLocation.objects.filter(location_id=kept_id).values_list("service_id", "pk")
    )
    moved = []
    for row in Schedule.objects.filter(
        at_location__location_id=gone_id, service_id__in=kept
    ).order_by("pk"):
        moved.append([str(row.pk), str(row.at_location_id), str(kept[row.service_id])])
        Schedule.objects.filter(pk=row.pk).update(at_location_id=kept[row.service_id])
    return moved


def put_back(whole: str, hours: Sequence[Moved]) -> None:
    """Put rows back as they were, and the hours with them."""
    for found in serializers.deserialize("json", whole):
        found.save()
    for key, before, after in hours:
        there = Schedule.objects.filter(pk=key, at_location_id=uuid.UUID(after))
        there.update(at_location_id=uuid.UUID(before))


def set_values(row: Kept, values: Mapping[str, Any]) -> None:
    """Write plain values in the columns of a row; they were right when they were kept."""
    for name, value in values.items():
        columns = {column.attname: column for column in row._meta.concrete_fields}
        setattr(row, name, columns[name].to_python(value))


def _pointers(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Yield every column that points at rows of a model, but the one that says it was merged."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        other = relation.related_model
        if isinstance(other, str) or issubclass(other, NOT_MOVED):
            continue
        if relation.field.name != "merged_into":
            yield other, relation.field.attname


def _has_equal(row: models.Model, field: str, kept_id: uuid.UUID) -> bool:
    """Tell whether the one that stays has the same row already, such as a telephone number."""
    values = {
        column.attname: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if column.attname not in {"id", "version", field}
    }
    return type(row)._default_manager.filter(**values, **{field: kept_id}).exists()


def _point(model: type[models.Model], key: Any, field: str, to: uuid.UUID) -> bool:
    """Let one row point elsewhere; tell whether the rules of its table allow it."""
    try:
        with transaction.atomic():
            return bool(model._default_manager.filter(pk=key).update(**{field: to}))
    except IntegrityError:
        return False


def _plain(gone: Kept, kept: Kept) -> list[Moved]:
    """Move what points without a foreign key: provenance, and the accounts of a partner."""
    columns: list[tuple[type[models.Model], str]] = [(FeedRecord, "object_id")]
    if isinstance(gone, Organisation):
        columns.append((User, "organisation_id"))
    return [
        [model._meta.label, field, str(row.pk)]
        for model, field in columns
        for row in model._default_manager.filter(
            **{field: gone.pk, "municipality_id": gone.municipality_id}
        ).order_by("pk")
        if _point(model, row.pk, field, kept.pk)
    ]
