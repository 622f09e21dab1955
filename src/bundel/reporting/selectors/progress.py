"""Reports of progress: each initiative with its report, and who still owes one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.core.quarters import Quarter, quarter_of
from bundel.errors import NotFound
from bundel.programme.models import Initiative, State
from bundel.reporting.facts.figures import Json
from bundel.reporting.models import ProgressReport, ReportState

VIEW, ACT = "reporting.view", "reporting.progress"
# A report is handed in this long after the end of its quarter.
TERM = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Owed:
    """An initiative that runs, with its report on a quarter, if there is one."""

    initiative_id: uuid.UUID
    code: str
    name: str
    lead: str
    report_id: uuid.UUID | None
    is_frozen: bool
    frozen_at: datetime | None
    due_date: date
    is_late: bool
    is_own: bool
    may_write: bool


@dataclass(frozen=True, slots=True)
class ProgressCard:
    """A report whole."""

    id: uuid.UUID
    version: int
    number: int
    title: str
    quarter: str
    initiative_id: uuid.UUID
    content: Json
    done: str
    next: str
    trouble: str
    as_of_at: datetime
    is_frozen: bool
    frozen_at: datetime | None
    frozen_by: str
    sha256: str
    may_write: bool


def quarter_due(today: date) -> Quarter:
    """Return the quarter that reports are due on: the last one that ended."""
    return quarter_of(today).plus(-1)


def due_date(quarter: Quarter) -> date:
    """Return by when the reports of a quarter are handed in."""
    return quarter.last_date() + TERM


def owed(*, actor: Actor, quarter: Quarter, today: date) -> list[Owed]:
    """Return every initiative that runs with its report, those that are owed first. Two queries."""
    permissions.require(actor, VIEW)
    reports = {
        row.initiative_id: row
        for row in ProgressReport.objects.filter(
            municipality_id=actor.municipality_id, quarter=str(quarter)
        ).defer("content")
    }
    running = Initiative.objects.filter(
        municipality_id=actor.municipality_id, state=State.RUNNING, archived_at=None
    ).select_related("lead_user")
    rows = [_owed(actor, one, reports.get(one.pk), quarter, today) for one in running]
    return sorted(rows, key=lambda row: (row.is_frozen, not row.is_own, row.code))


def _owed(
    actor: Actor, one: Initiative, row: ProgressReport | None, quarter: Quarter, today: date
) -> Owed:
    is_frozen = row is not None and row.state == ReportState.FROZEN
    due = due_date(quarter)
    return Owed(
        initiative_id=one.pk,
        code=one.code,
        name=one.name,
        lead=one.lead_user.name if one.lead_user else one.lead,
        report_id=row.pk if row else None,
        is_frozen=is_frozen,
        frozen_at=row.frozen_at if row else None,
        due_date=due,
        is_late=not is_frozen and due < today,
        is_own=one.is_own(actor),
        may_write=not is_frozen and permissions.can(actor, ACT, one),
    )


def judge_start(*, actor: Actor, initiative_id: uuid.UUID) -> None:
    """
    Go on only if the actor may report on an initiative.

    Raises:
        NotFound: if it is not there.
        NotAllowed: if somebody else leads it.
    """
    here = Initiative.objects.filter(municipality_id=actor.municipality_id, archived_at=None)
    initiative = here.filter(pk=initiative_id).first()
    if initiative is None:
        raise NotFound
    permissions.require(actor, ACT, initiative, view=VIEW)


def own_report(*, actor: Actor, report_id: uuid.UUID) -> ProgressCard:
    """
    Return a report that the actor writes.

    Raises:
        NotFound: if it is not there.
        NotAllowed: if somebody else leads the initiative.
    """
    card = report(actor=actor, report_id=report_id)
    judge_start(actor=actor, initiative_id=card.initiative_id)
    return card


def report(*, actor: Actor, report_id: uuid.UUID) -> ProgressCard:
    """
    Return a report whole. One query.

    Raises:
        NotFound: if it is not there.
    """
    permissions.require(actor, VIEW)
    rows = ProgressReport.objects.filter(municipality_id=actor.municipality_id, pk=report_id)
    row = rows.select_related("initiative", "frozen_by").first()
    if row is None:
        raise NotFound
    is_frozen = row.state == ReportState.FROZEN
    return ProgressCard(
        id=row.pk,
        version=row.version,
        number=row.number,
        title=row.title,
        quarter=row.quarter,
        initiative_id=row.initiative_id,
        content=row.content,
        done=row.done,
        next=row.next,
        trouble=row.trouble,
        as_of_at=row.as_of_at,
        is_frozen=is_frozen,
        frozen_at=row.frozen_at,
        frozen_by=row.frozen_by.name if row.frozen_by else "",
        sha256=row.sha256,
        may_write=not is_frozen and permissions.can(actor, ACT, row),
    )
