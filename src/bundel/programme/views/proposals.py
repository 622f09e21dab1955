"""The page on which a pattern of signals becomes an idea."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.programme import selectors
from bundel.programme.forms.proposals import Propose
from bundel.programme.services.proposals import propose as make
from bundel.programme.views.card import CARD, next_code
from bundel.signals.selectors.patterns import PatternCard, pattern_card
from bundel.ui import form_pages


def propose(request: MemberRequest, pattern_id: UUID) -> HttpResponse:
    """Make an idea of a pattern; what is known of it is filled in."""
    card = pattern_card(actor=request.actor, pattern_id=pattern_id, today=timezone.localdate())
    choices = selectors.choices(actor=request.actor)
    form = Propose(
        form_pages.sent(request),
        initial={"code": next_code(request), "name": card.title[:200], "summary": _summary(card)},
        departments=choices.departments,
        groups=choices.groups,
    )
    made: list[UUID] = []

    def note(values: dict[str, Any]) -> None:
        made.append(make(actor=request.actor, pattern_id=pattern_id, at=timezone.now(), **values))

    if form_pages.kept(form, note):
        words = _("Het idee is genoteerd. Wie meldde, krijgt bericht. Vul nu de uren aan.")
        return form_pages.saved(request, CARD, made[0], words=words)
    context = {"form": form, "departments": choices.departments, "card": card}
    return form_pages.page(request, "programme/propose.html", context, form)


def _summary(card: PatternCard) -> str:
    """Return what the pattern says, without a count that not everybody may see."""
    return _(
        "Van %(first)s tot en met %(last)s meldden partners vaker dan anders over %(theme)s. "
        "Het gaat om %(where)s. Zie patroon %(number)s."
    ) % {
        "first": card.from_date.strftime("%d-%m-%Y"),
        "last": card.last_date.strftime("%d-%m-%Y"),
        "theme": card.theme.lower(),
        "where": card.where,
        "number": card.number,
    }
