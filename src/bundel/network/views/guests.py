"""Pages of who is asked: choosing, inviting, and answering on a page or by a link."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts.origin import base_of
from bundel.accounts.requests import MemberRequest
from bundel.errors import Conflict, NotAllowed, NotFound
from bundel.network.forms.gatherings import Answer, GuestsForm, first_guests
from bundel.network.selectors import gatherings as selectors
from bundel.network.selectors.gatherings import GatheringCard
from bundel.network.services import invitations as services
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent


def choose(request: MemberRequest, gathering_id: UUID) -> HttpResponse:
    """Choose who may come; at first everybody's first person to turn to is ticked."""
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    choices = selectors.choices(actor=request.actor)
    form = GuestsForm(sent(request), choices=choices, initial=_ticked(card, choices))
    mailed: list[int] = []

    def write(values: dict[str, Any]) -> None:
        mailed.append(
            services.choose_guests(
                actor=request.actor,
                gathering_id=gathering_id,
                version=values["version"],
                guests=[*form.chosen, *_not_offered(card, form)],
                at=timezone.now(),
            )
        )

    if kept(form, write):
        words = _("Bewaard. Wie niet meer hoeft te komen, krijgt een mail.") if mailed[0] else ""
        return saved(request, "network:gathering", gathering_id, words=words)
    context = {"form": form, "card": card, "has_choices": bool(choices)}
    return page(request, "network/guests.html", context, form)


def invite(request: MemberRequest, gathering_id: UUID) -> HttpResponse:
    """Show who gets which mail; send it when asked to."""
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    form = VersionOnly(sent(request), initial={"version": card.version})
    asked: list[services.Asked] = []

    def write(values: dict[str, Any]) -> None:
        asked.append(
            services.send_invitations(
                actor=request.actor,
                gathering_id=gathering_id,
                version=values["version"],
                base=base_of(request),
                at=timezone.now(),
            )
        )

    if kept(form, write):
        number = asked[0].mailed
        words = ngettext("%(n)s uitnodiging gaat uit.", "%(n)s uitnodigingen gaan uit.", number)
        return saved(request, "network:gathering", gathering_id, words=words % {"n": number})
    context = {
        "form": form,
        "card": card,
        "mute": [guest for guest in card.guests if not guest.has_address],
    }
    return page(request, "network/invite.html", context, form)


def answer(request: MemberRequest, gathering_id: UUID, invitee_id: UUID) -> HttpResponse:
    """Say whether a guest comes; for one's own organisation, or for all by the coordinator."""
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    guest = next((one for one in card.guests if one.id == invitee_id), None)
    if guest is None:
        raise NotFound
    if not guest.may_answer:
        raise NotAllowed
    form = Answer(sent(request), initial={"reply": guest.reply})
    if kept(
        form,
        lambda values: services.answer(
            actor=request.actor, invitee_id=invitee_id, reply=values["reply"], at=timezone.now()
        ),
    ):
        return saved(request, "network:gathering", gathering_id)
    context = {"form": form, "card": card, "guest": guest}
    return page(request, "network/guest_answer.html", context, form)


def answer_by_link(request: MemberRequest, token: str) -> HttpResponse:
    """Show what a link in a mail asks; only sending the form answers it."""
    now = timezone.now()
    guest = services.guest_of_link(token=token, at=now)
    form = Answer(request.POST or None, initial={"reply": guest.reply})
    done = False
    if form.is_bound and form.is_valid():
        try:
            guest = services.answer_by_link(token=token, reply=form.cleaned_data["reply"], at=now)
            done = True
        except Conflict as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "guest": guest,
        "gathering": guest.gathering,
        "themes": guest.gathering.themes.all(),
        "done": done,
        "is_off": guest.gathering.state == "cancelled",
    }
    status = 422 if form.is_bound and not done else 200
    return render(request, "network/link_reply.html", context, status=status)


def _ticked(card: GatheringCard, choices: list[selectors.Choice]) -> dict[str, Any]:
    stands = [f"{guest.organisation_id}:{guest.contact_id or ''}" for guest in card.guests]
    return {"version": card.version, "guests": stands or first_guests(choices)}


def _not_offered(card: GatheringCard, form: GuestsForm) -> list[services.Guest]:
    """Return guests whom the page could not show: who left since stays as asked."""
    offered = {value for value, _label in form.fields["guests"].choices}  # type: ignore[attr-defined]  # the field of this form
    return [
        (guest.organisation_id, guest.contact_id)
        for guest in card.guests
        if f"{guest.organisation_id}:{guest.contact_id or ''}" not in offered
    ]
