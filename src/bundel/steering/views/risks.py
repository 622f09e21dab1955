"""Pages of risks: the list, one risk, writing it down, and closing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.audit import services as audit
from bundel.steering.forms import risks as forms
from bundel.steering.models import Size
from bundel.steering.selectors import checks as seen
from bundel.steering.selectors import risks as selectors
from bundel.steering.services import risks as services
from bundel.ui import lists
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent

LIST, CARD = "steering:risks", "steering:risk"


def risks(request: MemberRequest) -> HttpResponse:
    """Show what may go wrong, the likeliest and worst first."""
    number = request.GET.get("page", "1")
    found = selectors.risks(
        actor=request.actor,
        number=int(number) if number.isdecimal() and len(number) < 7 else 1,
        today=timezone.localdate(),
        **_filter(request),
    )
    context = {
        "found": found,
        "query": request.GET.urlencode(),
        "stands": [("", _("Wat nog kan misgaan")), ("dicht", _("Wat gesloten is"))],
        "whose": [("", _("van iedereen")), ("mij", _("waar ik op let"))],
        "chosen": {name: request.GET.get(name, "") for name in ("toon", "van")},
        "is_filtered": bool(request.GET.get("toon") or request.GET.get("van")),
        "may_write": permissions.can(request.actor, services.ACT),
        "may_export": permissions.can(request.actor, "steering.export"),
    }
    return render(request, "steering/risks.html", context)


def risks_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Return the risks that stand on the page as a file."""
    rows = selectors.risk_lines(actor=request.actor, today=timezone.localdate(), **_filter(request))
    audit.record(
        actor=request.actor,
        action="steering.export_risks",
        kind=services.KIND,
        object_id=None,
        label=f"{len(rows)}",
    )
    return lists.as_file(
        kind=kind, name="risicos", headings=_headings(), rows=[_cells(row) for row in rows]
    )


def _headings() -> list[str]:
    return [
        _("Nummer"),
        _("Risico"),
        _("Kans"),
        _("Gevolg"),
        _("Wie let erop"),
        _("Vroeg teken"),
        _("Is het teken er"),
        _("Wat we dan doen"),
        _("Initiatief"),
        _("Status"),
        _("Opnieuw bekijken op"),
    ]


def _cells(row: selectors.RiskLine) -> list[Any]:
    return [
        row.number,
        row.title,
        row.chance,
        row.impact,
        row.owner,
        row.early_sign,
        " ".join(sign.sentence for sign in row.signs),
        row.answer,
        row.initiative,
        row.state_label,
        f"{row.review_date:%d-%m-%Y}" if row.review_date else "",
    ]


def risk(request: MemberRequest, risk_id: UUID) -> HttpResponse:
    """Show one risk."""
    return render(request, "steering/risk.html", {"card": _card(request, risk_id)})


def edit(request: MemberRequest, risk_id: UUID | None = None) -> HttpResponse:
    """Write down a risk, or say it otherwise."""
    card = _card(request, risk_id) if risk_id else None
    start = {"owner_id": request.actor.user_id, "chance": Size.MIDDLE, "impact": Size.MIDDLE}
    start["initiative_id"] = request.GET.get("initiatief", "")
    form = forms.RiskForm(
        sent(request),
        initial=card.values if card else start,
        people=seen.people(actor=request.actor),
        initiatives=selectors.initiatives(actor=request.actor),
        rules=seen.rule_choices(),
    )
    made: list[UUID] = [risk_id] if risk_id else []

    def write(values: dict[str, Any]) -> None:
        version = values.pop("version") or 0
        if risk_id:
            services.edit_risk(actor=request.actor, risk_id=risk_id, version=version, **values)
        else:
            made.append(services.write_risk(actor=request.actor, at=timezone.now(), **values))

    if kept(form, write):
        return saved(request, CARD, made[0])
    return page(request, "steering/risk_edit.html", {"card": card, "form": form}, form)


def happened(request: MemberRequest, risk_id: UUID) -> HttpResponse:
    """Say that it went wrong."""
    form = VersionOnly(request.POST)

    def write(values: dict[str, Any]) -> None:
        services.say_happened(actor=request.actor, risk_id=risk_id, **values)

    if kept(form, write):
        return saved(request, CARD, risk_id, words=_("Bewaard. Doe nu wat u daarvoor afsprak."))
    context = {"card": _card(request, risk_id), "refused": form}
    return page(request, "steering/risk.html", context, form)


def close(request: MemberRequest, risk_id: UUID) -> HttpResponse:
    """Close a risk with a reason."""
    card = _card(request, risk_id)
    form = forms.CloseRisk(sent(request), initial={"version": card.line.version})

    def write(values: dict[str, Any]) -> None:
        services.close_risk(actor=request.actor, risk_id=risk_id, at=timezone.now(), **values)

    if kept(form, write):
        return saved(request, CARD, risk_id, words=_("Gesloten."))
    return page(request, "steering/risk_close.html", {"card": card, "form": form}, form)


def _card(request: MemberRequest, risk_id: UUID) -> selectors.RiskCard:
    return selectors.risk_card(actor=request.actor, risk_id=risk_id, today=timezone.localdate())


def _filter(request: MemberRequest) -> dict[str, str]:
    return {
        "stand": "closed" if request.GET.get("toon") == "dicht" else "open",
        "whose": "mine" if request.GET.get("van") == "mij" else "",
    }
