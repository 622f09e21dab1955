"""Reading all of the programme that a plan is made of, at once."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.many import Row, rows_of
from bundel.core.portfolio.problem import AtRisk, Floor, Range, SaturationStep
from bundel.core.preconditions import Wait
from bundel.core.quarters import Quarter, parse_quarter, quarters_from
from bundel.errors import NotFound
from bundel.programme import models
from bundel.programme.material.values import (
    FundMaterial,
    InitiativeMaterial,
    LevelMaterial,
    Material,
    MoneyPart,
    PoolMaterial,
    PrecedenceMaterial,
    ReachPart,
    RuleMaterial,
)


class NoProgramme(NotFound):
    """This municipality has no horizon yet, so nothing can be planned."""

    sentence = _("Er is nog geen programma. Vul eerst de looptijd in, of laad een werkboek.")


def net_hours(pool: models.Pool) -> Decimal:
    """Return what a pool has left for initiatives in an ordinary quarter. [hours, whole]"""
    gross = (pool.fte * pool.hours_per_fte).quantize(Decimal(1), ROUND_HALF_EVEN)
    return max(gross - pool.fixed_hours, Decimal(0))


def read_material(municipality_id: uuid.UUID) -> Material:
    """
    Return the whole programme of a municipality. Fifteen queries, whatever its size.

    Raises:
        NoProgramme: if there is no horizon yet.
    """
    here = Q(municipality_id=municipality_id)
    steps = models.SaturationStep.objects.filter(here).order_by("upto_share")
    return replace(
        _read(here, only_demand=False),
        saturation=tuple(SaturationStep(float(s.upto_share), float(s.worth_share)) for s in steps),
        at_risk=_at_risk(here),
        precedences=_precedences(here),
        rules=_rules(here),
        floors=_floors(here),
    )


def read_demand(municipality_id: uuid.UUID) -> Material:
    """
    Return what asks hours and euros, and of what: no effects, rules or waits. Six queries.

    Raises:
        NoProgramme: if there is no horizon yet.
    """
    return _read(Q(municipality_id=municipality_id), only_demand=True)


def _read(here: Q, *, only_demand: bool) -> Material:
    frame = models.Programme.objects.filter(here).first()
    if frame is None:
        raise NoProgramme
    first = parse_quarter(frame.first_quarter)
    quarters = tuple(quarters_from(first, frame.quarters_count))
    amounts = _amounts(here)
    return Material(
        first=first,
        quarters=quarters,
        weight_now=float(frame.weight_now),
        weight_later=float(frame.weight_later),
        saturation=(),
        pools=_pools(here, quarters, amounts),
        funds=_funds(here, quarters, amounts),
        at_risk=(),
        initiatives=_initiatives(here, amounts, only_demand=only_demand),
        precedences=(),
        rules=(),
        floors=(),
    )


@dataclass(frozen=True, slots=True)
class _Amounts:
    """Hours and euros as rows of values."""

    pool_changes: list[Row]
    fund_changes: list[Row]
    hours: list[Row]
    money: list[Row]
    commitments: list[Row]


def _amounts(here: Q) -> _Amounts:
    """Return every hour and euro of what is not archived. One query."""
    of_level = here & Q(level__initiative__archived_at=None)
    hours = models.LevelHours.objects.filter(of_level).order_by("pool__code")
    money = models.LevelMoney.objects.filter(of_level).order_by("fund__code", "from_quarter")
    commitments = models.Commitment.objects.filter(here)
    return _Amounts(
        *rows_of(
            models.PoolChange.objects.filter(here).values_list("pool_id", "quarter", "hours"),
            models.FundChange.objects.filter(here).values_list("fund_id", "quarter", "eur"),
            hours.values_list("level_id", "pool__code", "start_hours", "running_hours"),
            money.values_list(
                "level_id",
                "fund__code",
                "from_quarter",
                "until_quarter",
                "start_eur",
                "running_eur",
            ),
            commitments.values_list("initiative_id", "level__code", "start_quarter"),
        )
    )


def _pools(here: Q, quarters: tuple[Quarter, ...], amounts: _Amounts) -> tuple[PoolMaterial, ...]:
    changes = {(pool, quarter): Decimal(hours) for pool, quarter, hours in amounts.pool_changes}
    return tuple(
        PoolMaterial(
            id=pool.pk,
            code=pool.code,
            name=pool.name,
            department=pool.department.name if pool.department else "",
            internal=pool.internal,
            hours=tuple(
                float(
                    max(
                        net_hours(pool) + changes.get((str(pool.pk), str(q)), Decimal(0)),
                        Decimal(0),
                    )
                )
                for q in quarters
            ),
        )
        for pool in models.Pool.objects.filter(here).select_related("department").order_by("code")
    )


def _funds(here: Q, quarters: tuple[Quarter, ...], amounts: _Amounts) -> tuple[FundMaterial, ...]:
    changes = {(fund, quarter): eur for fund, quarter, eur in amounts.fund_changes}
    return tuple(
        FundMaterial(
            id=fund.pk,
            code=fund.code,
            name=fund.name,
            total_eur=None if fund.total_eur is None else float(fund.total_eur),
            euros=None
            if fund.quarterly_eur is None
            else tuple(
                float(changes.get((str(fund.pk), str(q)), fund.quarterly_eur)) for q in quarters
            ),
            end_date=fund.end_date,
        )
        for fund in models.Fund.objects.filter(here).order_by("code")
    )


def _at_risk(here: Q) -> tuple[AtRisk, ...]:
    rows = models.AtRisk.objects.filter(here).order_by("area__code", "group__code")
    found = rows.values_list("area__code", "group__code", "households", "weight")
    return tuple(AtRisk(area, group, float(n), float(w)) for area, group, n, w in found)


def _floors(here: Q) -> tuple[Floor, ...]:
    rows = models.Floor.objects.filter(here).order_by("code")
    found = rows.values_list("households", "area__code", "group__code")
    return tuple(Floor(float(n), area, group) for n, area, group in found)


def _precedences(here: Q) -> tuple[PrecedenceMaterial, ...]:
    rows = models.Precedence.objects.filter(
        here, before__archived_at=None, after__archived_at=None
    ).order_by("before__code", "after__code")
    return tuple(
        PrecedenceMaterial(*row)
        for row in rows.values_list("before__code", "after__code", "order", "lag_quarters")
    )


def _rules(here: Q) -> tuple[RuleMaterial, ...]:
    members = defaultdict[uuid.UUID, list[str]](list)
    rows = models.RuleMember.objects.filter(here, initiative__archived_at=None)
    for rule, code in rows.order_by("initiative__code").values_list("rule_id", "initiative__code"):
        members[rule].append(code)
    hours = defaultdict[uuid.UUID, dict[str, float]](dict)
    for rule, pool, amount in models.RuleHours.objects.filter(here).values_list(
        "rule_id", "pool__code", "hours"
    ):
        hours[rule][pool] = float(amount)
    return tuple(
        RuleMaterial(
            rule.name,
            rule.kind,
            tuple(members[rule.pk]),
            rule.per_quarter,
            float(rule.now_eur),
            float(rule.later_eur),
            hours[rule.pk],
        )
        for rule in models.Rule.objects.filter(here).order_by("code")
    )


def _initiatives(here: Q, amounts: _Amounts, *, only_demand: bool) -> dict[str, InitiativeMaterial]:
    levels = _levels(here, amounts, only_demand=only_demand)
    committed = {
        initiative: (level, parse_quarter(quarter))
        for initiative, level, quarter in amounts.commitments
    }
    waits = defaultdict[uuid.UUID, list[Wait]](list) if only_demand else _waits(here)
    rows = models.Initiative.objects.filter(here, archived_at=None).select_related("department")
    return {
        row.code: InitiativeMaterial(
            id=row.pk,
            code=row.code,
            name=row.name,
            department=row.department.name,
            lead=row.lead,
            state=row.state,
            earliest=parse_quarter(row.earliest_quarter) if row.earliest_quarter else None,
            latest=parse_quarter(row.latest_quarter) if row.latest_quarter else None,
            must_finish=row.must_finish,
            forbidden=row.forbidden,
            levels=levels[row.pk],
            committed=committed.get(str(row.pk)),
            waits=tuple(waits[row.pk]),
        )
        for row in rows.order_by("code")
    }


def _waits(here: Q) -> Mapping[uuid.UUID, list[Wait]]:
    found = defaultdict[uuid.UUID, list[Wait]](list)
    rows = models.Precondition.objects.filter(here, met=False, needed_for_start=True)
    for row in rows.order_by("text").only("initiative_id", "text", "owner_name", "due_date"):
        found[row.initiative_id].append(Wait(row.text, row.owner_name, row.due_date))
    return found


def _levels(
    here: Q, amounts: _Amounts, *, only_demand: bool
) -> Mapping[uuid.UUID, dict[str, LevelMaterial]]:
    hours, money = _hours(amounts), _money(amounts)
    of_level = here & Q(level__initiative__archived_at=None)
    reach = defaultdict[uuid.UUID, list[ReachPart]](list) if only_demand else _reach(of_level)
    found = defaultdict[uuid.UUID, dict[str, LevelMaterial]](dict)
    rows = models.Level.objects.filter(here, initiative__archived_at=None)
    for row in rows.order_by("position", "code"):
        found[row.initiative_id][row.code] = LevelMaterial(
            code=row.code,
            name=row.name,
            usual=row.usual,
            duration=row.duration_quarters,
            start_quarters=row.start_quarters,
            now=_range(row.now_low, row.now_mid, row.now_high),
            later=_range(row.later_low, row.later_mid, row.later_high),
            hours=hours[str(row.pk)],
            money=tuple(money[str(row.pk)]),
            reach=tuple(reach[row.pk]),
        )
    return found


def _hours(amounts: _Amounts) -> Mapping[str, dict[str, tuple[float, float]]]:
    found = defaultdict[str, dict[str, tuple[float, float]]](dict)
    for level, pool, start, running in amounts.hours:
        found[level][pool] = (float(start), float(running))
    return found


def _money(amounts: _Amounts) -> Mapping[str, list[MoneyPart]]:
    found = defaultdict[str, list[MoneyPart]](list)
    for level, fund, first, last, start, running in amounts.money:
        found[level].append(MoneyPart(fund, first, last, float(start), float(running)))
    return found


def _reach(of_level: Q) -> Mapping[uuid.UUID, list[ReachPart]]:
    found = defaultdict[uuid.UUID, list[ReachPart]](list)
    rows = models.Reach.objects.filter(of_level).order_by("area__code", "group__code")
    for row in rows.select_related("area", "group"):
        found[row.level_id].append(
            ReachPart(
                area=row.area.code,
                group=row.group.code,
                households=_range(row.households_low, row.households_mid, row.households_high),
                ramp_shares=tuple(float(share) for share in row.ramp_shares),
                now_each=_range(row.now_low, row.now_mid, row.now_high),
                later_each=_range(row.later_low, row.later_mid, row.later_high),
            )
        )
    return found


def _range(*ends: Any) -> Range:
    low, mid, high = map(float, ends)
    return Range(low, mid, high)
