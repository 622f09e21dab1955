"""The monthly mail: what it holds now, and the switch for each subject."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.network.forms.digest import Subjects
from bundel.network.models import Contact
from bundel.network.selectors import freshness
from bundel.network.selectors.digest import sections_of, subjects_on
from bundel.network.services import digest
from bundel.ui import form_pages


def own(request: MemberRequest) -> HttpResponse:
    """Show one's own mail of this month with its switches, and who else gets one."""
    contact = digest.contact_of(request.actor)
    initial = {"subjects": subjects_on(contact) if contact else ()}
    form = Subjects(form_pages.sent(request), initial=initial)

    def write(values: dict[str, Any]) -> None:
        digest.choose(actor=request.actor, subjects=values["subjects"])

    if form_pages.kept(form, write):
        return form_pages.saved(request, "network:digest")
    context = _seen(contact) | {
        "form": form,
        "day": freshness.settings_of(request.actor.municipality_id).digest_day,
        "readers": _readers(request),
    }
    return form_pages.page(request, "network/digest.html", context, form)


def preview(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Show what a contact would get today."""
    rows = digest.readers(request.actor.municipality_id).select_related("organisation")
    contact = rows.filter(pk=contact_id).first()
    if contact is None:
        raise Http404
    return form_pages.page(request, "network/digest_preview.html", _seen(contact))


def by_link(request: MemberRequest, token: str) -> HttpResponse:
    """Show the switches to who has the link of a mail; only sending changes something."""
    contact = digest.reader_of(token=token, at=timezone.now())
    form = Subjects(form_pages.sent(request), initial={"subjects": subjects_on(contact)})

    def write(values: dict[str, Any]) -> None:
        digest.choose_by_link(token=token, subjects=values["subjects"], at=timezone.now())

    is_done = form_pages.kept(form, write)
    context = {"contact": contact, "form": form, "done": _("Bewaard.") if is_done else ""}
    return form_pages.page(request, "network/link_digest.html", context, form)


def _seen(contact: Contact | None) -> dict[str, Any]:
    if contact is None:
        return {"contact": None, "sections": ()}
    now = timezone.now()
    sections = sections_of(contact=contact, on=subjects_on(contact), now=now)
    return {"contact": contact, "sections": sections}


def _readers(request: MemberRequest) -> list[Contact]:
    """Return who gets a mail, for who looks after the network."""
    if not permissions.can(request.actor, "network.manage"):
        return []
    rows = digest.readers(request.actor.municipality_id).select_related("organisation")
    return list(rows.order_by("organisation__name", "name"))
