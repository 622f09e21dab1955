"""Who is asked what stands on the page of today, in which of its four parts, in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bundel.accounts.permissions import Actor
from bundel.today.waiting import Waiting

# So many lines of a part are shown; of one sort so many, and then how many more there are.
MOST_OF_PART, MOST_OF_SORT = 20, 8
# What has no day of its own presses as if it were due in so many days.
DAYS_BY_TONE = {"stop": 0, "wait": 3, "neutral": 7, "info": 14, "good": 3650}


class Part(StrEnum):
    """The four parts of the page."""

    WAITS = "waits"
    PROMISED = "promised"
    ASKED = "asked"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who reads the page, when, and since when all is news."""

    actor: Actor
    now: datetime
    today: date
    since: datetime


# What a module has for each part of the page.
Source = Callable[[Asked], Mapping[Part, Sequence[Waiting]]]
_SOURCES: list[Source] = []


def offer(source: Source) -> Source:
    """Let a module be asked for the page; once, however often it is offered."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


@dataclass(frozen=True, slots=True)
class Told:
    """A part of the page: what is shown, and how many lines there are that are not."""

    lines: tuple[Waiting, ...] = ()
    rest: tuple[Waiting, ...] = ()


def tell(asked: Asked) -> dict[Part, Told]:
    """Return the parts of the page: by day, then by weight; news keeps the order of its sources."""
    found: dict[Part, list[Waiting]] = {part: [] for part in Part}
    for source in _SOURCES:
        for part, lines in source(asked).items():
            found[part].extend(lines)
    for part, lines in found.items():
        if part is not Part.CHANGED:
            lines.sort(key=lambda line: presses(line, asked.today))
    # Who has to do it does not wait for it.
    mine = {
        (line.route, line.arguments) for line in found[Part.WAITS] if line.is_own and line.arguments
    }
    found[Part.ASKED] = [
        line for line in found[Part.ASKED] if (line.route, line.arguments) not in mine
    ]
    return {part: _cut(lines) for part, lines in found.items()}


def merged(told: Told, also: Sequence[Waiting], today: date) -> tuple[Told, Told]:
    """Return a part with more lines in it, in their order: what is one's own, and what is not."""
    lines = sorted([*told.lines, *told.rest, *also], key=lambda line: presses(line, today))
    return (
        _cut([line for line in lines if line.is_own]),
        _cut([line for line in lines if not line.is_own]),
    )


def _cut(lines: Sequence[Waiting]) -> Told:
    return Told(tuple(lines[:MOST_OF_PART]), tuple(lines[MOST_OF_PART:]))


def presses(line: Waiting, today: date) -> tuple[bool, date, int]:
    """Return by what a line is put in order: good news last, then the day, then the weight."""
    day = line.day or today + timedelta(days=DAYS_BY_TONE[line.tone])
    return line.tone == "good", day, -line.weight
