"""Municipalities, people and keys, as frozen values."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.http.request import split_domain_port

from bundel.accounts import permissions
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


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who signs in here, as the functional manager sees them."""

    person: Person
    version: int
    is_active: bool
    has_joined: bool
    has_second_step: bool
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a program, without the key."""

    id: uuid.UUID
    name: str
    acts: tuple[str, ...]
    given_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    works: bool


def municipality_of_host(*, host: str) -> Municipality | None:
    """Return the municipality that lives on this host, else the default one. One query."""
    name = split_domain_port(host)[0].rstrip(".")
    found = {
        m.host if m.host == name else "": m
        for m in Municipality.objects.filter(host=name)
        | Municipality.objects.filter(is_default=True)
    }
    return found.get(name) or found.get("")


def municipalities() -> list[Municipality]:
    """Return every municipality of this installation, by name. One query."""
    return list(Municipality.objects.order_by("name"))


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
        organisation_id=user.organisation_id,
    )


def actor_of_token(*, digest: str, now: datetime) -> Actor | None:
    """
    Return the actor of a key that is known, not revoked and not expired. One query.

    What its giver may no longer do, the key may not either.
    """
    token = (
        ApiToken.objects.filter(digest=digest, revoked_at=None, expires_at__gt=now)
        .filter(created_by__is_active=True)
        .select_related("created_by")
        .first()
    )
    if token is None:
        return None
    giver = actor_of_user(user=token.created_by, channel="api")
    return Actor(
        user_id=token.created_by_id,
        municipality_id=token.municipality_id,
        name=token.name,
        role=Role.API_CLIENT.value,
        channel="api",
        token_id=token.id,
        acts=frozenset(token.acts) & permissions.grantable(giver),
    )


def has_second_step(*, user_id: uuid.UUID) -> bool:
    """Tell whether somebody has set up two-step verification. One query."""
    totp = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP)
    return bool(totp.exists())


def _person(user: User) -> Person:
    return Person(
        user.id,
        user.name,
        user.function,
        user.role,
        user.get_role_display(),
        user.department,
        user.email,
    )


def people() -> list[Person]:
    """Return everybody who may sign in at the municipality at work, by name. One query."""
    return [_person(user) for user in User.objects.filter(is_active=True).order_by("name")]


def members(*, actor: Actor) -> list[Member]:
    """
    Return everybody of the municipality, blocked people too, by name. One query.

    Raises:
        NotAllowed: if the actor does not manage people.
    """
    permissions.require(actor, "accounts.manage")
    totp = Authenticator.objects.filter(user_id=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return [
        Member(
            _person(user),
            user.version,
            user.is_active,
            user.has_usable_password(),
            user.second_step,
            user.last_login,
        )
        for user in User.objects.annotate(second_step=Exists(totp)).order_by("name")
    ]


def keys(*, actor: Actor, now: datetime) -> list[Key]:
    """
    Return the keys of programs, those that work first. One query.

    Raises:
        NotAllowed: if the actor does not manage keys.
    """
    permissions.require(actor, "accounts.manage_tokens")
    tokens = ApiToken.objects.select_related("created_by").order_by("-created_at")
    found = [
        Key(
            token.id,
            token.name,
            tuple(token.acts),
            token.created_by.name,
            token.created_at,
            token.expires_at,
            token.revoked_at,
            token.revoked_at is None and token.expires_at > now and token.created_by.is_active,
        )
        for token in tokens
    ]
    return sorted(found, key=lambda key: not key.works)
