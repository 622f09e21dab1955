"""Pages of a series: its rhythm, the dates that it proposes, and its gatherings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.network.calendar.rhythm import WrongRhythm, moments, on_weekday
from bundel.network.forms.gatherings import (
    OWN_RULE,
    RHYTHMS,
    ProposeDates,
    SeriesForm,
    offer_areas,
)
from bundel.network.selectors import gatherings as selectors
from bundel.network.selectors.choices import area_options
from bundel.network.selectors.gatherings import SeriesView
from bundel.network.services import gatherings as services
from bundel.ui.form_pages import kept, page, saved, sent

MEET = "network.meet"
KNOWN_RULES = dict(RHYTHMS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A date that the rhythm gives, and whether a gathering stands there."""

    value: str
    starts_at: datetime
    stands: bool


class ChosenDates(forms.Form):
    """Which of the proposed dates go in the calendar, and how long they last."""

    starts = forms.MultipleChoiceField(error_messages={"required": _("Kies ten minste een dag.")})
    minutes = forms.IntegerField(min_value=5, max_value=24 * 60)


def series(request: MemberRequest, series_id: UUID) -> HttpResponse:
    """Show a series with its gatherings, and propose dates."""
    found = selectors.series(actor=request.actor, series_id=series_id)
    return _show(request, found, ProposeDates(initial=_next(request, found)), [])


def edit(request: MemberRequest, series_id: UUID | None = None) -> HttpResponse:
    """Begin a series, or change one."""
    found = selectors.series(actor=request.actor, series_id=series_id) if series_id else None
    form = SeriesForm(sent(request), initial=_start(found) if found else {})
    offer_areas(form, area_options(actor=request.actor))
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version") or 0
        made.append(
            services.save_series(
                actor=request.actor, series_id=series_id, version=version, **values
            )
        )

    if kept(form, write):
        return saved(request, "network:series", made[0])
    return page(request, "network/series_edit.html", {"form": form, "series": found}, form)


def plan(request: MemberRequest, series_id: UUID) -> HttpResponse:
    """Propose dates of the rhythm; put those that were chosen in the calendar."""
    found = selectors.series(actor=request.actor, series_id=series_id)
    asked = ProposeDates(request.GET if "first_date" in request.GET else None)
    proposals = _proposals(request, found, asked) if asked.is_bound and asked.is_valid() else []
    if request.method != "POST":
        if not asked.is_bound:
            asked = ProposeDates(initial=_next(request, found))
        return _show(request, found, asked, proposals)
    chosen = _chosen(request.POST)
    made: list[int] = []

    def write(values: dict[str, Any]) -> None:
        made.append(
            services.plan_dates(
                actor=request.actor,
                series_id=series_id,
                starts=[datetime.fromisoformat(text) for text in values["starts"]],
                lasts=timedelta(minutes=values["minutes"]),
                at=timezone.now(),
            )
        )

    if kept(chosen, write):
        words = ngettext("%(n)s bijeenkomst gepland.", "%(n)s bijeenkomsten gepland.", made[0])
        return saved(request, "network:series", series_id, words=words % {"n": made[0]})
    return _show(request, found, asked, proposals, chosen)


def _show(
    request: MemberRequest,
    found: SeriesView,
    asked: ProposeDates,
    proposals: list[Proposal],
    chosen: ChosenDates | None = None,
) -> HttpResponse:
    ahead, past = selectors.gathering_lines(
        actor=request.actor, now=timezone.now(), series_id=found.id
    )
    context = {
        "series": found,
        "rhythm": KNOWN_RULES.get(found.recurrence, found.recurrence),
        "ahead": ahead,
        "past": past,
        "asked": asked,
        "proposals": proposals,
        "minutes": _minutes(asked),
        "chosen": chosen,
        "may_meet": permissions.can(request.actor, MEET),
    }
    wrong = [form for form in (asked, chosen) if form is not None and form.errors]
    status = 422 if wrong else 200
    return render(request, "network/series.html", context, status=status)


def _proposals(request: MemberRequest, found: SeriesView, asked: ProposeDates) -> list[Proposal]:
    """Return the dates that the rhythm gives; a rule that is none is a fault of the form."""
    values = asked.cleaned_data
    try:
        days = moments(
            rule=on_weekday(found.recurrence or "FREQ=MONTHLY;COUNT=1", values["first_date"]),
            first_date=values["first_date"],
            at_time=values["from_time"],
            time_zone=found.time_zone,
            number=values["number"],
        )
    except WrongRhythm as fault:
        asked.add_error(None, str(fault))
        return []
    ahead, past = selectors.gathering_lines(
        actor=request.actor, now=timezone.now(), series_id=found.id
    )
    there = {line.starts_at for line in (*ahead, *past) if line.state != "cancelled"}
    return [Proposal(day.isoformat(), day, day in there) for day in days]


def _chosen(given: QueryDict) -> ChosenDates:
    """Return the form with only moments that are one to choose from."""
    form = ChosenDates(given)
    moments_ = [text for text in given.getlist("starts")[:60] if _is_moment(text)]
    form.fields["starts"].choices = [(text, text) for text in moments_]  # type: ignore[attr-defined]  # the field of this form
    return form


def _is_moment(text: str) -> bool:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return False
    return found.tzinfo is not None and 2000 < found.year < 2200


def _minutes(asked: ProposeDates) -> int:
    if not (asked.is_bound and asked.is_valid()):
        return 0
    first, last = asked.cleaned_data["from_time"], asked.cleaned_data["until_time"]
    return int(last.hour - first.hour) * 60 + int(last.minute - first.minute)


def _next(request: MemberRequest, found: SeriesView) -> dict[str, Any]:
    """Return where to begin: at the last gathering of the series, with its times."""
    ahead, past = selectors.gathering_lines(
        actor=request.actor, now=timezone.now(), series_id=found.id
    )
    lines = [*past[:1], *ahead]
    if not lines:
        return {"first_date": timezone.localdate() + timedelta(days=28)}
    zone, last = ZoneInfo(found.time_zone), lines[-1]
    return {
        "first_date": last.starts_at.astimezone(zone).date(),
        "from_time": last.starts_at.astimezone(zone).time(),
        "until_time": last.ends_at.astimezone(zone).time(),
    }


def _start(found: SeriesView) -> dict[str, Any]:
    is_known = found.recurrence in KNOWN_RULES
    return {
        "version": found.version,
        "name": found.name,
        "description": found.description,
        "area_id": found.area_id,
        "rhythm": found.recurrence if is_known else OWN_RULE,
        "recurrence": "" if is_known else found.recurrence,
        "place": found.place,
        "is_active": found.is_active,
    }
