"""How long it takes to take over another directory, for each service in it."""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import database

# Modules of the application are imported where they are used: their settings come first.

HERE = Path(__file__).parent
ROOT = HERE.parent
RESULTS = HERE / "results" / "feeds.json"
WRITTEN = ROOT / "tests" / "modules" / "network" / "search" / "directory.csv"
AREAS = ROOT / "src" / "bundel" / "config" / "demo" / "almere" / "Gebieden.csv"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OF_ONE = 5
DAYS = ("MO", "TU", "WE", "TH", "FR")


def main() -> None:
    """Take over a feed as new, as changed and as the same; print a table and keep the results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--services", type=int, default=300)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, database.started(Path(folder)):
        result = _measured(options.services)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


def _measured(services: int) -> dict[str, Any]:
    from bundel.accounts.models import Municipality
    from bundel.accounts.permissions import Actor
    from bundel.accounts.tenancy import as_municipality
    from bundel.areas.models import Area, AreaKind
    from bundel.network.services import feeds, lists

    chosen = uuid.uuid4()
    actor = Actor(uuid.uuid4(), chosen, "Bench", "coordinator")
    with as_municipality(chosen):
        Municipality.objects.create(
            id=chosen, slug="bench", name="Almere", host="bench.localhost", is_default=True
        )
        lists.load_lists(actor=actor)
        for number, name in enumerate(("Haven", "Stad", "Buiten", "Poort")):
            Area.objects.create(
                municipality_id=chosen,
                code=f"W{number}",
                name=name,
                kind=AreaKind.DISTRICT,
                year=2026,
                grade="D",
                source="bench",
            )
        feed_id = feeds.add_feed(actor=actor, name="Sociale kaart")

    first = _feed(services)
    second = json.loads(json.dumps(first))
    for one in _services(second):
        one["description"] += " Nu ook in de avond."
    result: dict[str, Any] = {"services": services, "load of the machine": os.getloadavg()}
    for name, content in (("new", first), ("changed", second), ("same", second)):
        with as_municipality(chosen):
            result[name] = _taken(actor, feed_id, content, services)
    return result


def _taken(actor: Any, feed_id: uuid.UUID, content: Any, services: int) -> dict[str, float]:
    from bundel.network.models import FeedLoad
    from bundel.network.services import feeds

    load_id = feeds.read_file(
        actor=actor,
        feed_id=feed_id,
        filename="kaart.json",
        content=json.dumps(content).encode(),
        at=NOW,
    )
    found = feeds.differences(actor=actor, load=FeedLoad.objects.get(pk=load_id))
    chosen = {one.key for one in found.rows if one.is_advised}
    queries, took = _timed(
        lambda: feeds.take_over(
            actor=actor, load_id=load_id, chosen=chosen, fingerprint=found.fingerprint, at=NOW
        )
    )
    return {
        "ms_a_service": round(1000 * took / services, 1),
        "queries_a_service": round(queries / services, 1),
        "seconds": round(took, 2),
    }


def _timed(act: Callable[[], object]) -> tuple[int, float]:
    from django.db import connection

    count = 0

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        begin = time.perf_counter()
        act()
        return count, time.perf_counter() - begin


def _services(feed: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for owner in feed["organizations"] for one in owner["services"]]


def _feed(services: int) -> dict[str, Any]:
    """Return a feed of partners with five services each, as rich as those that are written."""
    chance = random.Random(7)
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    made = [_service(number, chance.choice(rows), chance) for number in range(services)]
    return {
        "organizations": [
            {
                "id": f"org-{start}",
                "name": f"Partner {start}",
                "description": "Helpt bewoners met energie.",
                "phones": [{"id": f"p{start}", "number": "+31 36 539 99 99"}],
                "contacts": [{"id": f"c{start}", "name": f"Contact {start}", "title": "adviseur"}],
                "locations": [_location(start)],
                "services": [one | _at(start) for one in made[start : start + OF_ONE]],
            }
            for start in range(0, services, OF_ONE)
        ]
    }


def _location(number: int) -> dict[str, Any]:
    return {
        "id": f"l{number}",
        "name": f"Wijkhuis {number}",
        "location_type": "physical",
        "latitude": 52.37,
        "longitude": 5.21,
        "addresses": [
            {
                "id": f"a{number}",
                "address_1": "Stationsplein 1",
                "city": "Almere",
                "state_province": "Flevoland",
                "postal_code": "1315 NT",
                "country": "NL",
                "address_type": "physical",
                "region": "Haven",
            }
        ],
    }


def _at(number: int) -> dict[str, Any]:
    return {
        "contacts": [{"id": f"c{number}", "name": f"Contact {number}", "title": "adviseur"}],
        "service_at_locations": [{"id": f"at{number}", "location": {"id": f"l{number}"}}],
    }


def _service(number: int, row: dict[str, str], chance: random.Random) -> dict[str, Any]:
    codes = [code for column in ("needs", "groups") for code in row[column].split(",") if code]
    tongues = {"nl": "Nederlands", "ar": "Arabisch", "pl": "Pools"}
    areas = chance.sample(("Haven", "Stad", "Buiten", "Poort"), 2)
    return {
        "id": f"s{number}",
        "name": f"{row['name']} {number}",
        "description": row["description"],
        "status": "active",
        "minimum_age": 18.0,
        "languages": [
            {"id": f"t{number}{code}", "name": name, "code": code} for code, name in tongues.items()
        ],
        "service_areas": [{"id": f"g{number}{name}", "name": name} for name in areas],
        "attributes": [
            {
                "id": f"x{number}{code}",
                "taxonomy_term": {"id": f"y{code}", "code": code, "name": code},
            }
            for code in codes
        ]
        + [
            {
                "id": f"room{number}",
                "value": "3",
                "taxonomy_term": {
                    "id": "wait",
                    "code": "waiting_list",
                    "name": "Wachtlijst",
                    "taxonomy": "room",
                },
            }
        ],
        "schedules": [
            {
                "id": f"r{number}",
                "freq": "WEEKLY",
                "byday": ",".join(chance.sample(DAYS, 2)),
                "opens_at": "09:00",
                "closes_at": "12:00",
            }
        ],
        "phones": [{"id": f"sp{number}", "number": "+31 36 539 98 98"}],
        "cost_options": [{"id": f"k{number}", "option": "huurder", "amount": 2.5}],
    }


if __name__ == "__main__":
    main()
