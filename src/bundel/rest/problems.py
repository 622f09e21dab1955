"""Errors for programs: RFC 9457 problems for every 4xx and 5xx, in the language of who asks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from bundel.errors import Invalid, Refusal, Stale
from bundel.rest.names import dutch_field
from bundel.rest.words import sentence

CONTENT_TYPE = "application/problem+json"
# The places that the framework puts before the name of a field.
PLACES = frozenset({"body", "query", "path", "header", "payload", "wanted", "page"})
TITLES: Mapping[int, str] = {
    400: _("Dit verzoek is niet te lezen."),
    401: _("Geef een geldige sleutel mee in de kop Authorization."),
    403: _("De sleutel geeft dit recht niet."),
    404: _("Dit is niet gevonden."),
    405: _("Deze handeling bestaat hier niet."),
    406: _("In deze vorm kan Bundel niet antwoorden."),
    409: _("Dit botst met wat er al staat."),
    413: _("Dit is te groot."),
    415: _("Stuur JSON, met de kop Content-Type: application/json."),
    422: _("De Idempotency-Key hoort bij een ander verzoek."),
    429: _("U probeert dit te vaak. Wacht even."),
    500: _("Bundel kon dit niet doen. Er is niets gewijzigd."),
    503: _("Bundel is even niet bereikbaar."),
}


def problem(status: int, detail: str = "", **more: Any) -> HttpResponse:
    """Return an RFC 9457 problem with type, title, status and detail."""
    title = gettext(TITLES[status]) if status in TITLES else HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail or title}
    text = json.dumps(body | more, ensure_ascii=False)
    response = HttpResponse(text, status=status, content_type=CONTENT_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="bundel"'
    return response


def problem_of(refusal: Refusal) -> HttpResponse:
    """Return the problem for something that our rules refuse, with fields as they were sent."""
    if isinstance(refusal, Stale):
        differences = [
            {"field": dutch_field(d.field), "sent": d.mine, "stored": d.theirs}
            for d in refusal.differences
        ]
        return problem(409, str(refusal), differences=differences, version=refusal.version)
    if isinstance(refusal, Invalid):
        faults = [
            {"field": dutch_field(f.field), "in": "body", "code": f.code, "message": f.message}
            for f in refusal.faults
        ]
        return problem(400, str(refusal), errors=faults)
    return problem(refusal.status, str(refusal))


def problem_of_faults(faults: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """Return the problem for a request that does not fit the document, each field at once."""
    errors = [
        {
            "field": "/".join(str(part) for part in fault["loc"] if part not in PLACES),
            "in": str(fault["loc"][0]) if fault["loc"] else "body",
            "code": fault["type"],
            "message": sentence(fault["type"], fault.get("ctx", {})),
        }
        for fault in faults
    ]
    return problem(400, gettext("Er klopt iets niet in het verzoek."), errors=errors)
