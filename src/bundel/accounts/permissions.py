"""Who may do what: compiled from permissions.yaml, asked at every door."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import yaml

from bundel.errors import NotAllowed, NotFound

FILE = Path(__file__).with_name("permissions.yaml")
PUBLIC = "public"
SIGNED_IN = "signed-in"
ANONYMOUS = "anonymous"
# Words of the file that are no acts but say who may come in at all.
OPEN_DOORS = frozenset({PUBLIC, SIGNED_IN, ANONYMOUS})


class Relation(StrEnum):
    """How far a right reaches: everything in the municipality, or what is one's own."""

    ALL = "all"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, for which municipality, through which door."""

    user_id: uuid.UUID
    municipality_id: uuid.UUID
    name: str
    role: str
    email: str = ""
    department: str = ""
    channel: str = "web"
    # The partner that the actor works for; None for people of the municipality itself.
    organisation_id: uuid.UUID | None = None
    # For a key of a program: which key, and the acts that it was given. Else None: the role's.
    token_id: uuid.UUID | None = None
    acts: frozenset[str] | None = field(default=None)

    @property
    def key(self) -> uuid.UUID:
        """What tells this actor from every other: the key of a program, else the person."""
        return self.token_id or self.user_id


class Owned(Protocol):
    """Something that can say whether it is the actor's own."""

    def is_own(self, actor: Actor) -> bool:
        """Tell whether the actor's relation to this is `own`."""


class WrongPermissions(ValueError):
    """permissions.yaml contradicts itself; the text says where."""


@dataclass(frozen=True, slots=True)
class Permissions:
    """The file, checked: act to role to relation, and route to method to act."""

    acts: Mapping[str, Mapping[str, Relation]]
    routes: Mapping[str, Mapping[str, str]]
    roles: tuple[str, ...]
    # Role to the roles that it may give to others.
    gives: Mapping[str, frozenset[str]]


def compile_permissions(data: Mapping[str, Any]) -> Permissions:
    """
    Return the permissions in a checked form.

    Raises:
        WrongPermissions: if a role, relation or act is used that the file does not define.
    """
    roles = tuple(data["roles"])
    acts: dict[str, dict[str, Relation]] = {}
    for act, given in data["acts"].items():
        unknown = set(given) - set(roles)
        if unknown:
            raise WrongPermissions(f"{act}: unknown roles {sorted(unknown)}")
        acts[act] = {role: Relation(relation) for role, relation in given.items()}
    for route, methods in data["routes"].items():
        for method, act in methods.items():
            if act not in acts and act not in OPEN_DOORS:
                raise WrongPermissions(f"{route} {method}: unknown act {act}")
    gives = {role: frozenset(given) for role, given in data["gives"].items()}
    strangers = set(gives).union(*gives.values()) - set(roles)
    if strangers:
        raise WrongPermissions(f"gives: unknown roles {sorted(strangers)}")
    return Permissions(acts=acts, routes=data["routes"], roles=roles, gives=gives)


@cache
def permissions() -> Permissions:
    """Return the permissions of the file, read once."""
    return compile_permissions(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def visible(actor: Actor | None, act: str) -> Relation | None:
    """Return how far the actor's right to an act reaches, or None if there is none."""
    if actor is None or (actor.acts is not None and act not in actor.acts):
        return None
    return permissions().acts[act].get(actor.role)


def can(actor: Actor | None, act: str, thing: Owned | None = None) -> bool:
    """Tell whether the actor may do this act, to this thing if one is given."""
    relation = visible(actor, act)
    if relation is None or actor is None:
        return False
    return thing is None or relation is Relation.ALL or thing.is_own(actor)


def require(actor: Actor, act: str, thing: Owned | None = None, *, view: str = "") -> None:
    """
    Go on only if the actor may do this act.

    Args:
        view: The act of seeing the thing: who may not even see it hears that it is not there.

    Raises:
        NotFound: if the actor may not see the thing.
        NotAllowed: if the actor may see it but not do this.
    """
    if can(actor, act, thing):
        return
    if view and not can(actor, view, thing):
        raise NotFound
    raise NotAllowed


def may_give(actor: Actor) -> frozenset[str]:
    """Return the roles that the actor may give to somebody; a program gives none."""
    if actor.acts is not None:
        return frozenset()
    return permissions().gives.get(actor.role, frozenset())


def grantable(actor: Actor) -> frozenset[str]:
    """Return the acts that the actor may hand to a program: its own, in full, and no more."""
    all_acts = permissions().acts
    return frozenset(
        act
        for act, roles in all_acts.items()
        if "api_client" in roles and visible(actor, act) is Relation.ALL
    )


def act_of_route(route: str, method: str) -> str | None:
    """Return what a request to a route asks for; None if the file does not name it."""
    methods = permissions().routes.get(route)
    if methods is None:
        return None
    return methods.get("GET" if method == "HEAD" else method)


def may_enter(actor: Actor | None, route: str, method: str = "GET") -> bool:
    """Tell whether the actor may open a route at all; unknown routes are closed."""
    act = act_of_route(route, method)
    if act is None:
        return False
    if act == PUBLIC:
        return True
    if act == ANONYMOUS:
        return True
    if act == SIGNED_IN:
        return actor is not None
    return can(actor, act)
