"""What changed, with old and new side by side, and going back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotAllowed, NotFound
from bundel.network.models import Kind
from bundel.network.selectors import history as seen
from bundel.network.selectors.history import History
from bundel.network.services import restoring
from bundel.ui import form_pages

# The word for each kind in the names of its doors.
WORDS = {
    Kind.ORGANISATION: "organisation",
    Kind.SERVICE: "service",
    Kind.LOCATION: "location",
    Kind.CONTACT: "contact",
}


def organisation(request: MemberRequest, organisation_id: UUID) -> HttpResponse:
    """Show what changed about a partner."""
    return _show(request, Kind.ORGANISATION, organisation_id)


def service(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """Show what changed about a service."""
    return _show(request, Kind.SERVICE, service_id)


def location(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """Show what changed about a place."""
    return _show(request, Kind.LOCATION, location_id)


def contact(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Show what changed about a contact."""
    return _show(request, Kind.CONTACT, contact_id)


def organisation_back(request: MemberRequest, organisation_id: UUID, number: int) -> HttpResponse:
    """Bring a partner back to an earlier state."""
    return _back(request, Kind.ORGANISATION, organisation_id, number)


def service_back(request: MemberRequest, service_id: UUID, number: int) -> HttpResponse:
    """Bring a service back to an earlier state."""
    return _back(request, Kind.SERVICE, service_id, number)


def location_back(request: MemberRequest, location_id: UUID, number: int) -> HttpResponse:
    """Bring a place back to an earlier state."""
    return _back(request, Kind.LOCATION, location_id, number)


def contact_back(request: MemberRequest, contact_id: UUID, number: int) -> HttpResponse:
    """Bring a contact back to an earlier state."""
    return _back(request, Kind.CONTACT, contact_id, number)


def _history(request: MemberRequest, kind: Kind, object_id: UUID) -> History:
    return seen.history(
        actor=request.actor, kind=kind, object_id=object_id, today=timezone.localdate()
    )


def _show(request: MemberRequest, kind: Kind, object_id: UUID) -> HttpResponse:
    view = _history(request, kind, object_id)
    context = {"history": view, "back": _page_of(view), "door": f"network:{WORDS[kind]}_back"}
    return render(request, "network/history.html", context)


def _back(request: MemberRequest, kind: Kind, object_id: UUID, number: int) -> HttpResponse:
    """Show what comes back next to what stands; sending does it."""
    view = _history(request, kind, object_id)
    if not view.may_edit:
        raise NotAllowed
    chosen = next((one for one in view.earlier if one.number == number), None)
    if chosen is None or not view.may_restore:
        raise NotFound
    form = form_pages.VersionOnly(form_pages.sent(request), initial={"version": view.version})

    def write(values: dict[str, Any]) -> None:
        restoring.restore(
            actor=request.actor,
            kind=kind,
            object_id=object_id,
            number=number,
            version=values["version"],
            at=timezone.now(),
        )

    if form_pages.kept(form, write):
        words = _("Teruggezet. Wat er stond, vindt u in de geschiedenis.")
        return form_pages.saved(request, f"network:{WORDS[kind]}_history", object_id, words=words)
    since = seen.between(actor=request.actor, kind=kind, object_id=object_id, number=number)
    context = {"form": form, "history": view, "chosen": chosen, "differences": since}
    return form_pages.page(
        request,
        "network/history_back.html",
        context | {"back": reverse(f"network:{WORDS[kind]}_history", args=[object_id])},
        form,
    )


def _page_of(view: History) -> str:
    if view.kind in {Kind.ORGANISATION, Kind.LOCATION}:
        return reverse("network:organisation", args=[view.organisation_id])
    return reverse(f"network:{WORDS[view.kind]}", args=[view.object_id])
