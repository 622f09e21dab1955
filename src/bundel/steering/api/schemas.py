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
MatterOut = Annotated[str, BeforeValidator(dutch_value("matter"))]
CommissionOut = Annotated[str, BeforeValidator(dutch_value("commission"))]
BodyKindOut = Annotated[str, BeforeValidator(dutch_value("body"))]
MeetingStateOut = Annotated[str, BeforeValidator(dutch_value("meeting"))]


class Decision(Outside):
    """What was asked and decided, and why; a decision never changes."""

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


class Action(Outside):
    """What one person or partner does by a day."""

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

    id: UUID
    name: str
    kind: BodyKindOut
    rhythm: str
    area: str
    chair: str
    next_at: datetime | None


class Meeting(Outside):
    """A meeting that comes or was."""

    id: UUID
    body: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: MeetingStateOut


class Figure(Outside):
    """A figure that is kept, with its last value."""

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

    id: UUID
    version: int
    date: date
    value: float
    source: str
    grade: str


class NewReading(Outside):
    """A value to write down; a value that stood on that day is put right."""

    date: Annotated[date, Field(examples=["2027-03-01"])]
    value: Annotated[Decimal, Field(examples=["1.62"], ge=-1_000_000_000, le=1_000_000_000)]
    source: Annotated[str, Field(max_length=300)] = ""
    grade: GradeName = "D"


class DecisionQuery(Asked):
    """Which decisions."""

    text: str = Field("", alias="zoek", max_length=200, description="Woorden in alle vormen.")
    year: int | None = Field(None, alias="jaar", ge=1900, le=2100, description="Jaar van de vraag.")
