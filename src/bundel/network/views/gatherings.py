"""Pages of gatherings: the list, the card, when and where, and the themes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.origin import base_of
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.network.forms.gatherings import (
    ANSWERS,
    HOME,
    Cancel,
    EditTheme,
    GatheringForm,
    ThemeForm,
    offer_areas,
)
from bundel.network.selectors import gatherings as selectors
from bundel.network.selectors.choices import area_options
from bundel.network.selectors.gatherings import GatheringCard, ThemeView
from bundel.network.services import gatherings as services
from bundel.network.services.promises import is_ahead
from bundel.ui import fields
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent

MEET, PROMISE = "network.meet", "network.promise"


def gatherings(request: MemberRequest) -> HttpResponse:
    """Show what comes and what was; with a theme in the address, to put it on one of them."""
    now = timezone.now()
    ahead, past = selectors.gathering_lines(actor=request.actor, now=now)
    theme = request.GET.get("thema", "")[:200]
    may_meet = permissions.can(request.actor, MEET)
    context = {
        "ahead": ahead,
        "past": past,
        "series": selectors.series_list(actor=request.actor),
        "may_meet": may_meet,
        "theme": theme if may_meet else "",
        "along": _along(request) if may_meet else "",
    }
    return render(request, "network/gatherings.html", context)


def gathering(request: MemberRequest, gathering_id: UUID) -> HttpResponse:
    """Show a gathering with all that hangs on it, and first what became of last time."""
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    now, own = timezone.now(), request.actor.organisation_id
    start = {"title": request.GET.get("thema", "")[:200], "origin": _origin(request)}
    context = {
        "card": card,
        "today": timezone.localdate(),
        "own_guests": [g for g in card.guests if g.organisation_id == own],
        "answers": ANSWERS,
        "theme_form": ThemeForm(initial=start),
        "may_meet": permissions.can(request.actor, MEET),
        "may_promise": permissions.can(request.actor, PROMISE),
        "waiting_answers": card.replies["needs-action"],
        "is_open": card.state in {"planned", "invited"} and card.ends_at > now,
        "has_begun": card.starts_at <= now and card.state != "cancelled",
        "is_day": not is_ahead(card.starts_at, now) and card.state != "cancelled",
    }
    return render(request, "network/gathering.html", context)


def new(request: MemberRequest) -> HttpResponse:
    """Put a gathering in the calendar."""
    start = {
        "theme": request.GET.get("thema", "")[:200],
        "origin": _origin(request),
        "series_id": request.GET.get("reeks", ""),
        "from_time": "09:30",
        "until_time": "11:30",
    }
    form = _form(request, start)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        theme, origin = values.pop("theme"), values.pop("origin")
        planned = services.save_gathering(
            actor=request.actor, base=base_of(request), at=timezone.now(), **values
        )
        made.append(planned.id)
        if theme:
            kind, _colon, key = origin.partition(":")
            services.add_theme(
                actor=request.actor,
                gathering_id=planned.id,
                title=theme,
                origin=kind,
                origin_key=key,
            )

    if kept(form, write):
        return saved(request, "network:gathering", made[0])
    return page(request, "network/gathering_edit.html", {"form": form, "card": None}, form)


def edit(request: MemberRequest, gathering_id: UUID) -> HttpResponse:
    """Change when, where or why; whom it concerns hears so by mail."""
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    form = _form(request, _start(card))
    mailed: list[int] = []

    def write(values: dict[str, Any]) -> None:
        values.pop("theme", None)
        values.pop("origin", None)
        planned = services.save_gathering(
            actor=request.actor,
            gathering_id=gathering_id,
            version=values.pop("version") or 0,
            base=base_of(request),
            at=timezone.now(),
            **values,
        )
        mailed.append(planned.mailed)

    if kept(form, write):
        return saved(request, "network:gathering", gathering_id, words=_mailed(mailed[0]))
    return page(request, "network/gathering_edit.html", {"form": form, "card": card}, form)


def cancel(request: MemberRequest, gathering_id: UUID) -> HttpResponse:
    """Ask once, with the reason; then cancel and tell who would come."""
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    form = Cancel(sent(request), initial={"version": card.version})
    mailed: list[int] = []

    def write(values: dict[str, Any]) -> None:
        mailed.append(
            services.cancel_gathering(
                actor=request.actor, gathering_id=gathering_id, at=timezone.now(), **values
            )
        )

    if kept(form, write):
        return saved(request, "network:gathering", gathering_id, words=_mailed(mailed[0]))
    context = {
        "form": form,
        "card": card,
        "told": [g for g in card.guests if g.is_asked and g.reply != "declined"],
    }
    return page(request, "network/gathering_cancel.html", context, form)


def add_theme(request: MemberRequest, gathering_id: UUID) -> HttpResponse:
    """Put a theme on a gathering."""
    form = ThemeForm(sent(request))

    def write(values: dict[str, Any]) -> None:
        origin, _colon, key = values["origin"].partition(":")
        services.add_theme(
            actor=request.actor,
            gathering_id=gathering_id,
            title=values["title"],
            origin=origin,
            origin_key=key,
        )

    if kept(form, write):
        return saved(request, "network:gathering", gathering_id)
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    return page(request, "network/theme.html", {"form": form, "card": card, "theme": None}, form)


def edit_theme(request: MemberRequest, gathering_id: UUID, theme_id: UUID) -> HttpResponse:
    """Call a theme otherwise."""
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    theme = _theme(card, theme_id)
    form = EditTheme(sent(request), initial={"version": theme.version, "title": theme.title})
    if kept(
        form,
        lambda values: services.edit_theme(actor=request.actor, theme_id=theme_id, **values),
    ):
        return saved(request, "network:gathering", gathering_id)
    return page(request, "network/theme.html", {"form": form, "card": card, "theme": theme}, form)


def remove_theme(request: MemberRequest, gathering_id: UUID, theme_id: UUID) -> HttpResponse:
    """Ask once, then take a theme away with its notes."""
    card = selectors.gathering_card(actor=request.actor, gathering_id=gathering_id)
    theme = _theme(card, theme_id)
    form = VersionOnly(sent(request), initial={"version": theme.version})
    if kept(
        form,
        lambda values: services.remove_theme(
            actor=request.actor, theme_id=theme_id, version=values["version"]
        ),
    ):
        return saved(request, "network:gathering", gathering_id)
    context = {"form": form, "card": card, "theme": theme}
    return page(request, "network/theme_remove.html", context, form)


def _theme(card: GatheringCard, theme_id: UUID) -> ThemeView:
    found = next((theme for theme in card.themes if theme.id == theme_id), None)
    if found is None:
        raise NotFound
    return found


def _form(request: MemberRequest, start: dict[str, Any]) -> GatheringForm:
    form = GatheringForm(sent(request), initial=start)
    offer_areas(form, area_options(actor=request.actor))
    fields.offer(form, "series_id", selectors.series_list(actor=request.actor))
    return form


def _start(card: GatheringCard) -> dict[str, Any]:
    zone = ZoneInfo(HOME)
    starts: datetime = card.starts_at.astimezone(zone)
    return {
        "version": card.version,
        "title": card.title,
        "day": starts.date(),
        "from_time": starts.time(),
        "until_time": card.ends_at.astimezone(zone).time(),
        "place": card.place,
        "area_id": card.area_id,
        "series_id": card.series_id,
        "invitation": card.invitation,
    }


def _origin(request: MemberRequest) -> str:
    return request.GET.get("herkomst", "")[:220]


def _along(request: MemberRequest) -> str:
    """Return the theme of the address, to take along to the next page."""
    found = {name: request.GET[name] for name in ("thema", "herkomst") if request.GET.get(name)}
    return f"?{urlencode(found)}" if "thema" in found else ""


def _mailed(number: int) -> str:
    if not number:
        return _("Bewaard.")
    told = ngettext("Bewaard. %(n)s mail gaat uit.", "Bewaard. %(n)s mails gaan uit.", number)
    return told % {"n": number}
