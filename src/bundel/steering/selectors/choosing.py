"""Options side by side: what each brings and costs, and first of all what differs."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bundel.programme.models import OPEN_STATES, RunState
from bundel.steering.models import Decision, DecisionOption, DecisionState

WITHOUT_PLAN = frozenset({RunState.STOPPED, RunState.FAILED, RunState.INFEASIBLE})


@dataclass(frozen=True, slots=True)
class OptionView:
    """
    What may be chosen.

    Args:
        has_figures: Whether a plan says what it brings and costs.
        is_calculated: False while its what-if is still being calculated.
    """

    id: uuid.UUID
    title: str
    text: str
    households_now: float | None
    households_later: float | None
    hours: float | None
    cost_eur: float | None
    has_figures: bool
    is_calculated: bool
    has_failed: bool
    run_id: uuid.UUID | None
    of: str
    at: datetime | None
    gap_share: float | None
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """An initiative that not all options treat alike: per option its first quarter and level."""

    code: str
    name: str
    cells: tuple[tuple[str, str] | None, ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """The options of a decision, and what they do otherwise."""

    options: tuple[OptionView, ...]
    differences: tuple[Difference, ...]
    alike: int

    @property
    def is_calculating(self) -> bool:
        """Whether figures are still to come."""
        return any(not one.is_calculated for one in self.options)

    @property
    def has_figures(self) -> bool:
        """Whether any option has figures."""
        return any(one.has_figures for one in self.options)

    @property
    def with_plan(self) -> tuple[OptionView, ...]:
        """The options of which the plan is known: the columns of the differences."""
        return tuple(one for one in self.options if one.has_figures)


def choice_of(decision: Decision) -> ChoiceView:
    """Return the options of a decision side by side. One query."""
    rows = list(decision.options.select_related("run").order_by("position", "pk"))
    plans = [_placed(row.snapshot) for row in rows if row.snapshot]
    names = {one["code"]: one["name"] for row in rows for one in row.snapshot.get("chosen", ())}
    codes = sorted({code for plan in plans for code in plan})
    found = [
        Difference(code, names[code], tuple(plan.get(code) for plan in plans)) for code in codes
    ]
    differing = tuple(one for one in found if len(set(one.cells)) > 1)
    return ChoiceView(
        tuple(_option(row, decision) for row in rows), differing, len(found) - len(differing)
    )


def _placed(snapshot: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    chosen: Sequence[Mapping[str, str]] = snapshot.get("chosen", ())
    return {one["code"]: (one["start"], one["level"]) for one in chosen}


def _is_to_come(row: DecisionOption) -> bool:
    """Tell whether figures will be frozen in: also of a plan that was calculated a moment ago."""
    if row.run is None or row.snapshot:
        return False
    return row.run.state in OPEN_STATES or bool(row.run.result and row.run.result.get("chosen"))


def _option(row: DecisionOption, decision: Decision) -> OptionView:
    run, snapshot = row.run, row.snapshot
    return OptionView(
        id=row.pk,
        title=row.title,
        text=row.text,
        households_now=row.households_now,
        households_later=row.households_later,
        hours=row.hours,
        cost_eur=row.cost_eur,
        has_figures=bool(snapshot),
        is_calculated=not (decision.state == DecisionState.ASKED and _is_to_come(row)),
        has_failed=run is not None and run.state in WITHOUT_PLAN and not snapshot,
        run_id=row.run_id,
        of=snapshot.get("title", run.title if run else ""),
        at=datetime.fromisoformat(snapshot["at"]) if snapshot.get("at") else None,
        gap_share=snapshot.get("gap"),
        count=len(snapshot.get("chosen", ())),
        is_chosen=decision.chosen_id == row.pk,
    )
