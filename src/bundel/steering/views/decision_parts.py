"""Pages around a decision: its options, its lines in the data, carrying it out, and its card."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.documents.faults import DoesNotFit
from bundel.documents.pdf import pdf
from bundel.errors import NotAllowed
from bundel.steering.decision_paper import paper
from bundel.steering.forms.decisions import OptionForm, ThreeForm, TriggerForm
from bundel.steering.selectors import options
from bundel.steering.selectors.decision_card import DecisionCard, decision_card
from bundel.steering.services import carrying_out, decision_options, triggers
from bundel.steering.services.triggers import TriggerInput
from bundel.ui.form_pages import Nothing, VersionOnly, kept, page, saved, sent
from bundel.ui.lists import attachment


def options_of(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Add an option, with figures of a plan."""
    card = _asked(request, decision_id)
    sources = options.plan_sources(actor=request.actor)
    form = OptionForm(sent(request), sources=sources)

    def write(values: dict[str, Any]) -> None:
        decision_options.add_option(actor=request.actor, decision_id=decision_id, **values)

    if kept(form, write):
        return saved(request, "steering:decision", decision_id)
    three = ThreeForm(
        initial={"initiative_id": card.initiative_id},
        initiatives=options.initiative_options(actor=request.actor),
    )
    context = {"form": form, "three": three, "card": card}
    return page(request, "steering/decision_options.html", context, form)


def make_three(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Make three options of an initiative: do it, not now, stop; they are calculated."""
    card = _asked(request, decision_id)
    initiatives = options.initiative_options(actor=request.actor)
    form = ThreeForm(sent(request), initiatives=initiatives)

    def write(values: dict[str, Any]) -> None:
        decision_options.options_of_initiative(
            actor=request.actor, decision_id=decision_id, at=timezone.now(), **values
        )

    if kept(form, write):
        words = _("De opties staan klaar. De cijfers komen als de berekening af is.")
        return saved(request, "steering:decision", decision_id, words=words)
    first = OptionForm(sources=options.plan_sources(actor=request.actor))
    context = {"form": first, "three": form, "card": card}
    return page(request, "steering/decision_options.html", context, form)


def remove_option(request: MemberRequest, decision_id: UUID, option_id: UUID) -> HttpResponse:
    """Take an option away."""
    _asked(request, decision_id)
    form = Nothing(sent(request))
    if kept(
        form,
        lambda values: decision_options.remove_option(actor=request.actor, option_id=option_id),
    ):
        return saved(request, "steering:decision", decision_id)
    return page(request, "steering/decision_refused.html", {"form": form, "id": decision_id}, form)


def add_trigger(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Set a line in the data that brings the decision back."""
    card = _card(request, decision_id)
    if not card.may_watch:
        raise NotAllowed
    form = TriggerForm(sent(request), watched=options.watch_options(actor=request.actor))

    def write(values: dict[str, Any]) -> None:
        triggers.add_trigger(
            actor=request.actor,
            decision_id=decision_id,
            line=_line(values),
            today=timezone.localdate(),
        )

    if kept(form, write):
        return saved(request, "steering:decision", decision_id)
    return page(request, "steering/decision_trigger.html", {"form": form, "card": card}, form)


def end_trigger(request: MemberRequest, decision_id: UUID, trigger_id: UUID) -> HttpResponse:
    """Watch a line no more."""
    card = _card(request, decision_id)
    if not card.may_watch:
        raise NotAllowed
    version = next((one.version for one in card.triggers if one.id == trigger_id), 0)
    form = VersionOnly(sent(request), initial={"version": version})

    def write(values: dict[str, Any]) -> None:
        triggers.end_trigger(actor=request.actor, trigger_id=trigger_id, **values)

    if kept(form, write):
        return saved(request, "steering:decision", decision_id)
    return page(request, "steering/decision_refused.html", {"form": form, "id": decision_id}, form)


def carry_out(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Let the initiative go where the decision says; an act of its own, with its own right."""
    card = _card(request, decision_id)
    form = Nothing(sent(request))
    state = request.POST.get("status", "")

    def write(values: dict[str, Any]) -> None:
        carrying_out.carry_out(
            actor=request.actor, decision_id=decision_id, state=state, at=timezone.now()
        )

    if kept(form, write):
        return saved(
            request, "steering:decision", card.id, words=_("Het initiatief is bijgewerkt.")
        )
    return page(request, "steering/decision_refused.html", {"form": form, "id": decision_id}, form)


def card_pdf(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Return the decision on one page, to print or to send."""
    card = _card(request, decision_id)
    here = request.municipality
    document = paper(card, here.name, timezone.localdate(), theme=here.theme)
    try:
        content = pdf(document, one_page=True)
    except DoesNotFit:
        content = pdf(document)
    return attachment(content, "application/pdf", f"besluit-{card.number}.pdf")


def _line(values: dict[str, Any]) -> TriggerInput:
    measure, _colon, key = values["watched"].partition(":")
    is_indicator = measure == "indicator"
    days: dict[str, date | None] = {name: values[name] for name in ("judge_date", "from_date")}
    return TriggerInput(
        measure=measure,
        limit=values["limit"],
        is_above=values["is_above"],
        indicator_id=UUID(key) if is_indicator else None,
        subject_code="" if is_indicator else key,
        **days,
    )


def _asked(request: MemberRequest, decision_id: UUID) -> DecisionCard:
    card = _card(request, decision_id)
    if not card.may_ask:
        raise NotAllowed
    return card


def _card(request: MemberRequest, decision_id: UUID) -> DecisionCard:
    return decision_card(actor=request.actor, decision_id=decision_id, today=timezone.localdate())
