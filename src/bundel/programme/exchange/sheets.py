"""The sheets of the workbook: Dutch names outside, our rows inside, mapped here and only here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model

from bundel.programme import models
from bundel.programme.exchange.values import (
    DateCell,
    Kind,
    Number,
    OneOf,
    QuarterCell,
    Shares,
    Text,
    Whole,
    YesNo,
)

AREAS = "Gebieden"
EXPLANATION = "Uitleg"

STATES = {
    "idee": "idea",
    "voorgesteld": "proposed",
    "gepland": "planned",
    "lopend": "running",
    "gepauzeerd": "paused",
    "gestopt": "stopped",
    "geborgd": "embedded",
}
ORDERS = {"na het einde": "finish-start", "na de start": "start-start"}
RULES = {
    "hooguit één": "exclusion",
    "precies één": "exactly_one",
    "samen sterker": "synergy",
    "grens aan starts": "start_limit",
}
GRADES = {grade.casefold(): grade for grade in "ABCD"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, where its value is kept, and what may stand in it."""

    name: str
    path: str
    kind: Kind
    required: bool = False
    empty: Any = None


@dataclass(frozen=True, slots=True)
class Link:
    """A reference: these columns together name a row of another sheet."""

    field: str
    target: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the model of its rows, its columns and what makes a row unique."""

    name: str
    model: type[Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    # Paths to the moments on which the initiatives of a row were archived.
    archived: tuple[str, ...] = ()
    # A field that only one row of a parent may have on.
    exclusive: str = ""


CODE = Text(40)
HOURS = Number(most=Decimal(100_000))
EURO = Number(most=Decimal(10_000_000_000))
HOUSEHOLDS = Number(most=Decimal(10_000_000))
SHARE = Number(most=Decimal(1), decimals=3)
WEIGHT = Number(most=Decimal(100), decimals=3)
GRADED = (
    Column("graad", "grade", OneOf(GRADES), required=True),
    Column("basis", "basis", Text(4000), empty=""),
    Column("bron", "source", Text(500), empty=""),
)


def _code(name: str = "code", path: str = "code") -> Column:
    return Column(name, path, CODE, required=True)


def _range(dutch: str, field: str, kind: Kind, *, required: bool = False) -> tuple[Column, ...]:
    ends = (("laag", "low"), ("midden", "mid"), ("hoog", "high"))
    return tuple(
        Column(
            f"{dutch} {word}",
            f"{field}_{end}",
            kind,
            required,
            Decimal(0).quantize(Decimal("0.01")),
        )
        for word, end in ends
    )


NIL = Decimal("0.00")
LEVEL = (
    _code("initiatief", "level__initiative__code"),
    _code("niveau", "level__code"),
)
LEVEL_LINK = Link("level", "Niveaus", ("initiatief", "niveau"))
OF_LEVEL = ("level__initiative__archived_at",)
OF_INITIATIVE = ("initiative__archived_at",)

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "Programma",
        models.Programme,
        (
            Column("naam", "name", Text(), required=True),
            Column("eerste kwartaal", "first_quarter", QuarterCell(), required=True),
            Column("aantal kwartalen", "quarters_count", Whole(1, 40), required=True),
            Column("gewicht nu", "weight_now", WEIGHT, required=True),
            Column("gewicht later", "weight_later", WEIGHT, required=True),
        ),
        (),
    ),
    Sheet(
        "Verzadiging",
        models.SaturationStep,
        (
            Column("tot aandeel", "upto_share", SHARE, required=True),
            Column("waarde", "worth_share", SHARE, required=True),
        ),
        ("tot aandeel",),
    ),
    Sheet(
        "Afdelingen",
        models.Department,
        (_code(), Column("naam", "name", Text(120), required=True)),
        ("code",),
    ),
    Sheet(
        "Doelen",
        models.Goal,
        (
            _code(),
            Column("doel", "name", Text(), required=True),
            Column("omschrijving", "description", Text(4000), empty=""),
        ),
        ("code",),
    ),
    Sheet(
        "Baten",
        models.Benefit,
        (
            _code(),
            _code("doel", "goal__code"),
            Column("baat", "name", Text(), required=True),
            Column("eenheid", "unit", Text(60), required=True),
            Column("streefwaarde", "target_value", EURO),
            Column("streefdatum", "target_date", DateCell()),
        ),
        ("code",),
        (Link("goal", "Doelen", ("doel",)),),
    ),
    Sheet(
        "Maatregelgroepen",
        models.MeasureGroup,
        (
            _code(),
            Column("naam", "name", Text(120), required=True),
            Column("omschrijving", "description", Text(4000), empty=""),
        ),
        ("code",),
    ),
    Sheet(
        "Risico",
        models.AtRisk,
        (
            _code("gebied", "area__code"),
            _code("groep", "group__code"),
            Column("huishoudens", "households", HOUSEHOLDS, required=True),
            Column("gewicht", "weight", WEIGHT, empty=Decimal("1.000")),
            *GRADED,
        ),
        ("gebied", "groep"),
        (Link("area", AREAS, ("gebied",)), Link("group", "Maatregelgroepen", ("groep",))),
    ),
    Sheet(
        "Pools",
        models.Pool,
        (
            _code(),
            Column("naam", "name", Text(120), required=True),
            Column("afdeling", "department__code", CODE),
            Column("van de gemeente", "internal", YesNo(), empty=True),
            Column("mensen", "people", Whole(0, 10_000), empty=1),
            Column("fte", "fte", Number(most=Decimal(5000)), required=True),
            Column("uren per fte", "hours_per_fte", Number(most=Decimal(600)), required=True),
            Column("vaste uren", "fixed_hours", HOURS, empty=NIL),
            *GRADED,
        ),
        ("code",),
        (Link("department", "Afdelingen", ("afdeling",)),),
    ),
    Sheet(
        "Pools per kwartaal",
        models.PoolChange,
        (
            _code("pool", "pool__code"),
            Column("kwartaal", "quarter", QuarterCell(), required=True),
            Column(
                "uren erbij of eraf",
                "hours",
                Number(Decimal(-100_000), Decimal(100_000)),
                required=True,
            ),
            Column("reden", "reason", Text(), required=True),
        ),
        ("pool", "kwartaal"),
        (Link("pool", "Pools", ("pool",)),),
    ),
    Sheet(
        "Geldbronnen",
        models.Fund,
        (
            _code(),
            Column("naam", "name", Text(120), required=True),
            Column("totaal euro", "total_eur", EURO),
            Column("euro per kwartaal", "quarterly_eur", EURO),
            Column("einddatum", "end_date", DateCell()),
            Column("voorwaarden", "conditions", Text(4000), empty=""),
            *GRADED,
        ),
        ("code",),
    ),
    Sheet(
        "Geld per kwartaal",
        models.FundChange,
        (
            _code("geldbron", "fund__code"),
            Column("kwartaal", "quarter", QuarterCell(), required=True),
            Column("euro", "eur", EURO, required=True),
            Column("reden", "reason", Text(), required=True),
        ),
        ("geldbron", "kwartaal"),
        (Link("fund", "Geldbronnen", ("geldbron",)),),
    ),
    Sheet(
        "Mag betalen",
        models.FundPayee,
        (_code("geldbron", "fund__code"), _code("afdeling", "department__code")),
        ("geldbron", "afdeling"),
        (
            Link("fund", "Geldbronnen", ("geldbron",)),
            Link("department", "Afdelingen", ("afdeling",)),
        ),
    ),
    Sheet(
        "Initiatieven",
        models.Initiative,
        (
            _code(),
            Column("naam", "name", Text(), required=True),
            Column("samenvatting", "summary", Text(4000), empty=""),
            _code("afdeling", "department__code"),
            Column("trekker", "lead", Text(120), empty=""),
            Column("opdrachtgever", "commissioner", Text(120), empty=""),
            Column("opdrachtnemer", "contractor", Text(120), empty=""),
            Column("status", "state", OneOf(STATES), required=True),
            Column("vroegste start", "earliest_quarter", QuarterCell(), empty=""),
            Column("laatste start", "latest_quarter", QuarterCell(), empty=""),
            Column("klaar binnen plan", "must_finish", YesNo(), empty=False),
            Column("doet niet mee", "forbidden", YesNo(), empty=False),
            *GRADED,
        ),
        ("code",),
        (Link("department", "Afdelingen", ("afdeling",)),),
        ("archived_at",),
    ),
    Sheet(
        "Bijdragen",
        models.Contribution,
        (
            _code("initiatief", "initiative__code"),
            _code("doel", "goal__code"),
            Column("hoe", "how", Text(), empty=""),
        ),
        ("initiatief", "doel"),
        (Link("initiative", "Initiatieven", ("initiatief",)), Link("goal", "Doelen", ("doel",))),
        OF_INITIATIVE,
    ),
    Sheet(
        "Randvoorwaarden",
        models.Precondition,
        (
            _code("initiatief", "initiative__code"),
            Column("randvoorwaarde", "text", Text(300), required=True),
            Column("voldaan", "met", YesNo(), empty=False),
        ),
        ("initiatief", "randvoorwaarde"),
        (Link("initiative", "Initiatieven", ("initiatief",)),),
        OF_INITIATIVE,
    ),
    Sheet(
        "Niveaus",
        models.Level,
        (
            _code("initiatief", "initiative__code"),
            _code("niveau", "code"),
            Column("naam", "name", Text(120), required=True),
            Column("volgorde", "position", Whole(0, 100), empty=1),
            Column("gewoon", "usual", YesNo(), empty=False),
            Column("duur kwartalen", "duration_quarters", Whole(1, 80)),
            Column("startkwartalen", "start_quarters", Whole(0, 40), empty=1),
            *_range("nu euro", "now", EURO),
            *_range("later euro", "later", EURO),
            *GRADED,
        ),
        ("initiatief", "niveau"),
        (Link("initiative", "Initiatieven", ("initiatief",)),),
        OF_INITIATIVE,
        exclusive="usual",
    ),
    Sheet(
        "Loopt al",
        models.Commitment,
        (
            _code("initiatief", "initiative__code"),
            _code("niveau", "level__code"),
            Column("gestart in", "start_quarter", QuarterCell(), required=True),
        ),
        ("initiatief",),
        (Link("initiative", "Initiatieven", ("initiatief",)), LEVEL_LINK),
        OF_INITIATIVE,
    ),
    Sheet(
        "Uren",
        models.LevelHours,
        (
            *LEVEL,
            _code("pool", "pool__code"),
            Column("uren start", "start_hours", HOURS, empty=NIL),
            Column("uren per kwartaal", "running_hours", HOURS, empty=NIL),
        ),
        ("initiatief", "niveau", "pool"),
        (LEVEL_LINK, Link("pool", "Pools", ("pool",))),
        OF_LEVEL,
    ),
    Sheet(
        "Geld",
        models.LevelMoney,
        (
            *LEVEL,
            _code("geldbron", "fund__code"),
            Column("vanaf kwartaal", "from_quarter", Whole(1, 80), empty=1),
            Column("tot en met kwartaal", "until_quarter", Whole(1, 80)),
            Column("euro start", "start_eur", EURO, empty=NIL),
            Column("euro per kwartaal", "running_eur", EURO, empty=NIL),
        ),
        ("initiatief", "niveau", "geldbron", "vanaf kwartaal"),
        (LEVEL_LINK, Link("fund", "Geldbronnen", ("geldbron",))),
        OF_LEVEL,
    ),
    Sheet(
        "Bereik",
        models.Reach,
        (
            *LEVEL,
            _code("gebied", "area__code"),
            _code("groep", "group__code"),
            *_range("huishoudens", "households", HOUSEHOLDS, required=True),
            Column("aanloop", "ramp_shares", Shares(), empty=(Decimal("1.000"),)),
            *_range("nu per huishouden", "now", EURO),
            *_range("later per huishouden", "later", EURO),
            *GRADED,
        ),
        ("initiatief", "niveau", "gebied", "groep"),
        (
            LEVEL_LINK,
            Link("area", AREAS, ("gebied",)),
            Link("group", "Maatregelgroepen", ("groep",)),
        ),
        OF_LEVEL,
    ),
    Sheet(
        "Volgorde",
        models.Precedence,
        (
            _code("eerst", "before__code"),
            _code("daarna", "after__code"),
            Column("soort", "order", OneOf(ORDERS), required=True),
            Column("kwartalen ertussen", "lag_quarters", Whole(-40, 40), empty=0),
            *GRADED,
        ),
        ("eerst", "daarna"),
        (Link("before", "Initiatieven", ("eerst",)), Link("after", "Initiatieven", ("daarna",))),
        ("before__archived_at", "after__archived_at"),
    ),
    Sheet(
        "Regels",
        models.Rule,
        (
            _code(),
            Column("naam", "name", Text(), required=True),
            Column("soort", "kind", OneOf(RULES), required=True),
            Column("starts per kwartaal", "per_quarter", Whole(0, 1000)),
            Column("winst nu", "now_eur", EURO, empty=NIL),
            Column("winst later", "later_eur", EURO, empty=NIL),
            *GRADED,
        ),
        ("code",),
    ),
    Sheet(
        "Regels voor",
        models.RuleMember,
        (_code("regel", "rule__code"), _code("initiatief", "initiative__code")),
        ("regel", "initiatief"),
        (
            Link("rule", "Regels", ("regel",)),
            Link("initiative", "Initiatieven", ("initiatief",)),
        ),
        OF_INITIATIVE,
    ),
    Sheet(
        "Uren terug",
        models.RuleHours,
        (
            _code("regel", "rule__code"),
            _code("pool", "pool__code"),
            Column("uren per kwartaal", "hours", HOURS, required=True),
        ),
        ("regel", "pool"),
        (Link("rule", "Regels", ("regel",)), Link("pool", "Pools", ("pool",))),
    ),
    Sheet(
        "Ondergrenzen",
        models.Floor,
        (
            _code(),
            Column("gebied", "area__code", CODE),
            Column("groep", "group__code", CODE),
            Column("huishoudens", "households", HOUSEHOLDS, required=True),
            *GRADED,
        ),
        ("code",),
        (Link("area", AREAS, ("gebied",)), Link("group", "Maatregelgroepen", ("groep",))),
    ),
)

BY_NAME = {sheet.name: sheet for sheet in SHEETS}
