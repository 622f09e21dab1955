"""The tables of reporting, with what must always be true of their rows."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0007_user_added_at"),
        ("programme", "0004_grounds"),
        ("steering", "0002_row_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardPack",
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
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("content", models.JSONField(default=dict, verbose_name="inhoud")),
                ("as_of_at", models.DateTimeField(verbose_name="stand van")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "concept"), ("frozen", "vastgelegd")],
                        default="draft",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "frozen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgelegd door",
                    ),
                ),
                (
                    "frozen_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="vastgelegd op"),
                ),
                (
                    "sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="vingerafdruk"),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="steering.body",
                        verbose_name="overleg",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="steering.meeting",
                        verbose_name="vergadering",
                    ),
                ),
                (
                    "message",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="boodschap in het kort"
                    ),
                ),
            ],
            options={
                "verbose_name": "stuk voor de stuurgroep",
                "ordering": ["-number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"),
                        name="boardpack_number",
                        violation_error_message="Dit nummer is al gebruikt. Probeer het nog een keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "frozen"])),
                        name="boardpack_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("frozen_at", None),
                                ("frozen_by", None),
                                ("sha256", ""),
                                ("state", "draft"),
                            ),
                            models.Q(
                                ("frozen_at__isnull", False),
                                ("frozen_by__isnull", False),
                                ("state", "frozen"),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="boardpack_frozen_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressReport",
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
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("content", models.JSONField(default=dict, verbose_name="inhoud")),
                ("as_of_at", models.DateTimeField(verbose_name="stand van")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "concept"), ("frozen", "vastgelegd")],
                        default="draft",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "frozen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgelegd door",
                    ),
                ),
                (
                    "frozen_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="vastgelegd op"),
                ),
                (
                    "sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="vingerafdruk"),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
                ("quarter", models.CharField(max_length=7, verbose_name="kwartaal")),
                (
                    "done",
                    models.TextField(blank=True, max_length=4000, verbose_name="wat is gedaan"),
                ),
                ("next", models.TextField(blank=True, max_length=4000, verbose_name="wat komt")),
                (
                    "trouble",
                    models.TextField(blank=True, max_length=4000, verbose_name="wat zit tegen"),
                ),
            ],
            options={
                "verbose_name": "voortgang van een initiatief",
                "ordering": ["-number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"),
                        name="progressreport_number",
                        violation_error_message="Dit nummer is al gebruikt. Probeer het nog een keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "frozen"])),
                        name="progressreport_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("frozen_at", None),
                                ("frozen_by", None),
                                ("sha256", ""),
                                ("state", "draft"),
                            ),
                            models.Q(
                                ("frozen_at__isnull", False),
                                ("frozen_by__isnull", False),
                                ("state", "frozen"),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="progressreport_frozen_whole",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "initiative", "quarter"),
                        name="progress_once",
                        violation_error_message="Over dit kwartaal is er al een verslag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__regex", "^[12][0-9]{3}-K[1-4]$")),
                        name="progress_quarter",
                        violation_error_message="Schrijf een kwartaal als 2027-K1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
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
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("content", models.JSONField(default=dict, verbose_name="inhoud")),
                ("as_of_at", models.DateTimeField(verbose_name="stand van")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "concept"), ("frozen", "vastgelegd")],
                        default="draft",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "frozen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgelegd door",
                    ),
                ),
                (
                    "frozen_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="vastgelegd op"),
                ),
                (
                    "sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="vingerafdruk"),
                ),
                ("subject", models.CharField(max_length=300, verbose_name="onderwerp")),
                ("sections", models.JSONField(default=list, verbose_name="onderdelen")),
            ],
            options={
                "verbose_name": "raadsinformatiebrief",
                "verbose_name_plural": "raadsinformatiebrieven",
                "ordering": ["-number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"),
                        name="letter_number",
                        violation_error_message="Dit nummer is al gebruikt. Probeer het nog een keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "frozen"])),
                        name="letter_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("frozen_at", None),
                                ("frozen_by", None),
                                ("sha256", ""),
                                ("state", "draft"),
                            ),
                            models.Q(
                                ("frozen_at__isnull", False),
                                ("frozen_by__isnull", False),
                                ("state", "frozen"),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_frozen_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Audience",
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
                    "description",
                    models.TextField(blank=True, max_length=2000, verbose_name="wie dit zijn"),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="steering.body",
                        verbose_name="overleg",
                    ),
                ),
                ("is_partners", models.BooleanField(default=False, verbose_name="alle partners")),
            ],
            options={
                "verbose_name": "wie het moet weten",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "name"), name="audience_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="TellingRule",
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
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="reporting.audience",
                        verbose_name="wie het moet weten",
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        choices=[("rhythm", "vast ritme"), ("decision", "een besluit")],
                        max_length=8,
                        verbose_name="aanleiding",
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="wat")),
                ("recurrence", models.CharField(blank=True, max_length=200, verbose_name="ritme")),
                (
                    "first_date",
                    models.DateField(blank=True, null=True, verbose_name="voor het eerst op"),
                ),
                (
                    "matter",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("plan", "het plan"),
                            ("start_stop", "starten en stoppen"),
                            ("money", "geld"),
                            ("capacity", "uren"),
                            ("commission", "opdrachten"),
                            ("demarcation", "afbakening"),
                            ("precondition", "randvoorwaarden"),
                            ("approach", "werkwijze"),
                            ("other", "iets anders"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="besluiten over",
                    ),
                ),
                (
                    "days_after",
                    models.PositiveSmallIntegerField(default=7, verbose_name="binnen zoveel dagen"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("mail", "mail"),
                            ("letter", "brief"),
                            ("meeting", "overleg"),
                            ("newsletter", "nieuwsbrief"),
                            ("website", "website"),
                            ("phone", "telefoon"),
                            ("council_letter", "raadsinformatiebrief"),
                        ],
                        max_length=14,
                        verbose_name="kanaal",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie vertelt het",
                    ),
                ),
                ("is_on", models.BooleanField(default=True, verbose_name="staat aan")),
            ],
            options={
                "verbose_name": "regel van het communicatieplan",
                "ordering": ["audience", "what"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("occasion__in", ["rhythm", "decision"])),
                        name="telling_occasion_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                [
                                    "mail",
                                    "letter",
                                    "meeting",
                                    "newsletter",
                                    "website",
                                    "phone",
                                    "council_letter",
                                ],
                            )
                        ),
                        name="telling_channel_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("occasion", "decision"),
                            models.Q(
                                ("first_date__isnull", False),
                                models.Q(("recurrence", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="telling_rhythm_whole",
                        violation_error_message="Kies hoe vaak, en vanaf welke dag.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "audience", "occasion", "what"),
                        name="telling_rule_once",
                        violation_error_message="Deze regel staat er al.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
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
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="reporting.audience",
                        verbose_name="wie het moet weten",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to="reporting.tellingrule",
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="wat")),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="tekst")),
                ("due_date", models.DateField(verbose_name="voor")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("mail", "mail"),
                            ("letter", "brief"),
                            ("meeting", "overleg"),
                            ("newsletter", "nieuwsbrief"),
                            ("website", "website"),
                            ("phone", "telefoon"),
                            ("council_letter", "raadsinformatiebrief"),
                        ],
                        max_length=14,
                        verbose_name="kanaal",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie vertelt het",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=20, verbose_name="komt uit")),
                ("source_id", models.UUIDField(blank=True, null=True, verbose_name="kenmerk daar")),
                (
                    "source_key",
                    models.CharField(blank=True, max_length=120, verbose_name="sleutel"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "gepland"),
                            ("sent", "verteld"),
                            ("dropped", "vervallen"),
                        ],
                        default="planned",
                        max_length=7,
                        verbose_name="status",
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="verteld op")),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verteld door",
                    ),
                ),
                (
                    "sent_to_count",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="aan hoeveel mensen"
                    ),
                ),
                (
                    "proof",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="waar dat te zien is"
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht",
                "verbose_name_plural": "berichten",
                "ordering": ["due_date", "what"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "sent", "dropped"])),
                        name="message_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                [
                                    "mail",
                                    "letter",
                                    "meeting",
                                    "newsletter",
                                    "website",
                                    "phone",
                                    "council_letter",
                                ],
                            )
                        ),
                        name="message_channel_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source_key", ""), _negated=True),
                        fields=("municipality", "rule", "source_key"),
                        name="message_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="message_sent_whole",
                    ),
                ],
            },
        ),
    ]
