"""What the trail tells, as frozen values."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit.models import Entry
from bundel.errors import Invalid

PAGE_SIZE = 50
# A file with more would not open in a spreadsheet with pleasure, and takes the server's time.
LONGEST_FILE = 50_000


class TooLong(Invalid):
    """More entries than fit in a file."""

    sentence = "Dit zijn te veel regels voor één bestand. Kies een kortere periode."


@dataclass(frozen=True, slots=True)
class Change:
    """One act, as a card's history shows it."""

    at: datetime
    actor_name: str
    action: str
    label: str
    ground: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which acts somebody asks for: who, what, to what sort of thing, in which days."""

    who: str = ""
    action: str = ""
    kind: str = ""
    text: str = ""
    from_date: date | None = None
    # The last day itself counts.
    last_date: date | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act, as the log shows it."""

    id: int
    at: datetime
    actor_name: str
    actor_role: str
    channel: str
    action: str
    kind: str
    label: str
    result: str
    ground: str
    before: dict[str, Any]
    after: dict[str, Any]


def changes_of(*, kind: str, object_id: uuid.UUID, limit: int = 50) -> list[Change]:
    """Return what was done to one thing, the latest first. One query."""
    entries = Entry.objects.filter(kind=kind, object_id=object_id).order_by("-id")[:limit]
    return [
        Change(
            e.at,
            e.actor_name,
            e.action,
            e.label,
            e.ground,
            e.before or {},
            e.after or {},
        )
        for e in entries
    ]


def log_page(*, actor: Actor, wanted: LogFilter, number: int) -> Page[LogLine]:
    """
    Return one page of the log, the latest first. Two queries.

    Raises:
        NotAllowed: if the actor may not see the trail.
    """
    permissions.require(actor, "audit.view")
    page = Paginator(_asked(wanted).order_by("-id"), PAGE_SIZE).get_page(number)
    paginator: Any = page.paginator
    return Page([_line(entry) for entry in page.object_list], page.number, paginator)


def log_lines(*, actor: Actor, wanted: LogFilter) -> list[LogLine]:
    """
    Return everything that is asked for, the oldest first. One query.

    Raises:
        NotAllowed: if the actor may not see the trail.
        TooLong: if that is more than fits in a file.
    """
    permissions.require(actor, "audit.view")
    entries = list(_asked(wanted).order_by("id")[: LONGEST_FILE + 1])
    if len(entries) > LONGEST_FILE:
        raise TooLong
    return [_line(entry) for entry in entries]


def is_empty(*, actor: Actor) -> bool:
    """Tell whether nothing was ever written down. One query."""
    permissions.require(actor, "audit.view")
    return not Entry.objects.exists()


def _asked(wanted: LogFilter) -> QuerySet[Entry]:
    chosen = Q()
    if wanted.who:
        chosen &= Q(actor_id=wanted.who)
    if wanted.action:
        chosen &= Q(action=wanted.action)
    if wanted.kind:
        chosen &= Q(kind=wanted.kind)
    if wanted.text:
        chosen &= Q(label__icontains=wanted.text) | Q(actor_name__icontains=wanted.text)
    if wanted.from_date:
        chosen &= Q(at__gte=_midnight(wanted.from_date))
    if wanted.last_date:
        chosen &= Q(at__lt=_midnight(wanted.last_date + timedelta(days=1)))
    return Entry.objects.filter(chosen)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _line(entry: Entry) -> LogLine:
    return LogLine(
        id=entry.id,
        at=entry.at,
        actor_name=entry.actor_name,
        actor_role=entry.actor_role,
        channel=entry.channel,
        action=entry.action,
        kind=entry.kind,
        label=entry.label,
        result=entry.result,
        ground=entry.ground,
        before=entry.before or {},
        after=entry.after or {},
    )
