"""The question: initiatives, hours, money and wishes, frozen, in the order of the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Range:
    """An estimate with its low and high; a single number has all three equal."""

    low: float
    mid: float
    high: float


ZERO = Range(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Pool:
    """People of one kind; hours per quarter are net of fixed tasks."""

    id: str
    hours: tuple[float, ...]
    name: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Fund:
    """Money: euros per quarter, or a total over the horizon; none after quarter `until`."""

    id: str
    euros: tuple[float, ...] | None = None
    total_eur: float | None = None
    until: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class AtRisk:
    """How many households of a group live at risk in an area, and how heavily each counts."""

    area: str
    group: str
    households: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class SaturationStep:
    """Up to this share of those at risk, a household reached is worth this much."""

    upto_share: float
    worth_share: float


@dataclass(frozen=True, slots=True)
class Reach:
    """Households reached per quarter since the start, and what each is worth now and later."""

    area: str
    group: str
    households: tuple[float, ...]
    now_each: Range = ZERO
    later_each: Range = ZERO


@dataclass(frozen=True, slots=True)
class Level:
    """One scale at which an initiative can be done; profiles are per quarter since the start."""

    id: str
    duration: int
    hours: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    euros: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    now: Range = ZERO
    later: Range = ZERO
    reach: tuple[Reach, ...] = ()


@dataclass(frozen=True, slots=True)
class Committed:
    """Already running or promised; a negative start lies before the horizon."""

    level: str
    start: int


@dataclass(frozen=True, slots=True)
class Initiative:
    """Something that may be chosen once: at one level, from one quarter."""

    id: str
    levels: tuple[Level, ...]
    name: str = ""
    department: str = ""
    lead: str = ""
    earliest: int = 0
    latest: int | None = None
    must_finish: bool = False
    committed: Committed | None = None
    forbidden: bool = False


class PrecedenceType(StrEnum):
    """What has to have happened to the one before: finished, or started."""

    FINISH_START = "finish-start"
    START_START = "start-start"


@dataclass(frozen=True, slots=True)
class Precedence:
    """`after` needs `before`, and starts at least `lag` quarters behind it."""

    before: str
    after: str
    type: PrecedenceType = PrecedenceType.FINISH_START
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Synergy:
    """What is gained, and which hours come back, when all of these are chosen."""

    all_of: tuple[str, ...]
    now: float = 0.0
    later: float = 0.0
    hours: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StartLimit:
    """At most this many of these start in any one quarter."""

    initiatives: tuple[str, ...]
    per_quarter: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """Counted households in an area, a group, or both, are at least this many."""

    households: float
    area: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """How heavily relief now and structural effect later count in the single objective."""

    now: float = 1.0
    later: float = 1.0


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole question; two problems with equal fields are the same question."""

    quarters: tuple[str, ...]
    pools: tuple[Pool, ...]
    initiatives: tuple[Initiative, ...]
    funds: tuple[Fund, ...] = ()
    at_risk: tuple[AtRisk, ...] = ()
    saturation: tuple[SaturationStep, ...] = (SaturationStep(1.0, 1.0),)
    precedences: tuple[Precedence, ...] = ()
    exclusions: tuple[tuple[str, ...], ...] = ()
    exactly_one: tuple[tuple[str, ...], ...] = ()
    synergies: tuple[Synergy, ...] = ()
    start_limits: tuple[StartLimit, ...] = ()
    floors: tuple[Floor, ...] = ()
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """An initiative that is chosen, with its level and the quarter index of its start."""

    initiative: str
    level: str
    start: int
