"""From an answer of somebody's calendar to what it says; nothing else of it is read."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar
from icalendar.cal import Component

# An answer is a page of text at most; who sends more does not answer.
MOST_BYTES = 64 * 1024
MOST_LINES = 1000
MOST_EVENTS = 10
MOST_ATTENDEES = 50
STATUSES = frozenset({"ACCEPTED", "TENTATIVE", "DECLINED"})
# All that is looked at. Rules of repetition and time zones, which can be made to cost hours of
# reckoning, are thrown away before anything is parsed.
NEEDED = frozenset({"BEGIN", "END", "VERSION", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "ATTENDEE"})
FOLD = re.compile(r"\r?\n[ \t]")
LINE_END = re.compile(r"\r\n|\r|\n")
NAME = re.compile(r"[A-Za-z0-9-]{1,40}")


class NoAnswer(ValueError):
    """This is not an answer to an invitation, or not one that is safe to read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one guest answered to one version of an invitation."""

    uid: uuid.UUID
    sequence: int
    email: str
    # accepted, tentative or declined.
    status: str
    stamped_at: datetime


def read_answers(content: bytes) -> list[Answer]:
    """
    Return what an object with METHOD:REPLY says; events and guests that it misnames are left out.

    Raises:
        NoAnswer: if it is no such object, or larger than an answer is.
    """
    try:
        calendar = Calendar.from_ical(_needed(content))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as fault:
        raise NoAnswer(str(fault)) from fault
    if str(calendar.get("method", "")).upper() != "REPLY":
        raise NoAnswer("no METHOD:REPLY")
    events = calendar.walk("VEVENT")
    if len(events) > MOST_EVENTS:
        raise NoAnswer("more events than an answer has")
    return [answer for event in events for answer in _answers(event)]


def _needed(content: bytes) -> str:
    """Return the lines that are needed, of the calendar and of its events."""
    if len(content) > MOST_BYTES:
        raise NoAnswer("larger than an answer is")
    lines = LINE_END.split(FOLD.sub("", content.decode("utf-8", errors="replace")))
    if len(lines) > MOST_LINES:
        raise NoAnswer("more lines than an answer has")
    return "\r\n".join(_of_events(lines)) + "\r\n"


def _of_events(lines: list[str]) -> Iterator[str]:
    """Yield the needed lines outside of all parts but VCALENDAR and VEVENT."""
    inside: list[str] = []
    for line in lines:
        found = NAME.match(line)
        name = found.group().upper() if found else ""
        part = line.partition(":")[2].strip().upper()
        if name == "BEGIN":
            inside.append(part)
        if name in NEEDED and inside in (["VCALENDAR"], ["VCALENDAR", "VEVENT"]):
            yield line
        if name == "END" and (not inside or inside.pop() != part):
            raise NoAnswer("parts that do not close")


def _answers(event: Component) -> Iterator[Answer]:
    """Yield what each guest of an event answered."""
    uid, stamped_at = _uid(event), _stamp(event)
    if uid is None or stamped_at is None:
        return
    given = event.get("attendee", [])
    for guest in (given if isinstance(given, list) else [given])[:MOST_ATTENDEES]:
        status = str(getattr(guest, "params", {}).get("PARTSTAT", "")).upper()
        scheme, _, email = str(guest).partition(":")
        if status in STATUSES and scheme.lower() == "mailto" and 3 <= len(email) <= 254:
            yield Answer(uid, _sequence(event), email.strip().lower(), status.lower(), stamped_at)


def _uid(event: Component) -> uuid.UUID | None:
    """Return the id of ours that stands before the @, if one does."""
    try:
        return uuid.UUID(str(event.get("uid", "")).partition("@")[0])
    except ValueError:
        return None


def _sequence(event: Component) -> int:
    try:
        return max(0, min(int(event.get("sequence", 0)), 1_000_000))
    except (TypeError, ValueError):
        return 0


def _stamp(event: Component) -> datetime | None:
    """Return when it was answered; a calendar that says no zone means UTC."""
    moment = getattr(event.get("dtstamp"), "dt", None)
    if not isinstance(moment, datetime):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
