"""The list of signals: filters as a sentence, the nearest promise first, pages by key."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.core.words import reading
from bundel.signals import holders, rights
from bundel.signals.models import (
    Severity,
    Signal,
    SignalState,
    SignalTheme,
    SignalWord,
    Size,
    Team,
)
from bundel.signals.selectors import boxes
from bundel.signals.selectors.boxes import Box, BoxCount
from bundel.signals.states import tone_of

PAGE = 50
EXCERPT = 160
MOST_WORDS = 6
LONGEST_STEM = 60
# How far back somebody looks, by the word in the address. [days]
PERIODS = {"week": 7, "maand": 31, "kwartaal": 92, "jaar": 366}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of the list; what is empty asks nothing."""

    box: Box
    theme: uuid.UUID | None = None
    area: uuid.UUID | None = None
    severity: str = ""
    size: str = ""
    team: uuid.UUID | None = None
    period: str = ""
    words: str = ""
    # Whether what was handled is looked through too.
    with_handled: bool = False
    # The key of a line: the page begins after it, or ends before it.
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A signal as a line of the list."""

    id: uuid.UUID
    number: int
    version: int
    theme: str
    area: str
    size: str
    severity: str
    severity_label: str
    state: str
    state_label: str
    tone: str
    excerpt: str
    organisation: str
    has_it: str
    told_at: datetime
    promise_date: date | None
    is_overdue: bool
    is_own: bool
    answer: str
    key: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, with the keys of the pages around it."""

    lines: tuple[Line, ...]
    boxes: tuple[BoxCount, ...]
    found: int
    next_key: str
    previous_key: str

    @property
    def found_shown(self) -> str:
        """Return how many were found as people read it."""
        most = boxes.MOST_COUNTED
        return f"{most}+" if self.found > most else str(self.found)


@dataclass(frozen=True, slots=True)
class Options:
    """What the filters offer: pairs of a value and its words."""

    themes: list[tuple[str, str]]
    areas: list[tuple[str, str]]
    teams: list[tuple[str, str]]
    area_ids: dict[uuid.UUID, frozenset[uuid.UUID]] = field(default_factory=dict)


def inbox(*, actor: Actor, asked: Asked, offered: Options, now: datetime) -> Page:
    """Return a page of a box, with what all boxes hold; the queries do not grow with the list."""
    teams = boxes.teams_of(actor)
    there = boxes.in_box(actor, asked.box, teams, with_handled=asked.with_handled)
    if asked.box is Box.OURS and asked.words:
        # Who follows does not read the words, and so cannot search them either.
        there = there.filter(rights.told_by(actor) | Q(is_shared=True))
    found = filtered(there, asked, offered, now)
    rows, has_more, has_less = _page(found, asked)
    today = timezone.localdate(now)
    lines = tuple(_line(actor, row, asked, today) for row in rows)
    named = boxes.boxes_of(actor)
    count, *counts = boxes.counted(found, *(boxes.in_box(actor, one, teams) for one in named))
    return Page(
        lines,
        tuple(BoxCount(*one) for one in zip(named, map(boxes.label, named), counts, strict=True)),
        count,
        lines[-1].key if lines and has_more else "",
        lines[0].key if lines and has_less else "",
    )


def options(*, actor: Actor) -> Options:
    """Return what the filters offer. Three queries."""
    here = {"municipality_id": actor.municipality_id}
    themes = SignalTheme.objects.filter(**here).order_by("position", "name")
    teams = Team.objects.filter(**here, is_active=True).order_by("name")
    areas = list(
        Area.objects.filter(**here).order_by("-year", "name").only("code", "name", "parent", "year")
    )
    newest = areas[0].year if areas else 0
    return Options(
        [(str(one.pk), one.label) for one in themes],
        [(str(one.pk), one.name) for one in areas if one.year == newest],
        [(str(one.pk), one.name) for one in teams],
        {one.pk: _within(one, areas) for one in areas if one.year == newest},
    )


