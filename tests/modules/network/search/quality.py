"""A written directory, questions with judged answers, and how near the search comes to them."""

from __future__ import annotations

import csv
import math
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.network.models import (
    Organisation,
    Service,
    ServiceArea,
    ServiceLanguage,
    ServiceTerm,
    Taxonomy,
    Term,
)
from bundel.network.search import rebuild
from bundel.network.services import lists

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
# What each column of terms is a list of.
COLUMNS = {
    "needs": Taxonomy.NEED,
    "groups": Taxonomy.TARGET_GROUP,
    "tenures": Taxonomy.TENURE,
    "heat": Taxonomy.HEAT_SOURCE,
}
AREAS = ("Haven", "Stad", "Buiten", "Poort", "Hout")


@dataclass(frozen=True)
class Judged:
    """A question as people type it, well and badly, with the grade of each answer (3 is best)."""

    part: str
    text: str
    misspelled: str
    grades: dict[str, int]


def questions() -> list[Judged]:
    """Return the judged questions."""
    return [
        Judged(
            row["part"],
            row["query"],
            row["misspelled"],
            {name: int(grade) for name, grade in (one.split("=") for one in row["judged"].split())},
        )
        for row in _rows("queries.csv")
    ]


def load(actor: Actor) -> dict[uuid.UUID, str]:
    """Write the directory into the actor's municipality; return the short name of each service."""
    lists.load_lists(actor=actor)
    here = {"municipality_id": actor.municipality_id}
    areas = _areas(here)
    terms = {(term.taxonomy, term.code): term for term in Term.objects.all()}
    times = {"created_at": NOW, "changed_at": NOW}
    names: dict[uuid.UUID, str] = {}
    for row in _rows("directory.csv"):
        owner, _new = Organisation.objects.get_or_create(
            name=row["organisation"], **here, defaults={"description": "Partner.", **times}
        )
        service = Service.objects.create(
            organisation=owner,
            name=row["name"],
            description=row["description"],
            room=row["room"],
            room_changed_at=NOW,
            **here,
            **times,
        )
        names[service.id] = row["id"]
        _hang(service, row, areas, terms)
    rebuild(actor.municipality_id)
    return names


def ndcg(found: Sequence[str], grades: dict[str, int], most: int = 5) -> float:
    """Return how near an order comes to the best one, by its first places. [0 to 1]"""

    def gain(order: Sequence[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(order))

    best = gain(sorted(grades.values(), reverse=True)[:most])
    return gain([grades.get(name, 0) for name in found[:most]]) / best


def measured(find: Callable[[str], Sequence[str]]) -> dict[tuple[str, str], list[float]]:
    """Return the nDCG@5 of every question, by part and by how it is spelled."""
    values: dict[tuple[str, str], list[float]] = {}
    for one in questions():
        for spelled, text in (("well", one.text), ("badly", one.misspelled)):
            values.setdefault((one.part, spelled), []).append(ndcg(find(text), one.grades))
    return values


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


def _areas(here: dict[str, uuid.UUID]) -> dict[str, Area]:
    given = {"year": 2026, "grade": "A", "source": "test", **here}
    city = Area.objects.create(code="GM0034", name="Almere", kind="municipality", **given)
    return {
        f"SD-{name.upper()}": Area.objects.create(
            code=f"SD-{name.upper()}",
            name=f"Almere {name}",
            kind="city_part",
            parent=city,
            **given,
        )
        for name in AREAS
    }


def _hang(
    service: Service,
    row: dict[str, str],
    areas: dict[str, Area],
    terms: dict[tuple[str, str], Term],
) -> None:
    here = {"municipality_id": service.municipality_id, "service": service}
    for column, taxonomy in COLUMNS.items():
        for code in filter(None, row[column].split(",")):
            ServiceTerm.objects.create(term=terms[taxonomy, code], **here)
    for code in filter(None, row["languages"].split(",")):
        ServiceLanguage.objects.create(code=code, **here)
    for code in filter(None, row["areas"].split(",")):
        ServiceArea.objects.create(area=areas[code], **here)
