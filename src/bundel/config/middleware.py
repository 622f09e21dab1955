"""Outermost: a page or problem for every refusal and mishap, with the same headers on each."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bundel.config import refusals
from bundel.errors import Refusal

Answer = Callable[[HttpRequest], HttpResponse]
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
HEADERS = {
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}


class EveryAnswer:
    """Gives each request an id, and each answer the headers, whoever made it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers; what follows the session is not kept by anyone in between."""
        request.id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]  # MemberRequest
        with structlog.contextvars.bound_contextvars(request=request.id):  # type: ignore[attr-defined]  # same
            response = self.get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS:
            age = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
            response.setdefault("Strict-Transport-Security", age)
        if not request.path.startswith("/static/") or response.status_code >= 400:
            response.setdefault("Cache-Control", "no-store")
        return response


class ErrorPages:
    """Turns refusals, and the bare error answers of the framework, into pages or problems."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, whatever happens; an API path gets problem+json, a page a page."""
        return refusals.dress(request, self.get_response(request))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer what our rules refuse; all else is our fault and goes up."""
        return refusals.answer(request, error) if isinstance(error, Refusal) else None
