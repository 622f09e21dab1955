"""Django's door to this module."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts: municipalities as tenants, people, roles, sign-in."""

    name = "bundel.accounts"
    label = "accounts"
    verbose_name = "Toegang"
