"""Doors for who is not in yet: the demo's roles, links from a mail, a password forgotten."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts import demo as demonstration
from bundel.accounts import demo_mail, forms, links, selectors
from bundel.accounts.origin import address_of, base_of
from bundel.accounts.requests import MemberRequest
from bundel.errors import Invalid

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
RESETS_PER_HOUR = 10


def closed(request: HttpRequest) -> HttpResponse:
    """Refuse: the name exists because a library looks it up, the door does not."""
    raise Http404


def demo(request: MemberRequest) -> HttpResponse:
    """Show the roles, and step into the one that is chosen."""
    if request.municipality is None:
        raise Http404
    if request.method == "POST":
        role, _space, person = request.POST.get("role", "").partition(" ")
        player = demonstration.player_of(
            municipality=request.municipality, role=role, person=person
        )
        login(request, player, backend=BACKEND)
        return redirect("/")
    context = {
        "stands": demonstration.stands(),
        "others": [m for m in selectors.municipalities() if m != request.municipality],
        "port": request.get_port(),
    }
    return render(request, "accounts/demo.html", context)


def demo_mails(request: MemberRequest) -> HttpResponse:
    """Show the last mails of the demo."""
    if request.municipality is None:
        raise Http404
    rows = demo_mail.mails(municipality=request.municipality)
    return render(request, "accounts/demo_mails.html", {"mails": rows})


def demo_one_mail(request: MemberRequest, mail_id: UUID) -> HttpResponse:
    """Show one mail of the demo as it reads, with its links."""
    if request.municipality is None:
        raise Http404
    found = demo_mail.mail(
        municipality=request.municipality, mail_id=mail_id, base=base_of(request)
    )
    return render(request, "accounts/demo_mail.html", {"mail": found})


def link(request: MemberRequest, token: str) -> HttpResponse:
    """Show what a link is for; only sending the form spends it."""
    opened = links.look(token=token, at=timezone.now())
    form = forms.Password(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            password = form.cleaned_data["password"]
            links.spend(token=token, password=password, at=timezone.now())
        except Invalid as wrong:
            for fault in wrong.faults:
                form.add_error("password", fault.message)
        else:
            messages.success(request, _("Uw wachtwoord is gekozen. U kunt nu inloggen."))
            return redirect("account_login")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/link.html", {"opened": opened, "form": form}, status=status)


def forgotten(request: MemberRequest) -> HttpResponse:
    """Mail a link; the answer is the same for who exists and who does not."""
    form = forms.Forgotten(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "accounts/forgotten.html", {"form": form}, status=status)
    if request.municipality is not None and _may_ask(request):
        links.forgotten(
            municipality=request.municipality,
            email=form.cleaned_data["email"],
            base=base_of(request),
            at=timezone.now(),
        )
    return render(request, "accounts/forgotten_sent.html")


def _may_ask(request: HttpRequest) -> bool:
    """Tell whether this address has not asked too often this hour."""
    name = f"forgotten:{address_of(request)}"
    asked = int(cache.get(name, 0)) + 1
    cache.set(name, asked, timeout=3600)
    return asked <= RESETS_PER_HOUR
