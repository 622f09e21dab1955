"""Goods and hours as frozen values: what is there, what fits, and whom to call."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.errors import NotFound
from bundel.network import fitting, rights
from bundel.network.fitting import Fit, Map, Piece
from bundel.network.models import Contact, Goods, GoodsState, Match, Organisation, Side
from bundel.network.selectors import choices, freshness

VIEW, ACT = "network.view", "network.goods"
MOST = 200
SUGGESTED = 8
RUNNING = (GoodsState.OPEN, GoodsState.RESERVED)
TONES = {
    GoodsState.OPEN: "info",
    GoodsState.RESERVED: "wait",
    GoodsState.HANDED_OVER: "good",
    GoodsState.WITHDRAWN: "neutral",
}


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to call at a partner, as far as the reader may know."""

    organisation: str
    organisation_id: uuid.UUID
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class GoodsView:
    """An offer or a request, how much of it is left, and how it stands."""

    id: uuid.UUID
    version: int
    side: str
    side_label: str
    organisation_id: uuid.UUID
    organisation: str
    kind_id: uuid.UUID
    kind: str
    contact_id: uuid.UUID | None
    title: str
    note: str
    amount: int
    left: int
    area_id: uuid.UUID | None
    area: str
    transport: str
    transport_label: str
    from_date: date | None
    until_date: date | None
    state: str
    state_label: str
    created_at: datetime
    is_unused: bool
    is_past: bool
    may_edit: bool

    @property
    def is_offer(self) -> bool:
        """Whether somebody has it, not needs it."""
        return self.side == Side.OFFER

    @property
    def tone(self) -> str:
        """The tone of its state, for the page."""
        return TONES[GoodsState(self.state)]

    @property
    def runs(self) -> bool:
        """Whether it is not over yet."""
        return self.state in RUNNING

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something left to reserve."""
        return self.state == GoodsState.OPEN and self.left > 0


@dataclass(frozen=True, slots=True)
class MatchView:
    """A reservation: who has it, who gets it, whom to call at both, and how far it is."""

    id: uuid.UUID
    version: int
    amount: int
    note: str
    offer_id: uuid.UUID
    request_id: uuid.UUID | None
    giver: Call
    taker: Call
    reserved_at: datetime
    handed_over_at: datetime | None
    cancelled_at: datetime | None
    may_end: bool

    @property
    def is_open(self) -> bool:
        """Whether it still has to change hands."""
        return self.handed_over_at is None and self.cancelled_at is None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that fits, and why."""

    goods: GoodsView
    fit: Fit
    may_reserve: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader chose to see."""

    side: str = ""
    kind: str = ""
    area: str = ""
    whose: str = ""

    def __bool__(self) -> bool:
        return bool(self.side or self.kind or self.area or self.whose)


def goods_list(
    *, actor: Actor, wanted: Wanted, today: date, now: datetime
) -> tuple[GoodsView, ...]:
    """Return what runs, the newest first; of one's own also what is over. Four queries."""
    permissions.require(actor, VIEW)
    rows = _rows(actor)
    if wanted.whose == "eigen":
        rows = rows.filter(organisation_id__in=[actor.organisation_id])
    else:
        in_time = Q(until_date=None) | Q(until_date__gte=today)
        rows = rows.filter(in_time, state__in=RUNNING)
    if wanted.side in Side.values:
        rows = rows.filter(side=wanted.side)
    if wanted.kind:
        rows = rows.filter(kind_id=uuid.UUID(wanted.kind))
    if wanted.area:
        rows = rows.filter(Q(area=None) | Q(area_id__in=_near(actor, uuid.UUID(wanted.area))))
    return _views(rows[:MOST], actor, today, now)


def goods_of(
    *, actor: Actor, organisation_id: uuid.UUID, today: date, now: datetime
) -> tuple[GoodsView, ...]:
    """Return what runs of one partner, the newest first. Four queries."""
    permissions.require(actor, VIEW)
    in_time = Q(until_date=None) | Q(until_date__gte=today)
    rows = _rows(actor).filter(in_time, organisation_id=organisation_id, state__in=RUNNING)
    return _views(rows[:MOST], actor, today, now)


def goods_view(*, actor: Actor, goods_id: uuid.UUID, today: date, now: datetime) -> GoodsView:
    """
    Return one offer or request. Three queries.

    Raises:
        NotFound: if there is none with this id.
    """
    permissions.require(actor, VIEW)
    found = _views(_rows(actor).filter(pk=goods_id), actor, today, now)
    if not found:
        raise NotFound
    return found[0]


def unused(*, actor: Actor, today: date, now: datetime) -> tuple[GoodsView, ...]:
    """Return what has been open too long without anybody wanting it, of whom the actor is."""
    rows = _rows(actor).filter(state=GoodsState.OPEN)
    if not rights.is_municipal(actor):
        rows = rows.filter(organisation_id__in=[actor.organisation_id])
    return tuple(one for one in _views(rows, actor, today, now) if one.is_unused)


