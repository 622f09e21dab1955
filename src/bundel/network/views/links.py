"""The page behind a link in a mail, for a partner without an account: GET shows, POST acts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.network import links
from bundel.network.forms.freshness import Correct
from bundel.network.models import PartnerLinkPurpose
from bundel.network.selectors import asked as seen
from bundel.network.services import freshness
from bundel.ui import form_pages


def confirm(request: MemberRequest, token: str) -> HttpResponse:
    """Show the services of a partner with a button each; only sending changes something."""
    opened = links.look(token=token, purpose=PartnerLinkPurpose.CONFIRM, at=timezone.now())
    done, form, wrong_id = "", None, _id(request.GET.get("anders", ""))
    if request.method == "POST":
        done, form, wrong_id = _act(request, token)
    view = seen.asked_services(opened=opened)
    context = {"asked": view, "done": done, "form": form, "wrong": view.line(wrong_id)}
    if context["wrong"] and form is None:
        context["form"] = Correct()
    forms = (form,) if form else ()
    return form_pages.page(request, "network/link_confirm.html", context, *forms)


def _act(request: MemberRequest, token: str) -> tuple[str, Correct | None, UUID | None]:
    """Do what the form asks; return what to say, a form that was refused, and of which service."""
    now = timezone.now()
    if "alles" in request.POST:
        freshness.confirm_by_link(token=token, service_id=None, at=now)
        return _("Alles is bevestigd. Dank u wel."), None, None
    service_id = _id(request.POST.get("klopt", ""))
    if service_id is not None:
        freshness.confirm_by_link(token=token, service_id=service_id, at=now)
        return _("Bevestigd. Dank u wel."), None, None
    service_id = _id(request.POST.get("anders", ""))
    if service_id is None:
        raise NotFound
    form = Correct(request.POST)
    known_id = service_id

    def write(values: dict[str, str]) -> None:
        freshness.correct_by_link(token=token, service_id=known_id, text=values["text"], at=now)

    if form_pages.kept(form, write):
        return _("Dank u wel. De gemeente past dit aan, of belt u."), None, None
    return "", form, service_id


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
