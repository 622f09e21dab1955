"""What has to be in place before an initiative can work: add, change, meet, open again, remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.errors import NotAllowed
from bundel.programme import selectors, services
from bundel.programme.forms.preconditions import MetForm, PreconditionForm, ReopenForm
from bundel.programme.selectors import PreconditionCard
from bundel.ui import form_pages

CARD = "programme:initiative"
SHOWN = ("version", "text", "kind", "owner_id", "owner_name", "due_date", "needed_for_start")


def add(request: MemberRequest, initiative_id: UUID) -> HttpResponse:
    """Note what has to be in place first; in its place on the card, or as a page of its own."""
    card = selectors.initiative_card(actor=request.actor, initiative_id=initiative_id)
    if not card.may_add_precondition:
        raise NotAllowed
    form = PreconditionForm(
        form_pages.sent(request), people=selectors.staff(request.actor, act=selectors.MEET)
    )

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        services.add_precondition(actor=request.actor, initiative_id=card.id, **values)

    if form_pages.kept(form, write):
        return form_pages.saved(request, CARD, card.id)
    title = _("Voeg een randvoorwaarde toe")
    context = {"card": card, "place": "randvoorwaarden", "title": title, "form": form}
    template = "programme/edit_randvoorwaarden.html" + ("#part" if request.htmx else "")
    return form_pages.page(request, template, context, form)


def edit(request: MemberRequest, initiative_id: UUID, precondition_id: UUID) -> HttpResponse:
    """Change what has to be in place, by whom and when."""
    row = _found(request, initiative_id, precondition_id)
    if not row.may_edit:
        raise NotAllowed
    initial = {name: getattr(row, name) for name in SHOWN}
    if row.owner_id:
        initial["owner_name"] = ""
    form = PreconditionForm(
        form_pages.sent(request),
        initial=initial,
        people=selectors.staff(request.actor, act=selectors.MEET),
    )

    def write(values: dict[str, Any]) -> None:
        services.edit_precondition(actor=request.actor, precondition_id=row.id, **values)

    title = _("Wijzig deze randvoorwaarde")
    return _page(request, row, form, title, write, _("Bewaar"))


def meet(request: MemberRequest, initiative_id: UUID, precondition_id: UUID) -> HttpResponse:
    """Say that it is in place, with what shows it."""
    row = _found(request, initiative_id, precondition_id)
    form = MetForm(form_pages.sent(request), initial={"version": row.version})

    def write(values: dict[str, Any]) -> None:
        services.say_met(actor=request.actor, precondition_id=row.id, at=timezone.now(), **values)

    return _page(request, row, form, _("Meld dat hieraan is voldaan"), write, _("Voldaan"))


def reopen(request: MemberRequest, initiative_id: UUID, precondition_id: UUID) -> HttpResponse:
    """Say that it is not in place after all."""
    row = _found(request, initiative_id, precondition_id)
    form = ReopenForm(form_pages.sent(request), initial={"version": row.version})

    def write(values: dict[str, Any]) -> None:
        services.reopen_precondition(actor=request.actor, precondition_id=row.id, **values)

    return _page(request, row, form, _("Zet deze randvoorwaarde weer open"), write, _("Zet open"))


def remove(request: MemberRequest, initiative_id: UUID, precondition_id: UUID) -> HttpResponse:
    """Ask once, with its words; then remove it."""
    row = _found(request, initiative_id, precondition_id)
    if not row.may_edit:
        raise NotAllowed
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": row.version})

    def write(values: dict[str, Any]) -> None:
        services.remove_precondition(actor=request.actor, precondition_id=row.id, **values)

    return _page(request, row, form, _("Verwijder deze randvoorwaarde"), write, _("Verwijder"))


def _found(request: MemberRequest, initiative_id: UUID, precondition_id: UUID) -> PreconditionCard:
    row = selectors.precondition(
        actor=request.actor, initiative_id=initiative_id, precondition_id=precondition_id
    )
    if not row.may_meet:
        raise NotAllowed
    return row


def _page(
    request: MemberRequest, row: PreconditionCard, form: Any, title: str, write: Any, act: str
) -> HttpResponse:
    """Do the act and go back to the card, or show its form; an owner may see no more than this."""
    sees_card = permissions.may_enter(request.actor, CARD)
    if form_pages.kept(form, write):
        where = (CARD, row.initiative_id) if sees_card else ("today:home",)
        return form_pages.saved(request, *where)
    context = {"row": row, "form": form, "title": title, "act": act, "sees_card": sees_card}
    return form_pages.page(request, "programme/precondition.html", context, form)
