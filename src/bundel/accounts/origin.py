"""Where a request comes from and whom it says it is, for the limits on guessing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the address of the caller: the last one that our own proxy saw, else the peer's."""
    if settings.BEHIND_PROXY:
        seen = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
        if seen:
            return seen
    return str(request.META.get("REMOTE_ADDR", ""))


def name_tried(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Return the e-mail address that somebody tries to sign in with, in lower case."""
    given = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(given).strip().lower()[:254]


def base_of(request: HttpRequest) -> str:
    """Return scheme and host of the municipality, for links that leave by mail."""
    return f"{request.scheme}://{request.get_host()}"
