"""The programme that a plan is made of, as frozen values; things name each other by code."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bundel.core.portfolio.problem import AtRisk, Floor, Range, SaturationStep
from bundel.core.preconditions import Wait
from bundel.core.quarters import Quarter


@dataclass(frozen=True, slots=True)
class PoolMaterial:
    """A pool with its net hours for every quarter of the horizon."""

    id: uuid.UUID
    code: str
    name: str
    department: str
    internal: bool
    hours: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FundMaterial:
    """A fund: a total or euros per quarter of the horizon, and the day after which it stops."""

    id: uuid.UUID
    code: str
    name: str
    total_eur: float | None
    euros: tuple[float, ...] | None
    end_date: date | None


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """Euros of one fund between two quarters since the start, counted from 1, both included."""

    fund: str
    first: int
    last: int | None
    start_eur: float
    running_eur: float


@dataclass(frozen=True, slots=True)
class ReachPart:
    """Households in an area and group in each running quarter, with their worth."""

    area: str
    group: str
    households: Range
    ramp_shares: tuple[float, ...]
    now_each: Range
    later_each: Range


@dataclass(frozen=True, slots=True)
class LevelMaterial:
    """A level with all that it uses and reaches; no duration means that it goes on."""

    code: str
    name: str
    usual: bool
    duration: int | None
    start_quarters: int
    now: Range
    later: Range
    hours: Mapping[str, tuple[float, float]]
    money: tuple[MoneyPart, ...]
    reach: tuple[ReachPart, ...]


@dataclass(frozen=True, slots=True)
class InitiativeMaterial:
    """An initiative with its levels and, if it runs or is promised, its level and start."""

    id: uuid.UUID
    code: str
    name: str
    department: str
    lead: str
    state: str
    earliest: Quarter | None
    latest: Quarter | None
    must_finish: bool
    forbidden: bool
    levels: Mapping[str, LevelMaterial]
    committed: tuple[str, Quarter] | None
    # What has to be in place before it can start, and is not.
    waits: tuple[Wait, ...] = ()

    @property
    def usual_level(self) -> LevelMaterial | None:
        """The committed level, else the usual one, else the first."""
        if self.committed:
            return self.levels[self.committed[0]]
        levels = list(self.levels.values())
        return next((level for level in levels if level.usual), levels[0] if levels else None)


@dataclass(frozen=True, slots=True)
class PrecedenceMaterial:
    """Which initiative needs which, how and how much later."""

    before: str
    after: str
    order: str
    lag: int


@dataclass(frozen=True, slots=True)
class RuleMaterial:
    """A rule between initiatives, with what it gains and gives back."""

    name: str
    kind: str
    members: tuple[str, ...]
    per_quarter: int | None
    now_eur: float
    later_eur: float
    hours: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Material:
    """The whole programme; the order is that of the codes, so that it is always the same."""

    first: Quarter
    quarters: tuple[Quarter, ...]
    weight_now: float
    weight_later: float
    saturation: tuple[SaturationStep, ...]
    pools: tuple[PoolMaterial, ...]
    funds: tuple[FundMaterial, ...]
    at_risk: tuple[AtRisk, ...]
    initiatives: Mapping[str, InitiativeMaterial]
    precedences: tuple[PrecedenceMaterial, ...]
    rules: tuple[RuleMaterial, ...]
    floors: tuple[Floor, ...]


def codes(things: Iterable[Any]) -> set[str]:
    """Return the codes of pools, funds or initiatives."""
    return {thing.code for thing in things}
