"""The page on which a coordinator puts somebody else on a side of a commission."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.core.commissions import Side
from bundel.errors import NotFound
from bundel.steering.forms.commissions import HandOver, successor_of
from bundel.steering.selectors.commission_card import commission_card, side_label
from bundel.steering.selectors.commission_choices import successors
from bundel.steering.services import commission_hand_over as services
from bundel.ui.form_pages import kept, page, saved, sent

# A side, as its address says it.
SIDES = {"opdrachtgever": Side.COMMISSIONER, "opdrachtnemer": Side.CONTRACTOR}


def hand_over(request: MemberRequest, commission_id: UUID, named: str) -> HttpResponse:
    """Put somebody else on a side, and say why."""
    if named not in SIDES:
        raise NotFound
    side = SIDES[named]
    card = commission_card(actor=request.actor, commission_id=commission_id)
    people, partners = successors(actor=request.actor, card=card, side=side)
    start = {"version": card.line.version}
    form = HandOver(sent(request), initial=start, people=people, partners=partners)

    def write(values: dict[str, Any]) -> None:
        services.hand_over(
            actor=request.actor,
            commission_id=commission_id,
            side=side,
            to=successor_of(values.pop("to")),
            at=timezone.now(),
            **values,
        )

    if kept(form, write):
        words = _("Overgedragen. Beide kanten krijgen een mail.")
        return saved(request, "steering:commission", commission_id, words=words)
    if not form.is_bound and not card.may_hand_over:
        raise services.NothingToHandOver
    context = {
        "form": form,
        "card": card,
        "line": card.line,
        "side": side_label(side),
        "now": card.line.commissioner if side is Side.COMMISSIONER else card.line.contractor,
    }
    return page(request, "steering/commission_hand_over.html", context, form)
