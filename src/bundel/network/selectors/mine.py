"""What waits in the network for the people of one partner."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.network.models import (
    ActionState,
    AgreementParty,
    AgreementState,
    AreaActionPartner,
    ConfirmRound,
    Gathering,
    GatheringState,
    Invitee,
    Match,
    Promise,
    PromiseState,
    Reply,
)

# A promise is told of when its day is this near.
NEAR_DAYS = 30


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: what, with whom, and its day."""

    id: uuid.UUID
    title: str
    who: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Mine:
    """What waits for one partner, by what it is."""

    promises: tuple[Item, ...] = ()
    invitations: tuple[Item, ...] = ()
    asked: tuple[Item, ...] = ()
    to_agree: tuple[Item, ...] = ()
    to_review: tuple[Item, ...] = ()
    to_hand_over: tuple[Item, ...] = ()
    to_collect: tuple[Item, ...] = ()
    to_join: tuple[Item, ...] = ()


def mine(*, actor: Actor, now: datetime, today: date) -> Mine:
    """Return what waits for the actor's own partner and the actor may do. Seven queries."""
    own = actor.organisation_id
    if own is None:
        return Mine()
    may = {act for act in ("promise", "agree", "goods", "room", "act") if _may(actor, act)}
    to_agree, to_review = _agreements(own, today) if "agree" in may else ((), ())
    return Mine(
        promises=_promises(own, today) if "promise" in may else (),
        invitations=_invitations(own, now) if "promise" in may else (),
        asked=_asked(own) if "room" in may else (),
        to_agree=to_agree,
        to_review=to_review,
        to_hand_over=_matches(Q(offer__organisation=own)) if "goods" in may else (),
        to_collect=_matches(Q(taker=own)) if "goods" in may else (),
        to_join=_to_join(own) if "act" in may else (),
    )


def _may(actor: Actor, act: str) -> bool:
    return permissions.can(actor, f"network.{act}")


def _promises(own: uuid.UUID, today: date) -> tuple[Item, ...]:
    rows = Promise.objects.filter(
        organisation_id=own,
        state=PromiseState.OPEN,
        due_date__lte=today + timedelta(days=NEAR_DAYS),
    ).select_related("gathering")
    return tuple(
        Item(row.pk, row.text, row.gathering.title, row.due_date)
        for row in rows.order_by("due_date")
    )


def _invitations(own: uuid.UUID, now: datetime) -> tuple[Item, ...]:
    rows = Invitee.objects.filter(
        organisation_id=own,
        reply=Reply.NEEDS_ACTION,
        invited_at__isnull=False,
        gathering__state=GatheringState.INVITED,
        gathering__starts_at__gt=now,
    ).select_related("gathering")
    return tuple(
        Item(row.gathering_id, row.gathering.title, row.name, row.gathering.starts_at.date())
        for row in rows.order_by("gathering__starts_at")
    )


def _asked(own: uuid.UUID) -> tuple[Item, ...]:
    rows = ConfirmRound.objects.filter(organisation_id=own, closed_at=None)
    return tuple(Item(own, "", day=row.asked_at.date()) for row in rows)


def _agreements(own: uuid.UUID, today: date) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return what this partner did not agree to yet, and what it agreed to talk about by now."""
    rows = (
        AgreementParty.objects.filter(organisation_id=own)
        .exclude(agreement__state=AgreementState.ENDED)
        .select_related("agreement")
        .order_by("agreement__review_date", "agreement__title")
    )
    to_agree, to_review = [], []
    for row in rows:
        agreement = row.agreement
        if row.agreed_at is None:
            to_agree.append(Item(agreement.pk, agreement.title, day=agreement.from_date))
        elif agreement.review_date and agreement.review_date <= today:
            to_review.append(Item(agreement.pk, agreement.title, day=agreement.review_date))
    return tuple(to_agree), tuple(to_review)


def _to_join(own: uuid.UUID) -> tuple[Item, ...]:
    """Return the actions of this partner, with who asks to take part and since when."""
    rows = AreaActionPartner.objects.filter(
        action__organisation_id=own, action__state=ActionState.PLANNED, asked_at__isnull=False
    )
    return tuple(
        Item(
            row.action_id, row.action.title, row.organisation.name, timezone.localdate(row.asked_at)
        )
        for row in rows.select_related("action", "organisation").order_by("asked_at")
    )


def _matches(whose: Q) -> tuple[Item, ...]:
    """Return what was reserved and not handed over yet, by the offer."""
    rows = Match.objects.filter(whose, handed_over_at=None, cancelled_at=None)
    return tuple(
        Item(row.offer_id, row.offer.title, row.taker.name, row.reserved_at.date())
        for row in rows.select_related("offer", "taker").order_by("reserved_at")
    )


def open_invitations(*, actor: Actor, now: datetime, most: int) -> list[tuple[Item, int]]:
    """Return the gatherings that come with how many did not answer, the first first. One query."""
    permissions.require(actor, "network.meet")
    rows = Gathering.objects.filter(
        municipality_id=actor.municipality_id,
        state=GatheringState.INVITED,
        starts_at__gt=now,
        invitees__reply=Reply.NEEDS_ACTION,
        invitees__invited_at__isnull=False,
    )
    counted = rows.annotate(silent=Count("invitees")).order_by("starts_at")
    return [
        (Item(row.pk, row.title, day=timezone.localdate(row.starts_at)), row.silent)
        for row in counted[:most]
    ]
