"""The tables of the programme, with what must always be true of their rows."""

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
        ("areas", "0002_row_policies"),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "programma",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality",),
                        name="one_programme",
                        violation_error_message="Deze gemeente heeft al een programma.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quarters_count__gte", 1), ("quarters_count__lte", 40)),
                        name="programme_horizon",
                        violation_error_message="Kies 1 tot en met 40 kwartalen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_quarter__regex", "^[12][0-9]{3}-K[1-4]$")),
                        name="programme_starts",
                        violation_error_message="Schrijf het kwartaal als 2027-K1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("weight_now__gte", 0),
                                ("weight_now__isnull", True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("weight_later__gte", 0),
                                ("weight_later__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        name="programme_weights",
                        violation_error_message="Een aantal of bedrag kan niet onder nul zijn.",
                    ),
                ],
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
            ],
            options={
                "verbose_name": "verzadiging",
                "ordering": ["upto_share"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "upto_share"),
                        name="saturation_step_once",
                        violation_error_message="Deze grens staat er al. Noem elke grens één keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("upto_share__gt", 0),
                            ("upto_share__lte", 1),
                            ("worth_share__range", (0, 1)),
                        ),
                        name="saturation_shares",
                        violation_error_message="Een aandeel ligt boven 0 en is hooguit 1.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
            ],
            options={
                "verbose_name": "afdeling",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "code"), name="department_code")
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="doel")),
                ("description", models.TextField(blank=True, verbose_name="omschrijving")),
            ],
            options={
                "verbose_name": "doel",
                "verbose_name_plural": "doelen",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "code"), name="goal_code")
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("description", models.TextField(blank=True, verbose_name="omschrijving")),
            ],
            options={
                "verbose_name": "maatregelgroep",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "code"), name="measure_group_code"
                    )
                ],
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
            ],
            options={
                "verbose_name": "geldbron",
                "verbose_name_plural": "geldbronnen",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])),
                        name="fund_grade",
                        violation_error_message="Kies graad A, B, C of D.",
                    ),
                    models.UniqueConstraint(fields=("municipality", "code"), name="fund_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("total_eur__gte", 0), ("total_eur__isnull", True), _connector="OR"
                            ),
                            models.Q(
                                ("quarterly_eur__gte", 0),
                                ("quarterly_eur__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        name="fund_amounts",
                        violation_error_message="Een aantal of bedrag kan niet onder nul zijn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quarterly_eur__isnull", False), ("total_eur__isnull", True)),
                            models.Q(("quarterly_eur__isnull", True), ("total_eur__isnull", False)),
                            _connector="OR",
                        ),
                        name="fund_total_or_quarterly",
                        violation_error_message="Vul een totaal in of een bedrag per kwartaal, niet allebei.",
                    ),
                ],
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
            ],
            options={
                "verbose_name": "scenario",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "name"), name="scenario_name")
                ],
            },
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
                ("filename", models.CharField(max_length=200, verbose_name="bestand")),
                ("content", models.BinaryField(verbose_name="inhoud")),
                ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("uploaded_by_id", models.UUIDField(verbose_name="geladen door")),
                ("uploaded_at", models.DateTimeField(verbose_name="geladen op")),
                (
                    "taken_over_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="overgenomen op"),
                ),
            ],
            options={
                "verbose_name": "geladen bestand",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_over_at__isnull", True),
                            ("taken_over_at__gte", models.F("uploaded_at")),
                            _connector="OR",
                        ),
                        name="upload_taken_later",
                        violation_error_message="Een bestand wordt niet overgenomen voordat het er is.",
                    )
                ],
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
            ],
            options={
                "verbose_name": "regel",
                "verbose_name_plural": "regels",
                "ordering": ["code"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])),
                        name="rule_grade",
                        violation_error_message="Kies graad A, B, C of D.",
                    ),
                    models.UniqueConstraint(fields=("municipality", "code"), name="rule_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["exclusion", "exactly_one", "synergy", "start_limit"])
                        ),
                        name="rule_kind",
                        violation_error_message="Deze soort regel bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "start_limit"), ("per_quarter__isnull", False)),
                            models.Q(
                                models.Q(("kind", "start_limit"), _negated=True),
                                ("per_quarter__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="rule_limit_iff_number",
                        violation_error_message="Alleen een grens aan starts heeft een aantal starts, en altijd.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "synergy"),
                            models.Q(("later_eur", 0), ("now_eur", 0)),
                            _connector="OR",
                        ),
                        name="rule_gain_of_synergy",
                        violation_error_message="Alleen 'samen sterker' levert extra waarde op.",
                    ),
                ],
            },
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
            ],
            options={
                "verbose_name": "pool",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])),
                        name="pool_grade",
                        violation_error_message="Kies graad A, B, C of D.",
                    ),
                    models.UniqueConstraint(fields=("municipality", "code"), name="pool_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fte__gte", 0), ("fte__isnull", True), _connector="OR"),
                            models.Q(
                                ("fixed_hours__gte", 0),
                                ("fixed_hours__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        name="pool_numbers",
                        violation_error_message="Een aantal of bedrag kan niet onder nul zijn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours_per_fte__range", (0, 600))),
                        name="pool_hours_per_fte",
                        violation_error_message="Vul 0 tot en met 600 uren per fte in.",
                    ),
                ],
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
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="programme.department",
                        verbose_name="afdeling",
                    ),
                ),
                ("lead", models.CharField(blank=True, max_length=120, verbose_name="trekker")),
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
            ],
            options={
                "verbose_name": "initiatief",
                "verbose_name_plural": "initiatieven",
                "ordering": ["code"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])),
                        name="initiative_grade",
                        violation_error_message="Kies graad A, B, C of D.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at__isnull", True)),
                        fields=("municipality", "code"),
                        name="initiative_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "idea",
                                    "proposed",
                                    "planned",
                                    "running",
                                    "paused",
                                    "stopped",
                                    "embedded",
                                ],
                            )
                        ),
                        name="initiative_state",
                        violation_error_message="Deze status bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("earliest_quarter", ""),
                            ("earliest_quarter__regex", "^[12][0-9]{3}-K[1-4]$"),
                            _connector="OR",
                        ),
                        name="initiative_earliest",
                        violation_error_message="Schrijf het kwartaal als 2027-K1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latest_quarter", ""),
                            ("latest_quarter__regex", "^[12][0-9]{3}-K[1-4]$"),
                            _connector="OR",
                        ),
                        name="initiative_latest",
                        violation_error_message="Schrijf het kwartaal als 2027-K1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("earliest_quarter", ""),
                            ("latest_quarter", ""),
                            ("latest_quarter__gte", models.F("earliest_quarter")),
                            _connector="OR",
                        ),
                        name="initiative_window",
                        violation_error_message="De laatste start ligt voor de vroegste start.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
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
            ],
            options={
                "verbose_name": "baat",
                "verbose_name_plural": "baten",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "code"), name="benefit_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target_value__isnull", True),
                            ("target_date__isnull", False),
                            _connector="OR",
                        ),
                        name="benefit_target_whole",
                        violation_error_message="Vul bij een streefwaarde ook een datum in.",
                    ),
                ],
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="at_risk",
                        to="programme.measuregroup",
                        verbose_name="maatregelgroep",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "huishoudens met risico",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])),
                        name="atrisk_grade",
                        violation_error_message="Kies graad A, B, C of D.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "area", "group"),
                        name="at_risk_once",
                        violation_error_message="Voor dit gebied en deze groep staat er al een aantal.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("households__gte", 0),
                                ("households__isnull", True),
                                _connector="OR",
                            ),
                            models.Q(("weight__gte", 0), ("weight__isnull", True), _connector="OR"),
                        ),
                        name="at_risk_numbers",
                        violation_error_message="Een aantal of bedrag kan niet onder nul zijn.",
                    ),
                ],
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
                (
                    "households",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="huishoudens"
                    ),
                ),
            ],
            options={
                "verbose_name": "ondergrens",
                "verbose_name_plural": "ondergrenzen",
                "ordering": ["code"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])),
                        name="floor_grade",
                        violation_error_message="Kies graad A, B, C of D.",
                    ),
                    models.UniqueConstraint(fields=("municipality", "code"), name="floor_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("households__gte", 0), ("households__isnull", True), _connector="OR"
                        ),
                        name="floor_households",
                        violation_error_message="Een aantal of bedrag kan niet onder nul zijn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("area__isnull", False), ("group__isnull", False), _connector="OR"
                        ),
                        name="floor_somewhere",
                        violation_error_message="Kies een gebied, een groep, of allebei.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="programme.fund",
                        verbose_name="geldbron",
                    ),
                ),
                ("quarter", models.CharField(max_length=7, verbose_name="kwartaal")),
                ("eur", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="euro")),
                ("reason", models.CharField(max_length=200, verbose_name="reden")),
            ],
            options={
                "verbose_name": "wijziging van geld",
                "ordering": ["fund", "quarter"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "fund", "quarter"),
                        name="fund_change_once",
                        violation_error_message="Dit kwartaal staat er al. Noem elk kwartaal één keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("eur__gte", 0), ("eur__isnull", True), _connector="OR"),
                        name="fund_change_amount",
                        violation_error_message="Een aantal of bedrag kan niet onder nul zijn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__regex", "^[12][0-9]{3}-K[1-4]$")),
                        name="fund_change_quarter",
                        violation_error_message="Schrijf het kwartaal als 2027-K1.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programme.department",
                        verbose_name="afdeling",
                    ),
                ),
            ],
            options={
                "verbose_name": "mag betalen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "fund", "department"),
                        name="fund_payee_once",
                        violation_error_message="Deze afdeling staat er al.",
                    )
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="runs",
                        to="programme.scenario",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="naam")),
                ("problem", models.JSONField(verbose_name="vraag")),
                (
                    "problem_sha256",
                    models.CharField(max_length=64, verbose_name="vingerafdruk van de vraag"),
                ),
                (
                    "pool_hours",
                    models.JSONField(blank=True, default=dict, verbose_name="uren die er zijn"),
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
                (
                    "said",
                    models.JSONField(blank=True, default=dict, verbose_name="zinnen in delen"),
                ),
                ("trouble", models.TextField(blank=True, verbose_name="wat misging")),
            ],
            options={
                "verbose_name": "berekening",
                "verbose_name_plural": "berekeningen",
                "ordering": ["-requested_at"],
                "constraints": [
                    models.CheckConstraint(
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
                        violation_error_message="Een berekening die klaar is, heeft een tijdstip waarop dat was.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("result__isnull", False),
                            _connector="OR",
                        ),
                        name="run_done_has_result",
                        violation_error_message="Een berekening die klaar is, heeft een uitkomst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", True),
                            ("finished_at__gte", models.F("requested_at")),
                            _connector="OR",
                        ),
                        name="run_ends_after_request",
                        violation_error_message="Een berekening kan niet klaar zijn voordat iemand erom vroeg.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
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
                ("quarter", models.CharField(max_length=7, verbose_name="kwartaal")),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2, max_digits=9, verbose_name="uren erbij of eraf"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reden")),
            ],
            options={
                "verbose_name": "wijziging van uren",
                "ordering": ["pool", "quarter"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "pool", "quarter"),
                        name="pool_change_once",
                        violation_error_message="Dit kwartaal staat er al. Noem elk kwartaal één keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__regex", "^[12][0-9]{3}-K[1-4]$")),
                        name="pool_change_quarter",
                        violation_error_message="Schrijf het kwartaal als 2027-K1.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
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
                    "hours",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="uren terug per kwartaal"
                    ),
                ),
            ],
            options={
                "verbose_name": "uren terug",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "rule", "pool"),
                        name="rule_hours_once",
                        violation_error_message="Dit team staat er al. Noem elk team één keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours__gte", 0), ("hours__isnull", True), _connector="OR"
                        ),
                        name="rule_hours_amount",
                        violation_error_message="Een aantal of bedrag kan niet onder nul zijn.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
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
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="programme.goal",
                        verbose_name="doel",
                    ),
                ),
                ("how", models.CharField(blank=True, max_length=200, verbose_name="hoe")),
            ],
            options={
                "verbose_name": "bijdrage",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "initiative", "goal"),
                        name="contribution_once",
                        violation_error_message="Dit doel staat er al.",
                    )
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preconditions",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="randvoorwaarde")),
                ("met", models.BooleanField(default=False, verbose_name="voldaan")),
            ],
            options={
                "verbose_name": "randvoorwaarde",
                "verbose_name_plural": "randvoorwaarden",
                "ordering": ["text"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "initiative", "text"),
                        name="precondition_once",
                        violation_error_message="Deze randvoorwaarde staat er al.",
                    )
                ],
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
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levels",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "niveau",
                "verbose_name_plural": "niveaus",
                "ordering": ["initiative", "position"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])),
                        name="level_grade",
                        violation_error_message="Kies graad A, B, C of D.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "initiative", "code"), name="level_code"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("usual", True)),
                        fields=("municipality", "initiative"),
                        name="level_one_usual",
                        violation_error_message="Er is al een gewoon niveau. Kies er één.",
                    ),
                    models.CheckConstraint(
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
                        violation_error_message="Een niveau duurt minstens één kwartaal, en starten duurt niet langer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("now_low__gte", 0),
                            ("now_low__lte", models.F("now_mid")),
                            ("now_mid__lte", models.F("now_high")),
                        ),
                        name="level_now",
                        violation_error_message="Zet laag, midden en hoog op volgorde, vanaf nul.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("later_low__gte", 0),
                            ("later_low__lte", models.F("later_mid")),
                            ("later_mid__lte", models.F("later_high")),
                        ),
                        name="level_later",
                        violation_error_message="Zet laag, midden en hoog op volgorde, vanaf nul.",
                    ),
                ],
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
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="programme.initiative",
                        verbose_name="eerst",
                    ),
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
            ],
            options={
                "verbose_name": "volgorde",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])),
                        name="precedence_grade",
                        violation_error_message="Kies graad A, B, C of D.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "before", "after"),
                        name="precedence_once",
                        violation_error_message="Deze volgorde staat er al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("order__in", ["finish-start", "start-start"])),
                        name="precedence_order",
                        violation_error_message="Deze soort volgorde bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="precedence_not_itself",
                        violation_error_message="Een initiatief kan niet op zichzelf wachten.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lag_quarters__range", (-40, 40))),
                        name="precedence_lag",
                        violation_error_message="Kies -40 tot en met 40 kwartalen ertussen.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
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
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
            ],
            options={
                "verbose_name": "deel van regel",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "rule", "initiative"),
                        name="rule_member_once",
                        violation_error_message="Dit initiatief staat er al in.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdoptedPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
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
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adopted",
                        to="programme.planrun",
                        verbose_name="uit",
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
            ],
            options={
                "verbose_name": "vastgesteld plan",
                "verbose_name_plural": "vastgestelde plannen",
                "ordering": ["-adopted_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "name"), name="adopted_plan_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grounds", ""), _negated=True),
                        name="adopted_plan_grounds",
                        violation_error_message="Vul in op welke gronden.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
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
                ("start_quarter", models.CharField(max_length=7, verbose_name="gestart in")),
            ],
            options={
                "verbose_name": "toezegging",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "initiative"),
                        name="commitment_once",
                        violation_error_message="Dit initiatief loopt al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start_quarter__regex", "^[12][0-9]{3}-K[1-4]$")),
                        name="commitment_quarter",
                        violation_error_message="Schrijf het kwartaal als 2027-K1.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
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
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="level_hours",
                        to="programme.pool",
                        verbose_name="pool",
                    ),
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
            ],
            options={
                "verbose_name": "uren",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "level", "pool"),
                        name="level_hours_once",
                        violation_error_message="Dit team staat er al. Noem elk team één keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("start_hours__gte", 0),
                                ("start_hours__isnull", True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("running_hours__gte", 0),
                                ("running_hours__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        name="level_hours_amounts",
                        violation_error_message="Een aantal of bedrag kan niet onder nul zijn.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
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
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="level_money",
                        to="programme.fund",
                        verbose_name="geldbron",
                    ),
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
            ],
            options={
                "verbose_name": "geld",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "level", "fund", "from_quarter"),
                        name="level_money_once",
                        violation_error_message="Deze geldbron staat er al vanaf dit kwartaal.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("start_eur__gte", 0), ("start_eur__isnull", True), _connector="OR"
                            ),
                            models.Q(
                                ("running_eur__gte", 0),
                                ("running_eur__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        name="level_money_amounts",
                        violation_error_message="Een aantal of bedrag kan niet onder nul zijn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_quarter__gte", 1),
                            models.Q(
                                ("until_quarter__isnull", True),
                                ("until_quarter__gte", models.F("from_quarter")),
                                _connector="OR",
                            ),
                        ),
                        name="level_money_period",
                        violation_error_message="Het einde ligt voor het begin. Kwartalen tellen vanaf 1.",
                    ),
                ],
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
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reach",
                        to="programme.level",
                        verbose_name="niveau",
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
            ],
            options={
                "verbose_name": "bereik",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])),
                        name="reach_grade",
                        violation_error_message="Kies graad A, B, C of D.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "level", "area", "group"),
                        name="reach_once",
                        violation_error_message="Dit gebied en deze groep staan er al. Noem ze samen één keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("households_low__gte", 0),
                            ("households_low__lte", models.F("households_mid")),
                            ("households_mid__lte", models.F("households_high")),
                        ),
                        name="reach_households",
                        violation_error_message="Zet laag, midden en hoog op volgorde, vanaf nul.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("now_low__gte", 0),
                            ("now_low__lte", models.F("now_mid")),
                            ("now_mid__lte", models.F("now_high")),
                        ),
                        name="reach_now",
                        violation_error_message="Zet laag, midden en hoog op volgorde, vanaf nul.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("later_low__gte", 0),
                            ("later_low__lte", models.F("later_mid")),
                            ("later_mid__lte", models.F("later_high")),
                        ),
                        name="reach_later",
                        violation_error_message="Zet laag, midden en hoog op volgorde, vanaf nul.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ramp_shares__len__gte", 1)),
                        name="reach_ramp",
                        violation_error_message="Vul voor de aanloop minstens één deel in.",
                    ),
                ],
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
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="versie"),
                ),
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
                ("reason", models.TextField(verbose_name="reden")),
                ("review_date", models.DateField(verbose_name="opnieuw bekijken op")),
            ],
            options={
                "verbose_name": "nu niet",
                "ordering": ["review_date"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "adopted_plan", "initiative"),
                        name="not_now_once",
                        violation_error_message="Dit initiatief staat er al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="not_now_reason",
                        violation_error_message="Vul in waarom nu niet.",
                    ),
                ],
            },
        ),
    ]
