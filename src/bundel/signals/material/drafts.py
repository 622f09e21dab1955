"""What a signal of a folder will be, before it is a row; and who of a partner told it."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from pathlib import Path

from bundel.accounts.models import User
from bundel.network.material import Shelf
from bundel.network.material.shelf import HERE, Line
from bundel.network.models import Contact, Organisation
from bundel.signals.material.sorting import trait
from bundel.signals.models import Signal, SignalTheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A signal to be: what was told, and how far it is."""

    theme: SignalTheme
    organisation_id: uuid.UUID
    told_at: datetime
    area_id: uuid.UUID | None
    size: str
    period: str
    trend: str
    severity: str
    trait_ids: tuple[uuid.UUID, ...]
    heard_at_id: uuid.UUID | None
    is_shared: bool
    text: str
    question: str
    state: str
    result: str = ""
    answer: str = ""
    answered_at: datetime | None = None


class Partners:
    """The partners of a municipality under the codes of the files, with who tells for each."""

    def __init__(self, folder: Path) -> None:
        """Read which code means which name; the rows are asked when they are needed."""
        self._folder = folder
        self._names: dict[uuid.UUID, str] = {}

    @cached_property
    def _by_code(self) -> dict[str, uuid.UUID]:
        path = self._folder / "organisaties.csv"
        with path.open(encoding="utf-8", newline="") as file:
            names = {row["naam"]: row["code"] for row in csv.DictReader(file, delimiter=";")}
        rows = Organisation.objects.filter(name__in=names).values_list("name", "pk")
        self._names = {pk: name for name, pk in rows}
        return {names[name]: pk for name, pk in rows}

    @cached_property
    def _users(self) -> dict[uuid.UUID, uuid.UUID]:
        rows = User.objects.exclude(organisation_id=None).order_by("-role", "email")
        return {of: pk for of, pk in rows.values_list("organisation_id", "pk") if of}

    @cached_property
    def _contacts(self) -> dict[uuid.UUID, uuid.UUID]:
        rows = Contact.objects.filter(left_date=None, user=None).exclude(email="").order_by("-name")
        return dict(rows.values_list("organisation_id", "pk"))

    def one(self, code: str) -> uuid.UUID:
        """
        Return the partner with a code.

        Raises:
            ValueError: if there is no partner with the name that the code stands for.
        """
        if code not in self._by_code:
            raise ValueError(f"{code} is geen partner van deze gemeente")
        return self._by_code[code]

    def name(self, signal: Signal) -> str:
        """Return what the partner that told a signal is called."""
        return self._names.get(signal.organisation_id or signal.pk, "")

    def user(self, organisation_id: uuid.UUID) -> uuid.UUID | None:
        """Return somebody with an account who tells for a partner, if there is one."""
        return self._users.get(organisation_id)

    def contact(self, organisation_id: uuid.UUID) -> uuid.UUID | None:
        """Return a contact who tells for a partner, if there is one."""
        return self._contacts.get(organisation_id)


def moment(shelf: Shelf, days_ago: int, minutes: int = 0) -> datetime:
    """Return a moment of a working day so many days ago, minutes after nine o'clock."""
    start = datetime.combine(shelf.today - timedelta(days=days_ago), time(9), HERE)
    return min(start + timedelta(minutes=minutes), shelf.at)


def written(shelf: Shelf, themes: dict[str, SignalTheme], partners: Partners) -> Iterator[Draft]:
    """Return the signals that stand in `signalen.csv` word for word."""
    for line in shelf.lines("signalen"):
        yield _draft(shelf, line, themes, partners)


def _draft(shelf: Shelf, line: Line, themes: dict[str, SignalTheme], partners: Partners) -> Draft:
    days_ago = line.count("dagen geleden")
    answered = moment(shelf, max(days_ago - 4, 0), 300) if line["antwoord"] else None
    return Draft(
        theme=themes[line["thema"]],
        organisation_id=partners.one(line["organisatie"]),
        told_at=moment(shelf, days_ago, 25),
        area_id=shelf.maybe_area(line["gebied"]),
        size=line["omvang"],
        period=line["periode"],
        trend=line["trend"],
        severity=line["ernst"],
        trait_ids=tuple(trait(shelf, code) for code in line.words("kenmerken")),
        heard_at_id=shelf.term("reach_route", line["gehoord bij"]) if line["gehoord bij"] else None,
        is_shared=line.is_so("gedeeld"),
        text=line["tekst"],
        question=line["vraag"],
        state=line["status"],
        result=line["uitkomst"],
        answer=line["antwoord"],
        answered_at=answered,
    )
