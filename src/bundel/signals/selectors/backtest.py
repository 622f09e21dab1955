"""A draft of rules on past signals: who gets more and less work, and what would have moved."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts.permissions import Actor
from bundel.core.routing import matching
from bundel.signals import rights
from bundel.signals.models import Signal, SignalSettings, Team
from bundel.signals.selectors import rule_words
from bundel.signals.selectors.rules import Read
from bundel.signals.services import routing, settings
from bundel.signals.services.routing import Line

PAGE = 25
# To whom, and within how many days.
Goal = tuple[str, int]
Tally = Counter[Goal]
Elsewhere = dict[uuid.UUID, tuple[Goal, Goal]]
COLUMNS = (
    "pk",
    "theme_id",
    "area_id",
    "size",
    "severity",
    "told_at",
    "first_trait_id",
    "second_trait_id",
)


@dataclass(frozen=True, slots=True)
class Work:
    """How many of the signals one team or person gets, now and with the draft."""

    name: str
    before: int
    after: int

    @property
    def change(self) -> int:
        """How many more."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class RuleWork:
    """How many of the signals a rule of the draft takes."""

    place: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A signal that goes to another, or gets another promise."""

    id: uuid.UUID
    number: int
    theme: str
    area: str
    told_at: datetime
    before: str
    before_days: int
    after: str
    after_days: int

    @property
    def same_target(self) -> bool:
        """Whether only the promise is another."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Replay:
    """
    What the lists do with the same signals.

    Attributes:
        before_days: What is promised on average now. [working days]
        after_days: What the draft promises on average. [working days]
        before_rest: How many no rule fits now.
        after_rest: How many no rule of the draft fits.
    """

    signals: int
    work: tuple[Work, ...]
    rules: tuple[RuleWork, ...]
    before_days: float
    after_days: float
    before_rest: int
    after_rest: int
    page: Page[uuid.UUID]
    rows: tuple[Moved, ...]

    @property
    def moved(self) -> int:
        """How many go to another, or get another promise."""
        return self.page.paginator.count


def headline(found: Replay) -> str:
    """Return in a sentence who gets the most more work."""
    most = max(found.work, key=lambda one: one.change, default=None)
    if most is None or most.change <= 0:
        return _("Niemand krijgt meer of minder werk")
    words = ngettext(
        "%(name)s krijgt er het meeste bij: %(many)s signaal",
        "%(name)s krijgt er het meeste bij: %(many)s signalen",
        most.change,
    )
    return words % {"name": most.name[:1].upper() + most.name[1:], "many": most.change}


class _Side:
    """One list with what it does with each kind of case."""

    def __init__(self, found: Read | None, chosen: SignalSettings, team: Team) -> None:
        lines = found.lines if found else ()
        self.lines: Sequence[Line] = [line for line in lines if line.works]
        self._sorter = matching.Sorter([line.rule for line in self.lines])
        self._rest = (rule_words.rest(team), chosen.promise_days)
        self._outcomes = [(rule_words.target(line), line.row.promise_days) for line in self.lines]
        self.fired: Counter[int | None] = Counter()

    def send(self, case: matching.Case) -> Goal:
        """Return to whom a case goes and what is promised, and count it."""
        place = self._sorter.place(case)
        self.fired[place] += 1
        return self._rest if place is None else self._outcomes[place]


def replay(
    *,
    actor: Actor,
    active: Read | None,
    draft: Read,
    from_date: date,
    until_date: date,
    page: str | None = None,
) -> Replay:
    """
    Return what a draft would have done with past signals, beside the list that holds now.

    Both lists sort the same signals anew, so what people passed on by hand does not count.
    Four queries.

    Args:
        from_date: The first day on which the signals were told.
        until_date: The day after the last.
    """
    chosen = settings.settings_of(actor.municipality_id)
    team = settings.fallback_team(chosen)
    now, then = _Side(active, chosen, team), _Side(draft, chosen, team)
    told = _told(actor, from_date, until_date)
    before, after, moved = _sort_twice(told, now, then, draft.names.parents)
    shown = Paginator(tuple(moved), PAGE).get_page(page)
    return Replay(
        signals=len(told),
        work=_work(before, after),
        rules=tuple(
            RuleWork(place, line.row.name, then.fired[then.lines.index(line)] if line.works else 0)
            for place, line in enumerate(draft.lines, start=1)
        ),
        before_days=_mean_days(before),
        after_days=_mean_days(after),
        before_rest=now.fired[None],
        after_rest=then.fired[None],
        page=shown,
        rows=_moved(moved, list(shown.object_list)),
    )


def _sort_twice(
    told: list[Any], now: _Side, then: _Side, parents: Mapping[uuid.UUID, uuid.UUID | None]
) -> tuple[Tally, Tally, Elsewhere]:
    """Sort each signal by both lists; return the work of each, and what goes elsewhere."""
    before: Tally = Counter()
    after: Tally = Counter()
    moved: Elsewhere = {}
    places: dict[uuid.UUID | None, frozenset[uuid.UUID]] = {}
    for pk, theme, area, size, severity, told_at, *traits in told:
        if area not in places:
            places[area] = routing.places(area, parents)
        month = timezone.localdate(told_at).month
        known = frozenset(trait for trait in traits if trait)
        case = matching.Case(theme, places[area], size, severity, month, known)
        old, new = now.send(case), then.send(case)
        before[old] += 1
        after[new] += 1
        if old != new:
            moved[pk] = (old, new)
    return before, after, moved


def _told(actor: Actor, from_date: date, until_date: date) -> list[Any]:
    rows = rights.readable(actor).exclude(state__in=rights.UNCHECKED)
    start, end = (
        make_aware(datetime.combine(day, datetime.min.time())) for day in (from_date, until_date)
    )
    rows = rows.filter(told_at__gte=start, told_at__lt=end)
    return list(rows.order_by("-told_at", "-number").values_list(*COLUMNS))


def _work(before: Tally, after: Tally) -> tuple[Work, ...]:
    sides: list[Counter[str]] = [Counter(), Counter()]
    for side, counted in zip(sides, (before, after), strict=True):
        for (name, _days), many in counted.items():
            side[name] += many
    names = sides[0].keys() | sides[1].keys()
    work = [Work(name, sides[0][name], sides[1][name]) for name in names]
    return tuple(sorted(work, key=lambda one: (-abs(one.change), one.name)))


def _mean_days(counted: Tally) -> float:
    total = sum(counted.values())
    return sum(days * many for (_name, days), many in counted.items()) / total if total else 0.0


def _moved(moved: Elsewhere, ids: list[uuid.UUID]) -> tuple[Moved, ...]:
    rows = Signal.objects.select_related("theme", "area").defer("text", "question", "answer")
    found = rows.in_bulk(ids)
    return tuple(
        Moved(
            pk,
            found[pk].number,
            found[pk].theme.label,
            str(found[pk].area or ""),
            found[pk].told_at,
            *moved[pk][0],
            *moved[pk][1],
        )
        for pk in ids
    )
