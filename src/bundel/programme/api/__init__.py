"""The programme for other programs: initiatives, teams, funds, goals, capacity and plans."""

from __future__ import annotations

from ninja import Router

from bundel.programme.api import capacity, initiatives, plans


def routers() -> list[tuple[str, Router]]:
    """Return the routers that the REST shell mounts, with their place."""
    return [("", initiatives.router), ("", capacity.router), ("", plans.router)]
