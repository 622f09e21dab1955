"""What must be so before the server starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

AT_HOME = ("127.0.0.1", "localhost", "[::1]", "testserver")


def _is_at_home(host: str) -> bool:
    return host in AT_HOME or host.endswith(".localhost")


def demo_stays_at_home(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Refuse demo mode, where one click is a sign-in, wherever others can come."""
    if not settings.DEMO:
        return []
    wrong: list[CheckMessage] = []
    if settings.HTTPS:
        wrong.append(
            Error(
                "BUNDEL_DEMO and BUNDEL_HTTPS are both on.",
                hint="Demo mode lets everybody in. Turn it off for a real installation.",
                id="bundel.E001",
            )
        )
    outside = [host for host in settings.ALLOWED_HOSTS if not _is_at_home(host)]
    if outside:
        wrong.append(
            Error(
                f"BUNDEL_DEMO is on for names that others can reach: {', '.join(outside)}.",
                hint="Keep BUNDEL_HOSTS to 127.0.0.1, localhost and .localhost in demo mode.",
                id="bundel.E002",
            )
        )
    return wrong
