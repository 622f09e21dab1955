"""What is done with a level of an initiative: its size, hours, money and reach."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.errors import Conflict, Fault, Invalid
from bundel.programme.models import Fund, Level, LevelHours, LevelMoney, MeasureGroup, Pool, Reach
from bundel.programme.services import saving
from bundel.programme.services.initiatives import EDIT, editable

FIELDS = frozenset(
    {
        "code",
        "name",
        "position",
        "usual",
        "duration_quarters",
        "start_quarters",
        "now_low",
        "now_mid",
        "now_high",
        "later_low",
        "later_mid",
        "later_high",
        "grade",
        "basis",
        "source",
    }
)
NIL = Decimal(0)
ONE = Decimal(1)


class LevelInUse(Conflict):
    """An initiative runs at this level."""

    sentence = gettext_lazy("Dit niveau loopt al. Kies eerst een ander niveau voor wat loopt.")


class LastLevel(Conflict):
    """Without a level an initiative cannot be planned."""

    sentence = gettext_lazy("Een initiatief heeft minstens één niveau.")


class FundMayNotPay(Invalid):
    """The fund does not pay this department."""

    sentence = gettext_lazy("Deze geldbron mag de afdeling van dit initiatief niet betalen.")


@dataclass(frozen=True, slots=True)
class HoursInput:
    """Hours of one pool: together over the start quarters, and in each quarter after them."""

    pool_id: uuid.UUID
    start_hours: Decimal = NIL
    running_hours: Decimal = NIL


@dataclass(frozen=True, slots=True)
class MoneyInput:
    """Euros of one fund, from and until a quarter since the start (the first is 1)."""

    fund_id: uuid.UUID
    start_eur: Decimal = NIL
    running_eur: Decimal = NIL
    from_quarter: int = 1
    until_quarter: int | None = None


@dataclass(frozen=True, slots=True)
class ReachInput:
    """Households in one area and group in each running quarter, and what that is worth."""

    area_id: uuid.UUID
    group_id: uuid.UUID
    households_low: Decimal
    households_mid: Decimal
    households_high: Decimal
    ramp_shares: tuple[Decimal, ...] = (ONE,)
    now_low: Decimal = NIL
    now_mid: Decimal = NIL
    now_high: Decimal = NIL
    later_low: Decimal = NIL
    later_mid: Decimal = NIL
    later_high: Decimal = NIL
    grade: str = "D"
    basis: str = ""
    source: str = ""


@transaction.atomic
def save_level(
    *,
    actor: Actor,
    initiative_id: uuid.UUID,
    level_id: uuid.UUID | None = None,
    version: int | None = None,
    **fields: Any,
) -> uuid.UUID:
    """
    Add a level to an initiative, or change the one with this id.

    Raises:
        Stale: if somebody else saved first.
        Invalid: if a field is wrong.
    """
    initiative = editable(actor, initiative_id)
    if fields.get("usual"):
        # Let go first: only one level of an initiative is the usual one.
        initiative.levels.filter(usual=True).update(usual=False)
    if level_id is None:
        row = Level(municipality_id=actor.municipality_id, initiative=initiative)
        row.version = 0
    else:
        row = saving.find(Level, actor, level_id, initiative=initiative)
        saving.same_version(row, version or 0, fields)
    before, after = saving.change(row, fields, FIELDS)
    if after:
        named = {"level": row.code}
        saving.tell(actor, EDIT, "initiative", initiative, {**named, **before}, {**named, **after})
    return row.pk


@transaction.atomic
def remove_level(*, actor: Actor, level_id: uuid.UUID, version: int) -> None:
    """
    Remove a level with its hours, money and reach.

    Raises:
        LevelInUse: if the initiative runs at it.
        LastLevel: if it is the only one.
    """
    level = _level(actor, level_id, version)
    if level.initiative.levels.count() == 1:
        raise LastLevel
    saving.tell(actor, EDIT, "initiative", level.initiative, before={"level": level.code})
    try:
        level.delete()
    except ProtectedError as error:
        raise LevelInUse from error


@transaction.atomic
def set_level_hours(
    *, actor: Actor, level_id: uuid.UUID, version: int, lines: Sequence[HoursInput]
) -> None:
    """Replace the hours of a level by these; a line without hours is left out."""
    level = _level(actor, level_id, version)
    wanted = [line for line in lines if line.start_hours or line.running_hours]
    _known(actor, Pool, "pool_id", [line.pool_id for line in wanted])
    _replace(actor, level, LevelHours, [asdict(line) for line in wanted], "hours")


@transaction.atomic
def set_level_money(
    *, actor: Actor, level_id: uuid.UUID, version: int, lines: Sequence[MoneyInput]
) -> None:
    """
    Replace the money of a level by these.

    Raises:
        FundMayNotPay: if a fund does not pay the department of the initiative.
        Invalid: if money flows longer than the level lasts.
    """
    level = _level(actor, level_id, version)
    wanted = [line for line in lines if line.start_eur or line.running_eur]
    _known(actor, Fund, "fund_id", [line.fund_id for line in wanted])
    for line in wanted:
        payees = Fund.objects.get(pk=line.fund_id).payees.values_list("department_id", flat=True)
        if payees and level.initiative.department_id not in payees:
            raise FundMayNotPay(faults=[Fault("fund_id", str(FundMayNotPay.sentence))])
        last = line.until_quarter or line.from_quarter
        if level.duration_quarters is not None and last > level.duration_quarters:
            raise Invalid(faults=[Fault("until_quarter", _lasts(level.duration_quarters))])
    _replace(actor, level, LevelMoney, [asdict(line) for line in wanted], "money")


@transaction.atomic
def set_level_reach(
    *, actor: Actor, level_id: uuid.UUID, version: int, lines: Sequence[ReachInput]
) -> None:
    """
    Replace the reach of a level by these.

    Raises:
        Invalid: if low, middle and high are not in order, or the ramp is longer than the level.
    """
    level = _level(actor, level_id, version)
    _known(actor, Area, "area_id", [line.area_id for line in lines])
    _known(actor, MeasureGroup, "group_id", [line.group_id for line in lines])
    rows = [{**asdict(line), "ramp_shares": list(line.ramp_shares)} for line in lines]
    longest = level.duration_quarters
    if longest is not None and any(len(line.ramp_shares) > longest for line in lines):
        raise Invalid(faults=[Fault("ramp_shares", _lasts(longest))])
    _replace(actor, level, Reach, rows, "reach")


def _level(actor: Actor, level_id: uuid.UUID, version: int) -> Level:
    level = saving.find(Level, actor, level_id)
    level.initiative = editable(actor, level.initiative_id)
    saving.same_version(level, version, {})
    return level


def _known(actor: Actor, model: type[Model], name: str, ids: Sequence[uuid.UUID]) -> None:
    here: QuerySet[Model] = model._default_manager.filter(
        municipality_id=actor.municipality_id, pk__in=ids
    )
    if here.count() != len(set(ids)):
        raise Invalid(faults=[Fault(name, _("Deze keuze bestaat niet."))])


def _lasts(quarters: int) -> str:
    words = ngettext(
        "Dit niveau duurt %(count)s kwartaal.", "Dit niveau duurt %(count)s kwartalen.", quarters
    )
    return words % {"count": quarters}


def _replace(
    actor: Actor,
    level: Level,
    model: type[LevelHours] | type[LevelMoney] | type[Reach],
    lines: Sequence[Mapping[str, Any]],
    what: str,
) -> None:
    """Put these lines in the place of those that were there."""
    old = model._default_manager.filter(level=level)
    names = list(lines[0]) if lines else []
    before = [{k: saving.plain(v) for k, v in x.items()} for x in old.values(*names)]
    old.delete()
    for line in lines:
        row = model(municipality_id=actor.municipality_id, level=level, **line)
        saving.judge(row)
        row.save(force_insert=True)
    saving.touch(level)
    after = [{k: saving.plain(v) for k, v in line.items()} for line in lines]
    named = {"level": level.code}
    saving.tell(
        actor, EDIT, "initiative", level.initiative, {**named, what: before}, {**named, what: after}
    )
