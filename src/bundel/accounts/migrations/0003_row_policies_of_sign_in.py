"""What django-allauth keeps of a person is seen where the person is seen."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import protect_through


class Migration(migrations.Migration):
    """Row policies of e-mail addresses and second steps."""

    dependencies: ClassVar = [
        ("accounts", "0002_row_policies"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations: ClassVar = [
        *protect_through("account_emailaddress", "user_id", "accounts_user"),
        *protect_through("mfa_authenticator", "user_id", "accounts_user"),
    ]
