"""From an entry of ours to an iCalendar object that every calendar understands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vUri

PRODUCT = "-//Bundel//Bundel//NL"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
# How often calendars are asked to look again at a feed.
LOOK_AGAIN = timedelta(hours=4)
# What is said of a time zone reaches this far around the entries.
ZONE_MARGIN = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks or is asked."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Entry:
    """
    Something in a calendar.

    Args:
        starts: A moment, or a day for what lasts whole days.
        ends: A moment, or the day after the last.
        sequence: Rises with every version that changes when or where.
    """

    uid: str
    sequence: int
    title: str
    starts: datetime | date
    ends: datetime | date
    changed_at: datetime
    time_zone: str = "Europe/Amsterdam"
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False


def invitation(*, entry: Entry, organiser: Person, guest: Person, at: datetime) -> str:
    """Return what asks one guest to come; with a higher sequence it replaces what was asked."""
    return _to_guest(REQUEST, entry, organiser, guest, at)


def cancellation(*, entry: Entry, organiser: Person, guest: Person, at: datetime) -> str:
    """Return what takes an entry out of the calendar of one guest."""
    return _to_guest(CANCEL, entry, organiser, guest, at)


def feed(*, name: str, entries: Iterable[Entry], at: datetime) -> bytes:
    """Return a calendar that others read again and again."""
    calendar = _calendar(PUBLISH)
    calendar.add("x-wr-calname", plain(name))
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", LOOK_AGAIN)
    shown = list(entries)
    for entry in shown:
        calendar.add_component(_event(entry, at))
    _say_zones(calendar, shown)
    return bytes(calendar.to_ical())


def plain(text: str) -> str:
    """Return a text without the signs that steer rather than say; line ends stay."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in unified if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})


def _to_guest(method: str, entry: Entry, organiser: Person, guest: Person, at: datetime) -> str:
    calendar = _calendar(method)
    event = _event(replace(entry, is_cancelled=method == CANCEL), at)
    event.add("organizer", _address(organiser))
    event.add("attendee", _asked(guest, wants_answer=method == REQUEST))
    calendar.add_component(event)
    _say_zones(calendar, [entry])
    return str(calendar.to_ical().decode())


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(entry: Entry, at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", _when(entry.starts, entry.time_zone))
    event.add("dtend", _when(entry.ends, entry.time_zone))
    event.add("summary", plain(entry.title))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    for name, value in (("location", entry.place), ("description", entry.text)):
        if value:
            event.add(name, plain(value))
    if entry.url:
        event.add("url", vUri(entry.url))
    return event


def _when(moment: datetime | date, time_zone: str) -> datetime | date:
    """Return a moment by the clock on the wall, so that calendars keep it there."""
    return moment.astimezone(ZoneInfo(time_zone)) if isinstance(moment, datetime) else moment


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{plain(person.email)}")
    # A quotation mark cannot stand in a parameter.
    address.params["CN"] = plain(person.name).replace('"', "'").replace("\n", " ")
    return address


def _asked(guest: Person, *, wants_answer: bool) -> vCalAddress:
    address = _address(guest)
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = "REQ-PARTICIPANT"
    address.params["PARTSTAT"] = "NEEDS-ACTION"
    address.params["RSVP"] = "TRUE" if wants_answer else "FALSE"
    return address


def _say_zones(calendar: Calendar, entries: list[Entry]) -> None:
    """Add what the time zones of the entries are, around the time of the entries."""
    moments = [m for e in entries for m in (e.starts, e.ends) if isinstance(m, datetime)]
    if moments:
        first, last = min(moments).date() - ZONE_MARGIN, max(moments).date() + ZONE_MARGIN
        calendar.add_missing_timezones(first_date=first, last_date=last)
