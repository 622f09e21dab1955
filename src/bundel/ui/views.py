"""The gallery of components, and the choice of language."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from bundel.errors import Difference, Fault

YEAR_SECONDS = 365 * 24 * 3600


class Example(forms.Form):
    """One field of every kind, for the gallery."""

    name = forms.CharField(label=_("Naam"), help_text=_("Zoals collega's het noemen."))
    hours = forms.DecimalField(label=_("Uren per kwartaal"), min_value=0)
    department = forms.ChoiceField(
        label=_("Afdeling"), choices=[("wi", _("Werk & Inkomen")), ("sb", _("Stedelijk Beleid"))]
    )
    summary = forms.CharField(label=_("Samenvatting"), widget=forms.Textarea)
    review = forms.DateField(
        label=_("Kijk opnieuw op"), widget=forms.DateInput(attrs={"type": "date"})
    )
    level = forms.ChoiceField(
        label=_("Niveau"),
        choices=[("small", _("klein")), ("usual", _("gewoon")), ("large", _("groot"))],
        widget=forms.RadioSelect,
    )
    must_finish = forms.BooleanField(label=_("Moet klaar zijn binnen het plan"))


class Upload(forms.Form):
    """A file, for the gallery."""

    file = forms.FileField(label=_("Werkmap"), help_text=_("XLSX, hoogstens 5 MB."))


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in its states."""
    context = {
        "filled": Example(initial={"name": _("Energiehulp aan huis"), "hours": 120}),
        "wrong": Example({"wrong-name": "", "wrong-hours": "-3"}, prefix="wrong"),
        "faults": [Fault("hours", _("Vul een getal in van 0 of hoger."))],
        "differences": [Difference("name", _("Naam"), _("Fixers aan huis"), _("Energiehulp"))],
        "upload": Upload(),
        "crumbs": [(_("Vandaag"), "/"), (_("Onderdelen"), "")],
        "states": [("", _("alle")), ("idea", _("idee"))],
        "page_example": Paginator(range(30), 10).page(2),
        "shares": [0.0, 0.2, 0.5, 0.8, 1.0, 1.4, 3.65],
    }
    return render(request, "ui/gallery.html", context)


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
