"""Gatherings with their history: who was asked and came, what was said, who promised what."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bundel.network.material.directory import CONTACTS, ORGANISATIONS
from bundel.network.material.shelf import HERE, WEEKDAYS, Line, Shelf
from bundel.network.models import (
    Gathering,
    Invitee,
    Promise,
    PromiseState,
    Reply,
    Series,
    Theme,
)

SERIES, GATHERINGS = "reeksen", "bijeenkomsten"
# How long before a gathering people are asked, and after how many days they answer.
ASKED, ANSWERED = timedelta(days=28), timedelta(days=4)


def load_meetings(shelf: Shelf) -> None:
    """Make the gatherings that the files describe."""
    shelf.load(SERIES, lambda line: _series(shelf, line))
    shelf.load(GATHERINGS, lambda line: _gathering(shelf, line))
    shelf.load("themas", lambda line: _theme(shelf, line))
    shelf.load("genodigden", lambda line: _invitee(shelf, line))
    shelf.load("toezeggingen", lambda line: _promise(shelf, line))


def _series(shelf: Shelf, line: Line) -> Series:
    return Series(
        name=line["naam"],
        description=line["waarvoor"],
        area_id=shelf.maybe_area(line["gebied"]),
        recurrence=line["ritme"],
        place=line["vaste plaats"],
    )


def _gathering(shelf: Shelf, line: Line) -> Gathering:
    day = _on_weekday(line.some_day("dag"), line["weekdag"])
    starts_at = datetime.combine(day, time.fromisoformat(line["van"]), HERE)
    return Gathering(
        series=shelf.maybe(SERIES, line["reeks"]),
        title=line["titel"],
        area_id=shelf.maybe_area(line["gebied"]),
        starts_at=starts_at,
        ends_at=datetime.combine(day, time.fromisoformat(line["tot"]), HERE),
        place=line["plaats"],
        invitation=line["uitnodiging"],
        state=line["status"],
        said=line["besproken"],
        agreed=line["afgesproken"],
        changed_at=min(starts_at, shelf.at),
    )


def _on_weekday(day: date, name: str) -> date:
    """Return the day itself, or the nearest that has this name."""
    ahead = (WEEKDAYS.index(name) - day.weekday() + 3) % 7 - 3 if name else 0
    return day + timedelta(days=ahead)


def _theme(shelf: Shelf, line: Line) -> Theme:
    return Theme(
        gathering=shelf.one(GATHERINGS, line["bijeenkomst"]),
        title=line["thema"],
        position=line.count("volgorde"),
        notes=line["aantekeningen"],
    )


def _invitee(shelf: Shelf, line: Line) -> Invitee:
    gathering = shelf.one(GATHERINGS, line["bijeenkomst"])
    contact = shelf.one(CONTACTS, line["contact"])
    invited_at = min(gathering.starts_at - ASKED, shelf.at - ANSWERED)
    return Invitee(
        gathering=gathering,
        organisation=shelf.one(ORGANISATIONS, line["organisatie"]),
        contact=contact,
        name=contact.name,
        email=contact.email,
        invited_at=invited_at,
        invited_sequence=gathering.sequence,
        reply=line["antwoord"],
        replied_at=None if line["antwoord"] == Reply.NEEDS_ACTION else invited_at + ANSWERED,
        attended=line.is_so("was er") if line["was er"] else None,
    )


def _promise(shelf: Shelf, line: Line) -> Promise:
    gathering = shelf.one(GATHERINGS, line["bijeenkomst"])
    due_date = line.some_day("klaar op dag")
    is_open = line["status"] == PromiseState.OPEN
    closed_at = datetime.combine(due_date, time(16), HERE) - timedelta(days=3)
    return Promise(
        gathering=gathering,
        organisation=shelf.one(ORGANISATIONS, line["organisatie"]),
        text=line["wat"],
        owner=shelf.maybe(CONTACTS, line["wie"]),
        due_date=due_date,
        state=line["status"],
        result=line["wat ervan werd"],
        closed_at=None if is_open else min(closed_at, shelf.at),
        created_at=gathering.ends_at,
    )
