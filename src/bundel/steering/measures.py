"""What lines watch: the value of a pool, a fund, signals or preconditions as it is today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from bundel.accounts.permissions import Actor
from bundel.core.quarters import quarter_of
from bundel.core.triggers import Line, Point, known
from bundel.programme.material import Material, NoProgramme, read_material
from bundel.programme.models import Pool, Precondition
from bundel.programme.selectors.capacity import FundUse, loads_of, money
from bundel.signals.models import Signal, SignalState
from bundel.steering.models import Measure, Reading, Trigger

# Without a day to count from, signals are counted over the last quarter of a year.
WINDOW = timedelta(days=91)
CENT = Decimal("0.01")
# States of signals that were told and not taken back to be worded again.
HELD = SignalState.HELD


@dataclass(frozen=True, slots=True)
class Series:
    """
    What a line is judged on.

    Args:
        is_sum: The points add up.
        source: Where the last point comes from, for who reads the facts.
        grade: How sure that is; empty where Bundel counted it itself.
    """

    points: tuple[Point, ...]
    is_sum: bool = False
    source: str = ""
    grade: str = ""


def line_of(trigger: Trigger) -> Line:
    """Return the line of a trigger, to be judged."""
    return Line(trigger.is_above, trigger.limit, trigger.judge_date, trigger.from_date)


class Measures:
    """The figures of a municipality on a day; each is read when a line asks for it."""

    def __init__(self, actor: Actor, today: date) -> None:
        self._actor = actor
        self._here = {"municipality_id": actor.municipality_id}
        self.today = today

    def series(self, trigger: Trigger) -> Series:
        """Return what a line is judged on; without points where there is nothing to see."""
        if trigger.measure == Measure.INDICATOR:
            return self._readings(trigger)
        value = self._OF[Measure(trigger.measure)](self, trigger)
        # Where nothing ran on its own day, the day after still counts for it.
        day = min(self.today, trigger.judge_date or self.today)
        points = () if value is None else (Point(day, value),)
        return Series(points, source="Bundel")

    @cached_property
    def _material(self) -> Material | None:
        try:
            return read_material(self._here["municipality_id"])
        except NoProgramme:
            return None

    @cached_property
    def _money(self) -> list[FundUse]:
        return money(actor=self._actor)

    def _readings(self, trigger: Trigger) -> Series:
        """Return what counts for a line, with the source and the grade of just that."""
        found = Reading.objects.filter(indicator=trigger.indicator_id).order_by("date")
        by_day = {row.date: row for row in found}
        every = (Point(day, row.value) for day, row in by_day.items())
        points = tuple(known(line_of(trigger), every, self.today))
        is_sum = bool(trigger.indicator and trigger.indicator.is_sum)
        rows = [by_day[point.date] for point in (points if is_sum else points[-1:])]
        grade = max((row.grade for row in rows), default="")
        return Series(points, is_sum, rows[-1].source if rows else "", grade)

    def _pool_fte(self, trigger: Trigger) -> Decimal | None:
        rows = Pool.objects.filter(code=trigger.subject_code, **self._here)
        return rows.values_list("fte", flat=True).first()

    def _pool_use(self, trigger: Trigger) -> Decimal | None:
        """Return how full a pool is next quarter, of what already runs. [%]"""
        if self._material is None:
            return None
        wanted = str(quarter_of(self.today).plus(1))
        for load in loads_of(self._material):
            for cell in load.cells:
                if load.code == trigger.subject_code and cell.quarter == wanted:
                    return Decimal(str(round(cell.share * 100, 4)))
        return None

    def _fund_left(self, trigger: Trigger) -> Decimal | None:
        """Return what is left of a fund after all that already runs. [EUR]"""
        if self._material is None:
            return None
        left = {use.code: use.unspent_eur for use in self._money}
        found = left.get(trigger.subject_code)
        return None if found is None else Decimal(str(found)).quantize(CENT)

    def _signals(self, trigger: Trigger) -> Decimal:
        since = trigger.from_date or self.today - WINDOW
        until = min(self.today, trigger.judge_date or self.today)
        rows = Signal.objects.filter(
            told_at__date__gte=since, told_at__date__lte=until, **self._here
        ).exclude(state=HELD)
        if trigger.subject_code:
            rows = rows.filter(theme__code=trigger.subject_code)
        return Decimal(rows.count())

    def _late_signals(self, trigger: Trigger) -> Decimal:
        rows = Signal.objects.filter(
            state=SignalState.OPEN, promise_date__lt=self.today, **self._here
        )
        if trigger.subject_code:
            rows = rows.filter(theme__code=trigger.subject_code)
        return Decimal(rows.count())

    def _unmet(self, trigger: Trigger) -> Decimal:
        rows = Precondition.objects.filter(met=False, initiative__archived_at=None, **self._here)
        if trigger.subject_code:
            rows = rows.filter(initiative__code=trigger.subject_code)
        return Decimal(rows.count())

    _OF: Mapping[Measure, Callable[[Measures, Trigger], Decimal | None]] = {  # read only
        Measure.POOL_FTE: _pool_fte,
        Measure.POOL_USE: _pool_use,
        Measure.FUND_LEFT: _fund_left,
        Measure.SIGNALS: _signals,
        Measure.LATE_SIGNALS: _late_signals,
        Measure.UNMET_PRECONDITIONS: _unmet,
    }
