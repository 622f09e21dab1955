"""What is done with pools and funds: hours and money that there are, per quarter."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import VersionedModel
from bundel.errors import Conflict, Fault, Invalid
from bundel.programme.models import Department, Fund, FundChange, FundPayee, Pool, PoolChange
from bundel.programme.services import saving

ACT = "programme.edit_capacity"
GRADED = {"grade", "basis", "source"}
POOL_FIELDS = frozenset(
    {
        "code",
        "name",
        "department_id",
        "internal",
        "people",
        "fte",
        "hours_per_fte",
        "fixed_hours",
        *GRADED,
    }
)
FUND_FIELDS = frozenset(
    {"code", "name", "total_eur", "quarterly_eur", "end_date", "conditions", *GRADED}
)
Row = TypeVar("Row", bound=VersionedModel)


class StillInUse(Conflict):
    """Initiatives ask hours or money of it."""

    sentence = gettext_lazy("Initiatieven vragen hier nog uren of geld. Haal die eerst weg.")


@transaction.atomic
def save_pool(
    *, actor: Actor, pool_id: uuid.UUID | None = None, version: int | None = None, **fields: Any
) -> uuid.UUID:
    """
    Add a pool, or change the one with this id.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a field is wrong.
    """
    if fields.get("department_id"):
        _departments(actor, [fields["department_id"]])
    return _save(actor, Pool, "pool", pool_id, version, fields, POOL_FIELDS)


@transaction.atomic
def set_pool_changes(
    *, actor: Actor, pool_id: uuid.UUID, version: int, lines: Sequence[tuple[str, Decimal, str]]
) -> None:
    """Replace what differs per quarter by these: quarter, hours more or fewer, and why."""
    pool = _versioned(actor, Pool, pool_id, version)
    before = _by_quarter(pool.changes.values_list("quarter", "hours"))
    pool.changes.all().delete()
    for quarter, hours, reason in lines:
        row = PoolChange(
            municipality_id=actor.municipality_id,
            pool=pool,
            quarter=quarter,
            hours=hours,
            reason=reason.strip(),
        )
        saving.judge(row)
        row.save(force_insert=True)
    saving.touch(pool)
    after = _by_quarter([(quarter, hours) for quarter, hours, _ in lines])
    saving.tell(actor, ACT, "pool", pool, {"changes": before}, {"changes": after})


@transaction.atomic
def remove_pool(*, actor: Actor, pool_id: uuid.UUID, version: int) -> None:
    """
    Remove a pool that nobody asks hours of.

    Raises:
        StillInUse: if an initiative does.
    """
    _remove(actor, _versioned(actor, Pool, pool_id, version), "pool")


@transaction.atomic
def save_fund(
    *, actor: Actor, fund_id: uuid.UUID | None = None, version: int | None = None, **fields: Any
) -> uuid.UUID:
    """
    Add a fund, or change the one with this id: one total, or an amount every quarter.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a field is wrong.
    """
    return _save(actor, Fund, "fund", fund_id, version, fields, FUND_FIELDS)


@transaction.atomic
def set_fund_changes(
    *, actor: Actor, fund_id: uuid.UUID, version: int, lines: Sequence[tuple[str, Decimal, str]]
) -> None:
    """Replace the amounts of quarters that differ by these: quarter, euros, and why."""
    fund = _versioned(actor, Fund, fund_id, version)
    before = _by_quarter(fund.changes.values_list("quarter", "eur"))
    fund.changes.all().delete()
    for quarter, eur, reason in lines:
        row = FundChange(
            municipality_id=actor.municipality_id,
            fund=fund,
            quarter=quarter,
            eur=eur,
            reason=reason.strip(),
        )
        saving.judge(row)
        row.save(force_insert=True)
    saving.touch(fund)
    after = _by_quarter([(quarter, eur) for quarter, eur, _ in lines])
    saving.tell(actor, ACT, "fund", fund, {"changes": before}, {"changes": after})


@transaction.atomic
def set_fund_payees(
    *, actor: Actor, fund_id: uuid.UUID, version: int, department_ids: Sequence[uuid.UUID]
) -> None:
    """Say which departments a fund may pay; none means all."""
    fund = _versioned(actor, Fund, fund_id, version)
    names = _departments(actor, department_ids)
    before = list(fund.payees.values_list("department__name", flat=True))
    fund.payees.all().delete()
    FundPayee.objects.bulk_create(
        FundPayee(municipality_id=actor.municipality_id, fund=fund, department_id=department_id)
        for department_id in dict.fromkeys(department_ids)
    )
    saving.touch(fund)
    saving.tell(actor, ACT, "fund", fund, {"payees": sorted(before)}, {"payees": names})


@transaction.atomic
def remove_fund(*, actor: Actor, fund_id: uuid.UUID, version: int) -> None:
    """
    Remove a fund that pays nothing.

    Raises:
        StillInUse: if it pays an initiative.
    """
    _remove(actor, _versioned(actor, Fund, fund_id, version), "fund")


def _save(
    actor: Actor,
    model: type[Row],
    kind: str,
    row_id: uuid.UUID | None,
    version: int | None,
    fields: dict[str, Any],
    allowed: frozenset[str],
) -> uuid.UUID:
    permissions.require(actor, ACT)
    if row_id is None:
        row = model(municipality_id=actor.municipality_id, version=0)
    else:
        row = saving.find(model, actor, row_id)
        saving.same_version(row, version or 0, fields)
    before, after = saving.change(row, fields, allowed)
    if after:
        saving.tell(actor, ACT, kind, row, before, after)
    return row.pk


def _versioned(actor: Actor, model: type[Row], row_id: uuid.UUID, version: int) -> Row:
    permissions.require(actor, ACT)
    row = saving.find(model, actor, row_id)
    saving.same_version(row, version, {})
    return row


def _remove(actor: Actor, row: VersionedModel, kind: str) -> None:
    saving.tell(actor, ACT, kind, row, before={"name": str(row)})
    try:
        row.delete()
    except ProtectedError as error:
        raise StillInUse from error


def _departments(actor: Actor, ids: Sequence[uuid.UUID]) -> list[str]:
    here = Department.objects.filter(municipality_id=actor.municipality_id, pk__in=ids)
    names = sorted(here.values_list("name", flat=True))
    if len(names) != len(set(ids)):
        raise Invalid(faults=[Fault("department_id", _("Deze afdeling bestaat niet."))])
    return names


def _by_quarter(rows: Any) -> dict[str, Any]:
    return {quarter: saving.plain(amount) for quarter, amount in rows}