def matches_of(*, actor: Actor, goods_id: uuid.UUID) -> tuple[MatchView, ...]:
    """Return the reservations of an offer or a request, the newest first. Two queries."""
    rows = Match.objects.filter(municipality_id=actor.municipality_id).select_related(
        "offer__organisation", "offer__contact", "request__contact", "taker"
    )
    found = list(rows.filter(Q(offer_id=goods_id) | Q(request_id=goods_id)))
    firsts = _first_contacts(actor, (row.taker_id for row in found))
    return tuple(_match(row, actor, firsts) for row in found)


def suggestions(
    *, actor: Actor, goods: GoodsView, today: date, now: datetime
) -> tuple[Suggestion, ...]:
    """Return what fits an offer or a request, the best first, with reasons. Four queries."""
    if not goods.can_be_taken:
        return ()
    other = Side.REQUEST if goods.is_offer else Side.OFFER
    in_time = Q(until_date=None) | Q(until_date__gte=today)
    rows = _rows(actor).filter(in_time, side=other, kind_id=goods.kind_id, state=GoodsState.OPEN)
    areas = Map(choices.areas(actor=actor))
    found = []
    for view in _views(rows[:MOST], actor, today, now):
        offer, request = (goods, view) if goods.is_offer else (view, goods)
        judged = fitting.fit(_piece(offer), _piece(request), areas)
        if judged:
            found.append(Suggestion(view, judged, goods.may_edit or view.may_edit))
    return tuple(sorted(found, key=lambda one: -one.fit.score)[:SUGGESTED])


def call_of(organisation: Organisation, contact: Contact | None, actor: Actor) -> Call:
    """Return whom to call; a contact whom the reader may not see gives way to the partner."""
    if contact and contact.left_date is None and rights.contact_details_visible(actor, contact):
        return Call(organisation.name, organisation.pk, contact.name, contact.phone, contact.email)
    return Call(organisation.name, organisation.pk, email=organisation.email)


def caller(*, actor: Actor, goods_id: uuid.UUID) -> Call:
    """Return whom to call about an offer or a request. One query."""
    row = _rows(actor).get(pk=goods_id)
    return call_of(row.organisation, row.contact, actor)


def _rows(actor: Actor) -> QuerySet[Goods]:
    rows = Goods.objects.filter(municipality_id=actor.municipality_id)
    rows = rows.select_related("organisation", "kind", "area", "contact")
    return rows.annotate(since=Coalesce(F("renewed_at"), F("created_at"))).order_by("-since", "pk")


def _views(
    rows: Iterable[Goods], actor: Actor, today: date, now: datetime
) -> tuple[GoodsView, ...]:
    found = list(rows)
    taken = _taken([row.pk for row in found])
    days = freshness.settings_of(actor.municipality_id).goods_unused_days
    return tuple(
        _view(row, actor, taken.get(row.pk, 0), today, now - timedelta(days=days)) for row in found
    )


def _taken(ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how much of each is reserved or handed over. Two queries."""
    stands = Match.objects.filter(cancelled_at=None).order_by()
    found: dict[uuid.UUID, int] = {}
    for side in ("offer_id", "request_id"):
        rows = stands.filter(**{f"{side}__in": ids}).values_list(side).annotate(Sum("amount"))
        found |= dict(rows)
    return found


def _view(row: Goods, actor: Actor, taken: int, today: date, long_ago: datetime) -> GoodsView:
    return GoodsView(
        row.pk,
        row.version,
        row.side,
        row.get_side_display(),
        row.organisation_id,
        row.organisation.name,
        row.kind_id,
        row.kind.name,
        row.contact_id,
        row.title,
        row.note,
        row.amount,
        row.amount - taken,
        row.area_id,
        row.area.name if row.area else "",
        row.transport,
        row.get_transport_display(),
        row.from_date,
        row.until_date,
        row.state,
        row.get_state_display(),
        row.created_at,
        row.state == GoodsState.OPEN
        and not taken
        and (row.renewed_at or row.created_at) <= long_ago,
        row.until_date is not None and row.until_date < today,
        permissions.can(actor, ACT, row),
    )


def _match(row: Match, actor: Actor, firsts: dict[uuid.UUID, Contact]) -> MatchView:
    taker = row.request.contact if row.request else firsts.get(row.taker_id)
    return MatchView(
        row.pk,
        row.version,
        row.amount,
        row.note,
        row.offer_id,
        row.request_id,
        call_of(row.offer.organisation, row.offer.contact, actor),
        call_of(row.taker, taker, actor),
        row.reserved_at,
        row.handed_over_at,
        row.cancelled_at,
        permissions.can(actor, ACT, row.offer) or permissions.can(actor, ACT, row.taker),
    )


def _first_contacts(actor: Actor, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Contact]:
    people = rights.contacts_of(actor).filter(organisation_id__in=list(ids), left_date=None)
    return {one.organisation_id: one for one in people.filter(is_first=True)}


def _near(actor: Actor, area_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the areas that share ground with one."""
    nodes = choices.areas(actor=actor)
    areas = Map(nodes)
    return [node.id for node in nodes if areas.share_ground(node.id, area_id)]


def _piece(one: GoodsView) -> Piece:
    return Piece(
        one.kind_id,
        one.organisation_id,
        one.area_id,
        one.transport,
        one.from_date,
        one.until_date,
        one.left,
    )
