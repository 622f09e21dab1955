"""What one partner does with others, as its page shows it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from bundel.accounts.permissions import Actor
from bundel.network.selectors.actions import ActionView, actions_of
from bundel.network.selectors.agreements import AgreementView, agreements_of
from bundel.network.selectors.goods import GoodsView, goods_of
from bundel.network.selectors.promises import PromiseView, open_promises


@dataclass(frozen=True, slots=True)
class Together:
    """What runs of one partner, as far as the reader may know of it."""

    promises: tuple[PromiseView, ...]
    agreements: tuple[AgreementView, ...]
    goods: tuple[GoodsView, ...]
    actions: tuple[ActionView, ...]


def together(*, actor: Actor, organisation_id: uuid.UUID, now: datetime, today: date) -> Together:
    """Return what one partner promised, agreed on, offers, asks and plans. Eleven queries."""
    return Together(
        tuple(open_promises(actor=actor, organisation_id=organisation_id)),
        agreements_of(actor=actor, organisation_id=organisation_id, today=today),
        goods_of(actor=actor, organisation_id=organisation_id, today=today, now=now),
        actions_of(actor=actor, organisation_id=organisation_id, since=today),
    )
