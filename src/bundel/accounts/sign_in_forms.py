"""The forms of sign-in with our words; what they do is django-allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

EMAIL, PASSWORD = _("E-mailadres van uw werk"), _("Wachtwoord")
CODE, OLD = _("Code uit uw app, of een herstelcode"), _("Huidig wachtwoord")
NEW, AGAIN = _("Nieuw wachtwoord"), _("Nieuw wachtwoord, nog een keer")


def _say(form: Any, **labels: Any) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)


class Login(account.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login=EMAIL, password=PASSWORD)


class ChangePassword(account.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The password now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, oldpassword=OLD, password1=NEW, password2=AGAIN)


class Reauthenticate(account.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The password, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=PASSWORD)


class Code(mfa.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code from the app, or one that was kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=CODE)


class CodeAgain(mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code from the app, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=CODE)


class FirstCode(totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code that the app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("Code uit uw app"))
