"""Figures that people keep: what they are called, and their values by day, source and grade."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid, NotFound
from bundel.steering.models import Indicator, Reading
from bundel.steering.services import door

ACT = "steering.readings"
KIND, READING = "indicator", "reading"
START_LIST = Path(__file__).parent.parent / "lists" / "indicators.csv"
FIELDS = frozenset({"code", "name", "unit", "source", "is_sum"})
READING_FIELDS = frozenset({"date", "value", "source", "grade"})
GRADES = frozenset("ABCD")


class IndicatorInUse(Conflict):
    """A line of a decision watches it."""

    sentence = gettext_lazy("Een besluit volgt dit cijfer. Haal daar eerst de grens weg.")


@dataclass(frozen=True, slots=True)
class ReadingInput:
    """One value of a figure, by its code."""

    code: str
    date: date
    value: Decimal
    source: str = ""
    grade: str = "D"


@transaction.atomic
def save_indicator(
    *,
    actor: Actor,
    code: str,
    name: str,
    unit: str,
    source: str = "",
    is_sum: bool = False,
    indicator_id: uuid.UUID | None = None,
    version: int = 0,
) -> uuid.UUID:
    """
    Keep a figure from now on; with an id, call it otherwise.

    Args:
        is_sum: Its values add up over a period, as with visits.

    Raises:
        Invalid: if the code is in use.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    wanted = {"code": code, "name": name, "unit": unit, "source": source, "is_sum": is_sum}
    door.check({"name": name, "source": source})
    if indicator_id is None:
        row = Indicator(municipality_id=actor.municipality_id, version=0)
    else:
        row = saving.find(Indicator, actor, indicator_id)
        saving.same_version(row, version, wanted)
    before, after = saving.change(row, wanted, FIELDS)
    if after:
        saving.tell(actor, "steering.edit_indicator", KIND, row, before, after)
    return row.pk


@transaction.atomic
def remove_indicator(*, actor: Actor, indicator_id: uuid.UUID, version: int) -> None:
    """
    Keep a figure no more; its values go too.

    Raises:
        IndicatorInUse: if a decision watches it.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Indicator, actor, indicator_id)
    saving.same_version(row, version, {})
    saving.tell(actor, "steering.edit_indicator", KIND, row, before={"name": row.name})
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        raise IndicatorInUse from error


@transaction.atomic
def enter_reading(
    *,
    actor: Actor,
    indicator_id: uuid.UUID,
    date: date,
    value: Decimal,
    at: datetime,
    source: str = "",
    grade: str = "D",
) -> uuid.UUID:
    """
    Write down what a figure was on a day; a value that stood there is put right.

    Raises:
        NotFound: if there is no such figure.
        Invalid: if the value or grade is wrong.
    """
    permissions.require(actor, ACT)
    indicator = saving.find(Indicator, actor, indicator_id)
    row = _enter(actor, indicator, ReadingInput(indicator.code, date, value, source, grade), at)
    return row.pk


@transaction.atomic
def enter_readings(
    *, actor: Actor, readings: Sequence[ReadingInput], at: datetime, is_file: bool = False
) -> int:
    """
    Write down many values at once: all of them, or none; return how many are new or other.

    Raises:
        Invalid: with a fault for each value that is wrong; its field is the number of the line.
    """
    permissions.require(actor, ACT)
    rows = Indicator.objects.select_for_update().filter(municipality_id=actor.municipality_id)
    known = {row.code.casefold(): row for row in rows}
    faults: list[Fault] = []
    for number, one in enumerate(readings, start=1):
        faults += _faults(number, one, known)
    if faults:
        raise Invalid(faults=faults)
    changed = 0
    for one in readings:
        before = Reading.objects.filter(indicator=known[one.code.casefold()], date=one.date)
        was = before.values_list("version", flat=True).first()
        changed += _enter(actor, known[one.code.casefold()], one, at).version != was
    if is_file:
        first = known[readings[0].code.casefold()] if readings else None
        if first is not None:
            after = {"readings": len(readings), "changed": changed}
            saving.tell(actor, "steering.import_readings", KIND, first, after=after)
    return changed


@transaction.atomic
def remove_reading(*, actor: Actor, reading_id: uuid.UUID, version: int) -> None:
    """
    Take a value away that should not stand there.

    Raises:
        NotFound: if it is not there.
        Stale: if somebody else saved first.
    """
    permissions.require(actor, ACT)
    row = saving.find(Reading, actor, reading_id)
    saving.same_version(row, version, {})
    before = {"date": row.date.isoformat(), "value": saving.plain(row.value)}
    saving.tell(actor, "steering.remove_reading", READING, row, before=before)
    row.delete()


@transaction.atomic
def load_indicators(*, actor: Actor, at: datetime) -> int:
    """Add what is missing of the start list, with the values that it knows; return how many."""
    permissions.require(actor, ACT)
    there = set(
        Indicator.objects.filter(municipality_id=actor.municipality_id).values_list(
            "code", flat=True
        )
    )
    added = 0
    with START_LIST.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter=";"):
            if line["code"] in there:
                continue
            _load(actor, line, at)
            added += 1
    return added


def _load(actor: Actor, line: dict[str, str], at: datetime) -> None:
    made = save_indicator(
        actor=actor,
        code=line["code"],
        name=line["name"],
        unit=line["unit"],
        source=line["source"],
        is_sum=line["is_sum"] == "ja",
    )
    if line["value"]:
        enter_reading(
            actor=actor,
            indicator_id=made,
            date=at.date(),
            value=Decimal(line["value"].replace(",", ".")),
            source=line["source"],
            grade=line["grade"],
            at=at,
        )


def _enter(actor: Actor, indicator: Indicator, given: ReadingInput, at: datetime) -> Reading:
    door.check({"source": given.source})
    row = Reading.objects.select_for_update().filter(indicator=indicator, date=given.date).first()
    if row is None:
        row = Reading(municipality_id=actor.municipality_id, version=0, indicator=indicator)
    wanted: dict[str, Any] = {
        "date": given.date,
        "value": given.value,
        "source": given.source.strip() or indicator.source,
        "grade": given.grade.strip().upper(),
    }
    # Who entered it is who entered this value: the same value again changes nothing.
    row.entered_by_id, row.entered_at = actor.user_id, at
    before, after = saving.change(row, wanted, READING_FIELDS)
    if after:
        saving.tell(actor, "steering.enter_reading", READING, row, before, after)
    return row


def _faults(number: int, one: ReadingInput, known: dict[str, Indicator]) -> list[Fault]:
    where = str(number)
    faults = []
    if one.code.casefold() not in known:
        words = _("Regel %(n)s: er is geen cijfer met de code %(code)s.")
        faults.append(Fault(where, words % {"n": number, "code": one.code}))
    if one.grade.strip().upper() not in GRADES:
        faults.append(Fault(where, _("Regel %(n)s: kies graad A, B, C of D.") % {"n": number}))
    if not one.value.is_finite() or abs(one.value) >= Decimal(10) ** 12:
        faults.append(Fault(where, _("Regel %(n)s: dit is geen getal.") % {"n": number}))
    return faults


def indicator_by_code(*, actor: Actor, code: str) -> uuid.UUID:
    """
    Return the figure with a code.

    Raises:
        NotFound: if there is none.
    """
    here = Indicator.objects.filter(municipality_id=actor.municipality_id, code=code)
    found = here.values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return found
