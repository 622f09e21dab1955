"""The page where somebody gets an address for their calendar, and what stands behind it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.origin import base_of
from bundel.accounts.requests import MemberRequest
from bundel.network.calendar import writing
from bundel.network.forms.gatherings import offer_areas
from bundel.network.forms.promises import CalendarForm
from bundel.network.selectors import calendars as selectors
from bundel.network.selectors.choices import area_options
from bundel.network.services import calendar_keys as services
from bundel.ui.form_pages import kept, page, sent


def calendars(request: MemberRequest) -> HttpResponse:
    """Show the addresses that somebody has, and make one; a new one is shown once."""
    form = CalendarForm(sent(request))
    offer_areas(form, area_options(actor=request.actor))
    made: list[str] = []

    def write(values: dict[str, Any]) -> None:
        made.append(
            services.make_key(actor=request.actor, area_id=values["area_id"], at=timezone.now())
        )

    if kept(form, write):
        address = base_of(request) + reverse("network:calendar_feed", args=[made[0]])
        response = render(request, "network/calendar_made.html", {"address": address})
        response.not_kept = True  # type: ignore[attr-defined]  # OnceOnly keeps no secrets
        return response
    keys = selectors.calendar_keys(actor=request.actor)
    return page(request, "network/calendars.html", {"form": form, "keys": keys}, form)


def revoke(request: MemberRequest, key_id: UUID) -> HttpResponse:
    """Let an address work no more."""
    services.revoke_key(actor=request.actor, key_id=key_id)
    messages.success(request, _("Het adres werkt niet meer."))
    answer = redirect("network:calendars")
    answer.status_code = 303
    return answer


def feed(request: MemberRequest, token: str) -> HttpResponse:
    """Give a calendar what lies ahead for who has this address."""
    now = timezone.now()
    actor, area = services.reader_of(token=token, at=now)
    entries = selectors.entries(actor=actor, area=area, base=base_of(request), now=now)
    whose = area.name if area else actor.name
    content = writing.feed(name=_("Bundel: %(whose)s") % {"whose": whose}, entries=entries, at=now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="bundel.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
