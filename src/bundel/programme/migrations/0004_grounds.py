"""The pattern of signals that an initiative answers to."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from bundel.accounts.tenancy import protect


class Migration(migrations.Migration):
    """A table between initiatives and patterns, within one municipality."""

    dependencies: ClassVar = [
        ("accounts", "0007_user_added_at"),
        ("programme", "0003_adopted_stays"),
        ("signals", "0002_row_policies"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="PatternGround",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grounds",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
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
                    "pattern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.pattern",
                        verbose_name="patroon",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanleiding",
                "verbose_name_plural": "aanleidingen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "initiative", "pattern"),
                        name="ground_once",
                        violation_error_message="Dit patroon is al een aanleiding van dit initiatief.",
                    )
                ],
            },
        ),
        *protect(
            "programme_patternground",
            {"initiative_id": "programme_initiative", "pattern_id": "signals_pattern"},
        ),
    ]
