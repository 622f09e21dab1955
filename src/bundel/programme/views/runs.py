"""Asking for a plan: start, stop, start again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.programme import jobs, selectors, services
from bundel.programme.forms.plan import RunSettings
from bundel.programme.views import basis, showing
from bundel.ui import form_pages


def start(request: MemberRequest) -> HttpResponse:
    """Freeze the programme as it is, and put a run on the queue."""
    if selectors.programme_frame(actor=request.actor) is None:
        return render(request, "programme/no_programme.html", basis.begin(request))
    form = RunSettings(form_pages.sent(request))
    begun: list[UUID] = []

    def ask(_values: dict[str, Any]) -> None:
        begun.append(
            services.request_run(
                actor=request.actor, at=timezone.now(), parameters=form.parameters()
            )
        )
        jobs.enqueue(actor=request.actor, run_id=begun[0])

    if form_pages.kept(form, ask):
        return follow(request, begun[0])
    return form_pages.page(
        request,
        "programme/plan/start.html",
        {"form": form, "trail": showing.trail(_("Bereken plan"))},
        form,
    )


def stop(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """Ask a run to stop with the best plan so far."""
    services.stop_run(actor=request.actor, run_id=run_id, at=timezone.now())
    words = _("De berekening stopt met het beste plan tot nu.")
    return form_pages.saved(request, "programme:plan_run", run_id, words=words)


def again(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """Ask the same question again; of a run that fell silent it is first said that it did."""
    found = selectors.run(actor=request.actor, run_id=run_id)
    now = timezone.now()
    if showing.phase(found, now) == "silent":
        services.fail_silent_runs(at=now, silent_for=jobs.SILENT_AFTER)
    fresh = services.restart_run(actor=request.actor, run_id=run_id, at=now)
    jobs.enqueue(actor=request.actor, run_id=fresh)
    return follow(request, fresh)


def follow(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """Go to the page on which a run is followed."""
    messages.info(request, _("De berekening is begonnen. U kunt deze pagina gerust verlaten."))
    answer = HttpResponse(status=303)
    answer["Location"] = showing.address_of(run_id)
    return answer
