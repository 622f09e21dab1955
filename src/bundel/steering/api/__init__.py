"""Steering for other programs: decisions, actions, risks and meetings to read, values to write."""

from __future__ import annotations

from ninja import Router

from bundel.steering.api import figures, follow_up


def routers() -> list[tuple[str, Router]]:
    """Return the routers that the REST shell mounts, with their place."""
    return [("", follow_up.router), ("", figures.router)]
