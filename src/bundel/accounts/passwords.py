"""Rules for passwords that Django does not bring."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class MaximumLengthValidator:
    """A bound, so that hashing a password stays bounded work."""

    def __init__(self, max_length: int = 128) -> None:
        self.max_length = max_length

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse what is longer than the bound."""
        if len(password) > self.max_length:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """Say the rule."""
        return _("Gebruik ten hoogste %(count)d tekens.") % {"count": self.max_length}
