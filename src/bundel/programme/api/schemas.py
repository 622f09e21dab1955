"""The bodies of the programme's resources."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field
from pydantic import BeforeValidator

from bundel.rest.names import dutch_value
from bundel.rest.schema import Asked, Outside

StateName = Literal["idee", "voorgesteld", "gepland", "loopt", "gepauzeerd", "gestopt", "geborgd"]
RunStateName = Literal[
    "wacht", "rekent", "stopt", "klaar", "gestopt", "mislukt", "geen-plan-mogelijk"
]
PreconditionKindName = Literal[
    "mandaat", "privacy", "inkoop", "gegevens", "mensen", "communicatie", "geld", "anders"
]
PreconditionKindOut = Annotated[PreconditionKindName, BeforeValidator(dutch_value("precondition"))]
StateOut = Annotated[StateName, BeforeValidator(dutch_value("initiative"))]
RunStateOut = Annotated[RunStateName, BeforeValidator(dutch_value("run"))]
SortName = Literal["code", "-code", "naam", "-naam", "status", "-status"]
GradeName = Literal["A", "B", "C", "D"]
Part = Literal["plan", "frontier", "prices", "why", "stability"]
QUARTER = r"^(|\d{4}-K[1-4])$"
# A change that was not sent; unlike null it needs no value of its own.
LEFT_OUT: Any = None
LARGEST = 2**31 - 1
CODE = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"


class Spread(Outside):
    """An estimate with its low and high."""

    low: float
    mid: float
    high: float


class InitiativeSummary(Outside):
    """An initiative as a line in a list. Hours and euros are per quarter."""

    id: UUID
    version: int
    code: str
    name: str
    state: StateOut
    department: str
    lead: str
    committed: bool
    level: str
    start_quarter: str
    start_hours: float
    running_hours: float
    quarterly_eur: float
    households: Spread
    grade: GradeName


class HoursLine(Outside):
    """Hours of one team: for starting as a whole, and per quarter of running."""

    pool_code: str
    start_hours: float
    running_hours: float


class MoneyLine(Outside):
    """Euros from one fund: once at the start, and per quarter since; the first is quarter 1."""

    fund_code: str
    from_quarter: int
    until_quarter: int | None
    start_eur: float
    running_eur: float


class ReachLine(Outside):
    """Households reached per quarter in one area and group."""

    area: str
    group: str
    households: Spread
    grade: GradeName


class Level(Outside):
    """One scale at which an initiative can be done."""

    id: UUID
    code: str
    name: str
    usual: bool
    duration_quarters: int | None = Field(description="Zonder getal: doorlopend.")
    start_quarters: int
    grade: GradeName
    hours: list[HoursLine]
    money: list[MoneyLine]
    reach: list[ReachLine]


class Precondition(Outside):
    """What must be so before it can work, in words, who sees to it, and what shows that it is."""

    id: UUID
    text: str
    kind: PreconditionKindOut
    owner_name: str
    due_date: date | None
    needed_for_start: bool
    met: bool
    proof: str


class Initiative(InitiativeSummary):
    """An initiative with all that hangs on it."""

    summary: str
    commissioner: str
    contractor: str
    earliest_quarter: str
    latest_quarter: str
    must_finish: bool
    forbidden: bool
    basis: str
    source: str
    levels: list[Level]
    preconditions: list[Precondition]


class NewInitiative(Outside):
    """What is needed to note an idea."""

    code: str = Field(min_length=1, max_length=40, pattern=CODE)
    name: str = Field(min_length=1, max_length=200)
    department_id: UUID
    summary: str = Field("", max_length=5000)
    lead: str = Field("", max_length=120)
    commissioner: str = Field("", max_length=120)
    contractor: str = Field("", max_length=120)
    basis: str = Field("", max_length=5000)
    source: str = Field("", max_length=500)


class InitiativeChanges(Outside):
    """The fields that change; what is not sent stays. `versie` is the one that was read."""

    version: int = Field(ge=1, le=LARGEST)
    code: str = Field(LEFT_OUT, min_length=1, max_length=40, pattern=CODE)
    name: str = Field(LEFT_OUT, min_length=1, max_length=200)
    department_id: UUID = Field(LEFT_OUT)
    summary: str = Field(LEFT_OUT, max_length=5000)
    lead: str = Field(LEFT_OUT, max_length=120)
    commissioner: str = Field(LEFT_OUT, max_length=120)
    contractor: str = Field(LEFT_OUT, max_length=120)
    earliest_quarter: str = Field(LEFT_OUT, pattern=QUARTER)
    latest_quarter: str = Field(LEFT_OUT, pattern=QUARTER)
    must_finish: bool = Field(LEFT_OUT)
    forbidden: bool = Field(LEFT_OUT)
    grade: GradeName = Field(LEFT_OUT)
    basis: str = Field(LEFT_OUT, max_length=5000)
    source: str = Field(LEFT_OUT, max_length=500)


class InitiativeQuery(Asked):
    """Which initiatives, in which order."""

    text: str = Field("", alias="tekst", max_length=200, description="Zoekt in code en naam.")
    state: StateName = Field(LEFT_OUT, alias="status")
    department: str = Field("", alias="afdeling", max_length=120, description="Code.")
    goal: str = Field("", alias="doel", max_length=120, description="Code.")
    pool: str = Field("", alias="team", max_length=120, description="Code.")
    sort: SortName = Field("code", alias="sortering")


class Pool(Outside):
    """People of one kind; hours are per quarter."""

    id: UUID
    version: int
    code: str
    name: str
    department: str
    internal: bool
    people: int
    fte: float
    hours_per_fte: float
    fixed_hours: float
    net_hours: float
    grade: GradeName


class Fund(Outside):
    """Money with conditions and an end."""

    id: UUID
    version: int
    code: str
    name: str
    total_eur: float | None
    quarterly_eur: float | None
    end_date: date | None
    conditions: str
    grade: GradeName


class Benefit(Outside):
    """What people notice when a goal comes nearer."""

    code: str
    name: str


class Goal(Outside):
    """What the programme is for."""

    id: UUID
    version: int
    code: str
    name: str
    description: str
    benefits: list[Benefit]


class CapacityCell(Outside):
    """What is asked of a team in one quarter. `bezetting` 1 is full."""

    quarter: str
    available: float
    start_hours: float
    running_hours: float
    used: float
    share: float
    over: bool


class PoolLoad(Outside):
    """A team over all quarters."""

    code: str
    name: str
    cells: list[CapacityCell]


class CapacityQuery(Asked):
    """On what the load is counted."""

    basis: Literal["lopend", "alles-tegelijk", "aangenomen"] = Field(
        "lopend",
        description="Wat loopt, alles tegelijk gestart, of het aangenomen plan.",
    )


class NewRun(Outside):
    """A question to the planner about the programme as it stands now."""

    title: str = Field("", max_length=200)
    scenario_id: UUID | None = None
    parts: list[Part] = Field(
        default=["plan", "frontier", "prices", "why", "stability"],
        min_length=1,
        max_length=5,
    )
    gap_share: float = Field(0.001, ge=0, le=0.5)
    time_limit_seconds: int = Field(60, ge=1, le=600)
    seed: int = Field(0, ge=0, le=LARGEST)


class RunSummary(Outside):
    """A run of the planner."""

    id: UUID
    title: str
    state: RunStateOut
    requested_at: datetime
    requested_by: str
    finished_at: datetime | None
    objective: float | None
    bound: float | None
    gap: float | None


class Run(RunSummary):
    """A run with its progress."""

    version: int
    started_at: datetime | None
    trouble: str


class AdoptedPlan(Outside):
    """A plan that was adopted by a decision; it never changes."""

    id: UUID
    name: str
    adopted_at: datetime
    adopted_by: str
    grounds: str


class NotNow(Outside):
    """What was left out by the same decision, why, and when it is looked at again."""

    code: str
    name: str
    reason: str
    review_date: date


class AdoptedPlanWhole(AdoptedPlan):
    """An adopted plan with what was left out."""

    not_now: list[NotNow]


# The planner's own formats, shared with other programs; their names stay as they are.
PortfolioProblem = dict[str, Any]
PortfolioPlan = dict[str, Any]
