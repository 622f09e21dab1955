"""How every edit is saved: version checked, row judged as a whole, trail written."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import reduce
from itertools import groupby
from operator import and_
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import BaseConstraint, CheckConstraint, ForeignKey, Model
from django.utils.translation import gettext_lazy as _

from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel
from bundel.audit import services as audit
from bundel.errors import Difference, Fault, Invalid, NotFound, Stale

Row = TypeVar("Row", bound=VersionedModel)
TAKEN = _("Dit is al in gebruik: %(what)s. Kies iets anders.")
APART = _("Dit kan zo niet samen. Kijk of begin en eind op volgorde staan.")
Values = Mapping[str, Any]


def find(model: type[Row], actor: Actor, row_id: uuid.UUID, **also: Any) -> Row:
    """
    Return the actor's row, locked until the act is done.

    Raises:
        NotFound: if the municipality has no such row.
    """
    rows = model._default_manager.select_for_update(of=("self",))
    found = rows.filter(pk=row_id, municipality_id=actor.municipality_id, **also).first()
    if found is None:
        raise NotFound
    return found


def same_version(row: VersionedModel, version: int, wanted: Values) -> None:
    """
    Go on only if nobody saved in between.

    Raises:
        Stale: with both texts of every field that differs.
    """
    if row.version == version:
        return
    raise Stale(
        [
            Difference(name, label(row, name), _read(row, name, value), _read(row, name, stands))
            for name, value in wanted.items()
            if shown(value) != shown(stands := getattr(row, name))
        ],
        version=row.version,
    )


def change(row: VersionedModel, wanted: Values, allowed: frozenset[str]) -> tuple[Values, Values]:
    """
    Put the wanted values in a row and save it as its next version; return what was and is.

    Raises:
        Invalid: with a fault for each field that is unknown or wrong.
    """
    unknown = [
        Fault(name, str(_("Dit veld is hier niet te wijzigen.")))
        for name in wanted
        if name not in allowed
    ]
    if unknown:
        raise Invalid(faults=unknown)
    before = {name: plain(getattr(row, name)) for name in wanted}
    for name, value in wanted.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    judge(row)
    after = {name: plain(getattr(row, name)) for name in wanted}
    if before != after:
        row.version += 1
        row.save()
    changed = [name for name in wanted if before[name] != after[name]]
    return {n: before[n] for n in changed}, {n: after[n] for n in changed}


def judge(row: Model) -> None:
    """
    Check a row as a whole, also against the other rows.

    Raises:
        Invalid: with a fault for each field that is wrong.
    """
    faults = [*_wrong_fields(row, _known(row))]
    faults += _wrong_together(row, {fault.field for fault in faults})
    if faults:
        raise Invalid(faults=faults)


def add_all(rows: Sequence[Model]) -> None:
    """
    Check new rows and add them together; what they point at is known to be there.

    What the database refuses is judged row by row, so that people read why.

    Raises:
        Invalid: with a fault for each field that is wrong.
    """
    faults = [fault for row in rows for fault in _wrong_fields(row, {"id", *_references(row)})]
    if faults:
        raise Invalid(faults=faults)
    if not rows:
        return
    try:
        with transaction.atomic():
            for _kind, of_kind in groupby(rows, type):
                alike = list(of_kind)
                alike[0]._meta.base_manager.bulk_create(alike)
    except IntegrityError:
        for row in rows:
            judge(row)
            row.save(force_insert=True)


def _references(row: Model) -> Iterator[str]:
    return (field.name for field in row._meta.concrete_fields if field.is_relation)


def _known(row: Model) -> set[str]:
    """Return the fields that need no look in the database: what they point at is in hand."""
    held = {
        field.name
        for field in row._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.is_cached(row) and getattr(row, field.name)
    }
    # The municipality is that of the act; row policies let no other through.
    return held | {"id", "municipality"}


def _wrong_fields(row: Model, known: set[str]) -> Iterator[Fault]:
    try:
        row.full_clean(exclude=known, validate_constraints=False)
    except ValidationError as error:
        yield from (
            Fault(name, text) for name, texts in error.message_dict.items() for text in texts
        )


def _wrong_together(row: Model, wrong: set[str]) -> Iterator[Fault]:
    """Yield what is wrong; what is in use already is told at the field to change."""
    checks = [one for one in row._meta.constraints if isinstance(one, CheckConstraint)]
    fine = checks if checks and not wrong and _all_hold(row, checks) else []
    for constraint in row._meta.constraints:
        if constraint in fine:
            continue
        try:
            constraint.validate(type(row), row, exclude=wrong)
        except ValidationError:
            chosen = [x for x in getattr(constraint, "fields", ()) if x != "municipality"]
            if chosen:
                yield Fault(chosen[-1], _taken(row, constraint, chosen[-1]), "taken")
            else:
                yield Fault(NON_FIELD_ERRORS, _own_words(constraint) or str(APART))


def _all_hold(row: Model, checks: Sequence[CheckConstraint]) -> bool:
    """Tell whether a row passes all checks; one question to the database for all of them."""
    condition = reduce(and_, (one.condition for one in checks))
    try:
        CheckConstraint(condition=condition, name="all").validate(type(row), row)
    except ValidationError:
        return False
    return True


def _taken(row: Model, constraint: BaseConstraint, name: str) -> str:
    """Return the constraint's own words for what is there already, or the usual ones."""
    return _own_words(constraint) or TAKEN % {"what": label(row, name)}


def _own_words(constraint: BaseConstraint) -> str:
    """Return what was written for people; the usual words hold a name of the database."""
    words = constraint.violation_error_message
    return "" if words == constraint.default_violation_error_message else str(words or "")


def touch(row: VersionedModel) -> None:
    """Raise the version of a row of which only the lines below it changed."""
    row.version += 1
    row.save(update_fields=["version"])


def tell(
    actor: Actor,
    action: str,
    kind: str,
    row: Model,
    before: Values | None = None,
    after: Values | None = None,
    ground: str = "",
) -> None:
    """Write the trail of an act on a row."""
    audit.record(
        actor=actor,
        action=action,
        kind=kind,
        object_id=row.pk,
        label=str(row),
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
        ground=ground,
    )


def label(row: Model, name: str) -> str:
    """Return how people call a field."""
    try:
        field = row._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return name
    return str(getattr(field, "verbose_name", name))


def _read(row: Model, name: str, value: Any) -> str:
    """Return the value of a field as people read it: the name of what it points at or chooses."""
    try:
        field = row._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return shown(value)
    if isinstance(field, ForeignKey):
        other = field.related_model._default_manager.filter(pk=value).first() if value else None
        return str(other or "")
    # What is no choice may be of a kind that no dict could be asked for.
    choices = dict(getattr(field, "flatchoices", ()))
    return str(choices.get(value, shown(value)) if choices else shown(value))


def shown(value: Any) -> str:
    """Return a value as people read it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value)
    return "" if value is None else str(value)


def plain(value: Any) -> Any:
    """Return a value as the trail keeps it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
