"""Makes a network of many services out of a few written ones: the same needs, in other words."""

from __future__ import annotations

import csv
import random
import sys
import uuid
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bundel.accounts.models import Municipality
from bundel.accounts.permissions import Actor
from bundel.accounts.tenancy import as_municipality
from bundel.areas.models import Area
from bundel.network.models import (
    Organisation,
    Room,
    Schedule,
    Service,
    ServiceArea,
    ServiceLanguage,
    ServiceTerm,
    Term,
)
from bundel.network.search import reindex
from bundel.network.services import lists

AT_ONCE = 2_500
PARTNERS = 2_000
LEVELS = {"gemeente": "municipality", "stadsdeel": "city_part", "wijk": "district"}
TAXONOMIES = {"needs": "need", "groups": "target_group", "tenures": "tenure", "heat": "heat_source"}
# Other ways to put a service, so that texts differ as those of many partners do.
TURNS = (
    "Ook op afspraak.",
    "Voor iedereen uit {area}.",
    "Vraag naar {name} bij {owner}.",
    "Bellen kan elke werkdag.",
    "Wij werken met vrijwilligers uit {area}.",
    "Neem een brief of rekening mee.",
)
SYLLABLES = (
    "bar",
    "den",
    "fo",
    "gri",
    "hel",
    "jo",
    "kla",
    "mee",
    "nor",
    "pie",
    "ros",
    "tui",
    "ves",
)
OTHER_LANGUAGES = ("ti", "ar", "pl", "tr", "so", "fa", "uk", "ro", "es", "pt")


def network(services: int, written: Path, areas: Path, now: datetime) -> uuid.UUID:
    """Make a municipality with this many services and its search; return its id."""
    chosen, chance = uuid.uuid4(), random.Random(7)
    with as_municipality(chosen):
        Municipality.objects.create(
            id=chosen, slug="bench", name="Almere", host="bench.localhost", is_default=True
        )
        lists.load_lists(actor=Actor(uuid.uuid4(), chosen, "Bench", "coordinator"))
        places = _areas(chosen, areas)
        owners = _owners(chosen, chance, now)
        terms = {(term.taxonomy, term.code): term for term in Term.objects.all()}
    rows = _rows(written, "|")
    for start in range(0, services, AT_ONCE):
        with as_municipality(chosen):
            count = min(AT_ONCE, services - start)
            made = _services(chosen, count, rows, owners, places, terms, chance, now)
            reindex(made)
        sys.stderr.write(f"\r{start + count} services")
    sys.stderr.write("\n")
    return chosen


def _services(
    chosen: uuid.UUID,
    count: int,
    rows: list[dict[str, str]],
    owners: list[Organisation],
    places: list[Area],
    terms: dict[tuple[str, str], Term],
    chance: random.Random,
    now: datetime,
) -> list[uuid.UUID]:
    here: dict[str, Any] = {"municipality_id": chosen}
    made, of_terms, of_areas, of_languages, hours = [], [], [], [], []
    for _ in range(count):
        row, other = chance.choice(rows), chance.choice(rows)
        owner, place = chance.choice(owners), chance.choice(places)
        turns = " ".join(chance.sample(TURNS, 2))
        about = other["description"].split(". ")[0] if chance.random() < 0.25 else ""
        words = turns.format(area=place.name, name=_name(chance), owner=owner.name)
        service = Service(
            organisation=owner,
            name=row["name"] if chance.random() < 0.7 else f"{row['name']} {place.name}",
            description=f"{row['description']} {about} {words}",
            room=chance.choice(Room.values),
            room_changed_at=now,
            created_at=now,
            changed_at=now,
            **here,
        )
        made.append(service)
        of_terms += [
            ServiceTerm(service=service, term=terms[taxonomy, code], **here)
            for column, taxonomy in TAXONOMIES.items()
            for code in filter(None, row[column].split(","))
        ]
        if chance.random() < 0.6:
            of_areas.append(ServiceArea(service=service, area=place, **here))
        codes = {"nl", *row["languages"].split(",")} - {""}
        if chance.random() < 0.15:
            codes.add(chance.choice(OTHER_LANGUAGES))
        of_languages += [ServiceLanguage(service=service, code=code, **here) for code in codes]
        if chance.random() < 0.5:
            day = chance.randint(1, 5)
            hours.append(
                Schedule(service=service, weekday=day, opens_at="09:00", closes_at="12:00", **here)
            )
    for model, of in (
        (Service, made),
        (ServiceTerm, of_terms),
        (ServiceArea, of_areas),
        (ServiceLanguage, of_languages),
        (Schedule, hours),
    ):
        model.objects.bulk_create(of)
    return [service.id for service in made]


def _owners(chosen: uuid.UUID, chance: random.Random, now: datetime) -> list[Organisation]:
    kinds = ("Stichting", "Vereniging", "Buurthuis", "Welzijn", "Kerk", "Werkgroep")
    return Organisation.objects.bulk_create(
        Organisation(
            municipality_id=chosen,
            name=f"{chance.choice(kinds)} {_name(chance)}",
            description="Partner in het netwerk.",
            created_at=now,
            changed_at=now,
        )
        for _ in range(PARTNERS)
    )


def _areas(chosen: uuid.UUID, file: Path) -> list[Area]:
    by_code: dict[str, Area] = {}
    for row in _rows(file, ";"):
        by_code[row["code"]] = Area.objects.create(
            municipality_id=chosen,
            code=row["code"],
            year=int(row["jaar"]),
            name=row["naam"],
            kind=LEVELS[row["niveau"]],
            parent=by_code.get(row["deel van"]),
            centre_lon=Decimal("5.2"),
            centre_lat=Decimal("52.3"),
            grade="A",
            source="bench",
        )
    return [area for area in by_code.values() if area.kind != "municipality"]


def _name(chance: random.Random) -> str:
    return "".join(chance.sample(SYLLABLES, 3)).capitalize()


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))
