"""Figures that people keep, as frozen values: the list, one with its values, and who watches."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.errors import NotAllowed, NotFound
from bundel.steering.models import Indicator, Reading, Trigger, TriggerState
from bundel.steering.services.indicators import ACT
from bundel.steering.trigger_words import sentence, unit_words, with_unit

VIEW = "steering.view"
ASSUMPTION = "D"


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What a figure was on a day."""

    id: uuid.UUID
    version: int
    date: date
    value: Decimal
    shown: str
    source: str
    grade: str
    entered_by: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Watch:
    """A line of a decision that watches a figure."""

    decision_id: uuid.UUID
    number: int
    question: str
    line: str
    limit: Decimal
    is_crossed: bool


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """A figure in the list, with its last value."""

    id: uuid.UUID
    version: int
    code: str
    name: str
    unit: str
    source: str
    is_sum: bool
    last_date: date | None
    last_shown: str
    last_value: Decimal | None
    last_grade: str
    watched: int

    @property
    def unit_shown(self) -> str:
        """The unit as people read it."""
        return unit_words(self.unit)

    @property
    def is_assumption(self) -> bool:
        """Whether the last value is not measured but assumed."""
        return self.last_grade == ASSUMPTION


@dataclass(frozen=True, slots=True)
class IndicatorCard(IndicatorLine):
    """A figure with its values, the newest first, and the decisions that watch it."""

    readings: tuple[ReadingView, ...]
    watches: tuple[Watch, ...]
    may_enter: bool


def indicator_lines(*, actor: Actor, today: date) -> list[IndicatorLine]:
    """Return the figures by name, with what each is today. Three queries."""
    _require(actor)
    rows = list(Indicator.objects.filter(municipality_id=actor.municipality_id).order_by("name"))
    last = {
        row.indicator_id: row
        for row in Reading.objects.filter(municipality_id=actor.municipality_id, date__lte=today)
        .order_by("indicator_id", "-date")
        .distinct("indicator_id")
    }
    watched = dict(
        Trigger.objects.filter(municipality_id=actor.municipality_id, state=TriggerState.WATCHING)
        .exclude(indicator=None)
        .values_list("indicator_id")
        .annotate(n=Count("pk"))
    )
    return [_line(row, last.get(row.pk), watched.get(row.pk, 0)) for row in rows]


def all_readings(*, actor: Actor) -> list[tuple[str, date, Decimal, str, str]]:
    """Return code, day, value, source and grade of every value, by figure and day. One query."""
    _require(actor)
    rows = Reading.objects.filter(municipality_id=actor.municipality_id)
    ordered = rows.order_by("indicator__name", "indicator__code", "date")
    return list(ordered.values_list("indicator__code", "date", "value", "source", "grade"))


def indicator_card(*, actor: Actor, indicator_id: uuid.UUID, today: date) -> IndicatorCard:
    """
    Return one figure with its values, and what it is today.

    Three queries, and one for each line that watches it.

    Raises:
        NotFound: if there is none.
    """
    _require(actor)
    here = Indicator.objects.filter(municipality_id=actor.municipality_id, pk=indicator_id)
    row = here.first()
    if row is None:
        raise NotFound
    found = list(row.readings.select_related("entered_by").order_by("-date"))
    watching = Trigger.objects.filter(indicator=row).exclude(state=TriggerState.ENDED)
    watches = tuple(
        Watch(
            one.decision_id,
            one.decision.number,
            one.decision.question,
            sentence(one),
            one.limit,
            one.state == TriggerState.CROSSED,
        )
        for one in watching.select_related("decision", "indicator").order_by("decision__number")
    )
    last = next((one for one in found if one.date <= today), None)
    line = _line(row, last, len(watches))
    return IndicatorCard(
        **{name: getattr(line, name) for name in IndicatorLine.__dataclass_fields__},
        readings=tuple(_reading(one, row) for one in found),
        watches=watches,
        may_enter=permissions.can(actor, ACT),
    )


def _require(actor: Actor) -> None:
    """Go on only for people of the municipality: partners have no figures here."""
    if permissions.visible(actor, VIEW) is not Relation.ALL:
        raise NotAllowed


def _line(row: Indicator, last: Reading | None, watched: int) -> IndicatorLine:
    return IndicatorLine(
        id=row.pk,
        version=row.version,
        code=row.code,
        name=row.name,
        unit=row.unit,
        source=row.source,
        is_sum=row.is_sum,
        last_date=last.date if last else None,
        last_shown=with_unit(last.value, row.unit) if last else "",
        last_value=last.value if last else None,
        last_grade=last.grade if last else "",
        watched=watched,
    )


def _reading(one: Reading, row: Indicator) -> ReadingView:
    return ReadingView(
        id=one.pk,
        version=one.version,
        date=one.date,
        value=one.value,
        shown=with_unit(one.value, row.unit),
        source=one.source,
        grade=one.grade,
        entered_by=one.entered_by.name if one.entered_by else "",
        entered_at=one.entered_at,
    )
