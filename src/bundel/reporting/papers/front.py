"""The front page of a pack: what is asked first, then the course, the means and the street."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bundel.documents.parts import Callout, Columns, Heading, Paragraph, Part, Tile, Tiles
from bundel.reporting.facts.figures import Json
from bundel.reporting.papers import asked, frame
from bundel.reporting.papers import sentences as say

SHORT = 400


@dataclass(frozen=True, slots=True)
class Room:
    """
    What the front page shows; the annexes hold the rest.

    Args:
        lines: Of each block, and the decisions that are asked.
        message: How many signs of the message; all of it where none is said.
        options: Whether the options of a decision stand side by side.
    """

    lines: int
    message: int | None = None
    options: bool = True


# Less and less, until it fits on one page.
ROOMS = (*map(Room, (5, 4, 3, 2, 1)), Room(1, SHORT), Room(1, SHORT, options=False))


def cut(message: str, most: int | None) -> str:
    """Return the first sentences of a message, and where the rest stands."""
    if most is None or len(message) <= most:
        return message
    return textwrap.shorten(message, most, placeholder=" …") + " " + _("(verder in de bijlagen)")


def page(content: Json, message: str, room: Room) -> list[Part]:
    """Return all that stands on the front page, in the order in which it is read."""
    most, more = room.lines, _("en nog %(count)s, zie de bijlagen")
    left = [
        Heading(say.capacity_title(content), 2),
        *_lines(say.capacity_lines(content), most, more),
        Heading(say.money_title(content), 2),
        *_lines(say.money_lines(content), most, more),
        Heading(say.actions_title(content), 2),
        *_lines(say.action_lines(content["actions"]["overdue"]), most, more),
    ]
    right = [
        Heading(say.patterns_title(content), 2),
        *_lines(say.pattern_lines(content), most, more),
        Heading(say.promises_title(content), 2),
        *_lines(say.promise_lines(content), most, more),
        Heading(say.risks_title(content), 2),
        *_lines(say.risk_lines(content), most, more),
    ]
    return [
        *([Callout("note", message, _("In het kort"))] if message else []),
        Heading(say.decisions_title(content), 1),
        *_asked(content, room),
        Heading(say.course_title(content), 1),
        *_course(content),
        Columns((tuple(left), tuple(right))),
    ]


def _lines(lines: list[str], most: int, more: str) -> list[Part]:
    return frame.bullets(lines, most, more)


def _asked(content: Json, room: Room) -> list[Part]:
    """Return the decisions on the front page: the question, and its options side by side."""
    rows = content["decisions"]
    if not rows:
        return [Paragraph(_("Dit stuk is ter informatie."))]
    found: list[Part] = []
    for one in rows[: room.lines]:
        heading = asked.question(one, content["meeting"])
        if not room.options:
            found.append(Paragraph(heading))
            continue
        found += asked.options_table(one, heading) or [Paragraph(heading)]
        if told := asked.notes(one):
            found.append(Paragraph(" ".join(told)))
    if len(rows) > room.lines:
        words = _("En nog %(count)s, zie de bijlagen.") % {"count": len(rows) - room.lines}
        found.append(Paragraph(words))
    return found


def _course(content: Json) -> list[Part]:
    course = content["course"]
    if not course:
        return [Paragraph(_("Zonder plan is er geen koers. Neem eerst een plan aan."))]
    words = f"{say.adopted_line(course)} {say.change_line(content)}"
    return [Tiles(tuple(tiles(course))), Paragraph(words)]


def tiles(course: Json) -> list[Tile]:
    """Return the two axes, each with its own colour, never added up."""
    return [
        Tile(
            say.bare(course["now_households"]),
            _("huishoudens krijgen binnen een jaar verlichting, ongeveer (nu)"),
            "now",
        ),
        Tile(
            say.bare(course["later_households"]),
            _("huishoudens worden blijvend geholpen, ongeveer (later)"),
            "later",
        ),
        Tile(f"{course['fits']} / {course['total']}", _("initiatieven passen in het plan")),
    ]
