"""Telling without reception: the page that a phone keeps, and the door for what waited on it."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.signals.forms import telling as forms
from bundel.signals.selectors import choices as selectors
from bundel.signals.services import device_keys
from bundel.signals.services import settings as settings_services
from bundel.signals.services import telling as services
from bundel.signals.views import telling
from bundel.ui.form_pages import kept

WORKER = "ui/build/telling-worker.js"
ICONS = (("ui/icon-192.png", "192x192"), ("ui/icon-512.png", "512x512"))
PAPER = "#F6F4EF"


def form(request: MemberRequest) -> HttpResponse:
    """Show the form as a phone keeps it: without a name, a token or anything that was told."""
    chosen = settings_services.settings_of(request.actor.municipality_id)
    choices = selectors.choices(actor=request.actor, chosen=chosen)
    start = forms.beginning(choices.last, as_before=False)
    context = {
        "form": forms.Tell(choices=choices, initial=start),
        "settings": chosen,
        "device": device_keys.key_of(request.actor),
        "is_offline": True,
    }
    return render(request, "signals/tell_offline.html", context)


def device(request: MemberRequest) -> HttpResponse:
    """Give a device what it needs to open what waits there, or take in what it opened."""
    if request.method != "POST":
        key = device_keys.key_of(request.actor)
        return JsonResponse({"token": get_token(request), "person": key.person, "key": key.private})
    chosen = settings_services.settings_of(request.actor.municipality_id)
    choices = selectors.choices(actor=request.actor, chosen=chosen)
    filled = forms.Tell(request.POST, request.FILES, choices=choices)
    done: list[services.Told] = []
    if kept(filled, lambda values: done.append(telling.taken_in(request, values))):
        told = done[0]
        where = reverse("signals:told", args=[told.signal_id])
        return JsonResponse({"number": told.number, "url": where})
    # Which fields, never what stood in them: the device shows the form again.
    return JsonResponse({"fields": sorted(filled.errors)}, status=422)


def worker(request: HttpRequest) -> HttpResponse:
    """Return the script that answers when there is no reception; its place bounds its reach."""
    found = finders.find(WORKER)
    if not isinstance(found, str):
        raise NotFound
    response = HttpResponse(Path(found).read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def manifest(request: HttpRequest) -> HttpResponse:
    """Say how a phone puts the form on its home screen."""
    described = {
        "name": _("Bundel: meld wat u ziet"),
        "short_name": "Bundel",
        "lang": "nl",
        "start_url": reverse("signals:tell"),
        "scope": reverse("signals:inbox"),
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": static(path), "sizes": size, "type": "image/png", "purpose": purpose}
            for path, size in ICONS
            for purpose in ("any", "maskable")
        ],
    }
    return JsonResponse(described, content_type="application/manifest+json")
