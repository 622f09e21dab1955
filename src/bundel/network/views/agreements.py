"""Pages of agreements between partners."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotAllowed
from bundel.network import rights
from bundel.network.forms.agreements import EditAgreement, Review, SaidBy, parties_of
from bundel.network.selectors import agreements as selectors
from bundel.network.selectors import partners
from bundel.network.selectors.agreements import AgreementView
from bundel.network.services import agreements as services
from bundel.ui.form_pages import VersionOnly, kept, page, saved, sent


def agreements(request: MemberRequest) -> HttpResponse:
    """Show what partners agreed on; what asks for attention stands first."""
    rows = selectors.agreements(actor=request.actor, today=timezone.localdate())
    context = {
        "rows": rows,
        "to_review": sum(one.needs_review for one in rows),
        "expiring": sum(one.expires_soon for one in rows),
        "overdue": sum(one.is_overdue for one in rows),
        "waiting": sum(bool(one.waits_for) for one in rows),
        "may_add": permissions.can(request.actor, services.ACT),
    }
    return render(request, "network/agreements.html", context)


def agreement(request: MemberRequest, agreement_id: UUID) -> HttpResponse:
    """Show one agreement, and say when it is talked about next."""
    found = _find(request, agreement_id)
    form = Review(sent(request), initial={"version": found.version})

    def write(values: dict[str, Any]) -> None:
        services.plan_review(actor=request.actor, agreement_id=agreement_id, **values)

    if kept(form, write):
        return saved(request, "network:agreement", agreement_id)
    context = {
        "agreement": found,
        "form": form,
        "said_by": SaidBy(initial={"version": found.version}),
        "own_id": request.actor.organisation_id,
        "is_municipal": rights.is_municipal(request.actor) and found.may_edit,
    }
    return page(request, "network/agreement.html", context, form)


def new(request: MemberRequest) -> HttpResponse:
    """Propose an agreement."""
    offered = partners.everybody(actor=request.actor)
    start = {"from_date": timezone.localdate(), "party1": request.actor.organisation_id}
    form = EditAgreement(sent(request), initial=start, organisations=offered)
    made: list[UUID] = []

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        made.append(
            services.propose(
                actor=request.actor, at=timezone.now(), parties=parties_of(values), **values
            )
        )

    if kept(form, write):
        return saved(request, "network:agreement", made[0])
    context = {"form": form, "agreement": None}
    return page(request, "network/agreement_edit.html", context, form)


def edit(request: MemberRequest, agreement_id: UUID) -> HttpResponse:
    """Say it otherwise; then each partner says yes anew."""
    found = _find(request, agreement_id)
    if not found.may_edit:
        raise NotAllowed
    initial = {name: getattr(found, name) for name in services.FIELDS} | {"version": found.version}
    for number, one in enumerate(found.parties, start=1):
        initial |= {f"party{number}": one.organisation_id, f"does{number}": one.does}
    offered = partners.everybody(actor=request.actor)
    form = EditAgreement(sent(request), initial=initial, organisations=offered)

    def write(values: dict[str, Any]) -> None:
        services.edit_agreement(
            actor=request.actor, agreement_id=agreement_id, parties=parties_of(values), **values
        )

    if kept(form, write):
        return saved(request, "network:agreement", agreement_id)
    context = {"form": form, "agreement": found}
    return page(request, "network/agreement_edit.html", context, form)


def agree(request: MemberRequest, agreement_id: UUID, organisation_id: UUID) -> HttpResponse:
    """Say yes."""
    found = _find(request, agreement_id)
    if not found.may_edit or not _may_speak(request, organisation_id):
        raise NotAllowed
    form = SaidBy(sent(request), initial={"version": found.version})
    new_yes: list[bool] = []

    def write(values: dict[str, Any]) -> None:
        new_yes.append(
            services.agree(
                actor=request.actor,
                agreement_id=agreement_id,
                organisation_id=organisation_id,
                at=timezone.now(),
                **values,
            )
        )

    if kept(form, write):
        words = "" if new_yes[0] else _("Deze organisatie had al ja gezegd.")
        return saved(request, "network:agreement", agreement_id, words=words)
    context = {"form": form, "agreement": found}
    return page(request, "network/agreement_refused.html", context, form)


def end(request: MemberRequest, agreement_id: UUID) -> HttpResponse:
    """Ask once, with the title; then end it."""
    found = _find(request, agreement_id)
    if not found.may_edit:
        raise NotAllowed
    form = VersionOnly(sent(request), initial={"version": found.version})

    def write(values: dict[str, Any]) -> None:
        services.end_agreement(
            actor=request.actor, agreement_id=agreement_id, today=timezone.localdate(), **values
        )

    if kept(form, write):
        return saved(request, "network:agreement", agreement_id)
    context = {"form": form, "agreement": found}
    return page(request, "network/agreement_end.html", context, form)


def _may_speak(request: MemberRequest, organisation_id: UUID) -> bool:
    own = organisation_id == request.actor.organisation_id
    return own or rights.is_municipal(request.actor)


def _find(request: MemberRequest, agreement_id: UUID) -> AgreementView:
    return selectors.agreement_view(
        actor=request.actor, agreement_id=agreement_id, today=timezone.localdate()
    )
