"""When somebody was last here, within one municipality."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bundel.accounts.tenancy import protect


class Migration(migrations.Migration):
    """One row a person."""

    initial = True

    dependencies: ClassVar = [("accounts", "0007_user_added_at")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="LastVisit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("since_at", models.DateTimeField(verbose_name="nieuws sinds")),
                ("last_at", models.DateTimeField(verbose_name="laatst hier")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "laatste bezoek",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "user"), name="last_visit_once")
                ],
            },
        ),
        *protect("today_lastvisit", {"user_id": "accounts_user"}),
    ]
