"""Pages of the ground: where it is silent, and how much is told where."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from bundel.accounts import permissions
from bundel.accounts.requests import MemberRequest
from bundel.signals.pictures import ground_picture, tile_picture
from bundel.signals.selectors import mapping
from bundel.signals.selectors import silence as silences

SHAPES = ("tegels", "plekken")


def silence(request: MemberRequest) -> HttpResponse:
    """Show where risk is high and little is told, or few help."""
    context = {
        "found": silences.silence(actor=request.actor, at=timezone.now()),
        "may_invite": permissions.may_enter(request.actor, "network:partner_invite"),
        "may_meet": permissions.may_enter(request.actor, "network:gathering_new"),
    }
    return render(request, "signals/silence.html", context)


def signal_map(request: MemberRequest) -> HttpResponse:
    """Show how much was told in each area."""
    seen = mapping.signal_map(
        actor=request.actor,
        theme=request.GET.get("thema", ""),
        period=request.GET.get("periode", ""),
        at=timezone.now(),
    )
    shape = request.GET.get("vorm", "")
    shape = shape if shape in SHAPES else SHAPES[0]
    title = _title(seen)
    draw = tile_picture if shape == SHAPES[0] else ground_picture
    context = {
        "seen": seen,
        "title": title,
        "shape": shape,
        "picture": mark_safe(draw(seen, title)),  # noqa: S308  # svg.py escapes all texts
        "themes": [("", _("alle thema's")), *seen.themes],
        "periods": [
            ("maand", _("in de afgelopen maand")),
            ("kwartaal", _("in de afgelopen drie maanden")),
            ("jaar", _("in het afgelopen jaar")),
        ],
        "shapes": [("tegels", _("als gelijke tegels")), ("plekken", _("op hun plek"))],
        "lines": sorted(seen.areas, key=lambda area: (-area.step, area.name)),
    }
    return render(request, "signals/map.html", context)


def _title(seen: mapping.SignalMap) -> str:
    """Return the answer that the picture gives."""
    most = max(seen.areas, key=lambda area: area.step, default=None)
    if most is None or most.step == 0:
        return _("Nergens vallen de signalen op")
    top = [area.name for area in seen.areas if area.step == most.step]
    if len(top) > 3:
        return _("In %(count)s wijken komen de meeste signalen") % {"count": len(top)}
    return _("De meeste signalen komen uit %(names)s") % {"names": ", ".join(top)}
