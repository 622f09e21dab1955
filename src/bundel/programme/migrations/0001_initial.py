"""The first tables of this module."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import bundel.programme.models.initiatives


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_row_policies_of_sign_in"),
        ("areas", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdoptedPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("grounds", models.TextField(verbose_name="gronden")),
                ("adopted_by_id", models.UUIDField(verbose_name="vastgesteld door")),
                (
                    "adopted_by_name",
                    models.CharField(max_length=120, verbose_name="vastgesteld door (naam)"),
                ),
                ("adopted_at", models.DateTimeField(verbose_name="vastgesteld op")),
                ("problem", models.JSONField(verbose_name="vraag")),
                ("plan", models.JSONField(verbose_name="plan")),
                (
                    "frontier_index",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="punt op de lijn"
                    ),
                ),
                ("plan_sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
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
            ],
            options={
                "verbose_name": "vastgesteld plan",
                "verbose_name_plural": "vastgestelde plannen",
                "ordering": ["-adopted_at"],
            },
        ),
        migrations.CreateModel(
            name="Department",
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
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
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
            ],
            options={
                "verbose_name": "afdeling",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Fund",
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
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "officieel"),
                            ("B", "uit tweede hand"),
                            ("C", "afgeleid"),
                            ("D", "aanname"),
                        ],
                        default="D",
                        max_length=1,
                        verbose_name="graad",
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "total_eur",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="totaal (euro)",
                    ),
                ),
                (
                    "quarterly_eur",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="per kwartaal (euro)",
                    ),
                ),
                ("end_date", models.DateField(blank=True, null=True, verbose_name="einddatum")),
                ("conditions", models.TextField(blank=True, verbose_name="voorwaarden")),
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
            ],
            options={
                "verbose_name": "geldbron",
                "verbose_name_plural": "geldbronnen",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FundChange",
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
                ("quarter", models.CharField(max_length=7, verbose_name="kwartaal")),
                ("eur", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="euro")),
                ("reason", models.CharField(max_length=200, verbose_name="reden")),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="programme.fund",
                        verbose_name="geldbron",
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
            ],
            options={
                "verbose_name": "wijziging van geld",
                "ordering": ["fund", "quarter"],
            },
        ),
        migrations.CreateModel(
            name="FundPayee",
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programme.department",
                        verbose_name="afdeling",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="payees",
                        to="programme.fund",
                        verbose_name="geldbron",
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
            ],
            options={
                "verbose_name": "mag betalen",
            },
        ),
        migrations.CreateModel(
            name="Goal",
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
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="doel")),
                ("description", models.TextField(blank=True, verbose_name="omschrijving")),
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
            ],
            options={
                "verbose_name": "doel",
                "verbose_name_plural": "doelen",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Benefit",
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
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="baat")),
                ("unit", models.CharField(max_length=60, verbose_name="eenheid")),
                (
                    "target_value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="streefwaarde",
                    ),
                ),
                (
                    "target_date",
                    models.DateField(blank=True, null=True, verbose_name="streefdatum"),
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
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="benefits",
                        to="programme.goal",
                        verbose_name="doel",
                    ),
                ),
            ],
            options={
                "verbose_name": "baat",
                "verbose_name_plural": "baten",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Initiative",
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
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "officieel"),
                            ("B", "uit tweede hand"),
                            ("C", "afgeleid"),
                            ("D", "aanname"),
                        ],
                        default="D",
                        max_length=1,
                        verbose_name="graad",
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                ("summary", models.TextField(blank=True, verbose_name="samenvatting")),
                ("lead", models.CharField(blank=True, max_length=120, verbose_name="trekker")),
                (
                    "commissioner",
                    models.CharField(blank=True, max_length=120, verbose_name="opdrachtgever"),
                ),
                (
                    "contractor",
                    models.CharField(blank=True, max_length=120, verbose_name="opdrachtnemer"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("idea", "idee"),
                            ("proposed", "voorgesteld"),
                            ("planned", "gepland"),
                            ("running", "lopend"),
                            ("paused", "gepauzeerd"),
                            ("stopped", "gestopt"),
                            ("embedded", "geborgd"),
                        ],
                        default="idea",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "earliest_quarter",
                    models.CharField(
                        blank=True, default="", max_length=7, verbose_name="vroegste start"
                    ),
                ),
                (
                    "latest_quarter",
                    models.CharField(
                        blank=True, default="", max_length=7, verbose_name="laatste start"
                    ),
                ),
                (
                    "must_finish",
                    models.BooleanField(
                        default=False, verbose_name="moet klaar zijn binnen het plan"
                    ),
                ),
                (
                    "forbidden",
                    models.BooleanField(default=False, verbose_name="doet niet mee in het plan"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verwijderd op"),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="programme.department",
                        verbose_name="afdeling",
                    ),
                ),
                (
                    "lead_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account van de trekker",
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
            ],
            options={
                "verbose_name": "initiatief",
                "verbose_name_plural": "initiatieven",
                "ordering": ["code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contribution",
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
                ("how", models.CharField(blank=True, max_length=200, verbose_name="hoe")),
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
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="programme.goal",
                        verbose_name="doel",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
            ],
            options={
                "verbose_name": "bijdrage",
            },
        ),
        migrations.CreateModel(
            name="Level",
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
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "officieel"),
                            ("B", "uit tweede hand"),
                            ("C", "afgeleid"),
                            ("D", "aanname"),
                        ],
                        default="D",
                        max_length=1,
                        verbose_name="graad",
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="volgorde")),
                ("usual", models.BooleanField(default=False, verbose_name="gewone niveau")),
                (
                    "duration_quarters",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="duur (kwartalen)"
                    ),
                ),
                (
                    "start_quarters",
                    models.PositiveSmallIntegerField(default=1, verbose_name="startkwartalen"),
                ),
                (
                    "now_low",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="waarde nu, laag (euro)",
                    ),
                ),
                (
                    "now_mid",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="waarde nu, midden (euro)",
                    ),
                ),
                (
                    "now_high",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="waarde nu, hoog (euro)",
                    ),
                ),
                (
                    "later_low",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="waarde later, laag (euro)",
                    ),
                ),
                (
                    "later_mid",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="waarde later, midden (euro)",
                    ),
                ),
                (
                    "later_high",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="waarde later, hoog (euro)",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levels",
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
            ],
            options={
                "verbose_name": "niveau",
                "verbose_name_plural": "niveaus",
                "ordering": ["initiative", "position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                ("start_quarter", models.CharField(max_length=7, verbose_name="gestart in")),
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
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.level",
                        verbose_name="niveau",
                    ),
                ),
            ],
            options={
                "verbose_name": "toezegging",
            },
        ),
        migrations.CreateModel(
            name="LevelMoney",
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
                    "from_quarter",
                    models.PositiveSmallIntegerField(default=1, verbose_name="vanaf kwartaal"),
                ),
                (
                    "until_quarter",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="tot en met kwartaal"
                    ),
                ),
                (
                    "start_eur",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="euro om te starten",
                    ),
                ),
                (
                    "running_eur",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="euro per kwartaal"
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="level_money",
                        to="programme.fund",
                        verbose_name="geldbron",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="money",
                        to="programme.level",
                        verbose_name="niveau",
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
            ],
            options={
                "verbose_name": "geld",
            },
        ),
        migrations.CreateModel(
            name="MeasureGroup",
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
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("description", models.TextField(blank=True, verbose_name="omschrijving")),
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
            ],
            options={
                "verbose_name": "maatregelgroep",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Floor",
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
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "officieel"),
                            ("B", "uit tweede hand"),
                            ("C", "afgeleid"),
                            ("D", "aanname"),
                        ],
                        default="D",
                        max_length=1,
                        verbose_name="graad",
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                (
                    "households",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="huishoudens"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                        verbose_name="gebied",
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
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="floors",
                        to="programme.measuregroup",
                        verbose_name="maatregelgroep",
                    ),
                ),
            ],
            options={
                "verbose_name": "ondergrens",
                "verbose_name_plural": "ondergrenzen",
                "ordering": ["code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AtRisk",
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
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "officieel"),
                            ("B", "uit tweede hand"),
                            ("C", "afgeleid"),
                            ("D", "aanname"),
                        ],
                        default="D",
                        max_length=1,
                        verbose_name="graad",
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                (
                    "households",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="huishoudens"
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=3, default=1, max_digits=5, verbose_name="gewicht"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                        verbose_name="gebied",
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
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="at_risk",
                        to="programme.measuregroup",
                        verbose_name="maatregelgroep",
                    ),
                ),
            ],
            options={
                "verbose_name": "huishoudens met risico",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NotNow",
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
                ("reason", models.TextField(verbose_name="reden")),
                ("review_date", models.DateField(verbose_name="opnieuw bekijken op")),
                (
                    "adopted_plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="not_now",
                        to="programme.adoptedplan",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="not_now",
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
            ],
            options={
                "verbose_name": "nu niet",
                "ordering": ["review_date"],
            },
        ),
        migrations.CreateModel(
            name="PlanRun",
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
                ("title", models.CharField(max_length=200, verbose_name="naam")),
                ("problem", models.JSONField(verbose_name="vraag")),
                (
                    "problem_sha256",
                    models.CharField(max_length=64, verbose_name="vingerafdruk van de vraag"),
                ),
                ("versions", models.JSONField(default=dict, verbose_name="versies")),
                ("parameters", models.JSONField(default=dict, verbose_name="instellingen")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "wacht"),
                            ("running", "rekent"),
                            ("stopping", "stopt"),
                            ("done", "klaar"),
                            ("stopped", "gestopt"),
                            ("failed", "mislukt"),
                            ("infeasible", "geen plan mogelijk"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("requested_by_id", models.UUIDField(verbose_name="gevraagd door")),
                (
                    "requested_by_name",
                    models.CharField(max_length=120, verbose_name="gevraagd door (naam)"),
                ),
                ("requested_at", models.DateTimeField(verbose_name="gevraagd op")),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="begonnen op"),
                ),
                (
                    "heartbeat_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="laatste teken van leven"
                    ),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="klaar op"),
                ),
                (
                    "objective",
                    models.FloatField(blank=True, null=True, verbose_name="waarde tot nu toe"),
                ),
                ("bound", models.FloatField(blank=True, null=True, verbose_name="bovengrens")),
                (
                    "gap",
                    models.FloatField(
                        blank=True, null=True, verbose_name="afstand tot de bovengrens"
                    ),
                ),
                ("result", models.JSONField(blank=True, null=True, verbose_name="uitkomst")),
                ("trouble", models.TextField(blank=True, verbose_name="wat misging")),
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
            ],
            options={
                "verbose_name": "berekening",
                "verbose_name_plural": "berekeningen",
                "ordering": ["-requested_at"],
            },
        ),
        migrations.AddField(
            model_name="adoptedplan",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adopted",
                to="programme.planrun",
                verbose_name="uit",
            ),
        ),
        migrations.CreateModel(
            name="Pool",
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
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "officieel"),
                            ("B", "uit tweede hand"),
                            ("C", "afgeleid"),
                            ("D", "aanname"),
                        ],
                        default="D",
                        max_length=1,
                        verbose_name="graad",
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("internal", models.BooleanField(default=True, verbose_name="van de gemeente")),
                ("people", models.PositiveSmallIntegerField(default=1, verbose_name="mensen")),
                ("fte", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="fte")),
                (
                    "hours_per_fte",
                    models.DecimalField(
                        decimal_places=2,
                        default=345,
                        max_digits=6,
                        verbose_name="uren per fte per kwartaal",
                    ),
                ),
                (
                    "fixed_hours",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=9,
                        verbose_name="vaste uren per kwartaal",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pools",
                        to="programme.department",
                        verbose_name="afdeling",
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
            ],
            options={
                "verbose_name": "pool",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LevelHours",
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
                    "start_hours",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="uren om te starten",
                    ),
                ),
                (
                    "running_hours",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="uren per kwartaal"
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours",
                        to="programme.level",
                        verbose_name="niveau",
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
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="level_hours",
                        to="programme.pool",
                        verbose_name="pool",
                    ),
                ),
            ],
            options={
                "verbose_name": "uren",
            },
        ),
        migrations.CreateModel(
            name="PoolChange",
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
                ("quarter", models.CharField(max_length=7, verbose_name="kwartaal")),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2, max_digits=9, verbose_name="uren erbij of eraf"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reden")),
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
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="programme.pool",
                        verbose_name="pool",
                    ),
                ),
            ],
            options={
                "verbose_name": "wijziging van uren",
                "ordering": ["pool", "quarter"],
            },
        ),
        migrations.CreateModel(
            name="Precedence",
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
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "officieel"),
                            ("B", "uit tweede hand"),
                            ("C", "afgeleid"),
                            ("D", "aanname"),
                        ],
                        default="D",
                        max_length=1,
                        verbose_name="graad",
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                (
                    "order",
                    models.CharField(
                        choices=[("finish-start", "na het einde"), ("start-start", "na de start")],
                        default="finish-start",
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                (
                    "lag_quarters",
                    models.SmallIntegerField(default=0, verbose_name="kwartalen ertussen"),
                ),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="programme.initiative",
                        verbose_name="daarna",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="programme.initiative",
                        verbose_name="eerst",
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
            ],
            options={
                "verbose_name": "volgorde",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Precondition",
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
                ("text", models.CharField(max_length=300, verbose_name="randvoorwaarde")),
                ("met", models.BooleanField(default=False, verbose_name="voldaan")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preconditions",
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
            ],
            options={
                "verbose_name": "randvoorwaarde",
                "verbose_name_plural": "randvoorwaarden",
                "ordering": ["text"],
            },
        ),
        migrations.CreateModel(
            name="Programme",
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
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                ("first_quarter", models.CharField(max_length=7, verbose_name="eerste kwartaal")),
                (
                    "quarters_count",
                    models.PositiveSmallIntegerField(default=12, verbose_name="aantal kwartalen"),
                ),
                (
                    "weight_now",
                    models.DecimalField(
                        decimal_places=3, default=1, max_digits=6, verbose_name="gewicht nu"
                    ),
                ),
                (
                    "weight_later",
                    models.DecimalField(
                        decimal_places=3, default=1, max_digits=6, verbose_name="gewicht later"
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
            ],
            options={
                "verbose_name": "programma",
            },
        ),
        migrations.CreateModel(
            name="Reach",
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
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "officieel"),
                            ("B", "uit tweede hand"),
                            ("C", "afgeleid"),
                            ("D", "aanname"),
                        ],
                        default="D",
                        max_length=1,
                        verbose_name="graad",
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                (
                    "households_low",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=14,
                        verbose_name="huishoudens per kwartaal, laag",
                    ),
                ),
                (
                    "households_mid",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=14,
                        verbose_name="huishoudens per kwartaal, midden",
                    ),
                ),
                (
                    "households_high",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=14,
                        verbose_name="huishoudens per kwartaal, hoog",
                    ),
                ),
                (
                    "ramp_shares",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=3, max_digits=4),
                        default=bundel.programme.models.initiatives._full_at_once,
                        size=None,
                        verbose_name="aanloop",
                    ),
                ),
                (
                    "now_low",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="nu per huishouden, laag (euro)",
                    ),
                ),
                (
                    "now_mid",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="nu per huishouden, midden (euro)",
                    ),
                ),
                (
                    "now_high",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="nu per huishouden, hoog (euro)",
                    ),
                ),
                (
                    "later_low",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="later per huishouden, laag (euro)",
                    ),
                ),
                (
                    "later_mid",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="later per huishouden, midden (euro)",
                    ),
                ),
                (
                    "later_high",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="later per huishouden, hoog (euro)",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                        verbose_name="gebied",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reach",
                        to="programme.measuregroup",
                        verbose_name="maatregelgroep",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reach",
                        to="programme.level",
                        verbose_name="niveau",
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
            ],
            options={
                "verbose_name": "bereik",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Rule",
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
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "officieel"),
                            ("B", "uit tweede hand"),
                            ("C", "afgeleid"),
                            ("D", "aanname"),
                        ],
                        default="D",
                        max_length=1,
                        verbose_name="graad",
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("exclusion", "hooguit één"),
                            ("exactly_one", "precies één"),
                            ("synergy", "samen sterker"),
                            ("start_limit", "grens aan starts"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                (
                    "per_quarter",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="starts per kwartaal"
                    ),
                ),
                (
                    "now_eur",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="winst nu (euro)"
                    ),
                ),
                (
                    "later_eur",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="winst later (euro)",
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
            ],
            options={
                "verbose_name": "regel",
                "verbose_name_plural": "regels",
                "ordering": ["code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RuleHours",
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
                    "hours",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="uren terug per kwartaal"
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
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.pool",
                        verbose_name="pool",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours",
                        to="programme.rule",
                        verbose_name="regel",
                    ),
                ),
            ],
            options={
                "verbose_name": "uren terug",
            },
        ),
        migrations.CreateModel(
            name="RuleMember",
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
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
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
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="programme.rule",
                        verbose_name="regel",
                    ),
                ),
            ],
            options={
                "verbose_name": "deel van regel",
            },
        ),
        migrations.CreateModel(
            name="SaturationStep",
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
                    "upto_share",
                    models.DecimalField(decimal_places=3, max_digits=4, verbose_name="tot aandeel"),
                ),
                (
                    "worth_share",
                    models.DecimalField(decimal_places=3, max_digits=4, verbose_name="waarde"),
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
            ],
            options={
                "verbose_name": "verzadiging",
                "ordering": ["upto_share"],
            },
        ),
        migrations.CreateModel(
            name="Scenario",
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
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("description", models.TextField(blank=True, verbose_name="omschrijving")),
                ("changes", models.JSONField(default=dict, verbose_name="wijzigingen")),
                ("made_by_id", models.UUIDField(verbose_name="gemaakt door")),
                (
                    "made_by_name",
                    models.CharField(max_length=120, verbose_name="gemaakt door (naam)"),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
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
            ],
            options={
                "verbose_name": "scenario",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="planrun",
            name="scenario",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="runs",
                to="programme.scenario",
            ),
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("filename", models.CharField(max_length=200, verbose_name="bestand")),
                ("content", models.BinaryField(verbose_name="inhoud")),
                ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("uploaded_by_id", models.UUIDField(verbose_name="geladen door")),
                ("uploaded_at", models.DateTimeField(verbose_name="geladen op")),
                (
                    "taken_over_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="overgenomen op"),
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
            ],
            options={
                "verbose_name": "geladen bestand",
            },
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.UniqueConstraint(
                fields=("municipality", "code"), name="department_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="fund",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="fund_grade"
            ),
        ),
        migrations.AddConstraint(
            model_name="fund",
            constraint=models.UniqueConstraint(fields=("municipality", "code"), name="fund_code"),
        ),
        migrations.AddConstraint(
            model_name="fund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("total_eur__gte", 0), ("total_eur__isnull", True), _connector="OR"),
                    models.Q(
                        ("quarterly_eur__gte", 0), ("quarterly_eur__isnull", True), _connector="OR"
                    ),
                ),
                name="fund_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="fund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quarterly_eur__isnull", False), ("total_eur__isnull", True)),
                    models.Q(("quarterly_eur__isnull", True), ("total_eur__isnull", False)),
                    _connector="OR",
                ),
                name="fund_total_or_quarterly",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundchange",
            constraint=models.UniqueConstraint(
                fields=("municipality", "fund", "quarter"), name="fund_change_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("eur__gte", 0), ("eur__isnull", True), _connector="OR"),
                name="fund_change_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter__regex", "^[12][0-9]{3}-K[1-4]$")),
                name="fund_change_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundpayee",
            constraint=models.UniqueConstraint(
                fields=("municipality", "fund", "department"), name="fund_payee_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("municipality", "code"), name="goal_code"),
        ),
        migrations.AddConstraint(
            model_name="benefit",
            constraint=models.UniqueConstraint(
                fields=("municipality", "code"), name="benefit_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="benefit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("target_value__isnull", True), ("target_date__isnull", False), _connector="OR"
                ),
                name="benefit_target_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="initiative_grade"
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.UniqueConstraint(
                condition=models.Q(("archived_at__isnull", True)),
                fields=("municipality", "code"),
                name="initiative_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["idea", "proposed", "planned", "running", "paused", "stopped", "embedded"],
                    )
                ),
                name="initiative_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("earliest_quarter", ""),
                    ("earliest_quarter__regex", "^[12][0-9]{3}-K[1-4]$"),
                    _connector="OR",
                ),
                name="initiative_earliest",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("latest_quarter", ""),
                    ("latest_quarter__regex", "^[12][0-9]{3}-K[1-4]$"),
                    _connector="OR",
                ),
                name="initiative_latest",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("earliest_quarter", ""),
                    ("latest_quarter", ""),
                    ("latest_quarter__gte", models.F("earliest_quarter")),
                    _connector="OR",
                ),
                name="initiative_window",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                fields=("municipality", "initiative", "goal"), name="contribution_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="level_grade"
            ),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.UniqueConstraint(
                fields=("municipality", "initiative", "code"), name="level_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.UniqueConstraint(
                condition=models.Q(("usual", True)),
                fields=("municipality", "initiative"),
                name="level_one_usual",
            ),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start_quarters__gte", 0),
                    models.Q(
                        ("duration_quarters__isnull", True),
                        models.Q(
                            ("duration_quarters__gte", 1),
                            ("start_quarters__lte", models.F("duration_quarters")),
                        ),
                        _connector="OR",
                    ),
                ),
                name="level_duration",
            ),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("now_low__gte", 0),
                    ("now_low__lte", models.F("now_mid")),
                    ("now_mid__lte", models.F("now_high")),
                ),
                name="level_now",
            ),
        ),
        migrations.AddConstraint(
            model_name="level",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("later_low__gte", 0),
                    ("later_low__lte", models.F("later_mid")),
                    ("later_mid__lte", models.F("later_high")),
                ),
                name="level_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.UniqueConstraint(
                fields=("municipality", "initiative"), name="commitment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_quarter__regex", "^[12][0-9]{3}-K[1-4]$")),
                name="commitment_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="levelmoney",
            constraint=models.UniqueConstraint(
                fields=("municipality", "level", "fund", "from_quarter"), name="level_money_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="levelmoney",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("start_eur__gte", 0), ("start_eur__isnull", True), _connector="OR"),
                    models.Q(
                        ("running_eur__gte", 0), ("running_eur__isnull", True), _connector="OR"
                    ),
                ),
                name="level_money_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="levelmoney",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_quarter__gte", 1),
                    models.Q(
                        ("until_quarter__isnull", True),
                        ("until_quarter__gte", models.F("from_quarter")),
                        _connector="OR",
                    ),
                ),
                name="level_money_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="measuregroup",
            constraint=models.UniqueConstraint(
                fields=("municipality", "code"), name="measure_group_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="floor",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="floor_grade"
            ),
        ),
        migrations.AddConstraint(
            model_name="floor",
            constraint=models.UniqueConstraint(fields=("municipality", "code"), name="floor_code"),
        ),
        migrations.AddConstraint(
            model_name="floor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("households__gte", 0), ("households__isnull", True), _connector="OR"
                ),
                name="floor_households",
            ),
        ),
        migrations.AddConstraint(
            model_name="floor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("area__isnull", False), ("group__isnull", False), _connector="OR"
                ),
                name="floor_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="atrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="atrisk_grade"
            ),
        ),
        migrations.AddConstraint(
            model_name="atrisk",
            constraint=models.UniqueConstraint(
                fields=("municipality", "area", "group"), name="at_risk_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="atrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("households__gte", 0), ("households__isnull", True), _connector="OR"),
                    models.Q(("weight__gte", 0), ("weight__isnull", True), _connector="OR"),
                ),
                name="at_risk_numbers",
            ),
        ),
        migrations.AddConstraint(
            model_name="notnow",
            constraint=models.UniqueConstraint(
                fields=("municipality", "adopted_plan", "initiative"), name="not_now_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="notnow",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="not_now_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="adoptedplan",
            constraint=models.UniqueConstraint(
                fields=("municipality", "name"), name="adopted_plan_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="adoptedplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("grounds", ""), _negated=True), name="adopted_plan_grounds"
            ),
        ),
        migrations.AddConstraint(
            model_name="pool",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="pool_grade"
            ),
        ),
        migrations.AddConstraint(
            model_name="pool",
            constraint=models.UniqueConstraint(fields=("municipality", "code"), name="pool_code"),
        ),
        migrations.AddConstraint(
            model_name="pool",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fte__gte", 0), ("fte__isnull", True), _connector="OR"),
                    models.Q(
                        ("fixed_hours__gte", 0), ("fixed_hours__isnull", True), _connector="OR"
                    ),
                ),
                name="pool_numbers",
            ),
        ),
        migrations.AddConstraint(
            model_name="pool",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours_per_fte__range", (0, 600))), name="pool_hours_per_fte"
            ),
        ),
        migrations.AddConstraint(
            model_name="levelhours",
            constraint=models.UniqueConstraint(
                fields=("municipality", "level", "pool"), name="level_hours_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="levelhours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("start_hours__gte", 0), ("start_hours__isnull", True), _connector="OR"
                    ),
                    models.Q(
                        ("running_hours__gte", 0), ("running_hours__isnull", True), _connector="OR"
                    ),
                ),
                name="level_hours_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="poolchange",
            constraint=models.UniqueConstraint(
                fields=("municipality", "pool", "quarter"), name="pool_change_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="poolchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter__regex", "^[12][0-9]{3}-K[1-4]$")),
                name="pool_change_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="precedence",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="precedence_grade"
            ),
        ),
        migrations.AddConstraint(
            model_name="precedence",
            constraint=models.UniqueConstraint(
                fields=("municipality", "before", "after"), name="precedence_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="precedence",
            constraint=models.CheckConstraint(
                condition=models.Q(("order__in", ["finish-start", "start-start"])),
                name="precedence_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="precedence",
            constraint=models.CheckConstraint(
                condition=models.Q(("before", models.F("after")), _negated=True),
                name="precedence_not_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="precedence",
            constraint=models.CheckConstraint(
                condition=models.Q(("lag_quarters__range", (-40, 40))), name="precedence_lag"
            ),
        ),
        migrations.AddConstraint(
            model_name="precondition",
            constraint=models.UniqueConstraint(
                fields=("municipality", "initiative", "text"), name="precondition_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(fields=("municipality",), name="one_programme"),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarters_count__gte", 1), ("quarters_count__lte", 40)),
                name="programme_horizon",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_quarter__regex", "^[12][0-9]{3}-K[1-4]$")),
                name="programme_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("weight_now__gte", 0), ("weight_now__isnull", True), _connector="OR"),
                    models.Q(
                        ("weight_later__gte", 0), ("weight_later__isnull", True), _connector="OR"
                    ),
                ),
                name="programme_weights",
            ),
        ),
        migrations.AddConstraint(
            model_name="reach",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="reach_grade"
            ),
        ),
        migrations.AddConstraint(
            model_name="reach",
            constraint=models.UniqueConstraint(
                fields=("municipality", "level", "area", "group"), name="reach_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("households_low__gte", 0),
                    ("households_low__lte", models.F("households_mid")),
                    ("households_mid__lte", models.F("households_high")),
                ),
                name="reach_households",
            ),
        ),
        migrations.AddConstraint(
            model_name="reach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("now_low__gte", 0),
                    ("now_low__lte", models.F("now_mid")),
                    ("now_mid__lte", models.F("now_high")),
                ),
                name="reach_now",
            ),
        ),
        migrations.AddConstraint(
            model_name="reach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("later_low__gte", 0),
                    ("later_low__lte", models.F("later_mid")),
                    ("later_mid__lte", models.F("later_high")),
                ),
                name="reach_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="reach",
            constraint=models.CheckConstraint(
                condition=models.Q(("ramp_shares__len__gte", 1)), name="reach_ramp"
            ),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="rule_grade"
            ),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.UniqueConstraint(fields=("municipality", "code"), name="rule_code"),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["exclusion", "exactly_one", "synergy", "start_limit"])
                ),
                name="rule_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "start_limit"), ("per_quarter__isnull", False)),
                    models.Q(
                        models.Q(("kind", "start_limit"), _negated=True),
                        ("per_quarter__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="rule_limit_iff_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "synergy"), models.Q(("later_eur", 0), ("now_eur", 0)), _connector="OR"
                ),
                name="rule_gain_of_synergy",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulehours",
            constraint=models.UniqueConstraint(
                fields=("municipality", "rule", "pool"), name="rule_hours_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rulehours",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gte", 0), ("hours__isnull", True), _connector="OR"),
                name="rule_hours_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulemember",
            constraint=models.UniqueConstraint(
                fields=("municipality", "rule", "initiative"), name="rule_member_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="saturationstep",
            constraint=models.UniqueConstraint(
                fields=("municipality", "upto_share"), name="saturation_step_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="saturationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("upto_share__gt", 0), ("upto_share__lte", 1), ("worth_share__range", (0, 1))
                ),
                name="saturation_shares",
            ),
        ),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.UniqueConstraint(
                fields=("municipality", "name"), name="scenario_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="planrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("finished_at__isnull", True),
                        ("state__in", ("queued", "running", "stopping")),
                    ),
                    models.Q(
                        ("finished_at__isnull", False),
                        ("state__in", ("done", "stopped", "failed", "infeasible")),
                    ),
                    _connector="OR",
                ),
                name="run_finished_iff_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="planrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    ("result__isnull", False),
                    _connector="OR",
                ),
                name="run_done_has_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="planrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_at__isnull", True),
                    ("finished_at__gte", models.F("requested_at")),
                    _connector="OR",
                ),
                name="run_ends_after_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_over_at__isnull", True),
                    ("taken_over_at__gte", models.F("uploaded_at")),
                    _connector="OR",
                ),
                name="upload_taken_later",
            ),
        ),
    ]
