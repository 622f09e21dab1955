"""How the network stands: what is late, full, thin or old; each with who must act."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.many import Row, rows_of
from bundel.accounts.permissions import Actor
from bundel.network import rights
from bundel.network.models import (
    Agreement,
    AgreementParty,
    AgreementState,
    Contact,
    Correction,
    Gathering,
    GatheringState,
    Invitee,
    NetworkSettings,
    Organisation,
    OrganisationState,
    Promise,
    PromiseState,
    Reply,
    Room,
    Service,
    ServiceStatus,
)
from bundel.network.selectors.freshness import settings_of, stale_services

VIEW, KEEP = "network.view", "network.meet"
# An agreement that ends within so many days is told of.
ENDS_SOON_DAYS = 60
# From so many weeks on a waiting list asks for a talk.
LONG_WAIT_WEEKS = 6
# So many services on one person is more than one can miss.
MANY_SERVICES = 3
MOST = 40


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that asks for an act: what, who must act, since or by when, and where."""

    sort: str
    title: str
    who: str
    object_id: uuid.UUID
    count: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The signals of one sort, and how many there are that are not shown."""

    sort: str
    signals: tuple[Signal, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """How many services have room, keep a list, are full, or do not say."""

    with_room: int
    waiting: int
    full: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of what a keeper of the network acts on first."""

    promises: int
    agreements: int
    missed: int
    told_wrong: int


def counts(*, actor: Actor, now: datetime, today: date) -> Counts:
    """
    Return how much of the whole network asks for an act. One query.

    Raises:
        NotAllowed: if the actor does not keep the network.
    """
    permissions.require(actor, KEEP)
    here = {"municipality_id": actor.municipality_id}
    wrong = Correction.objects.filter(**here, closed_at=None)
    promises, agreements, told_wrong, settings, attended = rows_of(
        _how_many(_late_promises(actor, today)),
        _how_many(_near_agreements(actor, today)),
        _how_many(wrong),
        NetworkSettings.objects.filter(**here).values_list("missed_gatherings"),
        _attended(actor, now),
    )
    usual = NetworkSettings(**here).missed_gatherings
    most = settings[0][0] if settings else usual
    return Counts(
        promises=promises[0][0] if promises else 0,
        agreements=agreements[0][0] if agreements else 0,
        missed=len(_missed_by(attended, most)),
        told_wrong=told_wrong[0][0] if told_wrong else 0,
    )


