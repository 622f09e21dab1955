"""What each entry hashed to, so that a place can be named; and what each reading showed."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

MUNICIPALITY = {
    "editable": False,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "accounts.municipality",
    "verbose_name": "gemeente",
}


def _number(words: str) -> models.PositiveBigIntegerField:
    return models.PositiveBigIntegerField(default=0, verbose_name=words)


class Migration(migrations.Migration):
    """Tables for stamps and checks."""

    dependencies: ClassVar = [
        ("accounts", "0001_initial"),
        ("audit", "0002_row_policies_append_only"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                (
                    "id",
                    models.BigIntegerField(primary_key=True, serialize=False, verbose_name="regel"),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("municipality", models.ForeignKey(**MUNICIPALITY)),
            ],
            options={"verbose_name": "stempel op een regel"},
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                (
                    "asked_by",
                    models.CharField(blank=True, max_length=120, verbose_name="gevraagd door"),
                ),
                ("finished_at", models.DateTimeField(null=True, verbose_name="klaar op")),
                ("entries", _number("aantal regels")),
                ("seals", _number("aantal zegels")),
                ("unsealed", _number("nog niet verzegeld")),
                ("found", _number("aantal plekken")),
                ("findings", models.JSONField(default=list, verbose_name="wat er is gebeurd")),
                ("municipality", models.ForeignKey(**MUNICIPALITY)),
            ],
            options={
                "verbose_name": "controle van het logboek",
                "indexes": [
                    models.Index(fields=["municipality", "asked_at"], name="check_by_time")
                ],
            },
        ),
    ]
