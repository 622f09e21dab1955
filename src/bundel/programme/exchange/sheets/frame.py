"""The sheets of the frame: horizon, goals, who is at risk, hours and money."""

from __future__ import annotations

from decimal import Decimal

from bundel.programme import models
from bundel.programme.exchange.sheets.shape import (
    AREAS,
    CODE,
    EURO,
    GRADED,
    HOURS,
    HOUSEHOLDS,
    NIL,
    SHARE,
    WEIGHT,
    Column,
    Link,
    Sheet,
    code,
)
from bundel.programme.exchange.values import DateCell, Number, QuarterCell, Text, Whole, YesNo

FRAME: tuple[Sheet, ...] = (
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
        (code(), Column("naam", "name", Text(120), required=True)),
        ("code",),
    ),
    Sheet(
        "Doelen",
        models.Goal,
        (
            code(),
            Column("doel", "name", Text(), required=True),
            Column("omschrijving", "description", Text(4000), empty=""),
        ),
        ("code",),
    ),
    Sheet(
        "Baten",
        models.Benefit,
        (
            code(),
            code("doel", "goal__code"),
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
            code(),
            Column("naam", "name", Text(120), required=True),
            Column("omschrijving", "description", Text(4000), empty=""),
        ),
        ("code",),
    ),
    Sheet(
        "Risico",
        models.AtRisk,
        (
            code("gebied", "area__code"),
            code("groep", "group__code"),
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
            code(),
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
            code("pool", "pool__code"),
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
            code(),
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
            code("geldbron", "fund__code"),
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
        (code("geldbron", "fund__code"), code("afdeling", "department__code")),
        ("geldbron", "afdeling"),
        (
            Link("fund", "Geldbronnen", ("geldbron",)),
            Link("department", "Afdelingen", ("afdeling",)),
        ),
    ),
)
