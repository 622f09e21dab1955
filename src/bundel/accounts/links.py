"""Links in a mail that let one person choose a password, once."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from bundel.accounts import post
from bundel.accounts.models import Link, Municipality, Purpose, User
from bundel.accounts.permissions import Actor
from bundel.accounts.selectors import actor_of_user
from bundel.accounts.signals import account_changed
from bundel.errors import Fault, Invalid, NotFound

LASTS = {Purpose.INVITATION: timedelta(days=7), Purpose.RESET: timedelta(hours=1)}
KEPT = timedelta(days=30)


class LinkDoesNotWork(NotFound):
    """Used, too old, killed by a newer one, or never made: which one is nobody's business."""

    sentence = "Deze link werkt niet meer. Vraag een nieuwe."


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link lets somebody do."""

    name: str
    email: str
    purpose: str


def digest_of(token: str) -> str:
    """Return what we keep of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(*, user: User, purpose: Purpose, base: str, at: datetime) -> str:
    """
    Mail somebody a new link, and kill the one before. Return its address.

    Args:
        base: Scheme and host of the municipality, such as https://almere.example.
    """
    User.objects.select_for_update().get(pk=user.pk)
    Link.objects.filter(user=user, purpose=purpose, spent_at=None).delete()
    token = secrets.token_urlsafe(32)
    link = Link.objects.create(
        municipality_id=user.municipality_id,
        user=user,
        purpose=purpose,
        email=user.email,
        digest=digest_of(token),
        created_at=at,
        expires_at=at + LASTS[purpose],
    )
    address = base + reverse("accounts:link", args=[token])
    subject, body = _words(user, purpose, address)
    post.send(
        municipality_id=user.municipality_id,
        key=f"link:{link.id}",
        to=user.email,
        subject=subject,
        body=body,
        at=at,
    )
    return address


def _words(user: User, purpose: Purpose, address: str) -> tuple[str, str]:
    if purpose == Purpose.INVITATION:
        subject = _("Uitnodiging voor Bundel")
        why = _("U kunt meedoen in Bundel. Kies eerst een wachtwoord. De link werkt 7 dagen.")
    else:
        subject = _("Nieuw wachtwoord voor Bundel")
        why = _("U vroeg een nieuw wachtwoord. De link werkt een uur. Vroeg u niets? Doe niets.")
    hello = _("Beste %(name)s,") % {"name": user.name}
    return subject, f"{hello}\n\n{why}\n\n{address}\n"


def _open_link(token: str, at: datetime, *, hold: bool) -> Link:
    links = Link.objects.select_related("user")
    if hold:
        links = links.select_for_update(of=("self",))
    # Bound to the address: after a change of address an old link is dead.
    link = links.filter(
        digest=digest_of(token), spent_at=None, expires_at__gt=at, email=F("user__email")
    ).first()
    if link is None or not link.user.is_active:
        raise LinkDoesNotWork
    return link


def look(*, token: str, at: datetime) -> Opened:
    """
    Return what a link is for, and spend nothing: mail scanners look too.

    Raises:
        LinkDoesNotWork: if it may not be used.
    """
    link = _open_link(token, at, hold=False)
    return Opened(link.user.name, link.user.email, link.purpose)


@transaction.atomic
def spend(*, token: str, password: str, at: datetime) -> None:
    """
    Give the person of a link this password, end all sessions, and let the link work no more.

    Raises:
        LinkDoesNotWork: if it may not be used.
        Invalid: if the password is too easy.
    """
    link = _open_link(token, at, hold=True)
    user = link.user
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        faults = [Fault("password", message) for message in wrong.messages]
        raise Invalid(_("Kies een ander wachtwoord."), faults) from None
    user.set_password(password)
    User.objects.filter(pk=user.pk).update(
        password=user.password, session_round=F("session_round") + 1
    )
    Link.objects.filter(pk=link.pk).update(spent_at=at)
    # A link to somebody who has a password already is of no use to anybody.
    Link.objects.filter(user=user, spent_at=None).delete()
    _tell(actor_of_user(user=user, channel="web"), "accounts.choose_password", user.pk, user.name)


def _tell(actor: Actor, action: str, user_id: uuid.UUID, label: str) -> None:
    account_changed.send(
        sender=Link, actor=actor, action=action, kind="person", object_id=user_id, label=label
    )


@transaction.atomic
def forgotten(*, municipality: Municipality, email: str, base: str, at: datetime) -> None:
    """Mail a link to who forgot the password; say nothing about who exists."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        return
    recent = Link.objects.filter(
        user=user, purpose=Purpose.RESET, created_at__gt=at - timedelta(minutes=5)
    )
    if recent.exists():
        return
    make(user=user, purpose=Purpose.RESET, base=base, at=at)
    actor = actor_of_user(user=user, channel="web")
    _tell(actor, "accounts.ask_password", user.pk, user.name)


def is_mailed() -> bool:
    """Tell whether mail leaves this installation; if not, links are handed over by hand."""
    return bool(settings.MAIL_LEAVES)
