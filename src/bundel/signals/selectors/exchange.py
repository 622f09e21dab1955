"""Signals as they go out: to programs by page, and to files whole; words only for who may read."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import overload

from django.db.models import QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.errors import NotFound
from bundel.signals import holders, rights
from bundel.signals.models import Signal, SignalTheme
from bundel.signals.selectors import boxes, inbox
from bundel.signals.selectors.inbox import Asked, Options

# How many rows are in memory at once while a file is made.
AT_ONCE = 2000
# Within the time that a statement has, and what a spreadsheet shows without trouble.
MOST_IN_FILE = 20_000


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A signal with the codes of what it chose."""

    id: uuid.UUID
    number: int
    version: int
    told_at: datetime
    channel: str
    organisation_id: uuid.UUID | None
    organisation: str
    theme: str
    area: str
    area_name: str
    size: str
    period: str
    seen_from_date: date
    seen_until_date: date
    trend: str
    severity: str
    traits: tuple[str, ...]
    heard_at: str
    text: str
    question: str
    is_shared: bool
    state: str
    has_it: str
    promise_date: date | None
    result: str
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme that can be told of."""

    id: uuid.UUID
    code: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which signals; what is empty asks nothing."""

    state: str = ""
    theme: str = ""
    area: str = ""
    from_date: date | None = None


class SignalRows(Sequence[SignalRow]):
    """Signals in the order of telling, newest first; a page of them is asked when it is taken."""

    def __init__(self, rows: QuerySet[Signal]) -> None:
        """Take the question; nothing is asked yet."""
        self._rows = rows

    def __len__(self) -> int:
        """Return how many there are. One query."""
        return self._rows.count()

    def __iter__(self) -> Iterator[SignalRow]:
        """Give all, some at a time."""
        return map(_row, self._rows.iterator(chunk_size=AT_ONCE))

    @overload
    def __getitem__(self, place: int) -> SignalRow: ...

    @overload
    def __getitem__(self, place: slice) -> list[SignalRow]: ...

    def __getitem__(self, place: int | slice) -> SignalRow | list[SignalRow]:
        """Return one, or the page between two places. One query."""
        if isinstance(place, slice):
            return [_row(one) for one in self._rows[place]]
        return _row(self._rows[place])


def signal_rows(*, actor: Actor, wanted: Wanted) -> SignalRows:
    """Return the signals of which the actor may read the words, newest first."""
    permissions.require(actor, "signals.view")
    found = _all(actor)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.theme:
        found = found.filter(theme__code=wanted.theme)
    if wanted.area:
        found = found.filter(area__code=wanted.area)
    if wanted.from_date:
        found = found.filter(told_at__date__gte=wanted.from_date)
    return SignalRows(found)


def listed_rows(*, actor: Actor, asked: Asked, offered: Options, now: datetime) -> SignalRows:
    """Return a box of the list as it is filtered, as far as the actor may take the words along."""
    permissions.require(actor, "signals.view")
    box = boxes.in_box(actor, asked.box, boxes.teams_of(actor), with_handled=asked.with_handled)
    there = inbox.filtered(box, asked, offered, now)
    rows = _all(actor).filter(pk__in=there.order_by().values("pk"))
    if sees_only_own(actor):
        rows = rows.filter(rights.told_by(actor))
    return SignalRows(rows[:MOST_IN_FILE])


def sees_only_own(actor: Actor) -> bool:
    """Tell whether the actor may take along only what the own side told."""
    return permissions.visible(actor, "signals.export") is not Relation.ALL


def signal_row(*, actor: Actor, signal_id: uuid.UUID) -> SignalRow:
    """
    Return one signal. One query.

    Raises:
        NotFound: if the actor may not read a signal with this id.
    """
    permissions.require(actor, "signals.view")
    found = _all(actor).filter(pk=signal_id).first()
    if found is None:
        raise NotFound
    return _row(found)


def told_row(*, actor: Actor, signal_id: uuid.UUID) -> SignalRow:
    """Return what the actor told just now, whose words the actor knows. One query."""
    permissions.require(actor, "signals.tell")
    here = Signal.objects.filter(municipality_id=actor.municipality_id)
    return _row(_with_names(here).get(pk=signal_id))


def theme_rows(*, actor: Actor) -> list[ThemeRow]:
    """Return the themes that can be told of, in their order. One query."""
    permissions.require(actor, "signals.tell")
    here = SignalTheme.objects.filter(municipality_id=actor.municipality_id, is_active=True)
    return [ThemeRow(*row) for row in here.values_list("id", "code", "name", "description")]


def _all(actor: Actor) -> QuerySet[Signal]:
    return _with_names(rights.readable(actor)).order_by("-told_at", "-number")


def _with_names(signals: QuerySet[Signal]) -> QuerySet[Signal]:
    return signals.select_related(
        "organisation",
        "theme",
        "area",
        "first_trait",
        "second_trait",
        "heard_at",
        "team",
        "handler",
    )


def _row(signal: Signal) -> SignalRow:
    traits = (signal.first_trait, signal.second_trait)
    return SignalRow(
        id=signal.pk,
        number=signal.number,
        version=signal.version,
        told_at=signal.told_at,
        channel=signal.channel,
        organisation_id=signal.organisation_id,
        organisation=signal.organisation.name if signal.organisation else "",
        theme=signal.theme.code,
        area=signal.area.code if signal.area else "",
        area_name=signal.area.name if signal.area else "",
        size=signal.size,
        period=signal.period,
        seen_from_date=signal.seen_from_date,
        seen_until_date=signal.seen_until_date,
        trend=signal.trend,
        severity=signal.severity,
        traits=tuple(one.code for one in traits if one is not None),
        heard_at=signal.heard_at.code if signal.heard_at else "",
        text=signal.text,
        question=signal.question,
        is_shared=signal.is_shared,
        state=signal.state,
        has_it=holders.name_of(signal),
        promise_date=signal.promise_date,
        result=signal.result,
        answer=signal.answer,
        answered_at=signal.answered_at,
    )
