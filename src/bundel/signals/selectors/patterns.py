"""Patterns as people see them: counts only for who may see the signals, else in classes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.errors import NotFound
from bundel.signals import rights
from bundel.signals.models import (
    Outcome,
    OutcomeKind,
    Pattern,
    PatternArea,
    PatternKind,
    PatternSignal,
    PatternState,
    ScanRun,
    ScanState,
    SignalTheme,
)
from bundel.signals.services import scanning
from bundel.signals.sureness import shown, word_of_chance, words_of_chance

VIEW, JUDGE = "signals.patterns", "signals.judge"
TONES = {
    PatternState.FOUND: "wait",
    PatternState.CONFIRMED: "info",
    PatternState.PROPOSED: "good",
    PatternState.DISMISSED: "neutral",
}
MOST_AREAS = 3
MOST_SIGNALS = 50


@dataclass(frozen=True, slots=True)
class PatternLine:
    """A pattern as a line of the list."""

    id: uuid.UUID
    number: int
    title: str
    kind: str
    kind_code: str
    theme: str
    where: str
    from_date: date
    # The last day of it.
    last_date: date
    is_alive: bool
    signals: str
    sure: str
    p: float
    state: str
    state_label: str
    tone: str


@dataclass(frozen=True, slots=True)
class LastScan:
    """The last search: how it went, and of which themes it could say nothing."""

    state: str
    at: datetime
    done_at: datetime | None
    signals: int
    trouble: str
    is_going: bool
    too_few: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternList:
    """All patterns, those that wait for a judgement first, and the last search."""

    lines: tuple[PatternLine, ...]
    last: LastScan | None
    may_judge: bool


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area of a pattern, with what was seen and what chance would bring, where it may show."""

    name: str
    observed: str
    expected: float | None


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal of a pattern that the reader may open."""

    id: uuid.UUID
    number: int
    text: str
    area: str
    organisation: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What came of a pattern."""

    kind: str
    title: str
    path: str
    said: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PatternCard(PatternLine):
    """All of one pattern that this reader may see."""

    version: int
    chance: str
    expected: float | None
    reason: str
    review_date: date | None
    decided_by: str
    decided_at: datetime | None
    found_at: datetime
    seen_at: datetime
    areas: tuple[AreaLine, ...]
    area_ids: tuple[uuid.UUID, ...]
    readable: tuple[SignalLine, ...]
    # How many more there are that the reader may not open, in a class; empty for none.
    others: str
    tellers: str
    outcomes: tuple[OutcomeLine, ...]
    is_exact: bool
    may_judge: bool


def pattern_list(*, actor: Actor, today: date) -> PatternList:
    """Return all patterns: what waits for a judgement and goes on now first. Four queries."""
    permissions.require(actor, VIEW)
    rows = _rows(actor)
    order = {state: place for place, state in enumerate(TONES)}
    lines = [_line(actor, row, today) for row in rows]
    lines.sort(
        key=lambda line: (
            order[PatternState(line.state)],
            not line.is_alive,
            line.p,
            -line.last_date.toordinal(),
            -line.number,
        )
    )
    return PatternList(tuple(lines), _last_scan(actor), permissions.can(actor, JUDGE))


def pattern_card(*, actor: Actor, pattern_id: uuid.UUID, today: date) -> PatternCard:
    """
    Return one pattern. Eight queries.

    Raises:
        NotFound: if there is none like it, or the actor may not see patterns.
    """
    permissions.require(actor, VIEW)
    row = _rows(actor).select_related("decided_by").filter(pk=pattern_id).first()
    if row is None:
        raise NotFound
    exact = sees_all(actor)
    line = _line(actor, row, today)
    readable, hidden, tellers = _signals(actor, row)
    places = list(row.places.all())
    return PatternCard(
        **{name: getattr(line, name) for name in PatternLine.__dataclass_fields__},
        version=row.version,
        chance=words_of_chance(row.p_value),
        expected=row.expected if exact else None,
        reason=row.reason if exact else "",
        review_date=row.review_date,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        found_at=row.found_at,
        seen_at=row.seen_at,
        areas=tuple(
            AreaLine(
                place.area.name,
                shown(place.observed, exact=exact),
                place.expected if exact else None,
            )
            for place in places
        ),
        area_ids=tuple(place.area_id for place in places),
        readable=readable,
        others=shown(hidden, exact=exact) if hidden else "",
        tellers=shown(tellers, exact=exact),
        outcomes=tuple(
            OutcomeLine(str(OutcomeKind(one.kind).label), one.title, one.path, one.said, one.at)
            for one in Outcome.objects.filter(pattern=row)
        ),
        is_exact=exact,
        may_judge=permissions.can(actor, JUDGE),
    )


