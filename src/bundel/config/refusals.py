"""How a refusal looks: a page for people, problem+json for programs."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bundel.errors import Invalid, Refusal, Stale

API_PREFIX = "/api/"
PROBLEM = "application/problem+json"
SENTENCES = {
    400: "Dit verzoek is niet te lezen.",
    401: "Geef een geldige sleutel mee in de kop Authorization.",
    403: "U mag dit niet doen met uw rol.",
    404: "Dit is niet gevonden.",
    405: "Deze handeling bestaat hier niet.",
    409: "Dit botst met wat er al staat.",
    413: "Dit is te groot.",
    422: "Er klopt iets niet in wat u invulde.",
    429: "U probeert dit te vaak. Wacht even.",
    500: "Bundel kon dit niet doen. Er is niets gewijzigd.",
    503: "Bundel is even niet bereikbaar.",
}


def problem(status: int, detail: str = "", **more: Any) -> HttpResponse:
    """Return an RFC 9457 problem with title, status and detail."""
    title = SENTENCES.get(status, HTTPStatus(status).phrase)
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail or title,
    }
    return HttpResponse(
        json.dumps(body | more, ensure_ascii=False), status=status, content_type=PROBLEM
    )


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the answer to something that our rules refuse."""
    if request.path.startswith(API_PREFIX):
        return _problem_of(refusal)
    if isinstance(refusal, Stale):
        context = {"refusal": refusal, "differences": refusal.differences}
        return render(request, "ui/errors/409_stale.html", context, status=409)
    faults = refusal.faults if isinstance(refusal, Invalid) else ()
    context = {"refusal": refusal, "sentence": str(refusal), "faults": faults}
    return render(
        request, f"ui/errors/{refusal.status}.html", context, status=refusal.status
    )


def _problem_of(refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, Stale):
        theirs = [
            {"field": d.field, "sent": d.mine, "stored": d.theirs}
            for d in refusal.differences
        ]
        return problem(409, str(refusal), differences=theirs, version=refusal.version)
    if isinstance(refusal, Invalid):
        return problem(400, **refusal.as_dict())
    return problem(refusal.status, str(refusal))


def dress(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a bare error answer of the framework a page or problem of ours."""
    if response.status_code < 400 or getattr(response, "streaming", False):
        return response
    refusal = getattr(response, "refusal", None)
    if refusal is not None:
        return answer(request, refusal)
    kind = response.get("Content-Type", "")
    if request.path.startswith(API_PREFIX) and not kind.startswith(PROBLEM):
        return _redress(response, problem(response.status_code))
    return response


def _redress(bare: HttpResponse, dressed: HttpResponse) -> HttpResponse:
    for name, value in bare.items():
        if name.lower() not in {"content-type", "content-length"}:
            dressed[name] = value
    if dressed.status_code == 401:
        dressed["WWW-Authenticate"] = 'Bearer realm="bundel"'
    return dressed
