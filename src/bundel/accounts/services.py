"""What the functional manager does: let people in, change what they are, shut them out."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bundel.accounts import links, permissions
from bundel.accounts.models import ApiToken, Link, Purpose, Role, User
from bundel.accounts.permissions import Actor
from bundel.accounts.signals import account_changed
from bundel.errors import Conflict, Difference, Fault, Invalid, NotAllowed, NotFound, Stale

LONGEST = timedelta(days=366)

PARTNER_ROLES = frozenset({Role.PARTNER_COORDINATOR.value, Role.PARTNER_WORKER.value})


class RoleNotYours(NotAllowed):
    """Nobody gives more than they may give."""

    sentence = "Deze rol mag u niet geven."


class NotYourself(Conflict):
    """Who shuts oneself out, or raises oneself, does so by mistake or worse."""

    sentence = "Uw eigen rol en toegang kunt u niet wijzigen. Vraag het een collega."


class LastManager(Conflict):
    """Somebody must be left who can let people in."""

    sentence = "Er moet een functioneel beheerder overblijven."


def _tell(actor: Actor, action: str, kind: str, thing: Any, **more: Any) -> None:
    account_changed.send(
        sender=type(thing),
        actor=actor,
        action=action,
        kind=kind,
        object_id=thing.pk,
        label=str(thing),
        **more,
    )


def _person(actor: Actor, user_id: uuid.UUID, version: int | None = None) -> User:
    """Return somebody whom the actor may manage, held until the end of the transaction."""
    permissions.require(actor, "accounts.manage")
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound
    if version is not None and user.version != version:
        now = _("mag inloggen") if user.is_active else _("geblokkeerd")
        theirs = f"{user.name}, {user.get_role_display()}, {now}"
        raise Stale([Difference("person", _("Medewerker"), "", theirs)], version=user.version)
    return user


def _keep_a_manager(user: User) -> None:
    if user.role == Role.FUNCTIONAL_MANAGER:
        managers = User.objects.select_for_update().filter(
            role=Role.FUNCTIONAL_MANAGER, is_active=True
        )
        if not [one for one in managers if one.pk != user.pk]:
            raise LastManager


@transaction.atomic
def invite(
    *,
    actor: Actor,
    name: str,
    email: str,
    role: str,
    base: str,
    at: datetime,
    function: str = "",
    department: str = "",
    organisation_id: uuid.UUID | None = None,
) -> str:
    """
    Let somebody in with a role, and mail a link to choose a password. Return its address.

    Args:
        organisation_id: The partner that the person works for; who invites partners may give
            its people an account, and only with a role of a partner.

    Raises:
        RoleNotYours: if the actor may not give this role.
        Invalid: if the address is known already.
    """
    if organisation_id is None:
        permissions.require(actor, "accounts.manage")
    else:
        permissions.require(actor, "accounts.invite_partner")
    if role not in permissions.may_give(actor):
        raise RoleNotYours
    if organisation_id is not None and role not in PARTNER_ROLES:
        raise RoleNotYours
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                municipality_id=actor.municipality_id,
                email=email.strip(),
                name=name.strip(),
                role=role,
                function=function.strip(),
                department=department.strip(),
                organisation_id=organisation_id,
            )
    except IntegrityError:
        fault = Fault("email", _("Met dit e-mailadres doet al iemand mee."))
        raise Invalid("", [fault]) from None
    _tell(actor, "accounts.invite", "person", user, after={"role": role})
    return links.make(user=user, purpose=Purpose.INVITATION, base=base, at=at)


@transaction.atomic
def invite_again(*, actor: Actor, user_id: uuid.UUID, base: str, at: datetime) -> str:
    """
    Mail a new link to choose a password; the old one works no more. Return its address.

    Raises:
        NotFound: if there is nobody with this id.
        Conflict: if the person is blocked.
    """
    user = _person(actor, user_id)
    if user.role not in permissions.may_give(actor):
        raise RoleNotYours
    if not user.is_active:
        raise Conflict(_("Deze medewerker is geblokkeerd. Geef eerst weer toegang."))
    _tell(actor, "accounts.invite_again", "person", user)
    return links.make(user=user, purpose=Purpose.INVITATION, base=base, at=at)


@transaction.atomic
def change_person(
    *,
    actor: Actor,
    user_id: uuid.UUID,
    version: int,
    name: str,
    role: str,
    function: str,
    department: str,
) -> None:
    """
    Change who somebody is here.

    Raises:
        NotFound: if there is nobody with this id.
        Stale: if somebody saved first.
        RoleNotYours: if the actor may not give this role, or not take the one that is there.
        NotYourself: if it is the actor's own role.
        LastManager: if nobody would be left to let people in.
    """
    user = _person(actor, user_id, None)
    wanted = {"name": name, "role": role, "function": function, "department": department}
    if user.version != version:
        raise Stale(_differences(user, wanted), version=user.version)
    if role != user.role:
        if user.pk == actor.user_id:
            raise NotYourself
        if not {role, user.role} <= permissions.may_give(actor):
            raise RoleNotYours
        _keep_a_manager(user)
    before = {key: getattr(user, key) for key in wanted if getattr(user, key) != wanted[key]}
    if not before:
        return
    User.objects.filter(pk=user.pk).update(**wanted, version=F("version") + 1)
    after = {key: wanted[key] for key in before}
    _tell(actor, "accounts.change_person", "person", user, before=before, after=after)


def _differences(user: User, wanted: dict[str, str]) -> list[Difference]:
    labels = {
        "name": _("Naam"),
        "role": _("Rol"),
        "function": _("Functie"),
        "department": _("Afdeling"),
    }
    shown = dict(Role.choices)
    return [
        Difference(
            key,
            labels[key],
            str(shown.get(mine, mine)) if key == "role" else mine,
            str(shown.get(theirs, theirs)) if key == "role" else theirs,
        )
        for key, mine in wanted.items()
        if (theirs := getattr(user, key)) != mine
    ]


@transaction.atomic
def set_access(*, actor: Actor, user_id: uuid.UUID, version: int, is_active: bool) -> None:
    """
    Block somebody, or let somebody in again. Blocking ends every session and link at once.

    Raises:
        NotFound: if there is nobody with this id.
        Stale: if somebody saved first.
        NotYourself: if it is the actor.
        RoleNotYours: if this person has a role that the actor may not give.
        LastManager: if nobody would be left to let people in.
    """
    user = _person(actor, user_id, version)
    if user.pk == actor.user_id:
        raise NotYourself
    if user.role not in permissions.may_give(actor):
        raise RoleNotYours
    if not is_active:
        _keep_a_manager(user)
        Link.objects.filter(user=user, spent_at=None).delete()
    User.objects.filter(pk=user.pk).update(
        is_active=is_active, version=F("version") + 1, session_round=F("session_round") + 1
    )
    action = "accounts.unblock" if is_active else "accounts.block"
    _tell(actor, action, "person", user)


@transaction.atomic
def forget_second_step(*, actor: Actor, user_id: uuid.UUID, version: int) -> None:
    """
    Take away a second step that was lost; it must be made anew at the next sign-in.

    Raises:
        NotFound: if there is nobody with this id.
        Stale: if somebody saved first.
        NotYourself: if it is the actor.
        RoleNotYours: if this person has a role that the actor may not give.
    """
    user = _person(actor, user_id, version)
    if user.pk == actor.user_id:
        raise NotYourself
    if user.role not in permissions.may_give(actor):
        raise RoleNotYours
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(
        version=F("version") + 1, session_round=F("session_round") + 1
    )
    _tell(actor, "accounts.forget_second_step", "person", user)


@transaction.atomic
def make_token(
    *, actor: Actor, name: str, acts: Collection[str], expires_at: datetime, at: datetime
) -> str:
    """
    Make a key for a program and return it; it cannot be shown again.

    Raises:
        NotAllowed: if the actor may not make keys, or would give more than it may do.
        Invalid: if nothing is chosen, or if it would work for more than a year.
    """
    permissions.require(actor, "accounts.manage_tokens")
    if actor.acts is not None or not set(acts) <= permissions.grantable(actor):
        raise NotAllowed(_("U kunt een koppeling niet meer laten doen dan u zelf mag."))
    if not acts:
        raise Invalid("", [Fault("acts", _("Kies wat de koppeling mag."))])
    if not at < expires_at <= at + LONGEST:
        raise Invalid("", [Fault("expires_date", _("Kies een dag binnen een jaar."))])
    key = f"bundel_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        municipality_id=actor.municipality_id,
        name=name.strip(),
        digest=hashlib.sha256(key.encode()).hexdigest(),
        acts=sorted(acts),
        created_by_id=actor.user_id,
        created_at=at,
        expires_at=expires_at,
    )
    after = {"acts": sorted(acts), "expires_at": expires_at.isoformat()}
    _tell(actor, "accounts.make_token", "token", token, after=after)
    return key


@transaction.atomic
def revoke_token(*, actor: Actor, token_id: uuid.UUID, at: datetime) -> None:
    """
    Let a key work no more, at once.

    Raises:
        NotFound: if there is no such key.
    """
    permissions.require(actor, "accounts.manage_tokens")
    token = ApiToken.objects.select_for_update().filter(pk=token_id).first()
    if token is None:
        raise NotFound
    if token.revoked_at is None:
        ApiToken.objects.filter(pk=token.pk).update(revoked_at=at)
        _tell(actor, "accounts.revoke_token", "token", token)
