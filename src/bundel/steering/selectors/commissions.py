"""Commissions as frozen values: where each stands, whose turn it is, and what waits for whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core import commissions as process
from bundel.core.commissions import Course, Side, Text
from bundel.programme.models import Initiative, State
from bundel.steering import rights
from bundel.steering.models import (
    ENDED_COMMISSIONS,
    Commission,
    CommissionState,
    CommissionStep,
    CommissionVersion,
    VersionState,
)
from bundel.steering.services import commission_sides as sides

VIEW = rights.VIEW
TONES: Mapping[str, str] = {
    CommissionState.DRAFT: "neutral",
    CommissionState.OFFERED: "wait",
    CommissionState.ACCEPTED: "good",
    CommissionState.CHANGE_PROPOSED: "wait",
    CommissionState.DISCHARGE_ASKED: "wait",
    CommissionState.RETURN_ASKED: "wait",
    CommissionState.DISCHARGED: "good",
    CommissionState.RETURNED: "neutral",
    CommissionState.REFUSED: "stop",
    CommissionState.WITHDRAWN: "neutral",
}
# What somebody does next, by where a commission stands.
TURNS: Mapping[str, Any] = {
    CommissionState.DRAFT: _("lees en bied aan"),
    CommissionState.OFFERED: _("neem aan, of zeg waarom niet"),
    CommissionState.CHANGE_PROPOSED: _("zeg ja of nee tegen de wijziging"),
    CommissionState.DISCHARGE_ASKED: _("geef décharge, of zeg wat nog mist"),
    CommissionState.RETURN_ASKED: _("stem in met stoppen, of zeg waarom niet"),
}
# An initiative in one of these is worked on, or is about to be: it needs a commissioner.
AT_WORK = (State.PLANNED, State.RUNNING, State.PAUSED)


@dataclass(frozen=True, slots=True)
class CommissionLine:
    """A commission in a list."""

    id: uuid.UUID
    version: int
    number: int
    title: str
    initiative_id: uuid.UUID | None
    code: str
    department: str
    commissioner_id: uuid.UUID
    commissioner: str
    contractor: str
    is_partner: bool
    state: str
    state_label: str
    # Whose turn it is: the side and who that is; empty while the work goes on or is over.
    waits_for: str
    waits_for_name: str
    waits_for_me: bool
    is_mine: bool
    since: datetime
    from_date: date | None
    until_date: date | None
    hours: float
    eur: float

    @property
    def tone(self) -> str:
        """The tone of its state, for the page."""
        return TONES[self.state]

    @property
    def runs(self) -> bool:
        """Whether it binds, or may come to bind, both sides."""
        return self.state not in ENDED_COMMISSIONS

    @property
    def turn(self) -> str:
        """What whose turn it is does next."""
        return str(TURNS.get(self.state, ""))

    def is_overdue(self, today: date) -> bool:
        """Tell whether the work should have been done."""
        works = self.runs and self.state not in (CommissionState.DRAFT, CommissionState.OFFERED)
        return works and self.until_date is not None and self.until_date < today


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something of this subject that waits for somebody."""

    title: str
    route: str
    args: tuple[Any, ...]
    act: str
    due: date | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Uncommissioned:
    """An initiative at work, or planned, of which nobody agreed who asks it of whom."""

    id: uuid.UUID
    code: str
    name: str
    department: str
    state: str
    state_label: str
    # What the initiative says itself, in words that nobody signed.
    commissioner: str
    lead_user_id: uuid.UUID | None


def commissions(*, actor: Actor) -> list[CommissionLine]:
    """Return the commissions that somebody may see: what waits for the actor first. 5 queries."""
    permissions.require(actor, VIEW)
    lines = _lines(rights.commissions_of(actor), actor)
    return sorted(lines, key=lambda one: (not one.waits_for_me, not one.runs, one.number))


def commission_of(
    *, actor: Actor, initiative_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, CommissionLine]:
    """Return the live commission of each initiative that has one. Five queries."""
    permissions.require(actor, VIEW)
    rows = rights.commissions_of(actor).filter(initiative_id__in=list(initiative_ids))
    lines = _lines(rows.exclude(state__in=ENDED_COMMISSIONS), actor)
    return {one.initiative_id: one for one in lines if one.initiative_id}