def sees_all(actor: Actor) -> bool:
    """Tell whether the actor may see every signal, and so may see every count."""
    return permissions.visible(actor, "signals.view") is Relation.ALL


def _rows(actor: Actor) -> QuerySet[Pattern]:
    places = PatternArea.objects.select_related("area").order_by("-observed", "area__code")
    return (
        Pattern.objects.filter(municipality_id=actor.municipality_id)
        .select_related("theme")
        .prefetch_related(Prefetch("places", places))
        .annotate(linked=Count("links"))
    )


def _line(actor: Actor, row: Pattern, today: date) -> PatternLine:
    linked: int = getattr(row, "linked", 0)
    where = _where([place.area.name for place in row.places.all()])
    return PatternLine(
        id=row.pk,
        number=row.number,
        title=_("%(theme)s in %(where)s") % {"theme": row.theme.label, "where": where}
        if row.kind == PatternKind.CLUSTER
        else _("%(theme)s: ineens veel") % {"theme": row.theme.label},
        kind=str(PatternKind(row.kind).label),
        kind_code=row.kind,
        theme=row.theme.label,
        where=where,
        from_date=row.from_date,
        last_date=row.until_date - timedelta(days=1),
        is_alive=row.until_date > today - timedelta(days=7),
        signals=shown(linked, exact=sees_all(actor)),
        sure=word_of_chance(row.p_value),
        p=row.p_value,
        state=row.state,
        state_label=str(PatternState(row.state).label),
        tone=TONES[PatternState(row.state)],
    )


def _where(names: list[str]) -> str:
    if not names:
        return _("de hele gemeente")
    if len(names) > MOST_AREAS:
        return _("%(names)s en nog %(more)s") % {
            "names": ", ".join(names[:MOST_AREAS]),
            "more": len(names) - MOST_AREAS,
        }
    return ", ".join(names)


def _signals(actor: Actor, row: Pattern) -> tuple[tuple[SignalLine, ...], int, int]:
    """Return the signals that the actor may read, how many others, and how many tell."""
    links = PatternSignal.objects.filter(pattern=row)
    own = rights.readable(actor).filter(pk__in=links.values("signal_id"))
    found = own.select_related("area", "organisation").order_by("-told_at")
    lines = tuple(
        SignalLine(
            one.pk,
            one.number,
            one.text,
            one.area.name if one.area else _("de hele gemeente"),
            one.organisation.name if one.organisation else "",
            one.told_at,
        )
        for one in found[:MOST_SIGNALS]
    )
    tellers = links.values("signal__organisation_id").distinct().count()
    all_linked: int = getattr(row, "linked", 0)
    return lines, all_linked - len(lines), tellers


def _last_scan(actor: Actor) -> LastScan | None:
    run = ScanRun.objects.filter(municipality_id=actor.municipality_id).first()
    if run is None:
        return None
    too_few = {one["theme"] for one in run.remarks if one.get("says") == "too_few"}
    return LastScan(
        state=str(ScanState(run.state).label),
        at=run.asked_at,
        done_at=run.done_at,
        signals=run.signal_count if sees_all(actor) else 0,
        trouble=run.error,
        is_going=scanning.is_going(run, timezone.now()),
        too_few=tuple(_names(actor, too_few)),
    )


def _names(actor: Actor, themes: Iterable[str]) -> list[str]:
    rows = SignalTheme.objects.filter(municipality_id=actor.municipality_id, pk__in=themes)
    return [one.label for one in rows.order_by("position")]
