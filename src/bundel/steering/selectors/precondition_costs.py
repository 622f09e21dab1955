"""Two plans side by side: as things stand, and as if an initiative waited for nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.preconditions import NOW_QUARTERS, reached
from bundel.programme import selectors as programme
from bundel.programme.models import OPEN_STATES, PlanRun
from bundel.programme.selectors import HoldUp, InitiativeCard, NoProgramme, RunView
from bundel.programme.services.runs import fingerprint
from bundel.steering.services.precondition_costs import RUN, scenario_changes

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """
    One of the two plans.

    `start_quarter` is empty if the initiative is not in it. The households are those that the
    whole plan reaches in its first four quarters, and those within it; not to be added up.
    """

    run_id: uuid.UUID
    is_open: bool
    has_plan: bool
    state_label: str
    is_current: bool
    start_quarter: str = ""
    now_households: float = 0.0
    later_households: float = 0.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What waiting costs an initiative: the estimate, and both plans as far as they are there."""

    initiative: InitiativeCard
    hold: HoldUp | None
    stands: Side | None
    as_met: Side | None
    may_run: bool

    @property
    def is_open(self) -> bool:
        """Whether the planner is still at work on one of them."""
        return any(side.is_open for side in (self.stands, self.as_met) if side)

    @property
    def both(self) -> bool:
        """Whether there are two plans to compare."""
        sides = (self.stands, self.as_met)
        return all(side is not None and side.has_plan for side in sides)

    @property
    def now_more(self) -> float:
        """How many households more are reached in the first four quarters without waiting."""
        return self._more("now_households")

    @property
    def later_more(self) -> float:
        """How many households more are reached within the plan without waiting."""
        return self._more("later_households")

    def _more(self, name: str) -> float:
        both = (getattr(self.as_met, name, 0.0), getattr(self.stands, name, 0.0))
        return float(both[0] - both[1])


def precondition_cost(*, actor: Actor, initiative_id: uuid.UUID, today: date) -> Cost:
    """
    Return what waiting costs an initiative.

    Raises:
        NotFound: if the actor may not see it.
    """
    card = programme.initiative_card(actor=actor, initiative_id=initiative_id)
    here = PlanRun.objects.filter(municipality_id=actor.municipality_id)
    changes = scenario_changes(card.code)
    try:
        holds = programme.hold_ups(actor=actor, today=today)
        questions = [
            fingerprint(programme.build_problem(actor=actor, changes=wanted, today=today))
            for wanted in (None, changes)
        ]
    except NoProgramme:
        return Cost(card, None, None, None, False)
    newest = [
        wanted.order_by("-requested_at").values_list("id", flat=True).first()
        for wanted in (here.filter(scenario=None), here.filter(scenario__changes=changes))
    ]
    stands, as_met = (
        _side(programme.run(actor=actor, run_id=run_id), card.code, question) if run_id else None
        for run_id, question in zip(newest, questions, strict=True)
    )
    hold = next((one for one in holds if one.code == card.code), None)
    return Cost(card, hold, stands, as_met, permissions.can(actor, RUN))


def _side(run: RunView, code: str, question: str) -> Side:
    plain = Side(
        run_id=run.id,
        is_open=run.state in OPEN_STATES,
        has_plan=bool(run.result) and run.state in {"done", "stopped"},
        state_label=run.state_label,
        is_current=run.problem_sha256 == question,
    )
    if not plain.has_plan:
        return plain
    chosen = (run.result or {}).get("chosen", ())
    start = next((one["start"] for one in chosen if one["initiative"] == code), None)
    quarters = run.problem["quarters"]
    return Side(
        run_id=plain.run_id,
        is_open=plain.is_open,
        has_plan=True,
        state_label=plain.state_label,
        is_current=plain.is_current,
        start_quarter=quarters[start] if start is not None and start >= 0 else "",
        now_households=_reached(run.problem, chosen, min(NOW_QUARTERS, len(quarters))),
        later_households=_reached(run.problem, chosen, len(quarters)),
    )


def _reached(problem: Json, chosen: Sequence[Json], quarters: int) -> float:
    """Return the households that the choices reach before a quarter of the plan. [households]"""
    levels = {
        (one["id"], level["id"]): level for one in problem["initiatives"] for level in one["levels"]
    }
    return sum(
        reached(part["households"], choice["start"], quarters)
        - reached(part["households"], choice["start"], 0)
        for choice in chosen
        for part in levels[choice["initiative"], choice["level"]].get("reach", ())
    )