def waits_for(*, actor: Actor) -> list[Waiting]:
    """Return the commissions that wait for this person, the longest waiting first. 5 queries."""
    if permissions.visible(actor, VIEW) is None:
        return []
    rows = rights.commissions_of(actor).filter(state__in=list(TURNS))
    lines = [one for one in _lines(rows, actor) if one.waits_for_me]
    return [
        Waiting(
            f"{one.number} {one.title}",
            "steering:commission",
            (one.id,),
            one.turn,
            one.until_date,
            one.since,
        )
        for one in sorted(lines, key=lambda one: one.since)
    ]


def open_points(*, actor: Actor) -> list[CommissionLine]:
    """Return what is asked and not answered, for an agenda; the longest waiting first."""
    permissions.require(actor, VIEW)
    rows = rights.commissions_of(actor).filter(state__in=list(TURNS))
    asked = rows.exclude(state=CommissionState.DRAFT)
    return sorted(_lines(asked, actor), key=lambda one: one.since)


def without_commission(*, actor: Actor) -> list[Uncommissioned]:
    """Return the initiatives planned or at work without an agreed commission. One query."""
    permissions.require(actor, "programme.view")
    live = Commission.objects.filter(municipality_id=actor.municipality_id).exclude(
        state__in=ENDED_COMMISSIONS
    )
    rows = Initiative.objects.filter(
        municipality_id=actor.municipality_id, archived_at=None, state__in=AT_WORK
    ).exclude(pk__in=live.filter(initiative__isnull=False).values("initiative_id"))
    return [
        Uncommissioned(
            one.pk,
            one.code,
            one.name,
            one.department.name,
            one.state,
            one.get_state_display(),
            one.commissioner,
            one.lead_user_id,
        )
        for one in rows.select_related("department").order_by("code")
    ]


def course_of(row: Commission) -> Course:
    """Return where a commission stands, from rows that were read along. No queries."""
    asked = row.state in process.PENDING or row.state == process.OFFERED
    asker = process.last_asked((one.act, one.side) for one in row.steps.all()) if asked else None
    texts = sorted(row.versions.all(), key=lambda one: one.round)
    return Course(row.state, asker, tuple(Text(one.state) for one in texts))


def with_parts(rows: QuerySet[Commission]) -> QuerySet[Commission]:
    """Read along what a list or a card shows of commissions."""
    steps = CommissionStep.objects.order_by("at")
    versions = CommissionVersion.objects.order_by("round").select_related("made_by")
    return rows.select_related(
        "initiative__department", "commissioner", "contractor", "contractor_organisation"
    ).prefetch_related(
        Prefetch("steps", queryset=steps),
        Prefetch("versions", queryset=versions),
        "versions__hours",
        "versions__money",
    )


def line_of(row: Commission, actor: Actor) -> CommissionLine:
    """Return a commission as a line, from rows that were read along."""
    course = course_of(row)
    text = holds(row)
    steps = list(row.steps.all())
    waits = course.waits_for
    own = sides.side_of(actor, row)
    contractor = sides.contractor_name(row)
    names = {Side.COMMISSIONER: str(row.commissioner), Side.CONTRACTOR: contractor}
    return CommissionLine(
        row.pk,
        row.version,
        row.number,
        row.initiative.name if row.initiative else row.part,
        row.initiative_id,
        row.initiative.code if row.initiative else "",
        row.initiative.department.name if row.initiative else row.commissioner.department,
        row.commissioner_id,
        str(row.commissioner),
        contractor,
        row.contractor_organisation_id is not None,
        row.state,
        row.get_state_display(),
        waits or "",
        names[waits] if waits else "",
        waits is not None and own is waits,
        own in names,
        steps[-1].at if steps else row.made_at,
        text.from_date if text else None,
        text.until_date if text else None,
        sum(float(one.hours) for one in text.hours.all()) if text else 0.0,
        sum(float(one.eur) for one in text.money.all()) if text else 0.0,
    )


def holds(row: Commission) -> CommissionVersion | None:
    """Return the text that holds: the last agreed one, or the last one while none is agreed."""
    versions = sorted(row.versions.all(), key=lambda one: one.round)
    agreed = [one for one in versions if one.state == VersionState.AGREED]
    return next(reversed(agreed or versions), None)


def _lines(rows: QuerySet[Commission], actor: Actor) -> list[CommissionLine]:
    return [line_of(row, actor) for row in with_parts(rows)]
