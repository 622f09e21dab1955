"""Photos: the picture itself, and what waits for a second pair of eyes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bundel.accounts.requests import MemberRequest
from bundel.errors import NotFound
from bundel.signals.models import PhotoState
from bundel.signals.services import photos as services
from bundel.ui.form_pages import saved

MOST_ON_A_PAGE = 30
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


def photo(request: MemberRequest, photo_id: UUID) -> HttpResponse:
    """Return a picture that the reader may see; a browser can do nothing with it but show it."""
    row = services.seen_by(request.actor).filter(pk=photo_id).first()
    if row is None:
        raise NotFound
    response = HttpResponse(bytes(row.content), content_type="image/jpeg")
    response["Content-Disposition"] = 'inline; filename="foto.jpg"'
    response["Content-Security-Policy"] = POLICY
    return response


def photos(request: MemberRequest) -> HttpResponse:
    """Show the photos that wait for a second pair of eyes, the oldest first."""
    held = services.seen_by(request.actor).filter(state=PhotoState.HELD)
    rows = held.select_related("signal__theme", "signal__area").defer("content")
    context = {
        "photos": rows.order_by("told_at")[:MOST_ON_A_PAGE],
        "actor_id": request.actor.user_id,
    }
    return render(request, "signals/photos.html", context)


def check(request: MemberRequest, photo_id: UUID) -> HttpResponse:
    """Let a photo be shown, or wipe it."""
    is_fine = request.POST.get("goed") == "ja"
    services.check_photo(actor=request.actor, photo_id=photo_id, is_fine=is_fine, at=timezone.now())
    words = _("De foto staat nu bij het signaal.") if is_fine else _("De foto is gewist.")
    return saved(request, "signals:photos", words=words)
