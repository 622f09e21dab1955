"""Two plans side by side: adopted ones and runs, chosen by the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.programme import selectors
from bundel.programme.outcome import figures
from bundel.programme.outcome.figures import Figures
from bundel.programme.outcome.reading import Json
from bundel.programme.outcome.use import PoolUse, pools
from bundel.programme.selectors import AdoptedView, RunView
from bundel.programme.views.moving import Moved, between

RUNS_OFFERED = 20
# Less than this share of a pool is no difference that somebody notices.
LEAST_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans."""

    key: str
    label: str
    problem: Json
    chosen: tuple[Json, ...]
    figures: Figures
    pools: tuple[PoolUse, ...]


@dataclass(frozen=True, slots=True)
class PoolPair:
    """One team in both plans; None where the other plan does not know it."""

    name: str
    one: PoolUse | None
    other: PoolUse | None

    @property
    def hours_more(self) -> float:
        """How many hours more the other plan asks of this team. [hours]"""
        return _hours(self.other) - _hours(self.one)


def _hours(use: PoolUse | None) -> float:
    return sum(use.used_hours) if use else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two plans with what differs."""

    one: Side
    other: Side
    moves: tuple[Moved, ...]
    pools: tuple[PoolPair, ...]

    @property
    def now_more(self) -> float:
        """What the other does more now."""
        return self.other.figures.now - self.one.figures.now

    @property
    def later_more(self) -> float:
        """What the other does more later."""
        return self.other.figures.later - self.one.figures.later

    @property
    def households_more(self) -> float:
        """How many households the other reaches more."""
        return self.other.figures.households - self.one.figures.households


def side(key: str, label: str, plan: RunView | AdoptedView, chosen: Sequence[Json]) -> Side:
    """Return one side, worked out again so that both are measured alike."""
    problem = plan.problem
    found = figures.of_choices(problem, chosen)
    used = pools(problem, found.hours, {}, 0.0, plan.pool_hours)
    return Side(key, label, problem, tuple(chosen), found, tuple(used))


def pair(one: Side, other: Side) -> Pair:
    """Return two plans with what differs."""
    moves = between((one.problem, one.chosen), (other.problem, other.chosen))
    here, there = ({use.code: use for use in x.pools} for x in (one, other))
    both = [
        PoolPair((there.get(code) or here[code]).name, here.get(code), there.get(code))
        for code in sorted(here.keys() | there.keys())
    ]
    changed = [x for x in both if x.one is None or x.other is None or _differs(x.one, x.other)]
    changed.sort(key=lambda x: -abs(x.hours_more))
    return Pair(one, other, tuple(moves), tuple(changed))


def _differs(one: PoolUse, other: PoolUse) -> bool:
    return abs(one.share - other.share) > LEAST_SHARE or (
        abs(one.most_share - other.most_share) > LEAST_SHARE
    )


def since(before: AdoptedView | None, problem: Json, chosen: Sequence[Json]) -> list[Moved]:
    """Return what moves since the plan that was adopted before; nothing without one."""
    if before is None:
        return []
    return between((before.problem, before.plan["chosen"]), (problem, chosen))


def chosen_pair(request: MemberRequest) -> dict[str, Any]:
    """Return the two plans of the address, and which there are to choose from."""
    options = _options(request)
    keys = [key for key, _label in options]
    one = request.GET.get("een") or (keys[0] if keys else "")
    other = request.GET.get("ander") or (keys[1] if len(keys) > 1 else "")
    sides = [_side(request, key, dict(options)) for key in (one, other) if key]
    return {
        "options": options,
        "one": one,
        "other": other,
        "pair": pair(*sides) if len(sides) == 2 and one != other else None,
    }


def _options(request: MemberRequest) -> list[tuple[str, str]]:
    """Return adopted plans first, then runs with a plan."""
    adopted = [
        (str(row.id), _("Aangenomen: %(name)s") % {"name": row.name})
        for row in selectors.adopted_plans(actor=request.actor)
    ]
    rows = selectors.runs(actor=request.actor, limit=RUNS_OFFERED)
    made = [
        (str(row.id), f"{row.title}, {date_format(localtime(row.requested_at), 'j b Y H:i')}")
        for row in rows
        if row.state in {"done", "stopped"} and row.objective is not None
    ]
    return adopted + made


def _side(request: MemberRequest, key: str, labels: dict[str, str]) -> Side:
    """
    Return the adopted plan or the run with this id.

    Raises:
        NotFound: if there is none, or it has no plan.
    """
    try:
        wanted = UUID(key)
    except ValueError:
        raise NotFound from None
    try:
        found = selectors.adopted_plan(actor=request.actor, plan_id=wanted)
    except NotFound:
        found = None
    if found is not None:
        label = _("Aangenomen: %(name)s") % {"name": found.name}
        return side(key, labels.get(key, label), found, found.plan["chosen"])
    run = selectors.run(actor=request.actor, run_id=wanted)
    if not run.result or not run.result.get("chosen"):
        raise NotFound
    return side(key, labels.get(key, run.title), run, run.result["chosen"])
