"""Pages during and after a gathering: who is there, what is said, and a report of one page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bundel.accounts.requests import MemberRequest
from bundel.network.forms.gatherings import MinutesForm, half_a_year_after, minutes_start
from bundel.network.forms.promises import PromiseForm
from bundel.network.selectors import gatherings as selectors
from bundel.network.selectors import promises
from bundel.network.selectors.gatherings import GatheringCard
from bundel.network.services import gatherings as services
from bundel.ui.form_pages import kept, page, saved, sent

# What every organisation is asked for: two concrete steps for the next half-year.
STEPS = 2


def minutes(request: MemberRequest, gathering_id: UUID) -> HttpResponse:
    """Write down who is there and what is said; below it the promises, fast."""
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    organisations = selectors.organisation_options(actor=request.actor)
    asked = {guest.organisation_id for guest in card.guests}
    others = [(one.pk, one.name) for one in organisations if one.pk not in asked]
    form = MinutesForm(sent(request), card=card, others=others, initial=minutes_start(card))

    def write(values: dict[str, Any]) -> None:
        services.keep_minutes(
            actor=request.actor,
            gathering_id=gathering_id,
            version=values["version"],
            minutes=services.Minutes(
                said=values["said"],
                agreed=values["agreed"],
                notes={pk: values[name] for pk, name in form.themes.items()},
                present=[UUID(one) for one in values["present"]],
                walked_in=[UUID(one) for one in values["walked_in"]],
            ),
            at=timezone.now(),
        )

    if kept(form, write):
        return saved(request, "network:minutes", gathering_id)
    steps = _steps(card)
    promise_form = PromiseForm(
        organisations=organisations, initial=_next_promise(request, card, steps)
    )
    if "organisatie" in request.GET:
        # Somebody is typing promises: straight on with the next.
        promise_form.fields["text"].widget.attrs["autofocus"] = True
    context = {
        "form": form,
        "card": card,
        "has_others": bool(others),
        "steps": steps,
        "promise_form": promise_form,
        "people": promises.owners(actor=request.actor),
        "today": timezone.localdate(),
    }
    return page(request, "network/minutes.html", context, form)


def report(request: MemberRequest, gathering_id: UUID) -> HttpResponse:
    """Show on one page what a gathering brought; it prints well."""
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    context = {
        "card": card,
        "came": selectors.came(card.guests),
        "today": timezone.localdate(),
    }
    return render(request, "network/gathering_report.html", context)


def _steps(card: GatheringCard) -> list[tuple[UUID, str, int]]:
    """Return who is there, with how many steps each still has to name."""
    there = {g.organisation_id: g.organisation for g in card.guests if g.attended}
    made: dict[UUID, int] = {}
    for one in card.promises:
        made[one.organisation_id] = made.get(one.organisation_id, 0) + 1
    ordered = sorted(there.items(), key=lambda pair: pair[1])
    return [(pk, name, max(0, STEPS - made.get(pk, 0))) for pk, name in ordered]


def _next_promise(
    request: MemberRequest, card: GatheringCard, steps: list[tuple[UUID, str, int]]
) -> dict[str, Any]:
    """Return who is asked next: the same organisation until it named its steps."""
    left = {str(pk): number for pk, _name, number in steps}
    last = request.GET.get("organisatie", "")
    following = next((pk for pk, number in left.items() if number), "")
    return {
        "organisation_id": last if left.get(last) else following,
        "due_date": half_a_year_after(timezone.localtime(card.starts_at).date()),
    }
