"""Outermost: a page or problem for every refusal and mishap, with the same headers on each."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from bundel.config import refusals
from bundel.errors import Refusal

Answer = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger("bundel.request")
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class ErrorPages:
    """Gives each request an id, logs a mishap once, and turns refusals into answers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, whatever happens; an API path gets problem+json, a page a page."""
        request.id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]  # MemberRequest
        with structlog.contextvars.bound_contextvars(request=request.id):  # type: ignore[attr-defined]
            response = self.get_response(request)
            return refusals.dress(request, response)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Answer what our rules refuse; all else is our fault and goes up, logged once."""
        if isinstance(error, Refusal):
            return refusals.answer(request, error)
        log.error(
            "unforeseen", path=request.path, method=request.method, exc_info=error
        )
        return None


class MoreHeaders:
    """Headers that Django and django-csp do not set."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add them; whatever follows the session is not kept by anyone in between."""
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.setdefault("Cache-Control", "no-store")
        return response
