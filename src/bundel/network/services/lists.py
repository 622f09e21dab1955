"""The lists a municipality starts with: words of the network and of the street, languages."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import services as audit
from bundel.network.models import Synonym, Term

FOLDER = Path(__file__).parent.parent / "lists"


@dataclass(frozen=True, slots=True)
class Added:
    """How many rows a loading of the lists added."""

    terms: int
    synonyms: int

    def __bool__(self) -> bool:
        """Tell whether anything was added."""
        return bool(self.terms or self.synonyms)


@transaction.atomic
def load_lists(*, actor: Actor) -> Added:
    """Add what is missing of the start lists; what people changed stays as they made it."""
    permissions.require(actor, "network.manage")
    return _load(actor)


@transaction.atomic
def begin_lists(*, actor: Actor) -> Added:
    """Give a municipality that is being opened its start lists; one that has terms keeps them."""
    if Term.objects.filter(municipality_id=actor.municipality_id).exists():
        return Added(0, 0)
    return _load(actor)


def _load(actor: Actor) -> Added:
    added = Added(_add_terms(actor), _add_synonyms(actor))
    if added:
        audit.record(
            actor=actor,
            action="network.load_lists",
            kind="term",
            object_id=None,
            label="start",
            after={"terms": added.terms, "synonyms": added.synonyms},
        )
    return added


def _add_terms(actor: Actor) -> int:
    here = Term.objects.filter(municipality_id=actor.municipality_id)
    known = set(here.values_list("taxonomy", "code"))
    new = [
        Term(
            municipality_id=actor.municipality_id,
            taxonomy=row["lijst"],
            code=row["code"],
            name=row["naam"],
            name_en=row["engels"],
            description=row["uitleg"],
            source=row["bron"],
            position=position,
        )
        for position, row in enumerate(_rows("terms.csv"), start=1)
        if (row["lijst"], row["code"]) not in known
    ]
    Term.objects.bulk_create(new)
    return len(new)


def _add_synonyms(actor: Actor) -> int:
    here = Synonym.objects.filter(municipality_id=actor.municipality_id)
    known = set(here.values_list("word", "means"))
    new = [
        Synonym(municipality_id=actor.municipality_id, word=row["woord"], means=row["staat voor"])
        for row in _rows("synonyms.csv")
        if (row["woord"], row["staat voor"]) not in known
    ]
    Synonym.objects.bulk_create(new)
    return len(new)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
