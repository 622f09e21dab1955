"""The sheets of initiatives: what they are, and what each level uses and reaches."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bundel.programme import models
from bundel.programme.exchange.sheets.shape import (
    AREAS,
    EURO,
    GRADED,
    HOURS,
    HOUSEHOLDS,
    LEVEL,
    LEVEL_LINK,
    NIL,
    OF_INITIATIVE,
    OF_LEVEL,
    Column,
    Link,
    Sheet,
    code,
    low_mid_high,
)
from bundel.programme.exchange.values import (
    DateCell,
    OneOf,
    QuarterCell,
    Shares,
    Text,
    Whole,
    YesNo,
)

STOOD_MET = "stond al op voldaan"
STATES = {
    "idee": "idea",
    "voorgesteld": "proposed",
    "gepland": "planned",
    "lopend": "running",
    "gepauzeerd": "paused",
    "gestopt": "stopped",
    "geborgd": "embedded",
}

PRECONDITION_KINDS = {
    "mandaat": "mandate",
    "privacy": "privacy",
    "inkoop": "procurement",
    "gegevens": "data",
    "mensen": "people",
    "communicatie": "communication",
    "geld": "money",
    "anders": "other",
}


def _with_proof(values: dict[str, Any]) -> None:
    """A workbook of before proofs were asked says that something is met, and no more."""
    if values.get("voldaan") and not values.get("bewijs"):
        values["bewijs"] = STOOD_MET


INITIATIVES: tuple[Sheet, ...] = (
    Sheet(
        "Initiatieven",
        models.Initiative,
        (
            code(),
            Column("naam", "name", Text(), required=True),
            Column("samenvatting", "summary", Text(4000), empty=""),
            code("afdeling", "department__code"),
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
            code("initiatief", "initiative__code"),
            code("doel", "goal__code"),
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
            code("initiatief", "initiative__code"),
            Column("randvoorwaarde", "text", Text(300), required=True),
            Column("soort", "kind", OneOf(PRECONDITION_KINDS), empty="other"),
            Column("eigenaar", "owner_name", Text(120), empty=""),
            Column("voor", "due_date", DateCell()),
            Column("nodig voor de start", "needed_for_start", YesNo(), empty=True),
            Column("voldaan", "met", YesNo(), empty=False),
            Column("bewijs", "proof", Text(2000), empty=""),
        ),
        ("initiatief", "randvoorwaarde"),
        (Link("initiative", "Initiatieven", ("initiatief",)),),
        OF_INITIATIVE,
        completed=_with_proof,
    ),
    Sheet(
        "Niveaus",
        models.Level,
        (
            code("initiatief", "initiative__code"),
            code("niveau", "code"),
            Column("naam", "name", Text(120), required=True),
            Column("volgorde", "position", Whole(0, 100), empty=1),
            Column("gewoon", "usual", YesNo(), empty=False),
            Column("duur kwartalen", "duration_quarters", Whole(1, 80)),
            Column("startkwartalen", "start_quarters", Whole(0, 40), empty=1),
            *low_mid_high("nu euro", "now", EURO),
            *low_mid_high("later euro", "later", EURO),
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
            code("initiatief", "initiative__code"),
            code("niveau", "level__code"),
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
            code("pool", "pool__code"),
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
            code("geldbron", "fund__code"),
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
            code("gebied", "area__code"),
            code("groep", "group__code"),
            *low_mid_high("huishoudens", "households", HOUSEHOLDS, required=True),
            Column("aanloop", "ramp_shares", Shares(), empty=(Decimal("1.000"),)),
            *low_mid_high("nu per huishouden", "now", EURO),
            *low_mid_high("later per huishouden", "later", EURO),
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
)
