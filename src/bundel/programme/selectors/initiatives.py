"""Initiatives as frozen values: rows for a table or board, and the whole card."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.programme import models
from bundel.programme.models import TRANSITIONS, State
from bundel.programme.selectors.frame import InitiativeRef

VIEW = "programme.view"
EDIT = "programme.edit_initiative"


@dataclass(frozen=True, slots=True)
class Spread:
    """An estimate with its low and high."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class InitiativeFilter:
    """Which initiatives, and in which order; codes for department, goal and pool."""

    text: str = ""
    state: str = ""
    department: str = ""
    goal: str = ""
    pool: str = ""
    sort: str = "code"


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative in a table; hours, euros and reach are those of its level."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    department: str
    department_code: str
    lead: str
    state: str
    state_label: str
    committed: bool
    level: str
    start_quarter: str
    start_hours: float
    running_hours: float
    quarterly_eur: float
    households: Spread
    grade: str
    forbidden: bool
    is_own: bool
    may_edit: bool
    planned_start: str


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
class PreconditionLine:
    """What has to be in place, and whether it is."""

    text: str
    met: bool


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """A goal that is served, and how."""

    goal_id: uuid.UUID
    goal: str
    how: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """An initiative that comes first."""

    id: uuid.UUID
    code: str
    name: str
    order_label: str
    lag: int
    basis: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that it is part of, with the codes of the others."""

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
    rules: tuple[RuleLine, ...]
    transitions: tuple[tuple[str, str], ...]
    may_archive: bool


SORTS: Mapping[str, Callable[[InitiativeRow], Any]] = {
    "code": lambda row: row.code,
    "name": lambda row: row.name.casefold(),
    "state": lambda row: State.values.index(row.state),
    "department": lambda row: row.department.casefold(),
    "lead": lambda row: row.lead.casefold(),
    "start_hours": lambda row: row.start_hours,
    "running_hours": lambda row: row.running_hours,
    "quarterly_eur": lambda row: row.quarterly_eur,
    "households": lambda row: row.households.mid,
}


def initiative_rows(*, actor: Actor, wanted: InitiativeFilter | None = None) -> list[InitiativeRow]:
    """Return the initiatives that were asked for. Seven queries."""
    permissions.require(actor, VIEW)
    wanted = wanted or InitiativeFilter()
    found = _here(actor).filter(_matches(wanted), archived_at=None).distinct()
    planned = planned_starts(actor)
    rows = [_row(actor, initiative, planned) for initiative in _with_levels(found)]
    key = wanted.sort.removeprefix("-")
    rows.sort(key=lambda row: row.code)
    rows.sort(key=SORTS.get(key, SORTS["code"]), reverse=wanted.sort.startswith("-"))
    return rows


def archived_initiatives(*, actor: Actor) -> list[InitiativeRef]:
    """Return what was removed and can be brought back, the latest first. One query."""
    permissions.require(actor, VIEW)
    rows = _here(actor).filter(archived_at__isnull=False).order_by("-archived_at")
    return [InitiativeRef(*row) for row in rows.values_list("id", "version", "code", "name")]


def initiative_card(*, actor: Actor, initiative_id: uuid.UUID) -> InitiativeCard:
    """
    Return all that is known of one initiative. Twelve queries, whatever its size.

    Raises:
        NotFound: if the actor may not see it or it is not there.
    """
    permissions.require(actor, VIEW)
    found = _with_levels(_here(actor).filter(pk=initiative_id, archived_at=None), whole=True)
    initiative = found.first()
    if initiative is None:
        raise NotFound
    row = _row(actor, initiative, planned_starts(actor))
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
        preconditions=tuple(
            PreconditionLine(p.text, p.met) for p in initiative.preconditions.all()
        ),
        contributions=tuple(
            ContributionLine(c.goal_id, c.goal.name, c.how) for c in initiative.contributions.all()
        ),
        needs=_needs(initiative),
        rules=_rules(initiative),
        transitions=tuple(
            (state.value, str(state.label)) for state in TRANSITIONS[State(initiative.state)]
        ),
        may_archive=permissions.can(actor, "programme.archive_initiative"),
    )


def planned_starts(actor: Actor) -> dict[str, str]:
    """Return by code the quarter in which the adopted plan lets an initiative start. One query."""
    adopted = models.AdoptedPlan.objects.filter(municipality_id=actor.municipality_id)
    newest = adopted.order_by("-adopted_at").values_list("plan__chosen", "problem__quarters")
    chosen, quarters = newest.first() or ([], [])
    return {
        choice["initiative"]: quarters[choice["start"]]
        for choice in chosen
        if 0 <= choice["start"] < len(quarters)
    }


def _here(actor: Actor) -> QuerySet[models.Initiative]:
    return models.Initiative.objects.filter(municipality_id=actor.municipality_id)


def _matches(wanted: InitiativeFilter) -> Q:
    exact = {
        "state": wanted.state,
        "department__code": wanted.department,
        "contributions__goal__code": wanted.goal,
        "levels__hours__pool__code": wanted.pool,
    }
    found = Q(**{path: value for path, value in exact.items() if value})
    for word in wanted.text.split():
        found &= (
            Q(code__icontains=word)
            | Q(name__icontains=word)
            | Q(summary__icontains=word)
            | Q(lead__icontains=word)
        )
    return found


def _with_levels(
    found: QuerySet[models.Initiative], *, whole: bool = False
) -> QuerySet[models.Initiative]:
    hours = models.LevelHours.objects.select_related("pool").order_by("pool__name")
    money = models.LevelMoney.objects.select_related("fund").order_by("fund__name", "from_quarter")
    reach = models.Reach.objects.select_related("area", "group").order_by(
        "area__code", "group__code"
    )
    levels = models.Level.objects.order_by("position", "code").prefetch_related(
        Prefetch("hours", hours), Prefetch("money", money), Prefetch("reach", reach)
    )
    found = found.select_related("department").prefetch_related(
        Prefetch("levels", levels), "commitments"
    )
    if not whole:
        return found
    needs = models.Precedence.objects.filter(before__archived_at=None).select_related("before")
    rules = models.RuleMember.objects.select_related("rule").prefetch_related(
        Prefetch(
            "rule__members",
            models.RuleMember.objects.filter(initiative__archived_at=None).select_related(
                "initiative"
            ),
        )
    )
    return found.prefetch_related(
        "preconditions",
        Prefetch("contributions", models.Contribution.objects.select_related("goal")),
        Prefetch("needs", needs),
        Prefetch("rules", rules),
    )


def _row(actor: Actor, initiative: models.Initiative, planned: Mapping[str, str]) -> InitiativeRow:
    commitment = next(iter(initiative.commitments.all()), None)
    level = _shown_level(initiative, commitment)
    hours = list(level.hours.all()) if level else []
    reach = list(level.reach.all()) if level else []
    return InitiativeRow(
        id=initiative.pk,
        version=initiative.version,
        code=initiative.code,
        name=initiative.name,
        department=initiative.department.name,
        department_code=initiative.department.code,
        lead=initiative.lead,
        state=initiative.state,
        state_label=str(State(initiative.state).label),
        committed=commitment is not None,
        level=level.name if level else "",
        start_quarter=commitment.start_quarter if commitment else "",
        start_hours=float(sum(line.start_hours for line in hours)),
        running_hours=float(sum(line.running_hours for line in hours)),
        quarterly_eur=_quarterly_eur(level),
        households=Spread(
            float(sum(line.households_low for line in reach)),
            float(sum(line.households_mid for line in reach)),
            float(sum(line.households_high for line in reach)),
        ),
        grade=initiative.grade,
        forbidden=initiative.forbidden,
        is_own=initiative.is_own(actor),
        may_edit=permissions.can(actor, EDIT, initiative),
        planned_start=planned.get(initiative.code, ""),
    )


def _shown_level(
    initiative: models.Initiative, commitment: models.Commitment | None
) -> models.Level | None:
    levels = list(initiative.levels.all())
    if commitment:
        return next(level for level in levels if level.pk == commitment.level_id)
    return next((level for level in levels if level.usual), levels[0] if levels else None)


def _quarterly_eur(level: models.Level | None) -> float:
    """Return what an ordinary quarter costs; where cover changes hands, the first one counts."""
    if level is None:
        return 0.0
    money = list(level.money.all())
    first = min((line.from_quarter for line in money), default=1)
    return float(sum(line.running_eur for line in money if line.from_quarter == first))


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


def _needs(initiative: models.Initiative) -> tuple[NeedLine, ...]:
    return tuple(
        NeedLine(
            x.before_id,
            x.before.code,
            x.before.name,
            str(models.Order(x.order).label),
            x.lag_quarters,
            x.basis,
        )
        for x in sorted(initiative.needs.all(), key=lambda need: need.before.code)
    )


def _rules(initiative: models.Initiative) -> tuple[RuleLine, ...]:
    return tuple(
        RuleLine(
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
