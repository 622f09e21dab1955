"""What became of the signals of a partner: how many had an answer, which, and in time or not."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor, Relation
from bundel.errors import NotAllowed, NotFound
from bundel.network.models import Organisation
from bundel.signals import rights
from bundel.signals.models import Outcome, PatternSignal, Result, Signal, SignalState
from bundel.signals.states import tone_of

MOST_LINES = 200
WAITS = (SignalState.HELD, SignalState.OPEN, SignalState.ASKED)
MOST_IN_FILE = 20_000


@dataclass(frozen=True, slots=True)
class Came:
    """Something that came of it."""

    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """A signal with what became of it."""

    id: uuid.UUID
    number: int
    told_at: datetime
    theme: str
    area: str
    state_label: str
    tone: str
    result_label: str
    answer: str
    answered_at: datetime | None
    was_in_time: bool | None
    outcomes: tuple[Came, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many signals of one partner came to what."""

    organisation_id: uuid.UUID | None
    name: str
    told: int
    waiting: int
    answered: int
    judged: int
    in_time: int
    not_ours: int
    # What the answers say was done: done or begun, planned, or not, with a reason.
    acted: int
    planned: int
    declined: int

    @property
    def in_time_share(self) -> float | None:
        """Return which part of the first answers came by the promised day. [share]"""
        return self.in_time / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Becoming:
    """What became of the signals of one partner, newest first."""

    tally: Tally
    lines: tuple[Line, ...]
    is_cut: bool


def becoming(
    *, actor: Actor, organisation_id: uuid.UUID | None, most: int = MOST_LINES
) -> Becoming:
    """
    Return what became of the signals of a partner. Five queries.

    Args:
        organisation_id: Which partner; for who works at one it is always the own.

    Raises:
        NotFound: if there is no such partner here.
        NotAllowed: if it is another partner than the own.
    """
    rows, name, own_id = _of(actor, organisation_id)
    related = ("theme", "area")
    found = list(rows.prefetch_related(*related).order_by("-told_at", "number")[: most + 1])
    came = _outcomes([one.pk for one in found[:most]])
    lines = tuple(_line(one, came.get(one.pk, ())) for one in found[:most])
    return Becoming(_tally(own_id, name, rows), lines, len(found) > most)


def per_partner(*, actor: Actor) -> list[Tally]:
    """Return for each partner what its signals came to, for who sees all. One query."""
    if permissions.visible(actor, "signals.view") is not Relation.ALL:
        return []
    rows = rights.readable(actor).exclude(organisation=None)
    counted = rows.values("organisation_id", "organisation__name").annotate(**_counts())
    lines: Iterable[Mapping[str, Any]] = counted.order_by("organisation__name")
    return [_as_tally(one["organisation_id"], one["organisation__name"], one) for one in lines]


def _of(
    actor: Actor, organisation_id: uuid.UUID | None
) -> tuple[QuerySet[Signal], str, uuid.UUID | None]:
    here = rights.readable(actor)
    is_own = permissions.visible(actor, "signals.view") is not Relation.ALL
    wanted = organisation_id or (actor.organisation_id if is_own else None)
    partners = Organisation.objects.filter(municipality_id=actor.municipality_id)
    partner = partners.filter(pk=wanted).first() if wanted else None
    if is_own and wanted is None:
        # Somebody with a partner's role who works for none told it in person.
        return here.filter(rights.told_by(actor)), actor.name, None
    if partner is None:
        raise NotFound
    if is_own and partner.pk != actor.organisation_id:
        raise NotAllowed
    return here.filter(organisation_id=partner.pk), partner.name, partner.pk


def _counts() -> dict[str, Count]:
    """Return what is counted of a group of signals."""
    return {
        "told": Count("pk"),
        "waiting": Count("pk", filter=Q(state__in=WAITS)),
        "answered": Count("pk", filter=~Q(result="")),
        "judged": Count("pk", filter=Q(was_in_time__isnull=False)),
        "in_time": Count("pk", filter=Q(was_in_time=True)),
        "not_ours": Count("pk", filter=Q(state=SignalState.NOT_OURS)),
        "acted": Count("pk", filter=Q(result__in=[Result.DONE, Result.STARTED])),
        "planned": Count("pk", filter=Q(result=Result.PLANNED)),
        "declined": Count("pk", filter=Q(result__in=[Result.NOT_NOW, Result.NO])),
    }


def _tally(organisation_id: uuid.UUID | None, name: str, rows: QuerySet[Signal]) -> Tally:
    return _as_tally(organisation_id, name, rows.order_by().aggregate(**_counts()))


def _as_tally(organisation_id: uuid.UUID | None, name: str, counts: Mapping[str, Any]) -> Tally:
    return Tally(
        organisation_id,
        name,
        counts["told"],
        counts["waiting"],
        counts["answered"],
        counts["judged"],
        counts["in_time"],
        counts["not_ours"],
        counts["acted"],
        counts["planned"],
        counts["declined"],
    )


def _outcomes(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[Came, ...]]:
    """Return what came of the patterns that each signal is a part of. Two queries."""
    links = PatternSignal.objects.filter(signal__in=ids).values_list("signal_id", "pattern_id")
    of: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for signal_id, pattern_id in links:
        of[signal_id].append(pattern_id)
    came: dict[uuid.UUID, list[Came]] = defaultdict(list)
    patterns = {one for those in of.values() for one in those}
    for one in Outcome.objects.filter(pattern__in=patterns).order_by("at"):
        came[one.pattern_id].append(Came(one.get_kind_display(), one.title))
    return {
        signal_id: tuple(one for pattern_id in those for one in came[pattern_id])
        for signal_id, those in of.items()
    }


def _line(row: Signal, outcomes: tuple[Came, ...]) -> Line:
    return Line(
        row.pk,
        row.number,
        row.told_at,
        row.theme.label,
        row.area.name if row.area else "",
        row.get_state_display(),
        tone_of(row.state),
        row.get_result_display() if row.result else "",
        row.answer,
        row.answered_at,
        row.was_in_time,
        outcomes,
    )
