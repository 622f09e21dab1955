"""What the search reads: filters, words and spellings, each kept to its municipality."""

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from bundel.accounts.tenancy import keep_apart, protect, reference


def _codes(label):
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(max_length=60),
        blank=True,
        default=list,
        size=None,
        verbose_name=label,
    )


def _municipality(**options):
    return models.ForeignKey(
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="accounts.municipality",
        **options,
    )


class Migration(migrations.Migration):
    """Three tables that are made from the directory, and can be made again."""

    dependencies: ClassVar = [
        ("accounts", "0006_organisation_and_calendar"),
        ("network", "0002_row_policies"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "room",
                    models.CharField(
                        choices=[
                            ("yes", "ja, er is plek"),
                            ("waiting_list", "wachtlijst"),
                            ("after_assessment", "na een gesprek"),
                            ("no", "nee, vol"),
                            ("unknown", "onbekend"),
                        ],
                        max_length=20,
                        verbose_name="is er plek",
                    ),
                ),
                ("needs", _codes("hulpvragen")),
                ("target_groups", _codes("doelgroepen")),
                ("tenures", _codes("woonsituaties")),
                ("heat_sources", _codes("warmtebronnen")),
                ("languages", _codes("talen")),
                ("areas", _codes("gebieden")),
                ("municipality", _municipality(verbose_name="gemeente")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.service",
                    ),
                ),
            ],
            options={
                "verbose_name": "dienst in de zoeker",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "service"), name="search_entry_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchPosting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("word", models.CharField(db_collation="C", max_length=60, verbose_name="woord")),
                ("weight", models.PositiveSmallIntegerField(verbose_name="gewicht")),
                ("municipality", _municipality(db_constraint=False, db_index=False)),
                (
                    "service",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.service",
                    ),
                ),
            ],
            options={
                "verbose_name": "vindwoord van een dienst",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "word", "service"),
                        include=("weight",),
                        name="search_posting_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("word", models.CharField(db_collation="C", max_length=60, verbose_name="woord")),
                ("length", models.PositiveSmallIntegerField(verbose_name="lengte")),
                ("municipality", _municipality(db_index=False)),
            ],
            options={
                "verbose_name": "woord van de zoeker",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "word"), name="search_word_once"
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["municipality", "length"],
                        include=("word",),
                        name="search_word_by_length",
                    )
                ],
            },
        ),
        *protect("network_searchentry", {"service_id": "network_service"}),
        keep_apart("network_searchposting"),
        reference("network_searchposting", "service_id", "network_service"),
        keep_apart("network_searchword"),
    ]
