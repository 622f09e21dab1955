"""How a refusal looks: a page for people, problem+json for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from bundel.errors import Invalid, Refusal, Stale
from bundel.rest import problems
from bundel.rest.problems import problem, problem_of

API_PREFIXES = ("/api/", "/hsds/")
SENTENCES = {
    400: _("Dit verzoek is niet te lezen."),
    403: _("U mag dit niet doen met uw rol."),
    404: _("Dit is niet gevonden."),
    405: _("Deze handeling bestaat hier niet."),
    409: _("Dit botst met wat er al staat."),
    413: _("Dit is te groot."),
    415: _("Deze vorm van gegevens kan Bundel niet lezen."),
    422: _("Er klopt iets niet in wat u invulde."),
    429: _("U probeert dit te vaak. Wacht even."),
    500: _("Bundel kon dit niet doen. Er is niets gewijzigd."),
    503: _("Bundel is even niet bereikbaar."),
}
# What the framework answers bare, and what gets a page of ours.
PAGES = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 503})


def wants_problem(request: HttpRequest) -> bool:
    """Tell whether a program asks."""
    return request.path.startswith(API_PREFIXES)


def page(
    request: HttpRequest | None, status: int, sentence: str = "", faults: Any = ()
) -> HttpResponse:
    """Return an error page; without a request it needs neither session nor database."""
    words = sentence or gettext(SENTENCES[status])
    context = {"sentence": words, "faults": faults, "status": status}
    return render(request, f"ui/errors/{status}.html", context, status=status)


def plain(request: HttpRequest, status: int) -> HttpResponse:
    """Return the answer to a mishap that has no words of its own."""
    return problem(status) if wants_problem(request) else page(request, status)


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the answer to something that our rules refuse."""
    if wants_problem(request):
        return problem_of(refusal)
    if isinstance(refusal, Stale):
        context = {"refusal": refusal, "differences": refusal.differences}
        return render(request, "ui/errors/409_stale.html", context, status=409)
    faults = refusal.faults if isinstance(refusal, Invalid) else ()
    return page(request, refusal.status, str(refusal), faults)


def dress(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a bare error answer of the framework a page or problem of ours."""
    if response.status_code < 400 or getattr(response, "streaming", False):
        return response
    refusal = getattr(response, "refusal", None)
    if refusal is not None:
        if wants_problem(request):
            return _redress(response, problem(response.status_code, str(refusal)))
        return _redress(response, answer(request, refusal))
    if wants_problem(request):
        if response.get("Content-Type", "").startswith(problems.CONTENT_TYPE):
            return response
        return _redress(response, problem(response.status_code))
    if response.content or response.status_code not in PAGES:
        return response
    # A page of the framework's own without words, such as a wrong method.
    return _redress(response, page(request, response.status_code))


def _redress(bare: HttpResponse, dressed: HttpResponse) -> HttpResponse:
    for name, value in bare.items():
        if name.lower() not in {"content-type", "content-length"}:
            dressed[name] = value
    dressed.cookies = bare.cookies
    return dressed
