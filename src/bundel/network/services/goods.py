"""What is done with goods and hours: offer, ask, change, keep or take back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bundel.accounts import permissions
from bundel.accounts.permissions import Actor
from bundel.areas.models import Area
from bundel.audit import saving
from bundel.errors import Conflict, Fault, Invalid
from bundel.network.models import Goods, GoodsState, Match, Taxonomy, Term
from bundel.network.services import sides, texts

ACT = "network.goods"
FIELDS = frozenset(
    {
        "side",
        "kind_id",
        "contact_id",
        "title",
        "note",
        "amount",
        "area_id",
        "transport",
        "from_date",
        "until_date",
    }
)
EDITABLE = FIELDS - {"side"}


class GoodsHaveEnded(Conflict):
    """It was handed over or taken back."""

    sentence = _("Dit is al overgedragen of ingetrokken. Plaats het opnieuw als het er weer is.")


class StillReserved(Conflict):
    """Somebody counts on it."""

    sentence = _("Een partner rekent hierop. Breek eerst de reservering af.")


class LessThanReserved(Conflict):
    """More was promised than would be left."""

    sentence = _("Er is al meer gereserveerd. Kies een groter aantal.")


@transaction.atomic
def add_goods(*, actor: Actor, organisation_id: UUID | None, at: datetime, **fields: Any) -> UUID:
    """
    Say what a partner has, or what it needs; never for whom.

    Raises:
        NotAllowed: for another partner than the actor's own, if that is all the role may.
        Invalid: if a field is wrong, or a text points at one person.
    """
    owner = sides.acting_for(actor, ACT, organisation_id)
    row = Goods(municipality_id=actor.municipality_id, version=0, organisation=owner, created_at=at)
    person = sides.colleague(owner, fields.pop("contact_id", None))
    values = fields | {"contact_id": person.pk if person else None}
    _check(row, values)
    _before, after = saving.change(row, values, FIELDS)
    saving.tell(actor, "network.add_goods", "goods", row, after=after)
    return row.pk


@transaction.atomic
def edit_goods(*, actor: Actor, goods_id: UUID, version: int, **fields: Any) -> None:
    """
    Say it otherwise, while it is not over.

    Raises:
        GoodsHaveEnded: if it was handed over or taken back.
        LessThanReserved: if partners count on more than would be left.
        Stale: if somebody else saved first.
        Invalid: if a field is wrong, or a text points at one person.
    """
    row = saving.find(Goods, actor, goods_id)
    permissions.require(actor, ACT, row)
    saving.same_version(row, version, fields)
    _still_runs(row)
    if "contact_id" in fields:
        person = sides.colleague(row.organisation, fields["contact_id"])
        fields |= {"contact_id": person.pk if person else None}
    if fields.get("amount", row.amount) < taken_of(row):
        raise LessThanReserved
    _check(row, fields)
    before, after = saving.change(row, fields, EDITABLE)
    if after:
        saving.tell(actor, "network.edit_goods", "goods", row, before, after)
        settle(row)


@transaction.atomic
def renew_goods(*, actor: Actor, goods_id: UUID, version: int, at: datetime) -> None:
    """
    Say that it is still there: it does not stand out as unused for a while.

    Raises:
        GoodsHaveEnded: if it was handed over or taken back.
        Stale: if somebody else saved first.
    """
    row = saving.find(Goods, actor, goods_id)
    permissions.require(actor, ACT, row)
    saving.same_version(row, version, {})
    _still_runs(row)
    before, after = saving.change(row, {"renewed_at": at}, frozenset({"renewed_at"}))
    saving.tell(actor, "network.renew_goods", "goods", row, before, after)


@transaction.atomic
def withdraw_goods(*, actor: Actor, goods_id: UUID, version: int) -> None:
    """
    Take back an offer or a request that nobody counts on.

    Raises:
        StillReserved: if a reservation stands.
        GoodsHaveEnded: if it is over already.
        Stale: if somebody else saved first.
    """
    row = saving.find(Goods, actor, goods_id)
    permissions.require(actor, ACT, row)
    saving.same_version(row, version, {})
    _still_runs(row)
    if standing(row).filter(handed_over_at=None).exists():
        raise StillReserved
    before, after = saving.change(row, {"state": GoodsState.WITHDRAWN}, frozenset({"state"}))
    saving.tell(actor, "network.withdraw_goods", "goods", row, before, after)


def standing(row: Goods) -> Any:
    """Return the matches of an offer or a request that were not broken off."""
    side = {"offer": row} if row.side == "offer" else {"request": row}
    return Match.objects.filter(cancelled_at=None, **side)


def taken_of(row: Goods) -> int:
    """Return how much of it somebody counts on, or has."""
    return sum(standing(row).values_list("amount", flat=True))


def settle(row: Goods) -> None:
    """Let the state of an offer or a request follow from its matches."""
    there = list(standing(row).values_list("amount", "handed_over_at"))
    if sum(amount for amount, _at in there) < row.amount:
        state = GoodsState.OPEN
    elif all(at for _amount, at in there):
        state = GoodsState.HANDED_OVER
    else:
        state = GoodsState.RESERVED
    if state != row.state:
        row.state = state
        saving.touch(row)
        row.save(update_fields=["state"])


def _still_runs(row: Goods) -> None:
    if row.state in {GoodsState.HANDED_OVER, GoodsState.WITHDRAWN}:
        raise GoodsHaveEnded


def _check(row: Goods, values: dict[str, Any]) -> None:
    """Go on only if texts are clean and what is chosen is there to choose."""
    texts.without_persons({name: values.get(name) for name in ("title", "note")})
    here = {"municipality_id": row.municipality_id}
    kinds = Term.objects.filter(taxonomy=Taxonomy.GOODS_KIND, **here)
    faults = []
    if "kind_id" in values and not kinds.filter(pk=values["kind_id"]).exists():
        faults.append(Fault("kind_id", str(_("Kies een soort uit de lijst."))))
    area_id = values.get("area_id")
    if area_id and not Area.objects.filter(pk=area_id, **here).exists():
        faults.append(Fault("area_id", str(_("Kies een gebied uit de lijst."))))
    if faults:
        raise Invalid(faults=faults)
