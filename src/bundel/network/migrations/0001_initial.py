"""The tables of the network."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0006_organisation_and_calendar"),
        ("areas", "0002_row_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Term",
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
                    "taxonomy",
                    models.CharField(
                        choices=[
                            ("need", "hulpvraag"),
                            ("target_group", "doelgroep"),
                            ("tenure", "woonsituatie"),
                            ("heat_source", "warmtebron"),
                            ("reach_route", "hoe men bewoners bereikt"),
                            ("expertise", "deskundigheid"),
                            ("organisation_kind", "soort organisatie"),
                            ("goods_kind", "soort goed of uren"),
                            ("action_kind", "soort actie"),
                        ],
                        max_length=30,
                        verbose_name="lijst",
                    ),
                ),
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="Engelse naam"),
                ),
                ("description", models.TextField(blank=True, verbose_name="uitleg")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="network.term",
                        verbose_name="deel van",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="volgorde")),
                ("is_active", models.BooleanField(default=True, verbose_name="in gebruik")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="bron")),
            ],
            options={
                "verbose_name": "term",
                "ordering": ["taxonomy", "position", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "taxonomy", "code"), name="term_code_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "taxonomy__in",
                                [
                                    "need",
                                    "target_group",
                                    "tenure",
                                    "heat_source",
                                    "reach_route",
                                    "expertise",
                                    "organisation_kind",
                                    "goods_kind",
                                    "action_kind",
                                ],
                            )
                        ),
                        name="term_taxonomy_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Synonym",
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
                ("word", models.CharField(max_length=80, verbose_name="woord")),
                ("means", models.CharField(max_length=80, verbose_name="staat voor")),
            ],
            options={
                "verbose_name": "ander woord",
                "ordering": ["word", "means"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "word", "means"), name="synonym_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
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
                ("description", models.TextField(blank=True, verbose_name="waarvoor")),
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
                ("recurrence", models.CharField(blank=True, max_length=200, verbose_name="ritme")),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/Amsterdam", max_length=60, verbose_name="tijdzone"
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=300, verbose_name="vaste plaats"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="loopt")),
            ],
            options={
                "verbose_name": "reeks bijeenkomsten",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "name"), name="series_name_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarKey",
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                ("digest", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("read_at", models.DateTimeField(null=True, verbose_name="laatst gelezen op")),
            ],
            options={
                "verbose_name": "agenda-adres",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "digest"), name="calendar_key_digest_once"
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "user", "area"),
                        name="calendar_key_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("organization", "organisatie"),
                            ("service", "dienst"),
                            ("location", "locatie"),
                            ("contact", "contactpersoon"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("object_id", models.UUIDField(verbose_name="waarvan")),
                ("number", models.PositiveIntegerField(verbose_name="nummer")),
                ("data", models.JSONField(verbose_name="inhoud")),
                ("act", models.CharField(max_length=60, verbose_name="handeling")),
                ("at", models.DateTimeField(verbose_name="op")),
                ("by_id", models.UUIDField(null=True, verbose_name="door")),
                ("by_name", models.CharField(max_length=200, verbose_name="door wie")),
            ],
            options={
                "verbose_name": "eerdere stand",
                "ordering": ["kind", "object_id", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "kind", "object_id", "number"), name="snapshot_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NetworkSettings",
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
                    "confirm_months",
                    models.PositiveSmallIntegerField(
                        default=12, verbose_name="vraag na zoveel maanden of het nog klopt"
                    ),
                ),
                (
                    "room_stale_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="plek is oud na zoveel dagen"
                    ),
                ),
                (
                    "goods_unused_days",
                    models.PositiveSmallIntegerField(
                        default=28, verbose_name="ongebruikt aanbod na zoveel dagen"
                    ),
                ),
                (
                    "missed_gatherings",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="gemiste bijeenkomsten voordat we bellen"
                    ),
                ),
                (
                    "digest_day",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="dag van de maandmail"
                    ),
                ),
                (
                    "welcome",
                    models.TextField(blank=True, verbose_name="wat een nieuwe partner moet weten"),
                ),
            ],
            options={
                "verbose_name": "instellingen van het netwerk",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality",), name="one_network_settings"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirm_months__range", (1, 36)),
                            ("digest_day__range", (1, 28)),
                            ("goods_unused_days__range", (1, 365)),
                            ("missed_gatherings__range", (1, 10)),
                            ("room_stale_days__range", (1, 365)),
                        ),
                        name="network_settings_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feed",
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
                ("url", models.URLField(blank=True, verbose_name="adres")),
                ("licence", models.CharField(blank=True, max_length=200, verbose_name="licentie")),
            ],
            options={
                "verbose_name": "bron van het netwerk",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "name"), name="feed_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Pair",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("organization", "organisatie"),
                            ("service", "dienst"),
                            ("location", "locatie"),
                            ("contact", "contactpersoon"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("left_id", models.UUIDField(verbose_name="de een")),
                ("right_id", models.UUIDField(verbose_name="de ander")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("same", "dezelfde"),
                            ("different", "verschillend"),
                            ("unsure", "nog niet zeker"),
                        ],
                        max_length=10,
                        verbose_name="oordeel",
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="beslist op")),
                ("decided_by", models.CharField(max_length=200, verbose_name="beslist door")),
            ],
            options={
                "verbose_name": "paar dat op elkaar lijkt",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "kind", "left_id", "right_id"), name="pair_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left_id__lt", models.F("right_id"))),
                        name="pair_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("organization", "organisatie"),
                            ("service", "dienst"),
                            ("location", "locatie"),
                            ("contact", "contactpersoon"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("kept_id", models.UUIDField(verbose_name="gebleven")),
                ("gone_id", models.UUIDField(verbose_name="opgegaan")),
                ("moved", models.JSONField(verbose_name="wat verhuisde")),
                ("at", models.DateTimeField(verbose_name="op")),
                ("by_name", models.CharField(max_length=200, verbose_name="door")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="teruggedraaid op")),
            ],
            options={
                "verbose_name": "samenvoeging",
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("municipality", "kind", "gone_id"),
                        name="merge_gone_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept_id", models.F("gone_id")), _negated=True),
                        name="merge_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
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
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("subject", models.TextField(verbose_name="wat is afgesproken")),
                ("from_date", models.DateField(verbose_name="vanaf")),
                ("until_date", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "review_date",
                    models.DateField(blank=True, null=True, verbose_name="bespreken op"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "in voorbereiding"),
                            ("stands", "geldt"),
                            ("ended", "beëindigd"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "ended_date",
                    models.DateField(blank=True, null=True, verbose_name="beëindigd op"),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="gemaakt op")),
            ],
            options={
                "verbose_name": "samenwerkingsafspraak",
                "verbose_name_plural": "samenwerkingsafspraken",
                "ordering": ["title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "stands", "ended"])),
                        name="agreement_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_date__isnull", True),
                            ("until_date__isnull", True),
                            ("until_date__gte", models.F("from_date")),
                            _connector="OR",
                        ),
                        name="agreement_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                (
                    "alternate_name",
                    models.CharField(blank=True, max_length=200, verbose_name="ook bekend als"),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.term",
                        verbose_name="soort",
                    ),
                ),
                ("description", models.TextField(verbose_name="wat doet deze organisatie")),
                ("url", models.URLField(blank=True, verbose_name="website")),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="algemeen e-mailadres"
                    ),
                ),
                (
                    "legal_status",
                    models.CharField(blank=True, max_length=80, verbose_name="rechtsvorm"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "uitgenodigd"),
                            ("active", "doet mee"),
                            ("paused", "doet even niet mee"),
                            ("ended", "doet niet meer mee"),
                        ],
                        default="active",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "joined_date",
                    models.DateField(blank=True, null=True, verbose_name="doet mee sinds"),
                ),
                (
                    "confirm_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="vraag na zoveel maanden of het nog klopt",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="network.organisation",
                        verbose_name="samengevoegd met",
                    ),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="weggelegd op"
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="gemaakt op")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="gewijzigd op")),
            ],
            options={
                "verbose_name": "organisatie",
                "verbose_name_plural": "organisaties",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["invited", "active", "paused", "ended"])),
                        name="organisation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="organisation_not_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirm_months", None),
                            ("confirm_months__range", (1, 36)),
                            _connector="OR",
                        ),
                        name="organisation_confirm_months",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gathering",
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
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="network.series",
                        verbose_name="reeks",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
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
                ("starts_at", models.DateTimeField(verbose_name="begint")),
                ("ends_at", models.DateTimeField(verbose_name="eindigt")),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/Amsterdam", max_length=60, verbose_name="tijdzone"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="plaats")),
                ("invitation", models.TextField(blank=True, verbose_name="uitnodiging")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "in voorbereiding"),
                            ("invited", "uitgenodigd"),
                            ("held", "gehouden"),
                            ("cancelled", "afgezegd"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("said", models.TextField(blank=True, verbose_name="wat is besproken")),
                ("agreed", models.TextField(blank=True, verbose_name="wat is afgesproken")),
                (
                    "uid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, verbose_name="kenmerk in agenda's"
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="versie in agenda's"
                    ),
                ),
                (
                    "moved_sequence",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="versie van de laatste verplaatsing"
                    ),
                ),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="gewijzigd op")),
            ],
            options={
                "verbose_name": "bijeenkomst",
                "verbose_name_plural": "bijeenkomsten",
                "ordering": ["-starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="gathering_ends_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "invited", "held", "cancelled"])
                        ),
                        name="gathering_state_known",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "uid"), name="gathering_uid_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedLoad",
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
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loads",
                        to="network.feed",
                    ),
                ),
                ("filename", models.CharField(blank=True, max_length=200, verbose_name="bestand")),
                ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("content", models.JSONField(verbose_name="inhoud")),
                ("read_at", models.DateTimeField(verbose_name="gelezen op")),
                ("read_by", models.CharField(max_length=200, verbose_name="gelezen door")),
                ("taken_at", models.DateTimeField(null=True, verbose_name="overgenomen op")),
                ("refused_at", models.DateTimeField(null=True, verbose_name="afgewezen op")),
            ],
            options={
                "verbose_name": "lezing van een bron",
                "ordering": ["-read_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_at", None), ("refused_at", None), _connector="OR"
                        ),
                        name="feed_load_one_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedRecord",
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
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="network.feed",
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="soort")),
                (
                    "external_id",
                    models.CharField(max_length=250, verbose_name="kenmerk bij de bron"),
                ),
                ("object_id", models.UUIDField(verbose_name="onze rij")),
                ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("taken_at", models.DateTimeField(verbose_name="overgenomen op")),
            ],
            options={
                "verbose_name": "herkomst",
                "indexes": [
                    models.Index(fields=["municipality", "object_id"], name="feed_record_object")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "feed", "kind", "external_id"),
                        name="feed_record_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="functie")),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mailadres van het werk"
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="telefoon van het werk"
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("network", "alle partners"),
                            ("municipality", "alleen de gemeente"),
                            ("own", "alleen de eigen organisatie"),
                        ],
                        default="network",
                        max_length=15,
                        verbose_name="wie ziet dit",
                    ),
                ),
                (
                    "is_first",
                    models.BooleanField(default=False, verbose_name="eerste aanspreekpunt"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "left_date",
                    models.DateField(blank=True, null=True, verbose_name="vertrokken op"),
                ),
                ("handover_note", models.TextField(blank=True, verbose_name="overdrachtsnotitie")),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.contact",
                        verbose_name="opgevolgd door",
                    ),
                ),
            ],
            options={
                "verbose_name": "contactpersoon",
                "verbose_name_plural": "contactpersonen",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("visibility__in", ["network", "municipality", "own"])),
                        name="contact_visibility_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("successor", models.F("id")), _negated=True),
                        name="contact_not_own_successor",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_first", True), ("left_date", None)),
                        fields=("municipality", "organisation"),
                        name="contact_one_first",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_date", None), ("user__isnull", False)),
                        fields=("municipality", "user"),
                        name="contact_of_user_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Location",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="locations",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "location_type",
                    models.CharField(
                        choices=[
                            ("physical", "adres"),
                            ("postal", "postadres"),
                            ("virtual", "online of telefonisch"),
                        ],
                        default="physical",
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                (
                    "address",
                    models.CharField(blank=True, max_length=200, verbose_name="straat en nummer"),
                ),
                (
                    "postal_code",
                    models.CharField(blank=True, max_length=10, verbose_name="postcode"),
                ),
                ("city", models.CharField(blank=True, max_length=120, verbose_name="plaats")),
                ("country", models.CharField(default="NL", max_length=2, verbose_name="land")),
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
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        max_digits=8,
                        null=True,
                        verbose_name="breedtegraad",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        max_digits=8,
                        null=True,
                        verbose_name="lengtegraad",
                    ),
                ),
                ("url", models.URLField(blank=True, verbose_name="website")),
                (
                    "transportation",
                    models.CharField(blank=True, max_length=300, verbose_name="bereikbaar met"),
                ),
                (
                    "accessibility",
                    models.CharField(blank=True, max_length=300, verbose_name="toegankelijk voor"),
                ),
            ],
            options={
                "verbose_name": "locatie",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("location_type__in", ["physical", "postal", "virtual"])
                        ),
                        name="location_type_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                            ),
                            _connector="OR",
                        ),
                        name="location_on_earth",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
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
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="network.gathering",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="thema")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("origin", models.CharField(blank=True, max_length=20, verbose_name="komt uit")),
                (
                    "origin_key",
                    models.CharField(blank=True, max_length=200, verbose_name="kenmerk daar"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="aantekeningen")),
            ],
            options={
                "verbose_name": "thema",
                "ordering": ["position", "title"],
            },
        ),
        migrations.CreateModel(
            name="ContactExpertise",
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
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="expertise_rows",
                        to="network.contact",
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
                "verbose_name": "deskundigheid van een contactpersoon",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "contact", "term"), name="contact_expertise_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "alternate_name",
                    models.CharField(blank=True, max_length=200, verbose_name="ook bekend als"),
                ),
                ("description", models.TextField(verbose_name="wat houdt het in")),
                ("url", models.URLField(blank=True, verbose_name="website")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "loopt"),
                            ("inactive", "rust"),
                            ("defunct", "bestaat niet meer"),
                            ("temporarily closed", "tijdelijk dicht"),
                        ],
                        default="active",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "application_process",
                    models.TextField(blank=True, verbose_name="hoe meldt men aan"),
                ),
                (
                    "fees_description",
                    models.CharField(blank=True, max_length=300, verbose_name="wat kost het"),
                ),
                (
                    "eligibility_description",
                    models.TextField(blank=True, verbose_name="voor wie, in woorden"),
                ),
                (
                    "minimum_age",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="vanaf leeftijd"
                    ),
                ),
                (
                    "maximum_age",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="tot en met leeftijd"
                    ),
                ),
                (
                    "income_limit_pct",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="inkomensgrens (% van het sociaal minimum)",
                    ),
                ),
                (
                    "interpretation_services",
                    models.CharField(blank=True, max_length=200, verbose_name="tolk"),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="network.contact",
                        verbose_name="contactpersoon",
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
                        default="unknown",
                        max_length=20,
                        verbose_name="is er plek",
                    ),
                ),
                (
                    "room_note",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="toelichting bij plek"
                    ),
                ),
                (
                    "waiting_weeks",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="wachttijd in weken"
                    ),
                ),
                (
                    "room_changed_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="plek bijgewerkt op"
                    ),
                ),
                (
                    "needs_agreement",
                    models.BooleanField(
                        default=False,
                        verbose_name="alleen zichtbaar voor partners met een geldige afspraak",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="bevestigd op"
                    ),
                ),
                (
                    "confirmed_by",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="bevestigd door"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="network.service",
                        verbose_name="samengevoegd met",
                    ),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="weggelegd op"
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="gemaakt op")),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="gewijzigd op")),
            ],
            options={
                "verbose_name": "dienst",
                "verbose_name_plural": "diensten",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["active", "inactive", "defunct", "temporarily closed"])
                        ),
                        name="service_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "room__in",
                                ["yes", "waiting_list", "after_assessment", "no", "unknown"],
                            )
                        ),
                        name="service_room_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum_age", None),
                            ("maximum_age", None),
                            ("maximum_age__gte", models.F("minimum_age")),
                            _connector="OR",
                        ),
                        name="service_ages",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("income_limit_pct", None),
                            ("income_limit_pct__range", (50, 500)),
                            _connector="OR",
                        ),
                        name="service_income_limit",
                    ),
                ],
            },
        ),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
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
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="gestuurd naar"),
                ),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("reminded_at", models.DateTimeField(null=True, verbose_name="herinnerd op")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="afgerond op")),
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
            name="Invitee",
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
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitees",
                        to="network.gathering",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.contact",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                ),
                ("invited_at", models.DateTimeField(null=True, verbose_name="uitgenodigd op")),
                (
                    "invited_sequence",
                    models.PositiveIntegerField(null=True, verbose_name="laatst gemailde versie"),
                ),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("needs-action", "nog geen antwoord"),
                            ("accepted", "komt"),
                            ("tentative", "misschien"),
                            ("declined", "komt niet"),
                        ],
                        default="needs-action",
                        max_length=15,
                        verbose_name="antwoord",
                    ),
                ),
                ("replied_at", models.DateTimeField(null=True, verbose_name="geantwoord op")),
                ("attended", models.BooleanField(null=True, verbose_name="was er")),
            ],
            options={
                "verbose_name": "genodigde",
                "ordering": ["organisation__name", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reply__in", ["needs-action", "accepted", "tentative", "declined"])
                        ),
                        name="invitee_reply_known",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "gathering", "organisation", "contact"),
                        name="invitee_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
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
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="network.gathering",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="network.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="wat gaat u doen")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.contact",
                        verbose_name="wie",
                    ),
                ),
                (
                    "owner_name",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        verbose_name="wie, als die niet in de lijst staat",
                    ),
                ),
                ("due_date", models.DateField(verbose_name="klaar op")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "loopt"),
                            ("kept", "gedaan"),
                            ("not_kept", "niet gedaan"),
                            ("withdrawn", "vervallen"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("result", models.TextField(blank=True, verbose_name="wat is ervan geworden")),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="afgerond op"),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="gemaakt op")),
            ],
            options={
                "verbose_name": "toezegging",
                "verbose_name_plural": "toezeggingen",
                "ordering": ["due_date"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "kept", "not_kept", "withdrawn"])
                        ),
                        name="promise_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="promise_closed_iff_ended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerLink",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.organisation",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="network.contact",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("confirm", "gegevens bevestigen"),
                            ("welcome", "meedoen zonder account"),
                            ("reply", "antwoord op een uitnodiging"),
                            ("digest", "maandmail instellen"),
                        ],
                        max_length=10,
                        verbose_name="waarvoor",
                    ),
                ),
                ("object_id", models.UUIDField(null=True, verbose_name="waarvan")),
                ("email", models.EmailField(max_length=254, verbose_name="gestuurd naar")),
                ("digest", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                ("used_at", models.DateTimeField(null=True, verbose_name="gebruikt op")),
            ],
            options={
                "verbose_name": "link voor een partner",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "digest"), name="partner_link_digest_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="partner_link_expires_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestChoice",
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
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digest_choices",
                        to="network.contact",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("area", "nieuws uit uw gebied"),
                            ("promises", "uw toezeggingen"),
                            ("goods", "vraag en aanbod van spullen en uren"),
                            ("actions", "acties in de wijk"),
                            ("gatherings", "bijeenkomsten"),
                            ("directory", "nieuwe en gewijzigde diensten"),
                        ],
                        max_length=15,
                        verbose_name="onderwerp",
                    ),
                ),
                ("is_on", models.BooleanField(default=True, verbose_name="aan")),
            ],
            options={
                "verbose_name": "keuze voor de maandmail",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "contact", "subject"), name="digest_choice_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__in",
                                ["area", "promises", "goods", "actions", "gatherings", "directory"],
                            )
                        ),
                        name="digest_subject_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementParty",
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
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="network.agreement",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="network.organisation",
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
                    ),
                ),
                ("does", models.CharField(blank=True, max_length=300, verbose_name="doet wat")),
                (
                    "agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="akkoord op"),
                ),
                (
                    "agreed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="akkoord door"),
                ),
            ],
            options={
                "verbose_name": "partij bij een afspraak",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "agreement", "organisation"),
                        name="agreement_party_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Goods",
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
                    "side",
                    models.CharField(
                        choices=[("offer", "aanbod"), ("request", "vraag")],
                        max_length=10,
                        verbose_name="aanbod of vraag",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goods",
                        to="network.organisation",
                        verbose_name="organisatie",
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
                        verbose_name="contact",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.term",
                        verbose_name="soort",
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="wat")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
                ("amount", models.PositiveIntegerField(default=1, verbose_name="hoeveel")),
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
                    "transport",
                    models.CharField(
                        choices=[
                            ("brings", "wij brengen"),
                            ("collects", "wij halen"),
                            ("none", "geen eigen vervoer"),
                            ("not_needed", "vervoer is niet nodig"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="vervoer",
                    ),
                ),
                ("from_date", models.DateField(blank=True, null=True, verbose_name="vanaf")),
                ("until_date", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("reserved", "gereserveerd"),
                            ("handed_over", "overgedragen"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="gemaakt op")),
                (
                    "renewed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="nog steeds zo op"
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag of aanbod",
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["offer", "request"])),
                        name="goods_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "reserved", "handed_over", "withdrawn"])
                        ),
                        name="goods_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("transport__in", ["brings", "collects", "none", "not_needed"])
                        ),
                        name="goods_transport_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_date__isnull", True),
                            ("until_date__isnull", True),
                            ("until_date__gte", models.F("from_date")),
                            _connector="OR",
                        ),
                        name="goods_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 1)), name="goods_amount"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaAction",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="network.organisation",
                        verbose_name="organisatie",
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
                        verbose_name="contact",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.term",
                        verbose_name="soort",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("audience", models.CharField(blank=True, max_length=200, verbose_name="voor wie")),
                ("note", models.TextField(blank=True, verbose_name="toelichting")),
                ("from_date", models.DateField(verbose_name="vanaf")),
                ("until_date", models.DateField(verbose_name="tot en met")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "gepland"),
                            ("done", "gedaan"),
                            ("cancelled", "gaat niet door"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "clash_note",
                    models.CharField(blank=True, max_length=300, verbose_name="waarom toch"),
                ),
                (
                    "uid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, verbose_name="kenmerk in agenda's"
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="versie in agenda's"
                    ),
                ),
                ("changed_at", models.DateTimeField(editable=False, verbose_name="gewijzigd op")),
            ],
            options={
                "verbose_name": "actie in de wijk",
                "ordering": ["from_date", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "done", "cancelled"])),
                        name="action_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_date__isnull", True),
                            ("until_date__isnull", True),
                            ("until_date__gte", models.F("from_date")),
                            _connector="OR",
                        ),
                        name="action_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceTerm",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="term_rows",
                        to="network.service",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_rows",
                        to="network.term",
                    ),
                ),
            ],
            options={
                "verbose_name": "kenmerk van een dienst",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "service", "term"), name="service_term_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceArea",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="area_rows",
                        to="network.service",
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
                "verbose_name": "gebied van een dienst",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "service", "area"), name="service_area_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceLanguage",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="languages",
                        to="network.service",
                    ),
                ),
                ("code", models.CharField(max_length=3, verbose_name="taal")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="toelichting")),
            ],
            options={
                "verbose_name": "taal van een dienst",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "service", "code"), name="service_language_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z]{2,3}$")),
                        name="service_language_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceAtLocation",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="location_rows",
                        to="network.service",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_rows",
                        to="network.location",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="toelichting"),
                ),
            ],
            options={
                "verbose_name": "dienst op een locatie",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "service", "location"),
                        name="service_at_location_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Phone",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phones",
                        to="network.organisation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phones",
                        to="network.service",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phones",
                        to="network.location",
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="nummer")),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="toelichting"),
                ),
            ],
            options={
                "verbose_name": "telefoonnummer",
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("location__isnull", True),
                                ("organisation__isnull", False),
                                ("service__isnull", True),
                            ),
                            models.Q(
                                ("location__isnull", True),
                                ("organisation__isnull", True),
                                ("service__isnull", False),
                            ),
                            models.Q(
                                ("location__isnull", False),
                                ("organisation__isnull", True),
                                ("service__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="phone_of_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CostOption",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="costs",
                        to="network.service",
                    ),
                ),
                ("option", models.CharField(blank=True, max_length=200, verbose_name="wanneer")),
                (
                    "amount_eur",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="bedrag (euro)",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="toelichting"),
                ),
            ],
            options={
                "verbose_name": "kosten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_eur", None), ("amount_eur__gte", 0), _connector="OR"
                        ),
                        name="cost_not_negative",
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
                ("text", models.TextField(verbose_name="wat klopt er niet")),
                ("told_by", models.CharField(max_length=200, verbose_name="verteld door")),
                ("told_at", models.DateTimeField(verbose_name="verteld op")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="afgerond op")),
                (
                    "closed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="afgerond door"),
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
        migrations.CreateModel(
            name="Match",
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
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches_as_offer",
                        to="network.goods",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches_as_request",
                        to="network.goods",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                    ),
                ),
                ("amount", models.PositiveIntegerField(default=1, verbose_name="hoeveel")),
                ("reserved_at", models.DateTimeField(verbose_name="gereserveerd op")),
                ("reserved_by", models.CharField(max_length=200, verbose_name="gereserveerd door")),
                (
                    "handed_over_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="overgedragen op"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgebroken op"),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="afspraak over overdracht"
                    ),
                ),
            ],
            options={
                "verbose_name": "koppeling van vraag en aanbod",
                "ordering": ["-reserved_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handed_over_at", None), ("cancelled_at", None), _connector="OR"
                        ),
                        name="match_one_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 1)), name="match_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("offer", models.F("request")), _negated=True),
                        name="match_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaActionArea",
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="area_rows",
                        to="network.areaaction",
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
                "verbose_name": "gebied van een actie",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "action", "area"), name="action_area_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaActionPartner",
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partner_rows",
                        to="network.areaaction",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="vraagt mee te doen op"
                    ),
                ),
            ],
            options={
                "verbose_name": "partner bij een actie",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "action", "organisation"),
                        name="action_partner_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schedules",
                        to="network.service",
                    ),
                ),
                (
                    "at_location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schedules",
                        to="network.serviceatlocation",
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField(verbose_name="dag")),
                ("opens_at", models.TimeField(blank=True, null=True, verbose_name="van")),
                ("closes_at", models.TimeField(blank=True, null=True, verbose_name="tot")),
                ("valid_from_date", models.DateField(blank=True, null=True, verbose_name="vanaf")),
                (
                    "valid_to_date",
                    models.DateField(blank=True, null=True, verbose_name="tot en met"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="toelichting")),
            ],
            options={
                "verbose_name": "openingstijd",
                "ordering": ["weekday", "opens_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__range", (1, 7))), name="schedule_weekday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closes_at", None), ("opens_at", None)),
                            ("opens_at__lt", models.F("closes_at")),
                            _connector="OR",
                        ),
                        name="schedule_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from_date__isnull", True),
                            ("valid_to_date__isnull", True),
                            ("valid_to_date__gte", models.F("valid_from_date")),
                            _connector="OR",
                        ),
                        name="schedule_validity",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="expertise",
            field=models.ManyToManyField(
                related_name="+",
                through="network.ContactExpertise",
                to="network.term",
                verbose_name="deskundig in",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="terms",
            field=models.ManyToManyField(
                related_name="services",
                through="network.ServiceTerm",
                to="network.term",
                verbose_name="kenmerken",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="areas",
            field=models.ManyToManyField(
                related_name="+",
                through="network.ServiceArea",
                to="areas.area",
                verbose_name="gebieden",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="locations",
            field=models.ManyToManyField(
                related_name="services",
                through="network.ServiceAtLocation",
                to="network.location",
                verbose_name="locaties",
            ),
        ),
        migrations.AddField(
            model_name="areaaction",
            name="areas",
            field=models.ManyToManyField(
                related_name="+",
                through="network.AreaActionArea",
                to="areas.area",
                verbose_name="gebieden",
            ),
        ),
        migrations.AddField(
            model_name="areaaction",
            name="partners",
            field=models.ManyToManyField(
                related_name="shared_actions",
                through="network.AreaActionPartner",
                to="network.organisation",
                verbose_name="samen met",
            ),
        ),
    ]
