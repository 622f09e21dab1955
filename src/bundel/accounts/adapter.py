"""Where our rules for sign-in differ from django-allauth's."""

from __future__ import annotations

import base64
import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bundel.accounts.origin import address_of


def _cipher() -> MultiFernet:
    """Return the cipher for secrets of authenticator apps; older secret keys still open them."""
    keys = []
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"bundel.accounts.totp")
        keys.append(Fernet(base64.urlsafe_b64encode(derive.derive(secret.encode()))))
    return MultiFernet(keys)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """People are invited; nobody signs up on their own."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("U kunt nu niet inloggen."),
        "email_password_mismatch": _("Dit e-mailadres of wachtwoord klopt niet."),
        "enter_current_password": _("Vul uw huidige wachtwoord in."),
        "incorrect_code": _("Deze code klopt niet, of is al gebruikt."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "too_many_login_attempts": _("U probeerde dit te vaak. Wacht een kwartier."),
        "rate_limited": _("U probeert dit te vaak. Wacht even."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep the door of signing up closed."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the caller's address, by the same rule as the limits on guessing."""
        return address_of(request)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again before what matters, unless the sign-in itself was just now."""
        request = context.request
        records = get_authentication_records(request, request.user)
        age = time.time() - records[-1]["at"] if records else float("inf")
        return bool(age > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing on the next page: signing in and out speak for themselves."""


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Names the account in the authenticator app, and keeps its secret unreadable at rest."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet, of is al gebruikt."),
        "unverified_email": _("Uw e-mailadres is nog niet bevestigd."),
    }

    def get_totp_label(self, user: Any) -> str:
        """Return the label beside the code: the work e-mail address."""
        return str(user.email)

    def get_totp_issuer(self) -> str:
        """Return the name above the code."""
        return str(settings.MFA_TOTP_ISSUER)

    def encrypt(self, text: str) -> str:
        """Return a secret in the form in which the database keeps it."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret that the database kept."""
        return _cipher().decrypt(encrypted_text.encode()).decode()
