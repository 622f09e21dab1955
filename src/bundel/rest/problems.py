"""Errors for programs: RFC 9457 problems, in Dutch, for every 4xx and 5xx."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

PROBLEM = "application/problem+json"
SENTENCES = {
    400: "Dit verzoek is niet te lezen.",
    401: "Geef een geldige sleutel mee in de kop Authorization.",
    403: "U mag dit niet doen met uw rol.",
    404: "Dit is niet gevonden.",
    405: "Deze handeling bestaat hier niet.",
    406: "In deze vorm kan Bundel niet antwoorden.",
    409: "Dit botst met wat er al staat.",
    413: "Dit is te groot.",
    415: "Stuur JSON, met de kop Content-Type: application/json.",
    422: "Er klopt iets niet in wat u invulde.",
    429: "U probeert dit te vaak. Wacht even.",
    500: "Bundel kon dit niet doen. Er is niets gewijzigd.",
    503: "Bundel is even niet bereikbaar.",
}


def problem(status: int, detail: str = "", **more: Any) -> HttpResponse:
    """Return an RFC 9457 problem with type, title, status and detail."""
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
