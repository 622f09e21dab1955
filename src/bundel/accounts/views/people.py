"""Pages of the functional manager: who may come in, and as what."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import forms, links, selectors, services
from bundel.accounts.origin import base_of
from bundel.accounts.requests import MemberRequest
from bundel.errors import Invalid, NotFound


def people(request: MemberRequest) -> HttpResponse:
    """Show everybody, and invite somebody new."""
    form = forms.Invitation(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            address = services.invite(
                actor=request.actor, base=base_of(request), at=timezone.now(), **form.cleaned_data
            )
        except Invalid as wrong:
            for fault in wrong.faults:
                form.add_error(fault.field, fault.message)
        else:
            return _link_made(request, address)
    context = {"members": selectors.members(actor=request.actor), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/people.html", context, status=status)


def _link_made(request: MemberRequest, address: str) -> HttpResponse:
    """Say that the link is in the mail; where no mail leaves, show it to hand over."""
    if links.is_mailed():
        messages.success(request, _("De link is onderweg per mail."))
        return redirect("accounts:people")
    response = render(request, "accounts/link_made.html", {"address": address})
    response.not_kept = True  # type: ignore[attr-defined]  # OnceOnly keeps no secrets
    return response


def _member(request: MemberRequest, person_id: UUID) -> selectors.Member:
    for member in selectors.members(actor=request.actor):
        if member.person.id == person_id:
            return member
    raise NotFound


def person(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Show somebody, and change who that is here."""
    member = _member(request, person_id)
    known = {
        name: getattr(member.person, name) for name in ("name", "role", "function", "department")
    }
    form = forms.Person(
        request.POST or None, actor=request.actor, keep=member.person.role, initial=known
    )
    version = forms.Version(request.POST or None)
    if request.method == "POST" and form.is_valid() and version.is_valid():
        services.change_person(
            actor=request.actor,
            user_id=person_id,
            version=version.cleaned_data["version"],
            **form.cleaned_data,
        )
        messages.success(request, _("Gewijzigd."))
        return redirect("accounts:people")
    context = {"member": member, "form": form, "is_self": person_id == request.actor.user_id}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/person.html", context, status=status)


def _version(request: MemberRequest) -> int:
    form = forms.Version(request.POST)
    if not form.is_valid():
        raise Invalid
    return int(form.cleaned_data["version"])


def access(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Block somebody, or give access again."""
    member = _member(request, person_id)
    services.set_access(
        actor=request.actor,
        user_id=person_id,
        version=_version(request),
        is_active=request.POST.get("access") == "open",
    )
    name = {"name": member.person.name}
    if request.POST.get("access") == "open":
        messages.success(request, _("%(name)s mag weer inloggen.") % name)
    else:
        messages.success(request, _("%(name)s is geblokkeerd en nu uitgelogd.") % name)
    return redirect("accounts:people")


def send_link(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Mail a new link to choose a password."""
    address = services.invite_again(
        actor=request.actor, user_id=person_id, base=base_of(request), at=timezone.now()
    )
    return _link_made(request, address)


def second_step(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Take away a second step that was lost."""
    _member(request, person_id)
    services.forget_second_step(actor=request.actor, user_id=person_id, version=_version(request))
    messages.success(request, _("De tweede stap is gewist. Bij het inloggen komt er een nieuwe."))
    return redirect("accounts:people")
