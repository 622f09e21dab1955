"""Gatherings as frozen values: the list, the card, and what became of last time's promises."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network import rights
from bundel.network.models import (
    Gathering,
    GatheringState,
    Invitee,
    Organisation,
    OrganisationState,
    PromiseState,
    Reply,
    Series,
    Theme,
)
from bundel.network.selectors.promises import PromiseView, promise_views

VIEW, MEET, PROMISE = "network.view", "network.meet", "network.promise"
MOST_PAST = 100


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A rhythm of gatherings."""

    id: uuid.UUID
    version: int
    name: str
    description: str
    area_id: uuid.UUID | None
    area: str
    recurrence: str
    time_zone: str
    place: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class GatheringLine:
    """A gathering in a list, with how many were asked and come."""

    id: uuid.UUID
    title: str
    series: str
    area: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: str
    state_label: str
    guests: int
    accepted: int
    attended: int
    promises: int


@dataclass(frozen=True, slots=True)
class ThemeView:
    """What a gathering is about."""

    id: uuid.UUID
    version: int
    title: str
    origin: str
    origin_key: str
    notes: str


@dataclass(frozen=True, slots=True)
class GuestView:
    """Somebody who was asked; the name only for who may see it."""

    id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    contact_id: uuid.UUID | None
    name: str
    email: str
    reply: str
    reply_label: str
    is_asked: bool
    has_address: bool
    attended: bool | None
    may_answer: bool

    @property
    def called(self) -> str:
        """The organisation with the name, where that says more."""
        has_name = self.name not in {"", self.organisation}
        return f"{self.organisation}: {self.name}" if has_name else self.organisation


