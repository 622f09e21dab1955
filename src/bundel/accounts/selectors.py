"""Municipalities, people and keys, as frozen values."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from bundel.accounts.models import ApiToken, Municipality, Role, User
from bundel.accounts.permissions import Actor


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in here, as colleagues may know them."""

    id: uuid.UUID
    name: str
    function: str
    role: str
    role_label: str
    department: str
    email: str


def municipality_of_host(*, host: str) -> Municipality | None:
    """Return the municipality that lives on this host, else the default one. One query."""
    name = host.rsplit(":", 1)[0].lower()
    found = {
        m.host if m.host == name else "": m
        for m in Municipality.objects.filter(host=name)
        | Municipality.objects.filter(is_default=True)
    }
    return found.get(name) or found.get("")


def actor_of_user(*, user: User, channel: str) -> Actor:
    """Return the actor that somebody is."""
    return Actor(
        user_id=user.id,
        municipality_id=user.municipality_id,
        name=user.name,
        role=user.role,
        email=user.email,
        department=user.department,
        channel=channel,
    )


def actor_of_token(*, digest: str, now: datetime) -> Actor | None:
    """Return the actor of a key that is known, not revoked and not expired. One query."""
    token = (
        ApiToken.objects.filter(digest=digest, revoked_at=None, expires_at__gt=now)
        .filter(created_by__is_active=True)
        .first()
    )
    if token is None:
        return None
    return Actor(
        user_id=token.created_by_id,
        municipality_id=token.municipality_id,
        name=token.name,
        role=Role.API_CLIENT.value,
        channel="api",
        acts=frozenset(token.acts),
    )


def people() -> list[Person]:
    """Return everybody who may sign in at the municipality at work, by name. One query."""
    return [
        Person(
            u.id,
            u.name,
            u.function,
            u.role,
            u.get_role_display(),
            u.department,
            u.email,
        )
        for u in User.objects.filter(is_active=True).order_by("name")
    ]
