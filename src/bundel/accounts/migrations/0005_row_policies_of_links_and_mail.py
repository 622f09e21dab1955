"""Links and mail stay within their municipality."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import protect


class Migration(migrations.Migration):
    """Row policies of links and mail; shared values belong to no municipality."""

    dependencies: ClassVar = [("accounts", "0004_links_mail_shared")]
    operations: ClassVar = [
        *protect("accounts_link", references={"user_id": "accounts_user"}),
        *protect("accounts_mail"),
    ]
