"""Risks as people read them: who watches, how bad, and whether the early sign is there."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.programme.models import Initiative
from bundel.steering import rights
from bundel.steering.checks import BY_CODE
from bundel.steering.models import Finding, Risk, RiskState, Size
from bundel.steering.selectors.checks import owner_of, sentence

PAGE_SIZE = 50
MOST_SIGNS = 5
VIEW = "steering.export"
WEIGHT = {Size.LARGE: 0, Size.MIDDLE: 1, Size.SMALL: 2}


@dataclass(frozen=True, slots=True)
class Sign:
    """What a linked check found: the early sign of a risk."""

    id: uuid.UUID
    sentence: str
    owner: str


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk in a list."""

    id: uuid.UUID
    version: int
    number: int
    title: str
    chance: str
    impact: str
    owner: str
    owner_id: uuid.UUID | None
    state: str
    state_label: str
    initiative: str
    initiative_id: uuid.UUID | None
    early_sign: str
    answer: str
    review_date: date | None
    is_due: bool
    signs: tuple[Sign, ...]
    more_signs: int

    @property
    def tone(self) -> str:
        """Return how it stands as a tone, beside its words."""
        if self.state == RiskState.CLOSED:
            return "neutral"
        return "stop" if self.state == RiskState.HAPPENED or self.signs else "info"


@dataclass(frozen=True, slots=True)
class RiskCard:
    """A risk with all that is known of it."""

    line: RiskLine
    consequence: str
    rules: tuple[str, ...]
    made_at: datetime
    ended_at: datetime | None
    ended_because: str
    values: dict[str, Any]
    may_edit: bool


@dataclass(frozen=True, slots=True)
class Risks:
    """A page of risks."""

    page: Page[Risk]
    lines: tuple[RiskLine, ...]
    open_count: int
    sign_count: int


def risks(*, actor: Actor, stand: str, whose: str, number: int, today: date) -> Risks:
    """Return a page of risks, the likeliest and worst first. Five queries."""
    permissions.require(actor, VIEW)
    page = Paginator(_wanted(actor, stand, whose), PAGE_SIZE).get_page(number)
    lines = tuple(_lines(page.object_list, today))
    open_rows = rights.risks_of(actor).exclude(state=RiskState.CLOSED)
    return Risks(page, lines, open_rows.count(), sum(bool(line.signs) for line in lines))


def risk_lines(*, actor: Actor, stand: str, whose: str, today: date) -> list[RiskLine]:
    """Return all risks, for a file or a program; partners see none. Two queries."""
    permissions.require(actor, rights.VIEW)
    return _lines(_wanted(actor, stand, whose)[:10_000], today)


def risk_card(*, actor: Actor, risk_id: uuid.UUID, today: date) -> RiskCard:
    """
    Return one risk. Two queries.

    Raises:
        NotFound: if the actor may not see it.
    """
    row = rights.risks_of(actor).select_related("owner", "initiative").filter(pk=risk_id).first()
    if row is None:
        raise NotFound
    return RiskCard(
        line=_lines([row], today)[0],
        consequence=row.consequence,
        rules=tuple(str(BY_CODE[code].title) for code in row.rules if code in BY_CODE),
        made_at=row.made_at,
        ended_at=row.ended_at,
        ended_because=row.ended_because,
        values={
            "version": row.version,
            "title": row.title,
            "consequence": row.consequence,
            "chance": row.chance,
            "impact": row.impact,
            "owner_id": row.owner_id,
            "early_sign": row.early_sign,
            "answer": row.answer,
            "rules": row.rules,
            "initiative_id": row.initiative_id,
            "review_date": row.review_date,
        },
        may_edit=row.state != RiskState.CLOSED and permissions.can(actor, "steering.risk"),
    )


def signalled(*, actor: Actor, today: date, most: int) -> list[RiskLine]:
    """Return the actor's own risks whose early sign is there, or that ask for a look."""
    if permissions.visible(actor, VIEW) is None:
        return []
    own = rights.risks_of(actor).exclude(state=RiskState.CLOSED).filter(owner_id=actor.user_id)
    watched = _ordered(own.filter(Q(rules__len__gt=0) | Q(review_date__lte=today)))
    rows = watched.select_related("owner", "initiative")[: 10 * most]
    return [line for line in _lines(rows, today) if line.signs or line.is_due][:most]


def initiatives(*, actor: Actor) -> list[Initiative]:
    """Return the initiatives that a risk may be about. One query."""
    rows = Initiative.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    return list(rows.order_by("name"))


def _wanted(actor: Actor, stand: str, whose: str) -> QuerySet[Risk]:
    rows = rights.risks_of(actor)
    closed = Q(state=RiskState.CLOSED)
    rows = rows.filter(closed) if stand == "closed" else rows.exclude(closed)
    if whose == "mine":
        rows = rows.filter(owner_id=actor.user_id)
    return _ordered(rows).select_related("owner", "initiative")


def _ordered(rows: QuerySet[Risk]) -> QuerySet[Risk]:
    """Put what happened first, then the likeliest and worst; words have an order, no product."""
    return rows.annotate(by_chance=_size("chance"), by_impact=_size("impact")).order_by(
        "-state", "by_chance", "by_impact", "number"
    )


def _size(field: str) -> Case:
    whens = [When(**{field: size}, then=Value(weight)) for size, weight in WEIGHT.items()]
    return Case(*whens, default=Value(len(WEIGHT)), output_field=IntegerField())


def _lines(rows: Iterable[Risk], today: date) -> list[RiskLine]:
    rows = list(rows)
    found = _signs(rows)
    return [_line(row, found[row.pk], today) for row in rows]


def _line(row: Risk, signs: list[Sign], today: date) -> RiskLine:
    is_open = row.state != RiskState.CLOSED
    return RiskLine(
        id=row.pk,
        version=row.version,
        number=row.number,
        title=row.title,
        chance=str(Size(row.chance).label),
        impact=str(Size(row.impact).label),
        owner=str(row.owner or ""),
        owner_id=row.owner_id,
        state=row.state,
        state_label=str(RiskState(row.state).label),
        initiative=row.initiative.name if row.initiative else "",
        initiative_id=row.initiative_id,
        early_sign=row.early_sign,
        answer=row.answer,
        review_date=row.review_date,
        is_due=is_open and row.review_date is not None and row.review_date <= today,
        signs=tuple(signs[:MOST_SIGNS]) if is_open else (),
        more_signs=max(len(signs) - MOST_SIGNS, 0) if is_open else 0,
    )


def _signs(rows: list[Risk]) -> dict[uuid.UUID, list[Sign]]:
    """Return what the linked checks found, for each risk. One query."""
    signs: dict[uuid.UUID, list[Sign]] = defaultdict(list)
    asked = Q(pk__in=[])
    for row in rows:
        if row.rules and row.state != RiskState.CLOSED:
            about = Q(object_id=row.initiative_id) if row.initiative_id else Q()
            asked |= Q(rule__in=row.rules) & about
    here = {row.municipality_id for row in rows}
    open_findings = Finding.objects.filter(
        asked, municipality_id__in=here, gone_at=None, rule__in=BY_CODE
    ).select_related("owner")
    for one in open_findings.order_by("found_at", "id")[:500]:
        for row in rows:
            if one.rule in row.rules and row.initiative_id in {None, one.object_id}:
                signs[row.pk].append(Sign(one.pk, sentence(one), owner_of(one)))
    return signs
