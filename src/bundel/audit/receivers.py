"""Sign-in, sign-out and what accounts tells: written in the transaction in which it happens."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from bundel.accounts.models import User
from bundel.accounts.origin import name_tried
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.signals import account_changed
from bundel.audit import services

PERSON = "person"
# Enough to see that one address is tried again and again; too little to find the address.
MARK_LENGTH = 12


@receiver(account_changed, dispatch_uid="audit.account_changed")
def _account_changed(sender: Any, signal: Any, **told: Any) -> None:
    services.record(**told)


@receiver(user_logged_in, dispatch_uid="audit.signed_in")
def _signed_in(user: User, **_: Any) -> None:
    _of(user, "session.begin")


@receiver(user_logged_out, dispatch_uid="audit.signed_out")
def _signed_out(user: User | None, **_: Any) -> None:
    if isinstance(user, User):
        _of(user, "session.end")


@receiver(password_changed, dispatch_uid="audit.password_changed")
def _password_changed(user: User, **_: Any) -> None:
    _of(user, "accounts.change_password")


@receiver(authenticator_added, dispatch_uid="audit.second_step_made")
def _second_step_made(user: User, authenticator: Any, **_: Any) -> None:
    _of(user, "accounts.make_second_step", after={"type": str(authenticator.type)})


@receiver(authenticator_removed, dispatch_uid="audit.second_step_removed")
def _second_step_removed(user: User, authenticator: Any, **_: Any) -> None:
    _of(user, "accounts.remove_second_step", before={"type": str(authenticator.type)})


@receiver(authentication_failed, dispatch_uid="audit.wrong_code")
def _wrong_code(user: User, **_: Any) -> None:
    """Say whose second step was tried; the password was right, the person is not known."""
    services.record_stranger(
        municipality_id=user.municipality_id,
        action="session.wrong_code",
        kind=PERSON,
        object_id=user.pk,
        label=user.name,
    )


@receiver(user_login_failed, dispatch_uid="audit.refused")
def _refused(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Name the account that was tried if there is one; what was typed else is only a mark."""
    municipality = getattr(request, "municipality", None)
    if request is None or municipality is None:
        return
    typed = name_tried(request, credentials)
    user = User.objects.filter(email=typed).first()
    mark = salted_hmac("bundel.audit.tried", typed, algorithm="sha256").hexdigest()
    services.record_stranger(
        municipality_id=municipality.id,
        action="session.refused",
        kind=PERSON,
        object_id=user.pk if user else None,
        label=user.name if user else "",
        after=None if user else {"mark": mark[:MARK_LENGTH]},
    )


def _of(user: User, action: str, **more: Any) -> None:
    services.record(
        actor=actor_of_user(user=user, channel="web"),
        action=action,
        kind=PERSON,
        object_id=user.pk,
        label=user.name,
        **more,
    )
