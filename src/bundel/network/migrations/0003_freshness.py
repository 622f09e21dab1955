"""Asking partners whether their data are still right, and what they say is wrong."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from bundel.accounts.tenancy import protect


class Migration(migrations.Migration):
    """Rounds of confirming, and corrections."""

    dependencies: ClassVar = [
        ("accounts", "0006_organisation_and_calendar"),
        ("network", "0002_row_policies"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="ConfirmRound",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="gestuurd naar"),
                ),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("reminded_at", models.DateTimeField(null=True, verbose_name="herinnerd op")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="afgerond op")),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.contact",
                        verbose_name="gevraagd aan",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag of het nog klopt",
                "ordering": ["-asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("municipality", "organisation"),
                        name="confirm_round_one_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
                ),
                ("text", models.TextField(verbose_name="wat klopt er niet")),
                ("told_by", models.CharField(max_length=200, verbose_name="verteld door")),
                ("told_at", models.DateTimeField(verbose_name="verteld op")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="afgerond op")),
                (
                    "closed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="afgerond door"),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="network.service",
                        verbose_name="dienst",
                    ),
                ),
            ],
            options={
                "verbose_name": "melding dat iets niet klopt",
                "ordering": ["told_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(("closed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_closed_by_somebody",
                    )
                ],
            },
        ),
        *protect(
            "network_confirmround",
            {"organisation_id": "network_organisation", "contact_id": "network_contact"},
        ),
        *protect(
            "network_correction",
            {"organisation_id": "network_organisation", "service_id": "network_service"},
        ),
    ]
