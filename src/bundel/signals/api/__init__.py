"""Signals for other programs: told and read, the themes that can be told of, and patterns."""

from __future__ import annotations

from ninja import Router

from bundel.signals.api import patterns, signals


def routers() -> list[tuple[str, Router]]:
    """Return the routers that the REST shell mounts, with their place."""
    return [("", signals.router), ("", patterns.router)]
