"""What a contact has to know this month: subjects of a few lines each, nothing made up."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bundel.accounts.models import Role
from bundel.accounts.permissions import Actor
from bundel.network import rights
from bundel.network.models import (
    ActionState,
    AreaAction,
    Contact,
    DigestSubject,
    Gathering,
    GatheringState,
    Goods,
    GoodsState,
    Promise,
    PromiseState,
    Room,
    Service,
    Side,
)
from bundel.network.selectors.reach import Reach, reach_of

BACK, AHEAD, GATHERINGS_AHEAD = timedelta(days=31), timedelta(days=35), timedelta(days=60)
# More lines are not read; the rest is a number and a page.
MOST = 6


@dataclass(frozen=True, slots=True)
class Section:
    """One subject of a digest: its lines, and how many more there are."""

    subject: str
    label: str
    lines: tuple[str, ...]
    more: int

    @property
    def title(self) -> str:
        """The subject in words, as a heading."""
        return self.label[:1].upper() + self.label[1:]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose digest it is, on which moment, and which areas are theirs."""

    actor: Actor
    organisation_id: uuid.UUID
    now: datetime
    reach: Reach

    @property
    def today(self) -> date:
        """The day of this moment, here."""
        return timezone.localtime(self.now).date()

    @property
    def since(self) -> datetime:
        """From when something is news."""
        return self.now - BACK


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that a monthly mail can tell of, with a switch of its own."""

    code: str
    label: Any
    lines: Callable[[Asked], Sequence[str]]


# What modules on higher floors offer; filled once, when Bundel starts.
_OFFERED: dict[str, Subject] = {}


def offer(subject: Subject) -> None:
    """Let the monthly mail tell of something more."""
    _OFFERED[subject.code] = subject


def subjects() -> tuple[Subject, ...]:
    """Return all that the monthly mail can tell of: our own subjects, then what others offer."""
    own = (Subject(one.value, one.label, LINES[one]) for one in DigestSubject)
    return (*own, *_OFFERED.values())


def sections_of(*, contact: Contact, on: Iterable[str], now: datetime) -> tuple[Section, ...]:
    """Return what there is to tell a contact about the subjects that are on; none if nothing."""
    asked = Asked(_reader(contact), contact.organisation_id, now, reach_of(contact.organisation))
    wanted = set(on)
    found = [(one, one.lines(asked)) for one in subjects() if one.code in wanted]
    return tuple(
        Section(one.code, str(one.label), tuple(lines[:MOST]), max(0, len(lines) - MOST))
        for one, lines in found
        if lines
    )


def subjects_on(contact: Contact) -> tuple[str, ...]:
    """Return the subjects that a contact wants; all of them until somebody chooses. One query."""
    off = set(contact.digest_choices.filter(is_on=False).values_list("subject", flat=True))
    return tuple(one.code for one in subjects() if one.code not in off)


def _reader(contact: Contact) -> Actor:
    """Return the contact as somebody who reads, with the rights of who works at the partner."""
    return Actor(
        contact.user_id or contact.pk,
        contact.municipality_id,
        contact.name,
        Role.PARTNER_WORKER,
        contact.email,
        channel="job",
        organisation_id=contact.organisation_id,
    )


def _day(day: date) -> str:
    return date_format(day, "j F")


def _area(asked: Asked) -> Sequence[str]:
    partners = rights.organisations_of(asked.actor).filter(joined_date__gte=asked.since.date())
    new = [
        _("Nieuw in het netwerk: %(name)s.") % {"name": name}
        for name in partners.exclude(pk=asked.organisation_id).values_list("name", flat=True)
    ]
    moved = _services(asked).filter(room_changed_at__gte=asked.since)
    near = [row for row in moved if asked.reach.meets(area.pk for area in row.areas.all())]
    free = [_room_line(row) for row in near if row.room == Room.YES]
    full = [_room_line(row) for row in near if row.room == Room.NO]
    return [*new, *full, *free]


def _room_line(row: Service) -> str:
    named = {"service": row.name, "partner": row.organisation.name}
    if row.room == Room.NO:
        return _("Vol: %(service)s van %(partner)s.") % named
    return _("Plek: %(service)s van %(partner)s.") % named


def _services(asked: Asked) -> QuerySet[Service]:
    rows = rights.services_of(asked.actor, today=asked.today)
    rows = rows.exclude(organisation_id=asked.organisation_id)
    return rows.select_related("organisation").prefetch_related("areas").order_by("name")


def _promises(asked: Asked) -> Sequence[str]:
    rows = Promise.objects.filter(
        organisation_id=asked.organisation_id,
        state=PromiseState.OPEN,
        due_date__lte=asked.today + AHEAD,
    ).order_by("due_date")
    return [_promise_line(row, asked.today) for row in rows]


def _promise_line(row: Promise, today: date) -> str:
    named = {"text": row.text.rstrip("."), "day": _day(row.due_date)}
    if row.due_date < today:
        return _("Te laat sinds %(day)s: %(text)s.") % named
    return _("Klaar op %(day)s: %(text)s.") % named


def _goods(asked: Asked) -> Sequence[str]:
    # What ended already is no news, also when nobody took it back.
    rows = Goods.objects.filter(
        Q(until_date=None) | Q(until_date__gte=asked.today), state=GoodsState.OPEN
    ).select_related("organisation", "area", "kind")
    rows = rows.filter(organisation__archived_at=None).order_by("-created_at")
    own = {(row.side, row.kind_id) for row in rows if row.organisation_id == asked.organisation_id}
    others = [row for row in rows if row.organisation_id != asked.organisation_id]
    fits = [row for row in others if (_other_side(row), row.kind_id) in own]
    near = [
        row
        for row in others
        if row not in fits
        and row.created_at >= asked.since
        and asked.reach.meets([row.area_id] if row.area_id else [])
    ]
    return [_("Past bij u: %(line)s") % {"line": _goods_line(row)} for row in fits] + [
        _goods_line(row) for row in near
    ]


def _other_side(row: Goods) -> str:
    return Side.REQUEST if row.side == Side.OFFER else Side.OFFER


def _goods_line(row: Goods) -> str:
    named = {"what": row.title, "partner": row.organisation.name}
    named["where"] = row.area.name if row.area else _("hele gemeente")
    if row.side == Side.OFFER:
        return _("%(partner)s biedt aan: %(what)s (%(where)s).") % named
    return _("%(partner)s zoekt: %(what)s (%(where)s).") % named


def _actions(asked: Asked) -> Sequence[str]:
    rows = AreaAction.objects.filter(
        state=ActionState.PLANNED,
        until_date__gte=asked.today,
        from_date__lte=asked.today + AHEAD,
    )
    rows = rows.select_related("organisation").prefetch_related("areas").order_by("from_date")
    return [
        _("%(days)s: %(title)s (%(partner)s, %(where)s).")
        % {
            "days": _days(row),
            "title": row.title,
            "partner": row.organisation.name,
            "where": ", ".join(area.name for area in row.areas.all()) or _("hele gemeente"),
        }
        for row in rows
        if asked.reach.meets(area.pk for area in row.areas.all())
    ]


def _days(row: AreaAction) -> str:
    if row.from_date == row.until_date:
        return _day(row.from_date)
    return _("%(first)s tot en met %(last)s") % {
        "first": _day(row.from_date),
        "last": _day(row.until_date),
    }


def _gatherings(asked: Asked) -> Sequence[str]:
    rows = Gathering.objects.filter(
        state__in=(GatheringState.PLANNED, GatheringState.INVITED),
        starts_at__gte=asked.now,
        starts_at__lte=asked.now + GATHERINGS_AHEAD,
    ).order_by("starts_at")
    return [
        _("%(when)s: %(title)s. Plaats: %(place)s.")
        % {
            "when": date_format(timezone.localtime(row.starts_at), "l j F, H.i \\u\\u\\r"),
            "title": row.title,
            "place": row.place or _("nog niet bekend"),
        }
        for row in rows
        if asked.reach.meets([row.area_id] if row.area_id else [])
    ]


def _directory(asked: Asked) -> Sequence[str]:
    rows = list(_services(asked).filter(changed_at__gte=asked.since))
    new = [row for row in rows if row.created_at >= asked.since]
    changed = [row for row in rows if row.created_at < asked.since]
    return [
        *(_("Nieuw: %(what)s.") % {"what": _named(row)} for row in new),
        *(_("Gewijzigd: %(what)s.") % {"what": _named(row)} for row in changed),
    ]


def _named(row: Service) -> str:
    return f"{row.name} ({row.organisation.name})"


def more_words(section: Section) -> str:
    """Return how many lines there are besides those that are shown."""
    return _("En nog %(count)s.") % {"count": section.more}


LINES: Mapping[DigestSubject, Callable[[Asked], Sequence[str]]] = {
    DigestSubject.AREA: _area,
    DigestSubject.PROMISES: _promises,
    DigestSubject.GOODS: _goods,
    DigestSubject.ACTIONS: _actions,
    DigestSubject.GATHERINGS: _gatherings,
    DigestSubject.DIRECTORY: _directory,
}