def filtered(
    rows: QuerySet[Signal], asked: Asked, offered: Options, now: datetime
) -> QuerySet[Signal]:
    """Return what the filters let through."""
    if asked.theme:
        rows = rows.filter(theme_id=asked.theme)
    if asked.area:
        rows = rows.filter(area_id__in=offered.area_ids.get(asked.area, frozenset()))
    if asked.severity in Severity.values:
        rows = rows.filter(severity=asked.severity)
    if asked.size in Size.values:
        rows = rows.filter(size=asked.size)
    if asked.team:
        rows = rows.filter(team_id=asked.team)
    if asked.period in PERIODS:
        rows = rows.filter(told_at__gte=now - timedelta(days=PERIODS[asked.period]))
    for stem in stems_of(asked.words):
        said = SignalWord.objects.filter(stem=stem)
        rows = rows.filter(pk__in=said.values("signal_id"))
    return rows


def stems_of(words: str) -> list[str]:
    """Return the stems of the words that somebody looks for."""
    stems = (reading.stem(word)[:LONGEST_STEM] for word in reading.content(words))
    return list(dict.fromkeys(stems))[:MOST_WORDS]


def _within(area: Area, areas: list[Area]) -> frozenset[uuid.UUID]:
    """Return an area with all that lies in it, also as it was cut up in other years."""
    codes, grew = {area.code}, True
    by_id = {one.pk: one for one in areas}
    while grew:
        inside = {
            one.code
            for one in areas
            if one.parent_id in by_id and by_id[one.parent_id].code in codes
        }
        grew = not inside <= codes
        codes |= inside
    return frozenset(one.pk for one in areas if one.code in codes)


def _page(rows: QuerySet[Signal], asked: Asked) -> tuple[list[Signal], bool, bool]:
    """Return the lines of a page, and whether there are lines after and before it."""
    order = boxes.order_of(asked.box, with_handled=asked.with_handled)
    back = bool(asked.before)
    edge = _edge(asked.before or asked.after, order, back=back)
    seen = rows.filter(edge) if edge is not None else rows
    steps = [_reversed(name) if back else name for name in order]
    # By themselves: with row policies, planning a join of seven tables takes longer than the page.
    related = ("theme", "area", "team", "handler", "organisation", "reporter")
    found = list(seen.prefetch_related(*related).order_by(*steps)[: PAGE + 1])
    more = len(found) > PAGE
    found = found[:PAGE]
    if back:
        return found[::-1], True, more
    return found, more, edge is not None


def _edge(key: str, order: tuple[str, str], *, back: bool) -> Q | None:
    """
    Return what lies beyond a line; nothing asked for a key that nobody gave out.

    The first part stands alone, so that an index finds where to begin.
    """
    name = order[0].lstrip("-")
    value, _sign, number = key.partition("_")
    at = _value(name, value)
    if at is None or not number.isdecimal() or len(number) > 9:
        return None
    further = "lt" if order[0].startswith("-") != back else "gt"
    beyond = "lt" if back else "gt"
    return Q(**{f"{name}__{further}e": at}) & (
        Q(**{f"{name}__{further}": at}) | Q(**{f"number__{beyond}": int(number)})
    )


def _value(name: str, value: str) -> date | datetime | None:
    try:
        return date.fromisoformat(value) if name == "promise_date" else _moment(value)
    except ValueError:
        return None


def _moment(value: str) -> datetime | None:
    moment = parse_datetime(value)
    return moment if moment is not None and timezone.is_aware(moment) else None


def _reversed(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _line(actor: Actor, row: Signal, asked: Asked, today: date) -> Line:
    is_own = row.is_own(actor)
    reads = is_own or asked.box is not Box.OURS or row.is_shared
    first = boxes.order_of(asked.box, with_handled=asked.with_handled)[0].lstrip("-")
    at = row.promise_date if first == "promise_date" else row.told_at
    return Line(
        row.pk,
        row.number,
        row.version,
        row.theme.label,
        row.area.name if row.area else "",
        row.get_size_display(),
        row.severity,
        row.get_severity_display(),
        row.state,
        row.get_state_display(),
        tone_of(row.state),
        _excerpt(row.text) if reads else "",
        row.organisation.name if row.organisation else str(row.reporter or ""),
        holders.name_of(row),
        row.told_at,
        # While we wait for the reporter, the promise stands still.
        row.promise_date if row.state == SignalState.OPEN else None,
        row.state == SignalState.OPEN and row.promise_date is not None and row.promise_date < today,
        is_own,
        row.answer,
        f"{at.isoformat() if at else ''}_{row.number}",
    )


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rsplit(" ", 1)[0] + "…"