@dataclass(frozen=True, slots=True)
class GatheringCard:
    """A gathering with all that hangs on it."""

    id: uuid.UUID
    version: int
    title: str
    series_id: uuid.UUID | None
    series: str
    area_id: uuid.UUID | None
    area: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    invitation: str
    state: str
    state_label: str
    said: str
    agreed: str
    sequence: int
    themes: tuple[ThemeView, ...]
    guests: tuple[GuestView, ...]
    promises: tuple[PromiseView, ...]
    previous: GatheringLine | None
    previous_promises: tuple[PromiseView, ...]

    @property
    def replies(self) -> Counter[str]:
        """How many guests gave each answer."""
        return Counter(guest.reply for guest in self.guests)

    @property
    def previous_kept(self) -> tuple[PromiseView, ...]:
        """What was promised last time and done."""
        return tuple(p for p in self.previous_promises if p.state == PromiseState.KEPT)

    @property
    def previous_unkept(self) -> tuple[PromiseView, ...]:
        """What was promised last time and is open, or was not done."""
        return tuple(p for p in self.previous_promises if p.state != PromiseState.KEPT)

    @property
    def waiting(self) -> tuple[GuestView, ...]:
        """Who was not asked yet and can be."""
        return tuple(g for g in self.guests if not g.is_asked and g.has_address)


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation that can be asked, with the people who can be."""

    id: uuid.UUID
    name: str
    email: str
    # Of each contact: id, name, function, whether first, whether with an address.
    people: tuple[tuple[uuid.UUID, str, str, bool, bool], ...]


def series_list(*, actor: Actor) -> list[SeriesView]:
    """Return the series, those that run first. One query."""
    permissions.require(actor, VIEW)
    rows = Series.objects.filter(municipality_id=actor.municipality_id)
    ordered = rows.select_related("area").order_by("-is_active", "name")
    return [_series(row) for row in ordered]


def series(*, actor: Actor, series_id: uuid.UUID) -> SeriesView:
    """
    Return one series. One query.

    Raises:
        NotFound: if there is none with this id.
    """
    permissions.require(actor, VIEW)
    rows = Series.objects.filter(municipality_id=actor.municipality_id, pk=series_id)
    found = rows.select_related("area").first()
    if found is None:
        raise NotFound
    return _series(found)


def gathering_lines(
    *, actor: Actor, now: datetime, series_id: uuid.UUID | None = None
) -> tuple[list[GatheringLine], list[GatheringLine]]:
    """Return what comes, the nearest first, and what was, the latest first. Two queries."""
    permissions.require(actor, VIEW)
    rows = _lines(_visible(actor))
    if series_id:
        rows = rows.filter(series_id=series_id)
    ahead = rows.filter(ends_at__gte=now).order_by("starts_at")
    past = rows.filter(ends_at__lt=now).order_by("-starts_at")[:MOST_PAST]
    return [_line(row) for row in ahead], [_line(row) for row in past]


def gathering_card(*, actor: Actor, gathering_id: uuid.UUID) -> GatheringCard:
    """
    Return a gathering with all that hangs on it. Six queries.

    Raises:
        NotFound: if there is none with this id, or it is still being prepared.
    """
    permissions.require(actor, VIEW)
    row = _lines(_visible(actor)).filter(pk=gathering_id).first()
    if row is None:
        raise NotFound
    previous = _previous(actor, row)
    guests = row.invitees.select_related("organisation", "contact")
    return GatheringCard(
        row.pk,
        row.version,
        row.title,
        row.series_id,
        row.series.name if row.series else "",
        row.area_id,
        row.area.name if row.area else "",
        row.starts_at,
        row.ends_at,
        row.time_zone,
        row.place,
        row.invitation,
        row.state,
        row.get_state_display(),
        row.said,
        row.agreed,
        row.sequence,
        tuple(_theme(one) for one in row.themes.order_by("position", "title")),
        tuple(_guest(one, actor) for one in guests.order_by("organisation__name", "name")),
        promise_views(actor=actor, gathering_id=row.pk),
        _line(previous) if previous else None,
        promise_views(actor=actor, gathering_id=previous.pk) if previous else (),
    )


def choices(*, actor: Actor) -> list[Choice]:
    """Return who can be asked: the organisations that take part, with their people. Two queries."""
    permissions.require(actor, MEET)
    organisations = (
        rights.organisations_of(actor)
        .exclude(state=OrganisationState.ENDED)
        .prefetch_related("contacts")
        .order_by("name")
    )
    return [
        Choice(
            one.pk,
            one.name,
            one.email,
            tuple(
                (who.pk, who.name, who.function, who.is_first, bool(who.email or one.email))
                for who in sorted(one.contacts.all(), key=lambda c: (not c.is_first, c.name))
                if who.left_date is None
            ),
        )
        for one in organisations
    ]


def organisation_options(*, actor: Actor) -> list[Organisation]:
    """Return the organisations for which the actor may promise something. One query."""
    relation = permissions.visible(actor, PROMISE)
    rows = rights.organisations_of(actor).exclude(state=OrganisationState.ENDED).order_by("name")
    if relation is None:
        return []
    if relation is permissions.Relation.OWN:
        rows = rows.filter(pk__in=[actor.organisation_id])
    return list(rows)


def _visible(actor: Actor) -> QuerySet[Gathering]:
    """Return the gatherings that somebody finds: one in preparation only who prepares it."""
    rows = Gathering.objects.filter(municipality_id=actor.municipality_id)
    if permissions.can(actor, MEET) or rights.is_municipal(actor):
        return rows
    return rows.exclude(state=GatheringState.PLANNED)


def _lines(rows: QuerySet[Gathering]) -> QuerySet[Gathering]:
    return rows.select_related("series", "area").annotate(
        guest_count=Count("invitees", distinct=True),
        accepted_count=Count("invitees", filter=Q(invitees__reply=Reply.ACCEPTED), distinct=True),
        attended_count=Count(
            "invitees__organisation", filter=Q(invitees__attended=True), distinct=True
        ),
        promise_count=Count("promises", distinct=True),
    )


def _previous(actor: Actor, row: Gathering) -> Gathering | None:
    """Return the last gathering of the same series, or without one of the same area."""
    same = {"series_id": row.series_id} if row.series_id else {"area_id": row.area_id}
    before = _lines(_visible(actor)).filter(
        starts_at__lt=row.starts_at - timedelta(minutes=1), **same
    )
    return before.exclude(state=GatheringState.CANCELLED).order_by("-starts_at").first()


def _series(row: Series) -> SeriesView:
    return SeriesView(
        row.pk,
        row.version,
        row.name,
        row.description,
        row.area_id,
        row.area.name if row.area else "",
        row.recurrence,
        row.time_zone,
        row.place,
        row.is_active,
    )


def _line(row: Gathering) -> GatheringLine:
    counted = ("guest", "accepted", "attended", "promise")
    return GatheringLine(
        row.pk,
        row.title,
        row.series.name if row.series else "",
        row.area.name if row.area else "",
        row.starts_at,
        row.ends_at,
        row.place,
        row.state,
        row.get_state_display(),
        *(getattr(row, f"{name}_count") for name in counted),
    )


def _theme(row: Theme) -> ThemeView:
    return ThemeView(row.pk, row.version, row.title, row.origin, row.origin_key, row.notes)


def _guest(row: Invitee, actor: Actor) -> GuestView:
    shown = row.contact is None or rights.contact_details_visible(actor, row.contact)
    may_mail = permissions.can(actor, MEET) or row.is_own(actor)
    return GuestView(
        row.pk,
        row.organisation_id,
        row.organisation.name,
        row.contact_id,
        row.name if shown or may_mail else "",
        row.email if may_mail else "",
        row.reply,
        row.get_reply_display(),
        row.invited_at is not None,
        bool(row.email),
        row.attended,
        permissions.can(actor, PROMISE, row),
    )


def came(guests: Iterable[GuestView]) -> list[str]:
    """Return the organisations that were there, each once."""
    return sorted({guest.organisation for guest in guests if guest.attended})
