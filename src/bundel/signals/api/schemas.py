"""The bodies of the resources of signals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field
from pydantic import BeforeValidator

from bundel.rest.names import dutch_value
from bundel.rest.schema import Asked, Outside

StateName = Literal[
    "na-te-kijken",
    "open",
    "teruggevraagd",
    "beantwoord",
    "afgesloten",
    "samengevoegd",
    "niet-voor-ons",
    "teruggegeven",
]
SizeName = Literal["enkele", "6-10", "11-25", "26-50", "meer"]
PeriodName = Literal["twee-weken", "maand", "kwartaal", "half-jaar", "jaar"]
TrendName = Literal["nieuw", "stijgend", "gelijk", "dalend", "piek"]
SeverityName = Literal["laag", "midden", "hoog", "spoed"]
ResultName = Literal["", "gedaan", "begonnen", "gepland", "nu-niet", "niet"]
ChannelName = Literal["formulier", "e-mail", "koppeling", "bestand", "overleg"]
StateOut = Annotated[StateName, BeforeValidator(dutch_value("signal"))]
SizeOut = Annotated[SizeName, BeforeValidator(dutch_value("size"))]
PeriodOut = Annotated[PeriodName, BeforeValidator(dutch_value("period"))]
TrendOut = Annotated[TrendName, BeforeValidator(dutch_value("trend"))]
SeverityOut = Annotated[SeverityName, BeforeValidator(dutch_value("severity"))]
ResultOut = Annotated[ResultName, BeforeValidator(dutch_value("signal_result"))]
ChannelOut = Annotated[ChannelName, BeforeValidator(dutch_value("channel"))]
PatternStateName = Literal["gevonden", "herkend", "niet-herkend", "voorstel-gemaakt"]
PatternKindName = Literal["veel-op-een-plek", "ineens-veel"]
PatternStateOut = Annotated[PatternStateName, BeforeValidator(dutch_value("pattern"))]
PatternKindOut = Annotated[PatternKindName, BeforeValidator(dutch_value("pattern_kind"))]
Code = Annotated[str, Field(max_length=120)]


class Signal(Outside):
    """A signal about a group: what was told, who has it, and the answer."""

    id: UUID
    number: int
    version: int
    told_at: datetime
    channel: ChannelOut
    organisation_id: UUID | None
    organisation: str
    theme: str
    area: str
    area_name: str
    size: SizeOut
    period: PeriodOut
    seen_from_date: date
    seen_until_date: date
    trend: TrendOut
    severity: SeverityOut
    traits: list[str]
    heard_at: str
    text: str
    question: str
    is_shared: bool
    state: StateOut
    has_it: str
    promise_date: date | None
    result: ResultOut
    answer: str
    answered_at: datetime | None


class NewSignal(Outside):
    """A signal to tell. Codes are those of the lists; a name from a list will do too."""

    telling_key: UUID | None = None
    theme: Code = ""
    area: Code = ""
    size: SizeName
    period: PeriodName
    trend: TrendName
    severity: SeverityName
    traits: list[Code] = Field([], max_length=2)
    heard_at: Code = ""
    text: Annotated[str, Field(min_length=1, max_length=2000)]
    question: Annotated[str, Field(max_length=600)] = ""
    is_shared: bool = False
    organisation_id: UUID | None = None


class Theme(Outside):
    """A theme that can be told of."""

    id: UUID
    code: str
    name: str
    description: str


class SignalQuery(Asked):
    """Which signals."""

    state: StateName | None = Field(None, alias="status", description="Alleen met deze status.")
    theme: str = Field("", alias="thema", max_length=60, description="Code van een thema.")
    area: str = Field("", alias="gebied", max_length=20, description="Code van een gebied.")
    from_date: date | None = Field(
        None, alias="vanaf", description="Gemeld op of na deze dag, als JJJJ-MM-DD."
    )


class PatternSummary(Outside):
    """Signals that come together more than chance has it; counts in classes where they must."""

    id: UUID
    number: int
    title: str
    kind_code: PatternKindOut
    theme: str
    where: str
    from_date: date
    last_date: date
    is_alive: bool
    signals: str
    p: float
    state: PatternStateOut


class PatternArea(Outside):
    """An area of a pattern: how much was seen, and what chance would bring if that may show."""

    name: str
    observed: str
    expected: float | None


class PatternOutcome(Outside):
    """What came of a pattern."""

    title: str
    path: str
    said: str
    at: datetime


class Pattern(PatternSummary):
    """All of a pattern that the key may see."""

    areas: list[PatternArea]
    outcomes: list[PatternOutcome]
