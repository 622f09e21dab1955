"""The whole card of an initiative: its levels, with all that they use and reach, and its ties."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.programme import models
from bundel.programme.models import TRANSITIONS, State
from bundel.programme.selectors.initiatives import (
    VIEW,
    InitiativeRow,
    Spread,
    here,
    rows_of,
)
from bundel.programme.selectors.preconditions import ACT as PRECONDITIONS
from bundel.programme.selectors.preconditions import PreconditionLine, line_of


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Hours of one pool."""

    pool_id: uuid.UUID
    pool_code: str
    pool: str
    start_hours: float
    running_hours: float


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Euros of one fund, from and until a quarter since the start."""

    fund_id: uuid.UUID
    fund_code: str
    fund: str
    from_quarter: int
    until_quarter: int | None
    start_eur: float
    running_eur: float


@dataclass(frozen=True, slots=True)
class ReachLine:
    """Households in one area and group in each running quarter, and their worth."""

    area_id: uuid.UUID
    area: str
    group_id: uuid.UUID
    group: str
    households: Spread
    ramp_shares: tuple[float, ...]
    now_each: Spread
    later_each: Spread
    grade: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class LevelCard:
    """A level with all that it uses and reaches; no duration means that it goes on."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    position: int
    usual: bool
    duration_quarters: int | None
    start_quarters: int
    now: Spread
    later: Spread
    grade: str
    basis: str
    source: str
    hours: tuple[HoursLine, ...]
    money: tuple[MoneyLine, ...]
    reach: tuple[ReachLine, ...]


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """A goal that is served, and how."""

    goal_id: uuid.UUID
    goal: str
    how: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """An initiative that comes first, or next, with the order that says so."""

    order_id: uuid.UUID
    id: uuid.UUID
    code: str
    name: str
    order_label: str
    lag: int
    basis: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that it is part of, with the codes of the others."""

    id: uuid.UUID
    name: str
    kind: str
    kind_label: str
    others: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class InitiativeCard(InitiativeRow):
    """All that is known of one initiative."""

    summary: str
    department_id: uuid.UUID
    lead_user_id: uuid.UUID | None
    commissioner: str
    contractor: str
    earliest_quarter: str
    latest_quarter: str
    must_finish: bool
    basis: str
    source: str
    archived_at: datetime | None
    levels: tuple[LevelCard, ...]
    preconditions: tuple[PreconditionLine, ...]
    contributions: tuple[ContributionLine, ...]
    needs: tuple[NeedLine, ...]
    followers: tuple[NeedLine, ...]
    rules: tuple[RuleLine, ...]
    transitions: tuple[tuple[str, str], ...]
    may_archive: bool
    may_add_precondition: bool
    may_edit_rules: bool


def initiative_card(*, actor: Actor, initiative_id: uuid.UUID) -> InitiativeCard:
    """
    Return all that is known of one initiative. Sixteen queries, whatever its size.

    Raises:
        NotFound: if the actor may not see it or it is not there.
    """
    permissions.require(actor, VIEW)
    wanted = here(actor).filter(pk=initiative_id, archived_at=None)
    found = _with_ties(_with_levels(wanted))
    initiative = found.first()
    if initiative is None:
        raise NotFound
    (row,) = rows_of(actor, wanted)
    plain = {field.name: getattr(row, field.name) for field in fields(InitiativeRow)}
    return InitiativeCard(
        **plain,
        summary=initiative.summary,
        department_id=initiative.department_id,
        lead_user_id=initiative.lead_user_id,
        commissioner=initiative.commissioner,
        contractor=initiative.contractor,
        earliest_quarter=initiative.earliest_quarter,
        latest_quarter=initiative.latest_quarter,
        must_finish=initiative.must_finish,
        basis=initiative.basis,
        source=initiative.source,
        archived_at=initiative.archived_at,
        levels=tuple(_level(level) for level in initiative.levels.all()),
        preconditions=tuple(line_of(actor, one) for one in initiative.preconditions.all()),
        contributions=tuple(
            ContributionLine(c.goal_id, c.goal.name, c.how) for c in initiative.contributions.all()
        ),
        needs=_needs((x, x.before) for x in initiative.needs.all()),
        followers=_needs((x, x.after) for x in initiative.followers.all()),
        rules=_rules(initiative),
        transitions=tuple(
            (state.value, str(state.label)) for state in TRANSITIONS[State(initiative.state)]
        ),
        may_archive=permissions.can(actor, "programme.archive_initiative"),
        may_add_precondition=permissions.can(actor, PRECONDITIONS, initiative),
        may_edit_rules=permissions.can(actor, "programme.edit_rules"),
    )


def _with_levels(found: QuerySet[models.Initiative]) -> QuerySet[models.Initiative]:
    hours = models.LevelHours.objects.select_related("pool").order_by("pool__name")
    money = models.LevelMoney.objects.select_related("fund").order_by("fund__name", "from_quarter")
    reach = models.Reach.objects.select_related("area", "group").order_by(
        "area__code", "group__code"
    )
    levels = models.Level.objects.order_by("position", "code").prefetch_related(
        Prefetch("hours", hours), Prefetch("money", money), Prefetch("reach", reach)
    )
    return found.select_related("department").prefetch_related(Prefetch("levels", levels))


def _with_ties(found: QuerySet[models.Initiative]) -> QuerySet[models.Initiative]:
    needs = models.Precedence.objects.filter(before__archived_at=None).select_related("before")
    followers = models.Precedence.objects.filter(after__archived_at=None).select_related("after")
    rules = models.RuleMember.objects.select_related("rule").prefetch_related(
        Prefetch(
            "rule__members",
            models.RuleMember.objects.filter(initiative__archived_at=None).select_related(
                "initiative"
            ),
        )
    )
    return found.prefetch_related(
        Prefetch("preconditions", models.Precondition.objects.select_related("met_by")),
        Prefetch("contributions", models.Contribution.objects.select_related("goal")),
        Prefetch("needs", needs),
        Prefetch("followers", followers),
        Prefetch("rules", rules),
    )


def _level(level: models.Level) -> LevelCard:
    return LevelCard(
        id=level.pk,
        version=level.version,
        code=level.code,
        name=level.name,
        position=level.position,
        usual=level.usual,
        duration_quarters=level.duration_quarters,
        start_quarters=level.start_quarters,
        now=_spread(level, "now"),
        later=_spread(level, "later"),
        grade=level.grade,
        basis=level.basis,
        source=level.source,
        hours=tuple(
            HoursLine(
                x.pool_id, x.pool.code, x.pool.name, float(x.start_hours), float(x.running_hours)
            )
            for x in level.hours.all()
        ),
        money=tuple(
            MoneyLine(
                x.fund_id,
                x.fund.code,
                x.fund.name,
                x.from_quarter,
                x.until_quarter,
                float(x.start_eur),
                float(x.running_eur),
            )
            for x in level.money.all()
        ),
        reach=tuple(_reach(x) for x in level.reach.all()),
    )


def _reach(line: models.Reach) -> ReachLine:
    return ReachLine(
        area_id=line.area_id,
        area=line.area.name,
        group_id=line.group_id,
        group=line.group.name,
        households=_spread(line, "households"),
        ramp_shares=tuple(float(share) for share in line.ramp_shares),
        now_each=_spread(line, "now"),
        later_each=_spread(line, "later"),
        grade=line.grade,
        basis=line.basis,
        source=line.source,
    )


def _spread(row: models.Level | models.Reach, prefix: str) -> Spread:
    return Spread(*(float(getattr(row, f"{prefix}_{end}")) for end in ("low", "mid", "high")))


def _needs(
    ties: Iterable[tuple[models.Precedence, models.Initiative]],
) -> tuple[NeedLine, ...]:
    return tuple(
        NeedLine(
            tie.pk,
            other.pk,
            other.code,
            other.name,
            str(models.Order(tie.order).label),
            tie.lag_quarters,
            tie.basis,
        )
        for tie, other in sorted(ties, key=lambda pair: pair[1].code)
    )


def _rules(initiative: models.Initiative) -> tuple[RuleLine, ...]:
    return tuple(
        RuleLine(
            id=member.rule_id,
            name=member.rule.name,
            kind=member.rule.kind,
            kind_label=str(models.RuleKind(member.rule.kind).label),
            others=tuple(
                sorted(
                    other.initiative.code
                    for other in member.rule.members.all()
                    if other.initiative_id != initiative.pk
                )
            ),
            basis=member.rule.basis,
        )
        for member in sorted(initiative.rules.all(), key=lambda m: m.rule.code)
    )
