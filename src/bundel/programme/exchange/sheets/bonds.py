"""The sheets of what binds initiatives: order, rules between them, and floors to reach."""

from __future__ import annotations

from bundel.programme import models
from bundel.programme.exchange.sheets.shape import (
    AREAS,
    CODE,
    EURO,
    GRADED,
    HOURS,
    HOUSEHOLDS,
    NIL,
    OF_INITIATIVE,
    Column,
    Link,
    Sheet,
    code,
)
from bundel.programme.exchange.values import OneOf, Text, Whole

ORDERS = {"na het einde": "finish-start", "na de start": "start-start"}
RULES = {
    "hooguit één": "exclusion",
    "precies één": "exactly_one",
    "samen sterker": "synergy",
    "grens aan starts": "start_limit",
}

BONDS: tuple[Sheet, ...] = (
    Sheet(
        "Volgorde",
        models.Precedence,
        (
            code("eerst", "before__code"),
            code("daarna", "after__code"),
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
            code(),
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
        (code("regel", "rule__code"), code("initiatief", "initiative__code")),
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
            code("regel", "rule__code"),
            code("pool", "pool__code"),
            Column("uren per kwartaal", "hours", HOURS, required=True),
        ),
        ("regel", "pool"),
        (Link("rule", "Regels", ("regel",)), Link("pool", "Pools", ("pool",))),
    ),
    Sheet(
        "Ondergrenzen",
        models.Floor,
        (
            code(),
            Column("gebied", "area__code", CODE),
            Column("groep", "group__code", CODE),
            Column("huishoudens", "households", HOUSEHOLDS, required=True),
            *GRADED,
        ),
        ("code",),
        (Link("area", AREAS, ("gebied",)), Link("group", "Maatregelgroepen", ("groep",))),
    ),
)
