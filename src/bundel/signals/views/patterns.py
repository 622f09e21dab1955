"""Pages of patterns: the list, one pattern and what is done with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.signals import jobs
from bundel.signals.forms.patterns import Dismiss, OnAgenda
from bundel.signals.selectors import agendas
from bundel.signals.selectors import patterns as seen
from bundel.signals.services import on_agenda as agenda_acts
from bundel.signals.services import patterns, scanning
from bundel.ui.form_pages import Nothing, VersionOnly, kept, page, saved, sent

LIST, CARD = "signals:patterns", "signals:pattern"
LOOK_AGAIN = timedelta(days=91)


def overview(request: MemberRequest) -> HttpResponse:
    """Show all patterns, those that wait for a judgement first."""
    return _overview(request, Nothing())


def scan(request: MemberRequest) -> HttpResponse:
    """Search for patterns now."""
    form = Nothing(request.POST)

    def ask(_values: dict[str, Any]) -> None:
        here = request.actor.municipality_id
        run_id = scanning.ask_scan(actor=request.actor, municipality_id=here, at=timezone.now())
        jobs.enqueue_scan(here, run_id)

    if kept(form, ask):
        words = _("Er wordt gezocht. Dat duurt ongeveer een minuut. Kijk zo opnieuw.")
        return saved(request, LIST, words=words)
    return _overview(request, form)


def pattern(request: MemberRequest, pattern_id: UUID) -> HttpResponse:
    """Show one pattern."""
    return _card(request, pattern_id)


def confirm(request: MemberRequest, pattern_id: UUID) -> HttpResponse:
    """Say that people recognise it."""
    form = VersionOnly(request.POST)

    def write(values: dict[str, Any]) -> None:
        patterns.confirm_pattern(
            actor=request.actor, pattern_id=pattern_id, at=timezone.now(), **values
        )

    if kept(form, write):
        return saved(request, CARD, pattern_id, words=_("U herkent dit patroon. Bewaard."))
    return _card(request, pattern_id, refused=form)


def dismiss(request: MemberRequest, pattern_id: UUID) -> HttpResponse:
    """Say that people do not recognise it, and why."""
    card = seen.pattern_card(actor=request.actor, pattern_id=pattern_id, today=timezone.localdate())
    again = timezone.localdate() + LOOK_AGAIN
    form = Dismiss(sent(request), initial={"version": card.version, "review_date": again})

    def write(values: dict[str, Any]) -> None:
        patterns.dismiss_pattern(
            actor=request.actor, pattern_id=pattern_id, at=timezone.now(), **values
        )

    if kept(form, write):
        words = _("Bewaard. Op de gekozen dag komt het patroon terug als het er nog is.")
        return saved(request, CARD, pattern_id, words=words)
    return page(request, "signals/pattern_dismiss.html", {"card": card, "form": form}, form)


def on_agenda(request: MemberRequest, pattern_id: UUID) -> HttpResponse:
    """Put it on the agenda of a gathering."""
    card = seen.pattern_card(actor=request.actor, pattern_id=pattern_id, today=timezone.localdate())
    coming = agendas.coming(actor=request.actor, at=timezone.now())
    form = OnAgenda(sent(request), gatherings=coming)

    def write(values: dict[str, Any]) -> None:
        agenda_acts.put_on_agenda(
            actor=request.actor,
            pattern_id=pattern_id,
            gathering_id=values["gathering_id"],
            title=card.title,
            at=timezone.now(),
        )

    if kept(form, write):
        words = _("Het patroon staat op de agenda. Wie meldde, hoort het.")
        return saved(request, CARD, pattern_id, words=words)
    context = {"card": card, "form": form, "coming": coming}
    return page(request, "signals/pattern_agenda.html", context, form)


def _overview(request: MemberRequest, form: Nothing) -> HttpResponse:
    found = seen.pattern_list(actor=request.actor, today=timezone.localdate())
    # The page asks by itself whether a search is done; until then it stays as it is.
    if request.htmx and found.last is not None and found.last.is_going:
        return HttpResponse(status=204)
    return page(request, "signals/patterns.html", {"found": found, "form": form}, form)


def _card(
    request: MemberRequest, pattern_id: UUID, refused: VersionOnly | None = None
) -> HttpResponse:
    card = seen.pattern_card(actor=request.actor, pattern_id=pattern_id, today=timezone.localdate())
    context = {
        "card": card,
        "refused": refused,
        "may_propose": permissions.may_enter(request.actor, "programme:propose", "POST"),
        "may_plan": permissions.can(request.actor, "network.meet"),
    }
    return page(request, "signals/pattern.html", context, *((refused,) if refused else ()))
