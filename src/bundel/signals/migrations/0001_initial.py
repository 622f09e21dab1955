"""The tables of signals, with what must always be true of their rows."""

import uuid

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0006_organisation_and_calendar"),
        ("areas", "0002_row_policies"),
        ("network", "0004_search_by_weight"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignalTheme",
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
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="Engelse naam"),
                ),
                ("description", models.TextField(blank=True, verbose_name="uitleg")),
                (
                    "need",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.term",
                        verbose_name="hulpvraag",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="volgorde")),
                ("is_active", models.BooleanField(default=True, verbose_name="in gebruik")),
            ],
            options={
                "verbose_name": "thema van signalen",
                "ordering": ["position", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "code"), name="signal_theme_code_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
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
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mailadres van het team"
                    ),
                ),
                (
                    "commissioner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opdrachtgever",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in gebruik")),
            ],
            options={
                "verbose_name": "team",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "name"), name="team_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleList",
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
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "in de maak"),
                            ("active", "geldt nu"),
                            ("ended", "gold eerder"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=300, verbose_name="waarom gewijzigd"),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "active_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="geldt sinds"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="gold tot")),
            ],
            options={
                "verbose_name": "verdeellijst",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"), name="rule_list_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "active", "ended"])),
                        name="rule_list_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "active")),
                        fields=("municipality",),
                        name="one_active_rule_list",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("municipality",),
                        name="one_draft_rule_list",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeModel",
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
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                ("trained_at", models.DateTimeField(verbose_name="geleerd op")),
                ("examples", models.PositiveIntegerField(verbose_name="voorbeelden")),
                (
                    "corrections",
                    models.PositiveIntegerField(verbose_name="waarvan verbeteringen door mensen"),
                ),
                ("weights", models.JSONField(verbose_name="gewichten")),
                ("measured", models.JSONField(verbose_name="gemeten")),
            ],
            options={
                "verbose_name": "geleerde thema's",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"), name="theme_model_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScanRun",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wacht"),
                            ("running", "loopt"),
                            ("done", "klaar"),
                            ("failed", "mislukt"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="begonnen op"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("from_date", models.DateField(verbose_name="vanaf")),
                ("until_date", models.DateField(verbose_name="tot")),
                ("seed", models.PositiveBigIntegerField(verbose_name="begingetal")),
                ("permutations", models.PositiveIntegerField(verbose_name="herhalingen")),
                ("choices", models.JSONField(default=dict, verbose_name="keuzes")),
                ("signal_count", models.PositiveIntegerField(default=0, verbose_name="signalen")),
                ("remarks", models.JSONField(default=list, verbose_name="opmerkingen")),
                ("error", models.TextField(blank=True, verbose_name="fout")),
            ],
            options={
                "verbose_name": "zoekronde naar patronen",
                "ordering": ["-asked_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "running", "done", "failed"])),
                        name="scan_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_date__gt", models.F("from_date"))),
                        name="scan_half_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
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
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="signals.team",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medewerker",
                    ),
                ),
            ],
            options={
                "verbose_name": "lid van een team",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "team", "user"), name="in_team_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignalSettings",
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
                    "mail_address",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="adres waar signalen heen mogen"
                    ),
                ),
                (
                    "early_signal_where",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="waar een vroegsignaal heen gaat"
                    ),
                ),
                ("early_signal_url", models.URLField(blank=True, verbose_name="adres daarvan")),
                ("has_photos", models.BooleanField(default=False, verbose_name="foto's mogen mee")),
                (
                    "has_neighbourhoods",
                    models.BooleanField(default=False, verbose_name="een buurt mag gekozen worden"),
                ),
                (
                    "fallback_team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.team",
                        verbose_name="team als geen regel past",
                    ),
                ),
                (
                    "promise_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        verbose_name="antwoord binnen zoveel werkdagen als geen regel past",
                    ),
                ),
                (
                    "closed_dates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="dagen dicht",
                    ),
                ),
                (
                    "first_nudge_days",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="eerste herinnering na zoveel werkdagen"
                    ),
                ),
                (
                    "second_nudge_days",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="tweede herinnering zoveel werkdagen na de belofte"
                    ),
                ),
                (
                    "commissioner_days",
                    models.PositiveSmallIntegerField(
                        default=3,
                        verbose_name="naar de opdrachtgever zoveel werkdagen na de belofte",
                    ),
                ),
                (
                    "link_days",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="een link werkt zoveel dagen"
                    ),
                ),
                (
                    "close_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="sluit zoveel dagen na het antwoord"
                    ),
                ),
                (
                    "scan_days",
                    models.PositiveSmallIntegerField(
                        default=365, verbose_name="zoek patronen over zoveel dagen"
                    ),
                ),
                (
                    "scan_one_per_organisation",
                    models.BooleanField(
                        default=True, verbose_name="tel herhaling van één organisatie één keer"
                    ),
                ),
                (
                    "keep_months",
                    models.PositiveSmallIntegerField(
                        default=36, verbose_name="bewaar de woorden zoveel maanden na afsluiten"
                    ),
                ),
            ],
            options={
                "verbose_name": "instellingen van signalen",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality",), name="signal_settings_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first_nudge_days__gte", 3)),
                        name="first_nudge_not_before_day_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("commissioner_days__gt", models.F("second_nudge_days"))
                        ),
                        name="commissioner_after_second",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("promise_days__range", (1, 60))),
                        name="signal_promise_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("link_days__range", (1, 90))), name="signal_link_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoutingRule",
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
                    "rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="signals.rulelist",
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="plaats")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "sizes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="omvang",
                    ),
                ),
                (
                    "severities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="ernst",
                    ),
                ),
                (
                    "months",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="maanden",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.team",
                        verbose_name="naar team",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="naar",
                    ),
                ),
                (
                    "promise_days",
                    models.PositiveSmallIntegerField(
                        verbose_name="antwoord binnen zoveel werkdagen"
                    ),
                ),
            ],
            options={
                "verbose_name": "verdeelregel",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("municipality", "rules", "position"),
                        name="rule_position_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("promise_days__range", (1, 60))),
                        name="rule_promise_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", True), ("team__isnull", False)),
                            models.Q(("person__isnull", False), ("team__isnull", True)),
                            _connector="OR",
                        ),
                        name="rule_sends_to_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pattern",
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
                ("number", models.PositiveIntegerField(editable=False, verbose_name="nummer")),
                (
                    "kind",
                    models.CharField(
                        choices=[("cluster", "veel op één plek"), ("spike", "ineens veel")],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.signaltheme",
                        verbose_name="thema",
                    ),
                ),
                ("from_date", models.DateField(verbose_name="vanaf")),
                ("until_date", models.DateField(verbose_name="tot")),
                ("observed", models.PositiveIntegerField(verbose_name="gezien")),
                ("expected", models.FloatField(verbose_name="verwacht")),
                ("p_value", models.FloatField(verbose_name="kans op toeval")),
                ("model", models.CharField(max_length=30, verbose_name="rekenwijze")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "gevonden"),
                            ("confirmed", "herkend"),
                            ("dismissed", "niet herkend"),
                            ("proposed", "voorstel gemaakt"),
                        ],
                        default="found",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=600, verbose_name="reden")),
                (
                    "review_date",
                    models.DateField(blank=True, null=True, verbose_name="opnieuw bekijken"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="beoordeeld op"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "found_at",
                    models.DateTimeField(editable=False, verbose_name="eerst gevonden op"),
                ),
                (
                    "seen_at",
                    models.DateTimeField(editable=False, verbose_name="laatst gevonden op"),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.scanrun",
                        verbose_name="eerst gevonden door",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patterns",
                        to="signals.scanrun",
                        verbose_name="laatst gevonden door",
                    ),
                ),
            ],
            options={
                "verbose_name": "patroon",
                "verbose_name_plural": "patronen",
                "ordering": ["-seen_at", "p_value"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"), name="pattern_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["cluster", "spike"])),
                        name="pattern_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["found", "confirmed", "dismissed", "proposed"])
                        ),
                        name="pattern_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_date__gt", models.F("from_date"))),
                        name="pattern_half_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("p_value__gte", 0), ("p_value__lte", 1)),
                        name="pattern_p_is_a_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dismissed"), _negated=True),
                            models.Q(
                                models.Q(("reason", ""), _negated=True),
                                ("review_date__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="pattern_dismissed_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleTheme",
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
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="signals.routingrule",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.signaltheme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "rule", "theme"), name="rule_theme_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleArea",
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
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="signals.routingrule",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "rule", "area"), name="rule_area_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleTrait",
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
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="signals.routingrule",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.term",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "rule", "term"), name="rule_trait_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signal",
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
                ("number", models.PositiveIntegerField(editable=False, verbose_name="nummer")),
                (
                    "telling_key",
                    models.UUIDField(editable=False, verbose_name="kenmerk van het melden"),
                ),
                (
                    "telling_digest",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="vingerafdruk van het melden"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("form", "formulier"),
                            ("mail", "e-mail"),
                            ("api", "koppeling"),
                            ("file", "bestand"),
                            ("meeting", "overleg"),
                        ],
                        max_length=10,
                        verbose_name="binnengekomen via",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.signaltheme",
                        verbose_name="thema",
                    ),
                ),
                (
                    "suggested_theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.signaltheme",
                        verbose_name="voorgesteld thema",
                    ),
                ),
                (
                    "theme_checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="thema bekeken op"),
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
                    "size",
                    models.CharField(
                        choices=[
                            ("few", "enkele"),
                            ("6-10", "6 tot 10"),
                            ("11-25", "11 tot 25"),
                            ("26-50", "26 tot 50"),
                            ("more", "meer dan 50"),
                        ],
                        max_length=10,
                        verbose_name="omvang",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("two_weeks", "afgelopen twee weken"),
                            ("month", "afgelopen maand"),
                            ("quarter", "afgelopen drie maanden"),
                            ("half_year", "afgelopen half jaar"),
                            ("year", "afgelopen jaar"),
                        ],
                        max_length=10,
                        verbose_name="periode",
                    ),
                ),
                ("seen_from_date", models.DateField(verbose_name="gezien vanaf")),
                ("seen_until_date", models.DateField(verbose_name="gezien tot")),
                (
                    "trend",
                    models.CharField(
                        choices=[
                            ("new", "nieuw"),
                            ("rising", "wordt meer"),
                            ("steady", "blijft gelijk"),
                            ("falling", "wordt minder"),
                            ("peak", "piek"),
                        ],
                        max_length=10,
                        verbose_name="trend",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("low", "laag"),
                            ("middle", "midden"),
                            ("high", "hoog"),
                            ("urgent", "spoed"),
                        ],
                        max_length=10,
                        verbose_name="ernst",
                    ),
                ),
                (
                    "first_trait",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.term",
                        verbose_name="kenmerk van de groep",
                    ),
                ),
                (
                    "second_trait",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.term",
                        verbose_name="tweede kenmerk",
                    ),
                ),
                (
                    "heard_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.term",
                        verbose_name="gehoord bij",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="wat ziet u")),
                ("question", models.TextField(blank=True, max_length=600, verbose_name="uw vraag")),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False, verbose_name="andere partners mogen dit lezen"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="melder",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.contact",
                        verbose_name="contactpersoon",
                    ),
                ),
                ("told_at", models.DateTimeField(editable=False, verbose_name="gemeld op")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "wacht op tweede paar ogen"),
                            ("open", "open"),
                            ("asked", "teruggevraagd"),
                            ("answered", "beantwoord"),
                            ("closed", "afgesloten"),
                            ("merged", "samengevoegd"),
                            ("not_ours", "niet voor ons"),
                            ("refused", "teruggegeven om te verwoorden"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.team",
                        verbose_name="team",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="behandelaar",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.routingrule",
                        verbose_name="verdeeld door regel",
                    ),
                ),
                (
                    "promise_date",
                    models.DateField(blank=True, null=True, verbose_name="antwoord uiterlijk"),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "gedaan"),
                            ("started", "begonnen"),
                            ("planned", "gepland"),
                            ("not_now", "nu niet, met reden"),
                            ("no", "niet, met reden"),
                        ],
                        max_length=10,
                        verbose_name="uitkomst",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="antwoord")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op"),
                ),
                (
                    "first_answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="eerste antwoord op"),
                ),
                (
                    "was_in_time",
                    models.BooleanField(blank=True, null=True, verbose_name="op tijd beantwoord"),
                ),
                (
                    "was_answer",
                    models.BooleanField(blank=True, null=True, verbose_name="was dit een antwoord"),
                ),
                (
                    "reopened_count",
                    models.PositiveSmallIntegerField(default=0, verbose_name="heropend"),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="signals.signal",
                        verbose_name="samengevoegd met",
                    ),
                ),
                (
                    "belongs_where",
                    models.CharField(blank=True, max_length=300, verbose_name="hoort bij"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgesloten op"),
                ),
                (
                    "forgotten_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="woorden gewist op"),
                ),
            ],
            options={
                "verbose_name": "signaal",
                "verbose_name_plural": "signalen",
                "ordering": ["-told_at"],
                "indexes": [
                    models.Index(
                        fields=["municipality", "state", "promise_date", "number"],
                        name="signal_inbox",
                    ),
                    models.Index(
                        fields=["municipality", "handler", "state", "promise_date"],
                        name="signal_handler",
                    ),
                    models.Index(
                        fields=["municipality", "team", "state", "promise_date"], name="signal_team"
                    ),
                    models.Index(
                        fields=["municipality", "theme", "area", "-told_at"],
                        name="signal_theme_area",
                    ),
                    models.Index(
                        fields=["municipality", "organisation", "-told_at"], name="signal_org"
                    ),
                    models.Index(fields=["municipality", "-told_at", "number"], name="signal_told"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"), name="signal_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "telling_key"), name="signal_told_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "held",
                                    "open",
                                    "asked",
                                    "answered",
                                    "closed",
                                    "merged",
                                    "not_ours",
                                    "refused",
                                ],
                            )
                        ),
                        name="signal_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__in", ["few", "6-10", "11-25", "26-50", "more"])),
                        name="signal_size_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__in", ["two_weeks", "month", "quarter", "half_year", "year"])
                        ),
                        name="signal_period_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trend__in", ["new", "rising", "steady", "falling", "peak"])
                        ),
                        name="signal_trend_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["low", "middle", "high", "urgent"])),
                        name="signal_severity_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel__in", ["form", "mail", "api", "file", "meeting"])
                        ),
                        name="signal_channel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen_until_date__gt", models.F("seen_from_date"))),
                        name="signal_seen_half_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_trait", None),
                            models.Q(
                                ("first_trait__isnull", False),
                                models.Q(("first_trait", models.F("second_trait")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="signal_traits_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("result", "")),
                            models.Q(
                                models.Q(
                                    models.Q(("answer", ""), _negated=True),
                                    ("forgotten_at__isnull", False),
                                    _connector="OR",
                                ),
                                models.Q(("result", ""), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="signal_answer_iff_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="signal_answered_has_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("state", "merged")),
                            models.Q(
                                models.Q(("state", "merged"), _negated=True), ("merged_into", None)
                            ),
                            _connector="OR",
                        ),
                        name="signal_merged_iff_into",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="signal_not_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_ours"), _negated=True),
                            models.Q(("belongs_where", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="signal_not_ours_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["open", "asked"]), _negated=True),
                            models.Q(
                                ("promise_date__isnull", False),
                                models.Q(
                                    ("team__isnull", False),
                                    ("handler__isnull", False),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="signal_open_is_promised",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("forgotten_at", None),
                            models.Q(
                                ("answer", ""),
                                ("ended_at__isnull", False),
                                ("question", ""),
                                ("text", ""),
                            ),
                            _connector="OR",
                        ),
                        name="signal_forgotten_is_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("question", ""), ("text", "")),
                            _connector="OR",
                        ),
                        name="signal_refused_is_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ["closed", "merged", "not_ours", "refused"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["closed", "merged", "not_ours", "refused"]),
                                    _negated=True,
                                ),
                                ("ended_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="signal_ended_iff_over",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PatternArea",
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
                    "pattern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="signals.pattern",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                    ),
                ),
                ("observed", models.PositiveIntegerField(verbose_name="gezien")),
                ("expected", models.FloatField(verbose_name="verwacht")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "pattern", "area"), name="pattern_area_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
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
                    "pattern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="signals.pattern",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("proposal", "voorstel"),
                            ("plan", "plan"),
                            ("decision", "besluit"),
                            ("gathering", "bijeenkomst"),
                            ("started", "begonnen"),
                            ("stopped", "gestopt of afgewezen"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("object_id", models.UUIDField(verbose_name="kenmerk")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("path", models.CharField(max_length=300, verbose_name="pagina")),
                (
                    "said",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="wat de melders lezen"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "wat ervan kwam",
                "ordering": ["-at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["proposal", "plan", "decision", "gathering", "started", "stopped"],
                            )
                        ),
                        name="outcome_kind_known",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "pattern", "kind", "object_id"), name="outcome_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldReason",
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
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held_reasons",
                        to="signals.signal",
                    ),
                ),
                ("field", models.CharField(max_length=20, verbose_name="veld")),
                ("start", models.PositiveIntegerField(verbose_name="van teken")),
                ("end", models.PositiveIntegerField(verbose_name="tot teken")),
                ("kind", models.CharField(max_length=40, verbose_name="soort")),
            ],
            options={
                "verbose_name": "reden van nakijken",
                "ordering": ["field", "start"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))), name="held_reason_span"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignalWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "signal",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="signals.signal",
                    ),
                ),
                ("stem", models.CharField(db_collation="C", max_length=60, verbose_name="stam")),
            ],
            options={
                "verbose_name": "woord van een signaal",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "stem", "signal"), name="signal_word_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Follow",
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
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="signals.signal",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="volger",
                    ),
                ),
                ("since_at", models.DateTimeField(verbose_name="volgt sinds")),
            ],
            options={
                "verbose_name": "volger",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "signal", "user"), name="follow_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
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
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="signals.signal",
                    ),
                ),
                ("content", models.BinaryField(verbose_name="beeld")),
                ("width_px", models.PositiveIntegerField(verbose_name="breedte")),
                ("height_px", models.PositiveIntegerField(verbose_name="hoogte")),
                (
                    "caption",
                    models.CharField(blank=True, max_length=200, verbose_name="wat staat erop"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "wacht op tweede paar ogen"),
                            ("shown", "mag getoond worden"),
                            ("refused", "geweigerd en gewist"),
                        ],
                        default="held",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="gemeld op")),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="bekeken op"),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bekeken door",
                    ),
                ),
            ],
            options={
                "verbose_name": "foto",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["held", "shown", "refused"])),
                        name="photo_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            ("content", b""),
                            _connector="OR",
                        ),
                        name="photo_refused_is_empty",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
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
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="signals.signal",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("told", "gemeld"),
                            ("held", "vastgehouden voor een tweede paar ogen"),
                            ("released", "vrijgegeven"),
                            ("refused", "teruggegeven om te verwoorden"),
                            ("routed", "verdeeld"),
                            ("passed_on", "doorgegeven"),
                            ("theme", "thema gewijzigd"),
                            ("asked", "teruggevraagd"),
                            ("replied", "gereageerd"),
                            ("answered", "beantwoord"),
                            ("rated", "gezegd of dit een antwoord was"),
                            ("reopened", "heropend"),
                            ("closed", "afgesloten"),
                            ("merged", "samengevoegd"),
                            ("not_ours", "niet voor ons"),
                            ("nudged", "herinnerd"),
                            ("escalated", "aan de opdrachtgever gemeld"),
                            ("shared", "gedeeld met partners"),
                            ("came_of_it", "er kwam iets van"),
                        ],
                        max_length=12,
                        verbose_name="stap",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                ("by_name", models.CharField(max_length=200, verbose_name="door wie")),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.routingrule",
                        verbose_name="regel",
                    ),
                ),
                ("state_after", models.CharField(max_length=10, verbose_name="status erna")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="toelichting")),
                (
                    "is_for_reporter",
                    models.BooleanField(default=True, verbose_name="voor de melder"),
                ),
            ],
            options={
                "verbose_name": "stap",
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "told",
                                    "held",
                                    "released",
                                    "refused",
                                    "routed",
                                    "passed_on",
                                    "theme",
                                    "asked",
                                    "replied",
                                    "answered",
                                    "rated",
                                    "reopened",
                                    "closed",
                                    "merged",
                                    "not_ours",
                                    "nudged",
                                    "escalated",
                                    "shared",
                                    "came_of_it",
                                ],
                            )
                        ),
                        name="step_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BackQuestion",
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
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="back_questions",
                        to="signals.signal",
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="vraag")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="gestuurd naar"),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                ("reply", models.TextField(blank=True, max_length=2000, verbose_name="reactie")),
                (
                    "replied_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gereageerd op"),
                ),
                (
                    "dropped_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="vervallen op"),
                ),
            ],
            options={
                "verbose_name": "terugvraag",
                "ordering": ["asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "digest"), name="back_question_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_at", None), ("reply", "")),
                            models.Q(
                                models.Q(("reply", ""), _negated=True),
                                ("replied_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="back_question_reply_iff",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at", None), ("replied_at", None)),
                        fields=("municipality", "signal"),
                        name="one_open_back_question",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerLink",
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
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="signals.signal",
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("email", models.EmailField(max_length=254, verbose_name="gestuurd naar")),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                (
                    "used_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gebruikt op"),
                ),
            ],
            options={
                "verbose_name": "link bij een antwoord",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "digest"), name="answer_link_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Nudge",
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
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nudges",
                        to="signals.signal",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="ronde")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("first", "eerste herinnering"),
                            ("second", "tweede herinnering"),
                            ("commissioner", "naar de opdrachtgever"),
                        ],
                        max_length=12,
                        verbose_name="trede",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aan",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "herinnering",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "signal", "round", "level", "to"), name="nudge_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["first", "second", "commissioner"])),
                        name="nudge_level_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailIn",
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
                    "message_digest",
                    models.CharField(max_length=64, verbose_name="vingerafdruk van het bericht"),
                ),
                ("received_at", models.DateTimeField(verbose_name="ontvangen op")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("told", "signaal geworden"),
                            ("refused", "teruggestuurd om te verwoorden"),
                            ("unknown", "afzender is geen partner"),
                            ("not_read", "niet te lezen"),
                        ],
                        max_length=10,
                        verbose_name="wat ervan werd",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.contact",
                    ),
                ),
                (
                    "signal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="signals.signal",
                    ),
                ),
            ],
            options={
                "verbose_name": "ontvangen mail",
                "ordering": ["-received_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "message_digest"), name="mail_in_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["told", "refused", "unknown", "not_read"])
                        ),
                        name="mail_in_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PatternSignal",
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
                    "pattern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="signals.pattern",
                    ),
                ),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patterns",
                        to="signals.signal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "pattern", "signal"), name="pattern_signal_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="routingrule",
            name="themes",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="signals.RuleTheme",
                to="signals.signaltheme",
                verbose_name="thema's",
            ),
        ),
        migrations.AddField(
            model_name="routingrule",
            name="areas",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="signals.RuleArea",
                to="areas.area",
                verbose_name="gebieden",
            ),
        ),
        migrations.AddField(
            model_name="routingrule",
            name="traits",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="signals.RuleTrait",
                to="network.term",
                verbose_name="kenmerken van de groep",
            ),
        ),
    ]
