"""The people of partners: who they are, what hangs on them, and handing over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.accounts.requests import MemberRequest
from bundel.network.forms.contacts import EditContact, Leave
from bundel.network.models import Kind
from bundel.network.selectors import choices
from bundel.network.selectors import contacts as people
from bundel.network.selectors.contacts import ContactView
from bundel.network.services import contacts, duplicates, organisations
from bundel.ui import form_pages


def contact(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Show who somebody is, and for who may change it what hangs on this person."""
    kept = duplicates.kept_instead(actor=request.actor, kind=Kind.CONTACT, gone_id=contact_id)
    if kept:
        return redirect("network:contact", kept)
    view = people.contact(actor=request.actor, contact_id=contact_id)
    return render(request, "network/contact.html", {"contact": view})


def new(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Add somebody who works for a partner."""
    owner = organisations.find(request.actor, organisation_id, organisations.EDIT)
    form = _form(request, None)

    def write(values: dict[str, Any]) -> None:
        values.pop("version")
        contacts.add_contact(
            actor=request.actor, organisation_id=owner.pk, at=timezone.now(), **_given(values)
        )

    if form_pages.kept(form, write):
        return form_pages.saved(request, "network:organisation", owner.pk)
    context = {"form": form, "contact": None, "owner": owner}
    return form_pages.page(request, "network/contact_edit.html", context, form)


def edit(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Change what is said of a contact."""
    view = _own_contact(request, contact_id)
    form = _form(request, view)

    def write(values: dict[str, Any]) -> None:
        contacts.save_contact(
            actor=request.actor, contact_id=contact_id, at=timezone.now(), **_given(values)
        )

    if form_pages.kept(form, write):
        return form_pages.saved(request, "network:contact", contact_id)
    context = {"form": form, "contact": view, "owner": None}
    return form_pages.page(request, "network/contact_edit.html", context, form)


def leave(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Hand over what hangs on somebody who leaves."""
    view = _own_contact(request, contact_id)
    initial = {
        "version": view.version,
        "left_date": view.line.left_date or timezone.localdate(),
        "handover_note": view.handover_note,
    }
    followers = people.successors(
        actor=request.actor, organisation_id=view.organisation_id, contact_id=contact_id
    )
    form = Leave(form_pages.sent(request), initial=initial, successors=followers)
    moved: list[int] = []

    def write(values: dict[str, Any]) -> None:
        moved.append(
            contacts.leave(actor=request.actor, contact_id=contact_id, at=timezone.now(), **values)
        )

    if form_pages.kept(form, write):
        words = _("Bewaard.") if not moved[0] else _moved_words(moved[0])
        return form_pages.saved(request, "network:organisation", view.organisation_id, words=words)
    context = {"form": form, "contact": view}
    return form_pages.page(request, "network/contact_leave.html", context, form)


def _moved_words(count: int) -> str:
    return ngettext(
        "Bewaard. %(count)s onderwerp ging naar de opvolger.",
        "Bewaard. %(count)s onderwerpen gingen naar de opvolger.",
        count,
    ) % {"count": count}


def _own_contact(request: MemberRequest, contact_id: UUID) -> ContactView:
    """Return a contact that the actor may change."""
    view = people.contact(actor=request.actor, contact_id=contact_id)
    contacts.find(request.actor, contact_id)
    return view


def _form(request: MemberRequest, view: ContactView | None) -> EditContact:
    initial: dict[str, Any] = {}
    if view is not None:
        line = view.line
        names = ("name", "function", "email", "phone", "visibility", "is_first")
        initial = {name: getattr(line, name) for name in names}
        initial |= {"version": view.version, "expertise": [str(pk) for pk in view.expertise_ids]}
    expertise = choices.terms(actor=request.actor)["expertise"]
    return EditContact(form_pages.sent(request), initial=initial, expertise=expertise)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"expertise": [UUID(pk) for pk in values["expertise"]]}
