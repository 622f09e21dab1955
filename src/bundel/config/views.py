"""Pages that belong to no module: errors, life sign, security.txt."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bundel.config import refusals
from bundel.rest.problems import problem


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request cannot be read, or is too much to read."""
    large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return refusals.plain(request, 413 if large else 400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this role may not."""
    return refusals.plain(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here."""
    return refusals.plain(request, 404)


def mishap(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault, with an id to mention; needs no database."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    if refusals.wants_problem(request):
        return problem(500, request=getattr(request, "id", ""))
    context = {"request_id": getattr(request, "id", ""), "status": 500}
    return render(None, "ui/errors/500.html", context, status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that the database does not answer (in time); trying again is safe."""
    program = refusals.wants_problem(request)
    response = problem(503) if program else refusals.page(None, 503)
    response["Retry-After"] = "10"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form is too old to trust, and that going back keeps what was typed."""
    return render(request, "ui/errors/403_csrf.html", status=403)


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """Say that there were too many wrong passwords, whether or not the account exists."""
    response = refusals.page(request, 429)
    response["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return response


def alive(request: HttpRequest) -> HttpResponse:
    """Tell a load balancer that the process answers and the database too."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where a leak can be reported (RFC 9116)."""
    expires = datetime(timezone.now().year + 1, 1, 1, tzinfo=UTC) - timedelta(seconds=1)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
