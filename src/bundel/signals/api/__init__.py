"""Signals for other programs: told, read, and the themes that can be told of."""

from __future__ import annotations

from ninja import Router

from bundel.signals.api import signals


def routers() -> list[tuple[str, Router]]:
    """Return the routers that the REST shell mounts, with their place."""
    return [("", signals.router)]
