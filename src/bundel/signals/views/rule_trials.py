"""Trying rules before they hold: on one signal, and on the signals of the past."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.signals.forms.rules import LISTS, PERIODS, TryCase, TrySignal
from bundel.signals.models import ListState
from bundel.signals.selectors import backtest as replays
from bundel.signals.selectors import rule_choices, trying
from bundel.signals.selectors import rules as seen
from bundel.signals.services import routing, rules
from bundel.signals.work_picture import work_picture

STATES = {"concept": ListState.DRAFT, "geldt": ListState.ACTIVE}


def try_out(request: MemberRequest) -> HttpResponse:
    """Show what a list does with one signal: told by somebody, or made up."""
    found, chosen = _chosen(request)
    by_number = TrySignal(request.GET if "nummer" in request.GET else None)
    made_up = TryCase(
        request.GET if "thema" in request.GET else None,
        themes=[("", _("Kies")), *rule_choices.theme_options(actor=request.actor)],
        areas=rule_choices.area_options(actor=request.actor),
        traits=rule_choices.trait_options(actor=request.actor),
        today=timezone.localdate(),
    )
    context: dict[str, Any] = {
        "by_number": by_number,
        "made_up": made_up,
        "chosen": chosen,
        "lists": LISTS if seen.has_draft(actor=request.actor) else LISTS[1:],
    }
    if by_number.is_bound and by_number.is_valid():
        _try_signal(request, found, by_number, context)
    elif made_up.is_bound and made_up.is_valid():
        _try_case(request, found, made_up, context)
    wrong = any(form.is_bound and not form.is_valid() for form in (by_number, made_up))
    return render(request, "signals/rules_try.html", context, status=422 if wrong else 200)


def back_test(request: MemberRequest) -> HttpResponse:
    """Show what the draft would have done with the signals of a period."""
    draft = _read(request, ListState.DRAFT)
    if draft is None:
        raise rules.NoDraft
    asked = request.GET.get("periode", "365")
    period = asked if asked in dict(PERIODS) else "365"
    until = timezone.localdate() + timedelta(days=1)
    replay = replays.replay(
        actor=request.actor,
        active=_read(request, ListState.ACTIVE),
        draft=draft,
        from_date=until - timedelta(days=int(period)),
        until_date=until,
        page=request.GET.get("page"),
    )
    title = replays.headline(replay)
    context = {
        "replay": replay,
        "title": title,
        "picture": mark_safe(work_picture(replay.work, title)),  # noqa: S308  # svg.py escapes
        "list": seen.list_view(actor=request.actor, found=draft),
        "may_change": seen.may_change(actor=request.actor),
        "periods": PERIODS,
        "period": period,
    }
    template = "signals/rules_backtest.html" + ("#uitkomst" if request.htmx else "")
    return render(request, template, context)


def _chosen(request: MemberRequest) -> tuple[seen.Read, str]:
    """Return the list that is tried: the draft if there is one, unless another is asked for."""
    asked = request.GET.get("lijst", "concept")
    order = ("geldt", "concept") if asked == "geldt" else ("concept", "geldt")
    for name in order:
        found = _read(request, STATES[name])
        if found is not None:
            return found, name
    raise rules.NoDraft


def _read(request: MemberRequest, state: ListState) -> seen.Read | None:
    try:
        return seen.read(actor=request.actor, state=state)
    except NotFound:
        return None


def _try_signal(
    request: MemberRequest, found: seen.Read, form: TrySignal, context: dict[str, Any]
) -> None:
    signal = trying.of_signal(actor=request.actor, number=form.cleaned_data["nummer"])
    if signal is None:
        form.add_error("nummer", _("Er is geen signaal met dit nummer dat u mag lezen."))
        return
    case = routing.case_of(signal, found.names.parents)
    context["signal"] = signal
    context["tried"] = trying.tried(
        actor=request.actor,
        found=found,
        case=case,
        area_id=signal.area_id,
        today=timezone.localdate(signal.told_at),
    )


def _try_case(
    request: MemberRequest, found: seen.Read, form: TryCase, context: dict[str, Any]
) -> None:
    values = form.cleaned_data
    case = trying.of_choices(
        found=found,
        theme_id=values["thema"],
        area_id=values["gebied"],
        size=values["omvang"],
        severity=values["ernst"],
        month=values["maand"],
        trait_ids=[values["kenmerk"]] if values["kenmerk"] else [],
    )
    context["tried"] = trying.tried(
        actor=request.actor,
        found=found,
        case=case,
        area_id=values["gebied"],
        today=timezone.localdate(),
    )
