"""How goods and hours change hands: reserved, handed over, or broken off. Who is first has it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from bundel.network.models import Goods, GoodsState, Match, Organisation, Side
from bundel.network.services import goods, sides, texts

ACT = goods.ACT


class SomebodyWasFirst(Conflict):
    """It was taken between reading and asking."""

    sentence = _("Een andere partner was u net voor. Dit is niet meer te reserveren.")

    def __init__(self, left: int = 0) -> None:
        text = ngettext(
            "Een andere partner was u net voor. Er is nog %(count)s over.",
            "Een andere partner was u net voor. Er zijn er nog %(count)s over.",
            left,
        )
        super().__init__(text % {"count": left} if left else "")


class MatchHasEnded(Conflict):
    """It was handed over or broken off already."""

    sentence = _("Deze reservering is al afgerond.")


@transaction.atomic
def reserve(
    *,
    actor: Actor,
    offer_id: UUID,
    amount: int,
    at: datetime,
    request_id: UUID | None = None,
    taker_id: UUID | None = None,
    note: str = "",
) -> UUID:
    """
    Keep an offer, or a part of it, for a partner; two at once: one has it, the other hears it.

    Args:
        request_id: The request that it is for, if there is one; its partner takes it.
        taker_id: Who takes it, if there is no request.

    Raises:
        SomebodyWasFirst: if not so much is left.
        NotAllowed: if the actor acts for neither of the two partners.
        Invalid: if both are the same partner or not the same kind.
    """
    offer, request = _both(actor, offer_id, request_id)
    taker = request.organisation if request else sides.acting_for(actor, ACT, taker_id, "taker_id")
    _one_of_two(actor, offer.organisation, taker)
    _fits(offer, request, taker)
    texts.without_persons({"note": note})
    _is_left(offer, amount)
    if request:
        _is_left(request, amount)
    row = Match(
        municipality_id=actor.municipality_id,
        offer=offer,
        request=request,
        taker=taker,
        amount=amount,
        reserved_at=at,
        reserved_by=actor.name,
        note=note.strip(),
    )
    saving.judge(row)
    row.save()
    _settle(offer, request)
    after = {"offer": str(offer), "taker": str(taker), "amount": amount}
    saving.tell(actor, "network.reserve_goods", "goods_match", row, after=after)
    return row.pk


@transaction.atomic
def answer_request(
    *,
    actor: Actor,
    request_id: UUID,
    organisation_id: UUID | None,
    amount: int,
    at: datetime,
    note: str,
) -> UUID:
    """
    Give what is asked without having offered it before; return the match.

    Raises:
        SomebodyWasFirst: if another gave it already.
        Invalid: if it is the partner's own request.
    """
    request = saving.find(Goods, actor, request_id, side=Side.REQUEST)
    _is_left(request, amount)
    offer_id = goods.add_goods(
        actor=actor,
        organisation_id=organisation_id,
        at=at,
        side=Side.OFFER,
        kind_id=request.kind_id,
        title=request.title,
        amount=amount,
        area_id=request.area_id,
        transport=request.transport,
    )
    return reserve(
        actor=actor, offer_id=offer_id, request_id=request_id, amount=amount, at=at, note=note
    )


@transaction.atomic
def hand_over(*, actor: Actor, match_id: UUID, version: int, at: datetime) -> None:
    """
    Say that it changed hands.

    Raises:
        MatchHasEnded: if it did already, or was broken off.
        Stale: if somebody else saved first.
    """
    _end(actor, match_id, version, "handed_over_at", at, "network.hand_over_goods")


@transaction.atomic
def break_off(*, actor: Actor, match_id: UUID, version: int, at: datetime) -> None:
    """
    Let a reservation go; what was kept is free again.

    Raises:
        MatchHasEnded: if it was handed over or broken off already.
        Stale: if somebody else saved first.
    """
    _end(actor, match_id, version, "cancelled_at", at, "network.break_off_goods")


def _end(actor: Actor, match_id: UUID, version: int, field: str, at: datetime, action: str) -> None:
    found = Match.objects.filter(pk=match_id, municipality_id=actor.municipality_id).first()
    if found is None:
        raise NotFound
    offer, request = _both(actor, found.offer_id, found.request_id)
    row = saving.find(Match, actor, match_id)
    _one_of_two(actor, offer.organisation, row.taker)
    saving.same_version(row, version, {})
    if row.handed_over_at or row.cancelled_at:
        raise MatchHasEnded
    before, after = saving.change(row, {field: at}, frozenset({field}))
    _settle(offer, request)
    saving.tell(actor, action, "goods_match", row, before, after)


def _both(actor: Actor, offer_id: UUID, request_id: UUID | None) -> tuple[Goods, Goods | None]:
    """Return both rows, held; always the offer first, so that two at once wait for each other."""
    offer = saving.find(Goods, actor, offer_id, side=Side.OFFER)
    request = saving.find(Goods, actor, request_id, side=Side.REQUEST) if request_id else None
    return offer, request


def _one_of_two(actor: Actor, giver: Organisation, taker: Organisation) -> None:
    if not (permissions.can(actor, ACT, giver) or permissions.can(actor, ACT, taker)):
        raise NotAllowed


def _fits(offer: Goods, request: Goods | None, taker: Organisation) -> None:
    if taker.pk == offer.organisation_id:
        raise Invalid(faults=[Fault("taker_id", str(_("Dit is van deze organisatie zelf.")))])
    if request and request.kind_id != offer.kind_id:
        raise Invalid(faults=[Fault("request_id", str(_("Vraag en aanbod zijn niet gelijk.")))])


def _is_left(row: Goods, amount: int) -> None:
    left = row.amount - goods.taken_of(row)
    if row.state in {GoodsState.WITHDRAWN, GoodsState.HANDED_OVER} or left <= 0:
        raise SomebodyWasFirst
    if amount > left:
        raise SomebodyWasFirst(left)


def _settle(offer: Goods, request: Goods | None) -> None:
    goods.settle(offer)
    if request:
        goods.settle(request)