def _how_many(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Return one row with the number of rows, or none where there are none."""
    by_municipality = rows.order_by().values("municipality_id")
    found: QuerySet[Any, Any] = by_municipality.annotate(count=Count("pk")).values_list("count")
    return found


def groups(*, actor: Actor, now: datetime, today: date) -> list[Group]:
    """
    Return what asks for an act, by sort; of a partner only its own. Eleven queries.

    Raises:
        NotAllowed: if the actor does not see the network.
    """
    permissions.require(actor, VIEW)
    chosen = settings_of(actor.municipality_id)
    sorts: dict[str, Callable[[], list[Signal]]] = {
        "unanswered": lambda: _unanswered(actor, now),
        "promises": lambda: _promises(actor, today),
        "agreements": lambda: _agreements(actor, today),
        "missed": lambda: _missed(actor, chosen, now),
        "one_person": lambda: _one_person(actor, today),
        "no_contact": lambda: _no_contact(actor, today),
        "waiting": lambda: _waiting(actor, today),
        "stale": lambda: _stale(actor, chosen, now),
    }
    found = {sort: look() for sort, look in sorts.items()}
    return [
        Group(sort, tuple(signals[:MOST]), max(len(signals) - MOST, 0))
        for sort, signals in found.items()
        if signals
    ]


def load(*, actor: Actor, today: date) -> Load:
    """Return how full the services are that the actor finds. One query."""
    permissions.require(actor, VIEW)
    rows = _running(actor, today).order_by().values_list("room").annotate(count=Count("pk"))
    counts = dict(rows)
    return Load(
        counts.get(Room.YES, 0) + counts.get(Room.AFTER_ASSESSMENT, 0),
        counts.get(Room.WAITING_LIST, 0),
        counts.get(Room.NO, 0),
        counts.get(Room.UNKNOWN, 0),
    )


def _running(actor: Actor, today: date) -> QuerySet[Service]:
    return rights.services_of(actor, today=today).filter(status=ServiceStatus.ACTIVE)


def _own(actor: Actor, field: str = "organisation_id") -> Q:
    """Return the condition that a row concerns the actor: all for the municipality's people."""
    if rights.is_municipal(actor):
        return Q(municipality_id=actor.municipality_id)
    own = actor.organisation_id
    return Q(municipality_id=actor.municipality_id) & (Q(**{field: own}) if own else Q(pk__in=[]))


def _unanswered(actor: Actor, now: datetime) -> list[Signal]:
    """Gatherings that come, of which partners did not answer."""
    rows = Invitee.objects.filter(
        _own(actor),
        reply=Reply.NEEDS_ACTION,
        invited_at__isnull=False,
        gathering__state=GatheringState.INVITED,
        gathering__starts_at__gt=now,
    ).order_by("organisation__name")
    waiting: dict[uuid.UUID, list[str]] = defaultdict(list)
    for gathering, name in rows.values_list("gathering_id", "organisation__name"):
        waiting[gathering].append(name)
    gatherings = Gathering.objects.filter(pk__in=waiting).order_by("starts_at")
    return [
        Signal(
            "unanswered",
            one.title,
            _listed(waiting[one.pk]),
            one.pk,
            len(waiting[one.pk]),
            one.starts_at.date(),
        )
        for one in gatherings
    ]


def _late_promises(actor: Actor, today: date) -> QuerySet[Promise]:
    return Promise.objects.filter(_own(actor), state=PromiseState.OPEN, due_date__lt=today)


def _promises(actor: Actor, today: date) -> list[Signal]:
    rows = _late_promises(actor, today).select_related("organisation")
    return [
        Signal("promises", row.text, row.organisation.name, row.pk, day=row.due_date)
        for row in rows.order_by("due_date")
    ]


def _near_agreements(actor: Actor, today: date) -> QuerySet[Agreement]:
    return Agreement.objects.filter(
        Q(until_date__lte=today + timedelta(days=ENDS_SOON_DAYS)) | Q(review_date__lte=today),
        municipality_id=actor.municipality_id,
        state=AgreementState.STANDS,
    )


def _agreements(actor: Actor, today: date) -> list[Signal]:
    """Agreements that hold on paper while their day has passed, end soon, or ask for a talk."""
    rows = _near_agreements(actor, today).order_by("until_date", "title")
    parties: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = defaultdict(list)
    for agreement, pk, name in AgreementParty.objects.filter(agreement__in=rows).values_list(
        "agreement_id", "organisation_id", "organisation__name"
    ):
        parties[agreement].append((pk, name))
    signals = []
    for row in rows:
        those = parties[row.pk]
        if not rights.is_municipal(actor) and actor.organisation_id not in dict(those):
            continue
        # A talk that is due tells its day; else the end does, past or near.
        last = today + timedelta(days=ENDS_SOON_DAYS)
        is_talk = row.until_date is None or row.until_date > last
        sort, day = ("review", row.review_date) if is_talk else ("ends", row.until_date)
        who = _listed(sorted(dict(those).values()))
        signals.append(Signal(sort, row.title, who, row.pk, day=day))
    return signals


def _attended(actor: Actor, now: datetime) -> QuerySet[Any, Any]:
    """Return which partner was at which gathering, the last gathering first."""
    rows = Invitee.objects.filter(
        _own(actor),
        gathering__state=GatheringState.HELD,
        gathering__starts_at__lt=now,
        organisation__state=OrganisationState.ACTIVE,
        organisation__archived_at=None,
        organisation__merged_into=None,
    ).exclude(attended=None)
    return rows.order_by("-gathering__starts_at").values_list(
        "organisation_id", "organisation__name", "gathering_id", "attended"
    )


def _missed(actor: Actor, chosen: NetworkSettings, now: datetime) -> list[Signal]:
    """Partners that were not there at the last gatherings for which they were asked."""
    return [
        Signal("missed", name, "", organisation, count)
        for organisation, name, count in _missed_by(_attended(actor, now), chosen.missed_gatherings)
    ]


def _missed_by(attended: Iterable[Row], most: int) -> list[tuple[uuid.UUID, str, int]]:
    """Return which partner missed the last gatherings, and how many, the most first."""
    seen: dict[tuple[uuid.UUID, str], dict[uuid.UUID, bool]] = defaultdict(dict)
    for organisation, name, gathering, was_there in attended:
        there = seen[organisation, name]
        there[gathering] = there.get(gathering, False) or bool(was_there)
    missed = []
    for (organisation, name), there in seen.items():
        last = list(there.values())
        count = next((place for place, came in enumerate(last) if came), len(last))
        if count >= most:
            missed.append((organisation, name, count))
    return sorted(missed, key=lambda one: (-one[2], one[1]))


def _one_person(actor: Actor, today: date) -> list[Signal]:
    """Partners with one person that others can reach, and people on whom many services hang."""
    people = (
        Contact.objects.filter(_own(actor), left_date=None)
        .filter(organisation__in=_helping(actor, today))
        .order_by("name")
    )
    known = set(rights.contacts_of(actor).filter(left_date=None).values_list("pk", flat=True))
    hanging = dict(
        _running(actor, today)
        .filter(contact__isnull=False)
        .order_by()
        .values_list("contact_id")
        .annotate(count=Count("pk"))
    )
    at: dict[tuple[uuid.UUID, str], list[tuple[uuid.UUID, str]]] = defaultdict(list)
    for owner, owner_name, pk, name in people.values_list(
        "organisation_id", "organisation__name", "pk", "name"
    ):
        at[owner, owner_name].append((pk, name if pk in known else ""))
    signals = [
        Signal("one_person", owner_name, those[0][1], owner, hanging.get(those[0][0], 0))
        for (owner, owner_name), those in at.items()
        if len(those) == 1
    ]
    signals += [
        Signal("many_services", name, owner_name, pk, hanging[pk])
        for (_owner, owner_name), those in at.items()
        for pk, name in those
        if len(those) > 1 and name and hanging.get(pk, 0) >= MANY_SERVICES
    ]
    return sorted(signals, key=lambda signal: (-signal.count, signal.title))


def _no_contact(actor: Actor, today: date) -> list[Signal]:
    """Partners that help, and of whom nobody is known."""
    staffed = Contact.objects.filter(left_date=None).values("organisation_id")
    rows = _helping(actor, today).filter(_own(actor, "pk")).exclude(pk__in=staffed)
    return [Signal("no_contact", row.name, row.name, row.pk) for row in rows.order_by("name")]


def _helping(actor: Actor, today: date) -> QuerySet[Organisation]:
    owners = _running(actor, today).values("organisation_id")
    return rights.organisations_of(actor).filter(pk__in=owners)


def _waiting(actor: Actor, today: date) -> list[Signal]:
    """Services with a long waiting list, or that are full; the longest first."""
    rows = (
        _running(actor, today)
        .filter(_own(actor))
        .filter(Q(room=Room.NO) | Q(room=Room.WAITING_LIST, waiting_weeks__gte=LONG_WAIT_WEEKS))
        .select_related("organisation")
    )
    signals = [
        Signal(
            "full" if row.room == Room.NO else "waiting",
            row.name,
            row.organisation.name,
            row.pk,
            row.waiting_weeks or 0,
            row.room_changed_at.date() if row.room_changed_at else None,
        )
        for row in rows
    ]
    return sorted(signals, key=lambda s: (s.sort != "full", -s.count, s.title))


def _stale(actor: Actor, chosen: NetworkSettings, now: datetime) -> list[Signal]:
    """Partners with services that nobody confirmed for too long."""
    rows = (
        stale_services(municipality_id=actor.municipality_id, chosen=chosen, now=now)
        .filter(_own(actor))
        .order_by()
        .values_list("organisation_id", "organisation__name")
        .annotate(count=Count("pk"))
    )
    signals = [Signal("stale", name, name, pk, count) for pk, name, count in rows]
    return sorted(signals, key=lambda signal: (-signal.count, signal.title))


def _listed(names: Iterable[str], most: int = 4) -> str:
    """Name a few; of the rest how many."""
    those = list(dict.fromkeys(names))
    rest = len(those) - most
    return ", ".join(those[:most]) + (f" +{rest}" if rest > 0 else "")
