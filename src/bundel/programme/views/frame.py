"""The settings of the programme: its horizon, what weighs, and when help counts less."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from bundel.accounts.requests import MemberRequest
from bundel.core.quarters import quarter_of
from bundel.programme import selectors, services
from bundel.programme.forms.frame import EditProgramme, SaturationLine
from bundel.programme.selectors import Frame
from bundel.programme.views import saving
from bundel.ui import form_pages
from bundel.ui.lines import lines_of

HUNDRED = Decimal(100)


def frame(request: MemberRequest) -> HttpResponse:
    """Change the horizon and the weights; in an empty municipality this begins the programme."""
    found = selectors.programme_frame(actor=request.actor)
    form = EditProgramme(form_pages.sent(request), initial=_values(found))

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version")
        if found is None:
            _begin(request, values)
            return
        services.edit_programme(
            actor=request.actor, programme_id=found.id, version=version or 0, changes=values
        )

    if form_pages.kept(form, write):
        return form_pages.saved(request, "programme:frame")
    return form_pages.page(request, "programme/frame.html", {"form": form, "frame": found}, form)


def saturation(request: MemberRequest) -> HttpResponse:
    """Change for how much a household counts once many of the same area are reached."""
    found = selectors.programme_frame(actor=request.actor)
    if found is None:
        return redirect("programme:frame")
    lines = lines_of(
        SaturationLine,
        data=form_pages.sent(request),
        initial=[
            {"upto_pct": Decimal(str(upto)) * HUNDRED, "worth_pct": Decimal(str(worth)) * HUNDRED}
            for upto, worth in found.saturation
        ],
        extra=2,
    )
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": found.version})

    def write(values: dict[str, Any]) -> None:
        wanted = [
            (line["upto_pct"] / HUNDRED, line["worth_pct"] / HUNDRED)
            for line in lines.filled("upto_pct")
        ]
        services.set_saturation(
            actor=request.actor,
            programme_id=found.id,
            version=values["version"],
            steps=wanted,
        )

    if saving.both(form, lines, write):
        return form_pages.saved(request, "programme:frame")
    context = {"form": form, "lines": lines}
    return form_pages.page(request, "programme/saturation.html", context, form, *lines.forms)


def _begin(request: MemberRequest, values: dict[str, Any]) -> None:
    """Make the programme with its horizon and its weights, both or neither."""
    first = ("name", "first_quarter", "quarters_count")
    with transaction.atomic():
        made = services.create_programme(
            actor=request.actor, **{name: values[name] for name in first}
        )
        weights = {name: values[name] for name in ("weight_now", "weight_later")}
        services.edit_programme(actor=request.actor, programme_id=made, version=1, changes=weights)


def _values(found: Frame | None) -> dict[str, Any]:
    if found is None:
        # A programme plans from the next quarter on, unless people say otherwise.
        return {"first_quarter": str(quarter_of(timezone.localdate()).plus(1))}
    return {
        "version": found.version,
        "name": found.name,
        "first_quarter": found.first_quarter,
        "quarters_count": len(found.quarters),
        "weight_now": found.weight_now,
        "weight_later": found.weight_later,
    }
