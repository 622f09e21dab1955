"""The gallery of components, the word on accessibility, and the choice of language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from bundel.ui import charts, gallery

YEAR_SECONDS = 365 * 24 * 3600


@require_GET
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in its states, in the look of any municipality."""
    themes = charts.theme_names()
    own = getattr(getattr(request, "municipality", None), "theme", themes[0])
    wanted = request.GET.get("thema", own)
    context = {
        "groups": gallery.GROUPS,
        "shown": gallery.shown(timezone.now()),
        "themes": [(theme, theme == wanted) for theme in themes],
        "theme_shown": wanted if wanted in themes else "",
        "tokens": sorted(charts.tokens()),
    }
    return render(request, "ui/gallery.html", context)


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible these pages are, and where to tell what is not."""
    return render(request, "ui/accessibility.html")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back to where the reader was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR_SECONDS,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
