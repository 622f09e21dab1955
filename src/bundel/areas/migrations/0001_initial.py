"""The first tables of this module."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_row_policies_of_sign_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
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
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "gemeente"),
                            ("city_part", "stadsdeel"),
                            ("district", "wijk"),
                            ("neighbourhood", "buurt"),
                        ],
                        max_length=20,
                        verbose_name="niveau",
                    ),
                ),
                (
                    "residents",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="inwoners"),
                ),
                (
                    "dwellings",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="woningen"),
                ),
                (
                    "owner_occupied_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        verbose_name="koopwoningen (%)",
                    ),
                ),
                (
                    "low_personal_income_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        verbose_name="personen met laag inkomen (%)",
                    ),
                ),
                (
                    "centre_lon",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        max_digits=8,
                        null=True,
                        verbose_name="lengtegraad",
                    ),
                ),
                (
                    "centre_lat",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        max_digits=8,
                        null=True,
                        verbose_name="breedtegraad",
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[("A", "A"), ("B", "B"), ("C", "C"), ("D", "D")],
                        max_length=1,
                        verbose_name="graad",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="bron")),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="areas.area",
                        verbose_name="deel van",
                    ),
                ),
            ],
            options={
                "verbose_name": "gebied",
                "verbose_name_plural": "gebieden",
                "ordering": ["code", "-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "code", "year"), name="area_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1995), ("year__lte", 2100)),
                        name="area_year_is_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True),
                        name="area_not_in_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("owner_occupied_pct__isnull", True),
                                models.Q(
                                    ("owner_occupied_pct__gte", 0), ("owner_occupied_pct__lte", 100)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("low_personal_income_pct__isnull", True),
                                models.Q(
                                    ("low_personal_income_pct__gte", 0),
                                    ("low_personal_income_pct__lte", 100),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="area_percentages",
                    ),
                ],
            },
        ),
    ]
