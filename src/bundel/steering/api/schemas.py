"""The bodies of the resources of steering."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field
from pydantic import BeforeValidator

from bundel.rest.names import dutch_value
from bundel.rest.schema import Asked, Outside
from bundel.steering.api import examples

DecisionStateName = Literal["gevraagd", "besloten", "vervangen", "vervallen"]
DecisionKindName = Literal["besluit", "nu-niet", "stoppen"]
ActionStateName = Literal["open", "gedaan", "vervallen"]
RiskStateName = Literal["open", "ingetreden", "gesloten"]
WeightName = Literal["klein", "middel", "groot"]
GradeName = Literal["A", "B", "C", "D"]
DecisionStateOut = Annotated[DecisionStateName, BeforeValidator(dutch_value("decision"))]
DecisionKindOut = Annotated[DecisionKindName, BeforeValidator(dutch_value("decision_kind"))]
ActionStateOut = Annotated[ActionStateName, BeforeValidator(dutch_value("action"))]
RiskStateOut = Annotated[RiskStateName, BeforeValidator(dutch_value("risk"))]
WeightOut = Annotated[WeightName, BeforeValidator(dutch_value("weight"))]
StandOut = Annotated[Literal["voor", "tegen", "onthouden"], BeforeValidator(dutch_value("stand"))]
TriggerStateOut = Annotated[
    Literal["gevolgd", "overschreden", "beeindigd"], BeforeValidator(dutch_value("trigger"))
]
DecisionFilter = Literal["", "gevraagd", "geldt", "terug", "vervangen", "vervallen"]
ActionFilter = Literal["open", "te-laat", "afgerond"]
MatterOut = Annotated[str, BeforeValidator(dutch_value("matter"))]
CommissionOut = Annotated[str, BeforeValidator(dutch_value("commission"))]
BodyKindOut = Annotated[str, BeforeValidator(dutch_value("body"))]
MeetingStateOut = Annotated[str, BeforeValidator(dutch_value("meeting"))]


class Decision(Outside):
    """What was asked and decided, and why; a decision never changes."""

    model_config = examples.shown(examples.DECISION)

    id: UUID
    number: int
    question: Annotated[str, Field(examples=["Gaan de energiefixers door in Haven?"])]
    state: DecisionStateOut
    kind: DecisionKindOut
    matter: MatterOut
    body: str
    initiative: str
    outcome: str
    grounds: str
    asked_at: datetime
    decided_at: datetime | None
    decide_before_date: date | None
    review_date: date | None
    is_back: bool
    succeeds_number: int | None


class Option(Outside):
    """What could be chosen, with what it brings and costs as the planner saw it that day."""

    title: str
    text: str
    households_now: float | None
    households_later: float | None
    hours: float | None
    cost_eur: float | None
    is_chosen: bool


class Voice(Outside):
    """Who decided, in which role."""

    name: str
    role: str
    stand: StandOut
    note: str


class Trigger(Outside):
    """A line in the data that brings a decision back, and what was found."""

    line: str
    state: TriggerStateOut
    crossed_at: datetime | None
    told: str


class DecisionWhole(Decision):
    """A decision with its options, who decided, and the lines that are watched."""

    model_config = examples.shown(examples.DECISION_WHOLE)

    background: str
    dissent: str
    options: list[Option]
    voices: list[Voice]
    triggers: list[Trigger]


class Action(Outside):
    """What one person or partner does by a day."""

    model_config = examples.shown(examples.ACTION)

    id: UUID
    number: int
    version: int
    text: Annotated[str, Field(examples=["Bel de corporatie over de ketels."])]
    owner: str
    due_date: date
    state: ActionStateOut
    is_late: bool
    proof: str
    decision_id: UUID | None
    initiative_id: UUID | None
    ended_at: datetime | None


class Risk(Outside):
    """What may go wrong, its early sign and the answer."""

    model_config = examples.shown(examples.RISK)

    id: UUID
    number: int
    version: int
    title: str
    chance: WeightOut
    impact: WeightOut
    owner: str
    state: RiskStateOut
    initiative_id: UUID | None
    early_sign: str
    answer: str
    review_date: date | None


class Commission(Outside):
    """Who commissions what from whom."""

    model_config = examples.shown(examples.COMMISSION)

    id: UUID
    number: int
    version: int
    title: str
    initiative_id: UUID | None
    commissioner: str
    contractor: str
    state: CommissionOut
    from_date: date | None
    until_date: date | None


class Body(Outside):
    """A body that meets."""

    model_config = examples.shown(examples.BODY)

    id: UUID
    name: str
    kind: BodyKindOut
    rhythm: str
    area: str
    chair: str
    next_at: datetime | None


class Meeting(Outside):
    """A meeting that comes or was."""

    model_config = examples.shown(examples.MEETING)

    id: UUID
    body: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: MeetingStateOut


class Figure(Outside):
    """A figure that is kept, with its last value."""

    model_config = examples.shown(examples.FIGURE)

    id: UUID
    code: Annotated[str, Field(examples=["gasprijs"])]
    name: Annotated[str, Field(examples=["Gasprijs"])]
    unit: Annotated[str, Field(examples=["EUR/m3"])]
    source: str
    is_sum: bool
    last_date: date | None
    last_value: float | None
    last_grade: str


class Reading(Outside):
    """What a figure was on a day."""

    model_config = examples.shown(examples.READING)

    id: UUID
    version: int
    date: date
    value: float
    source: str
    grade: str


class NewReading(Outside):
    """A value to write down; a value that stood on that day is put right."""

    model_config = examples.shown(examples.NEW_READING)

    date: Annotated[date, Field(examples=["2027-03-01"])]
    value: Annotated[Decimal, Field(examples=["1.62"], ge=-1_000_000_000, le=1_000_000_000)]
    source: Annotated[str, Field(max_length=300)] = ""
    grade: GradeName = "D"


class DecisionQuery(Asked):
    """Which decisions."""

    text: str = Field("", alias="zoek", max_length=200, description="Woorden in alle vormen.")
    year: int | None = Field(None, alias="jaar", ge=1900, le=2100, description="Jaar van de vraag.")
    state: DecisionFilter = Field(
        "", alias="status", description="Waar het besluit staat; leeg: alle besluiten."
    )


class ActionQuery(Asked):
    """Which actions."""

    box: ActionFilter = Field("open", alias="status", description="Open, te laat of afgerond.")
