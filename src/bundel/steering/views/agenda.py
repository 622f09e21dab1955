"""The page of one meeting with its agenda: drafting, ordering, time, and what is offered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import selectors as accounts
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.steering.forms import meetings as forms
from bundel.steering.models import ItemState, Meeting
from bundel.steering.selectors import meeting_card as cards
from bundel.steering.selectors.meeting_card import ItemView, MeetingCard
from bundel.steering.services import agenda as services
from bundel.ui import fields
from bundel.ui.form_pages import kept, page, saved, sent

SEE_ALL = "alles"


def meeting(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Show a meeting: its agenda, what is offered for it, and who comes."""
    card = _card(request, meeting_id)
    is_ahead = card.state in {"planned", "invited"}
    now = timezone.now()
    context: dict[str, Any] = {
        "card": card,
        "is_ahead": is_ahead,
        "may_edit": card.may_meet and is_ahead,
        "answers": forms.ANSWERS,
        "has_begun": card.starts_at <= now,
        # A meeting of months ahead is not begun by a slip of the mouse.
        "begins_today": timezone.localdate(card.starts_at) <= timezone.localdate(now),
        "may_open": request.actor.organisation_id is None,
    }
    if context["may_edit"]:
        row = Meeting.objects.select_related("body__area").get(pk=meeting_id)
        context["offered"] = services.offered(actor=request.actor, meeting=row, at=now)
        context["quick"] = forms.QuickItem()
    return render(request, "steering/meeting.html", context)


def draft(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Put on the agenda what asks for a place there."""
    done = services.draft_agenda(actor=request.actor, meeting_id=meeting_id, at=timezone.now())
    words = ngettext(
        "%(n)s punt op de agenda gezet.", "%(n)s punten op de agenda gezet.", done.added
    )
    said = words % {"n": done.added} if done.added else _("Er is niets bijgekomen.")
    return saved(request, "steering:meeting", meeting_id, words=said)


def add(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Write a point of one's own."""
    card = _led(request, meeting_id)
    form = forms.QuickItem(sent(request))
    if kept(
        form,
        lambda values: services.add_item(actor=request.actor, meeting_id=meeting_id, **values),
    ):
        return saved(request, "steering:meeting", meeting_id, words=_("Het punt staat erbij."))
    return page(request, "steering/item_add.html", {"quick": form, "card": card}, form)


def take(request: MemberRequest, meeting_id: UUID) -> HttpResponse:
    """Put something that was offered on the agenda."""
    form = forms.OfferedForm(request.POST)
    if not form.is_valid():
        raise NotFound
    services.add_offered(
        actor=request.actor, meeting_id=meeting_id, at=timezone.now(), **form.cleaned_data
    )
    return saved(request, "steering:meeting", meeting_id, words=_("Het punt staat erbij."))


def edit(request: MemberRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Say a point otherwise, or give it other minutes."""
    card = _led(request, meeting_id)
    item = _item(card, item_id)
    names = ("version", "title", "aim", "minutes", "presenter_id", "matter", "explanation")
    form = forms.ItemForm(sent(request), initial={name: getattr(item, name) for name in names})
    fields.offer(form, "presenter_id", accounts.people())

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version") or 0
        services.edit_item(actor=request.actor, item_id=item_id, version=version, **values)

    if kept(form, write):
        return saved(request, "steering:meeting", meeting_id)
    context = {"form": form, "card": card, "item": item}
    return page(request, "steering/item_edit.html", context, form)


def move(request: MemberRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Let a point stand one place earlier or later."""
    _item(_led(request, meeting_id), item_id)
    steps = -1 if request.POST.get("kant") == "op" else 1
    services.move_item(actor=request.actor, item_id=item_id, steps=steps)
    return _back(meeting_id, f"punt-{item_id}")


def drop(request: MemberRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Take a point off the agenda, or put it back."""
    item = _item(_led(request, meeting_id), item_id)
    wanted = ItemState.OPEN if item.state == ItemState.DROPPED else ItemState.DROPPED
    services.set_item_state(actor=request.actor, item_id=item_id, state=wanted)
    return _back(meeting_id, "agenda")


def _back(meeting_id: UUID, place: str) -> HttpResponse:
    answer = redirect("steering:meeting", meeting_id)
    answer["Location"] += f"#{place}"
    answer.status_code = 303
    return answer


def _card(request: MemberRequest, meeting_id: UUID) -> MeetingCard:
    return cards.meeting_card(actor=request.actor, meeting_id=meeting_id)


def _led(request: MemberRequest, meeting_id: UUID) -> MeetingCard:
    return cards.led_meeting(actor=request.actor, meeting_id=meeting_id)


def _item(card: MeetingCard, item_id: UUID) -> ItemView:
    found = next((one for one in (*card.items, *card.dropped) if one.id == item_id), None)
    if found is None:
        raise NotFound
    return found
