"""Steering over the API: decisions to read with their grounds, values to write down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from django.utils import timezone

from bundel.accounts.models import Municipality, User
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.tenancy import as_municipality
from bundel.api.shell import api
from bundel.steering.models import Decision, Indicator, Reading
from bundel.steering.services import decisions, indicators
from bundel.steering.services.decisions import Taken

RESOURCES = {
    "Decision",
    "DecisionWhole",
    "Action",
    "Risk",
    "Commission",
    "Body",
    "Meeting",
    "Figure",
    "Reading",
    "NewReading",
}


@pytest.fixture
def decided(demo: Municipality) -> Iterator[Decision]:
    """A decision that stands, and the figures of the start list."""
    with as_municipality(demo.id):
        coordinator = User.objects.filter(role="coordinator").order_by("email")[0]
        actor = actor_of_user(user=coordinator, channel="web")
        now = timezone.now()
        indicators.load_indicators(actor=actor, at=now)
        made = decisions.decide_at_once(
            actor=actor,
            question="Gaan de fixers door?",
            at=now,
            taken=Taken(grounds="De uren zijn er.", outcome="Ja."),
        )
        yield Decision.objects.get(pk=made)


def test_a_program_reads_why_it_was_decided(decided: Decision, program: Any) -> None:
    reader = program("steering.view")

    (found, *_) = reader.get("/besluiten?zoek=uur").json()["resultaten"] or [None]
    one = reader.get(f"/besluiten/{decided.pk}").json()

    assert one["gronden"] == "De uren zijn er."
    assert (one["status"], one["soort"], one["waarover"]) == ("besloten", "besluit", "anders")
    assert found is None or found["id"] == str(decided.pk)
    assert (one["opties"], one["stemmen"], one["grenzen"]) == ([], [], [])
    standing = reader.get("/besluiten?status=geldt").json()["resultaten"]
    assert str(decided.pk) in {row["id"] for row in standing}
    dropped = reader.get("/besluiten?status=vervallen").json()["resultaten"]
    assert str(decided.pk) not in {row["id"] for row in dropped}


def test_each_resource_has_an_example_that_fits_it() -> None:
    document = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    schemas = document["components"]["schemas"]
    named = {name for name in RESOURCES if schemas[name].get("examples")}

    assert named == RESOURCES
    for name in RESOURCES:
        whole = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        for example in schemas[name]["examples"]:
            jsonschema.validate(example, whole)
            assert set(example) == set(schemas[name]["properties"])


@pytest.mark.parametrize(
    "path",
    ["acties", "risicos", "opdrachten", "overleggen", "vergaderingen", "cijfers", "besluiten"],
)
def test_each_list_is_read_in_pages(decided: Decision, program: Any, path: str) -> None:
    answer = program("steering.view").get(f"/{path}")

    assert answer.status_code == 200
    assert set(answer.json()) >= {"resultaten", "totaal", "verwijzingen"}


def test_a_value_is_written_with_its_own_right(decided: Decision, program: Any) -> None:
    gas = Indicator.objects.get(code="gasprijs")
    path = f"/cijfers/{gas.pk}/metingen"
    value = {"dag": "2027-03-01", "waarde": "1.62", "bron": "CBS", "bewijsgraad": "B"}

    refused = program("steering.view").post(path, value)
    written = program("steering.view", "steering.readings").post(path, value)

    assert refused.status_code == 403
    assert written.status_code == 201
    assert written.json()["waarde"] == 1.62
    row = Reading.objects.get(indicator=gas, date=date(2027, 3, 1))
    assert (row.value, row.grade) == (Decimal("1.62"), "B")
