"""Where our rules for sign-in differ from django-allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """People are invited; nobody signs up on their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep the door of signing up closed."""
        return False


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Names the municipality in the authenticator app, so that people find the right code."""

    def get_totp_label(self, user: Any) -> str:
        """Return the label beside the code: the work e-mail address."""
        return str(user.email)

    def get_totp_issuer(self) -> str:
        """Return the name above the code."""
        return "Bundel"
