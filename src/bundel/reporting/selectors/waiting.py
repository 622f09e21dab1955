"""What waits for somebody among reports: a report to write, a message to tell, a pack to freeze."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.reporting.models import BoardPack, Message, MessageState, ReportState
from bundel.reporting.selectors import progress

# So long before its day a message or a pack is told of.
AHEAD = timedelta(days=7)
MOST = 20


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits: what, by when, and the page of it."""

    title: str
    route: str
    arguments: tuple[str, ...]
    act: str
    due_date: date | None
    is_late: bool


def waits_for(*, actor: Actor, today: date) -> list[Waits]:
    """Return what waits for the actor, the nearest day first. Four queries at most."""
    if not permissions.can(actor, "reporting.view"):
        return []
    found = [*_reports(actor, today), *_messages(actor, today), *_packs(actor, today)]
    return sorted(found, key=lambda one: (one.due_date or date.max, one.title))


def _reports(actor: Actor, today: date) -> Iterator[Waits]:
    """What the actor leads and did not report on yet."""
    if not permissions.can(actor, progress.ACT):
        return
    quarter = progress.quarter_due(today)
    for row in progress.owed(actor=actor, quarter=quarter, today=today):
        if row.is_own and not row.is_frozen:
            yield Waits(
                title=_("Schrijf de voortgang van %(name)s") % {"name": row.name},
                route="reporting:progress_edit" if row.report_id else "reporting:progress_list",
                arguments=(str(row.report_id),) if row.report_id else (),
                act=_("Schrijf"),
                due_date=row.due_date,
                is_late=row.is_late,
            )


def _messages(actor: Actor, today: date) -> Iterator[Waits]:
    """What the actor tells; who keeps the plan also sees what nobody tells."""
    mine = Q(owner_id=actor.user_id)
    if permissions.can(actor, "reporting.tell"):
        mine |= Q(owner=None)
    rows = Message.objects.filter(
        mine,
        municipality_id=actor.municipality_id,
        state=MessageState.PLANNED,
        due_date__lte=today + AHEAD,
    )
    for row in rows.select_related("audience").order_by("due_date")[:MOST]:
        yield Waits(
            title=_("Vertel %(who)s: %(what)s") % {"who": row.audience.name, "what": row.what},
            route="reporting:message",
            arguments=(str(row.pk),),
            act=_("Bekijk"),
            due_date=row.due_date,
            is_late=row.due_date < today,
        )


def _packs(actor: Actor, today: date) -> Iterator[Waits]:
    """Packs of a meeting that is near, and not frozen yet."""
    if not permissions.can(actor, "reporting.freeze"):
        return
    rows = BoardPack.objects.filter(
        municipality_id=actor.municipality_id,
        state=ReportState.DRAFT,
        meeting__starts_at__date__range=(today, today + AHEAD),
    )
    for row in rows.select_related("meeting").defer("content"):
        if row.meeting is None:
            continue
        yield Waits(
            title=_("Leg %(title)s vast") % {"title": row.title},
            route="reporting:pack",
            arguments=(str(row.pk),),
            act=_("Bekijk"),
            due_date=timezone.localdate(row.meeting.starts_at),
            is_late=False,
        )
