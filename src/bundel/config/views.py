"""Pages that belong to no module: errors, life sign, security.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bundel.config import refusals


def _error(request: HttpRequest, status: int) -> HttpResponse:
    if request.path.startswith(refusals.API_PREFIX):
        return refusals.problem(status)
    context = {"sentence": refusals.SENTENCES[status], "faults": ()}
    return render(request, f"ui/errors/{status}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request cannot be read."""
    return _error(request, 400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this role may not."""
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here."""
    return _error(request, 404)


def mishap(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault, with an id to mention; needs no database."""
    if request.path.startswith(refusals.API_PREFIX):
        return refusals.problem(500)
    context = {"request_id": getattr(request, "id", "")}
    return render(None, "ui/errors/500.html", context, status=500)  # type: ignore[arg-type]  # no context processors


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form is too old to trust, and that going back keeps what was typed."""
    return render(request, "ui/errors/403_csrf.html", status=403)


def alive(request: HttpRequest) -> HttpResponse:
    """Tell a load balancer that the process answers and the database too."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where a leak can be reported (RFC 9116)."""
    expires = datetime(timezone.now().year + 1, 1, 1, tzinfo=UTC) - timedelta(seconds=1)
    lines: list[Any] = [
        "Contact: mailto:security@bundel.example",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    ]
    return HttpResponse(
        "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"
    )
