"""The tables of steering, with what must always be true of their rows."""

import datetime
import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0007_user_added_at"),
        ("areas", "0003_policies_read_once"),
        ("network", "0007_digest_subjects"),
        ("programme", "0004_grounds"),
        ("signals", "0003_reminded_to_check"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
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
                            ("steering_group", "stuurgroep"),
                            ("core_team", "kernteam"),
                            ("network", "netwerk"),
                            ("area_meeting", "gebiedsoverleg"),
                        ],
                        max_length=16,
                        verbose_name="soort",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "mandate",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="mandaat in woorden"
                    ),
                ),
                (
                    "matters",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="mag besluiten over",
                    ),
                ),
                (
                    "limit_eur",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="tot en met bedrag (euro)",
                    ),
                ),
                (
                    "refers_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="steering.body",
                        verbose_name="legt voor aan",
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
                ("recurrence", models.CharField(blank=True, max_length=200, verbose_name="ritme")),
                ("first_date", models.DateField(blank=True, null=True, verbose_name="eerste dag")),
                (
                    "starts_time",
                    models.TimeField(default=datetime.time(9, 30), verbose_name="begint om"),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=90, verbose_name="duur in minuten"),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=300, verbose_name="vaste plaats"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verwijderd op"),
                ),
            ],
            options={
                "verbose_name": "overleg",
                "verbose_name_plural": "overleggen",
                "ordering": ["kind", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["steering_group", "core_team", "network", "area_meeting"])
                        ),
                        name="body_kind_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("municipality", "name"),
                        name="body_name_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (5, 600))),
                        name="body_minutes",
                        violation_error_message="Een overleg duurt 5 tot en met 600 minuten.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit_eur__isnull", True), ("limit_eur__gte", 0), _connector="OR"
                        ),
                        name="body_limit",
                        violation_error_message="Een bedrag kan niet onder nul zijn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recurrence", ""), ("first_date__isnull", False), _connector="OR"
                        ),
                        name="body_rhythm_has_first_day",
                        violation_error_message="Kies vanaf welke dag het ritme loopt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckSetting",
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
                ("rule", models.CharField(max_length=40, verbose_name="regel")),
                ("is_on", models.BooleanField(default=True, verbose_name="staat aan")),
                (
                    "limit",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="grens"
                    ),
                ),
            ],
            options={
                "verbose_name": "instelling van een controle",
                "ordering": ["rule"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "rule"), name="check_setting_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                ("rule", models.CharField(max_length=40, verbose_name="regel")),
                ("kind", models.CharField(max_length=40, verbose_name="soort")),
                ("object_id", models.UUIDField(blank=True, null=True, verbose_name="kenmerk")),
                ("key", models.CharField(max_length=200, verbose_name="sleutel")),
                ("label", models.CharField(max_length=300, verbose_name="waarover")),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="feiten")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie moet iets doen",
                    ),
                ),
                (
                    "owner_name",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="wie moet iets doen (naam)"
                    ),
                ),
                ("found_at", models.DateTimeField(verbose_name="gevonden op")),
                ("changed_at", models.DateTimeField(verbose_name="laatst veranderd op")),
                (
                    "gone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verdwenen op"),
                ),
                (
                    "accepted_until",
                    models.DateField(blank=True, null=True, verbose_name="aanvaard tot"),
                ),
                (
                    "accepted_because",
                    models.TextField(blank=True, max_length=2000, verbose_name="aanvaard omdat"),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aanvaard door",
                    ),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="aanvaard op"),
                ),
                (
                    "accepted_facts",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="feiten bij aanvaarden"
                    ),
                ),
            ],
            options={
                "verbose_name": "bevinding",
                "verbose_name_plural": "bevindingen",
                "ordering": ["found_at", "rule"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("gone_at", None)),
                        fields=["municipality", "rule"],
                        name="finding_open",
                    ),
                    models.Index(
                        condition=models.Q(("gone_at", None)),
                        fields=["municipality", "-found_at", "id"],
                        name="finding_by_time",
                    ),
                    models.Index(
                        condition=models.Q(("gone_at", None)),
                        fields=["municipality", "object_id"],
                        name="finding_of_object",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("gone_at", None)),
                        fields=("municipality", "rule", "key"),
                        name="one_open_finding",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at", None),
                                ("accepted_because", ""),
                                ("accepted_by", None),
                                ("accepted_until", None),
                            ),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("accepted_by__isnull", False),
                                ("accepted_until__isnull", False),
                                models.Q(("accepted_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="finding_accepted_whole",
                        violation_error_message="Schrijf op waarom, en kies tot welke dag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckRun",
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
                ("started_at", models.DateTimeField(verbose_name="begonnen op")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                ("found", models.PositiveIntegerField(default=0, verbose_name="gevonden")),
                (
                    "asked_again_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="opnieuw gevraagd op"),
                ),
                (
                    "request_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="aanvraag"),
                ),
            ],
            options={
                "verbose_name": "ronde van controles",
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="Commission",
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
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commissions",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
                (
                    "part",
                    models.CharField(blank=True, max_length=200, verbose_name="programmaonderdeel"),
                ),
                (
                    "commissioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opdrachtgever",
                    ),
                ),
                (
                    "contractor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opdrachtnemer",
                    ),
                ),
                (
                    "contractor_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="network.organisation",
                        verbose_name="partner die de opdracht doet",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "in voorbereiding"),
                            ("offered", "aangeboden"),
                            ("accepted", "aangenomen"),
                            ("change_proposed", "wijziging voorgesteld"),
                            ("discharge_asked", "décharge gevraagd"),
                            ("return_asked", "teruggave gevraagd"),
                            ("discharged", "décharge verleend"),
                            ("returned", "teruggegeven"),
                            ("refused", "niet aangenomen"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="geëindigd op"),
                ),
            ],
            options={
                "verbose_name": "opdracht",
                "verbose_name_plural": "opdrachten",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"),
                        name="commission_number",
                        violation_error_message="Dit nummer is al gebruikt. Probeer het nog een keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "offered",
                                    "accepted",
                                    "change_proposed",
                                    "discharge_asked",
                                    "return_asked",
                                    "discharged",
                                    "returned",
                                    "refused",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="commission_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("initiative__isnull", False), ("part", "")),
                            models.Q(
                                ("initiative__isnull", True), models.Q(("part", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="commission_about_one_thing",
                        violation_error_message="Kies een initiatief, of noem een programmaonderdeel.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("contractor__isnull", False),
                                ("contractor_organisation__isnull", True),
                            ),
                            models.Q(
                                ("contractor__isnull", True),
                                ("contractor_organisation__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="commission_one_contractor",
                        violation_error_message="Kies één opdrachtnemer: iemand van de gemeente of een partner.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contractor__isnull", True),
                            models.Q(("contractor", models.F("commissioner")), _negated=True),
                            _connector="OR",
                        ),
                        name="commission_two_sides",
                        violation_error_message="Wie opdracht geeft, neemt haar niet zelf aan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ("discharged", "returned", "refused", "withdrawn")),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        ("discharged", "returned", "refused", "withdrawn"),
                                    ),
                                    _negated=True,
                                ),
                                ("ended_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="commission_ended_iff",
                        violation_error_message="Een opdracht die klaar is, heeft een einde.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("discharged", "returned", "refused", "withdrawn")),
                                _negated=True,
                            ),
                            ("initiative__isnull", False),
                        ),
                        fields=("municipality", "initiative"),
                        name="one_live_commission",
                        violation_error_message="Voor dit initiatief loopt al een opdracht.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("discharged", "returned", "refused", "withdrawn")),
                                _negated=True,
                            ),
                            models.Q(("part", ""), _negated=True),
                        ),
                        fields=("municipality", "part"),
                        name="one_live_commission_a_part",
                        violation_error_message="Voor dit onderdeel loopt al een opdracht.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
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
                ("unit", models.CharField(max_length=60, verbose_name="eenheid")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="bron")),
                (
                    "is_sum",
                    models.BooleanField(default=False, verbose_name="telt op over een periode"),
                ),
            ],
            options={
                "verbose_name": "cijfer",
                "verbose_name_plural": "cijfers",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "code"), name="indicator_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="Domain",
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
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.department",
                        verbose_name="afdeling",
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
                        verbose_name="partner",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie ja zegt",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "archived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verwijderd op"),
                ),
            ],
            options={
                "verbose_name": "domein",
                "verbose_name_plural": "domeinen",
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("department__isnull", False), ("organisation__isnull", True)),
                            models.Q(("department__isnull", True), ("organisation__isnull", False)),
                            _connector="OR",
                        ),
                        name="domain_of_one",
                        violation_error_message="Kies één afdeling of één partner.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("municipality", "department", "organisation"),
                        name="domain_once",
                        nulls_distinct=False,
                        violation_error_message="Deze staat al in de afbakening.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
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
                ("name", models.CharField(max_length=200, verbose_name="activiteit")),
                (
                    "description",
                    models.TextField(blank=True, max_length=2000, verbose_name="omschrijving"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "agreement",
                    models.TextField(blank=True, max_length=2000, verbose_name="afspraak"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verwijderd op"),
                ),
            ],
            options={
                "verbose_name": "activiteit",
                "verbose_name_plural": "activiteiten",
                "ordering": ["position", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("municipality", "code"),
                        name="activity_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="activity_name",
                        violation_error_message="Geef de activiteit een naam.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
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
                ("kind", models.CharField(max_length=20, verbose_name="soort")),
                ("object_id", models.UUIDField(verbose_name="kenmerk")),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aan",
                    ),
                ),
                ("day", models.DateField(verbose_name="dag")),
                ("at", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "herinnering",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "kind", "object_id", "to", "day"),
                        name="steering_reminder_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
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
                ("title", models.CharField(max_length=300, verbose_name="risico")),
                (
                    "consequence",
                    models.TextField(blank=True, max_length=2000, verbose_name="gevolg"),
                ),
                (
                    "chance",
                    models.CharField(
                        choices=[("small", "klein"), ("middle", "middel"), ("large", "groot")],
                        default="middle",
                        max_length=6,
                        verbose_name="kans",
                    ),
                ),
                (
                    "impact",
                    models.CharField(
                        choices=[("small", "klein"), ("middle", "middel"), ("large", "groot")],
                        default="middle",
                        max_length=6,
                        verbose_name="gevolg is",
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
                        verbose_name="eigenaar",
                    ),
                ),
                (
                    "early_sign",
                    models.TextField(blank=True, max_length=2000, verbose_name="vroeg teken"),
                ),
                (
                    "answer",
                    models.TextField(blank=True, max_length=2000, verbose_name="wat we dan doen"),
                ),
                (
                    "rules",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="controles",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("happened", "ingetreden"),
                            ("closed", "gesloten"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "review_date",
                    models.DateField(blank=True, null=True, verbose_name="opnieuw bekijken op"),
                ),
                ("made_at", models.DateTimeField(verbose_name="opgeschreven op")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gesloten op"),
                ),
                (
                    "ended_because",
                    models.TextField(blank=True, max_length=2000, verbose_name="gesloten omdat"),
                ),
            ],
            options={
                "verbose_name": "risico",
                "verbose_name_plural": "risico's",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"),
                        name="risk_number",
                        violation_error_message="Dit nummer is al gebruikt. Probeer het nog een keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "happened", "closed"])),
                        name="risk_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("chance__in", ["small", "middle", "large"])),
                        name="risk_chance_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("impact__in", ["small", "middle", "large"])),
                        name="risk_impact_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="risk_title",
                        violation_error_message="Schrijf op wat er mis kan gaan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state__in", ["open", "happened"])),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state", "closed"),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="risk_ended_whole",
                        violation_error_message="Schrijf op waarom dit risico gesloten is.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="steering.body",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medewerker",
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
                        verbose_name="partner",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("chair", "voorzitter"),
                            ("secretary", "secretaris"),
                            ("member", "lid"),
                            ("adviser", "adviseur"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="rol",
                    ),
                ),
            ],
            options={
                "verbose_name": "lid van een overleg",
                "ordering": ["part"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["chair", "secretary", "member", "adviser"])
                        ),
                        name="member_part_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", True), ("user__isnull", False)),
                            models.Q(("organisation__isnull", False), ("user__isnull", True)),
                            _connector="OR",
                        ),
                        name="member_is_one",
                        violation_error_message="Kies één medewerker of één partner.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "body", "user", "organisation"),
                        name="member_once",
                        nulls_distinct=False,
                        violation_error_message="Deze zit al in dit overleg.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("part", "chair")),
                        fields=("municipality", "body"),
                        name="one_chair",
                        violation_error_message="Dit overleg heeft al een voorzitter.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="steering.body",
                        verbose_name="overleg",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begint")),
                ("ends_at", models.DateTimeField(verbose_name="eindigt")),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="plaats")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "in voorbereiding"),
                            ("invited", "uitgenodigd"),
                            ("running", "bezig"),
                            ("held", "gehouden"),
                            ("cancelled", "afgezegd"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="geopend op"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gesloten op"),
                ),
                (
                    "minutes_sent_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="besluitenlijst verstuurd op"
                    ),
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
                (
                    "moved_sequence",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="versie van de laatste verplaatsing"
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="gewijzigd op"),
                ),
            ],
            options={
                "verbose_name": "vergadering",
                "verbose_name_plural": "vergaderingen",
                "ordering": ["-starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "invited", "running", "held", "cancelled"])
                        ),
                        name="meeting_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="meeting_ends_later",
                        violation_error_message="Het einde ligt voor het begin.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "uid"), name="meeting_uid_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("municipality", "body", "starts_at"),
                        name="meeting_once",
                        violation_error_message="Op dit moment is dit overleg er al.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("municipality", "body"),
                        name="one_meeting_runs",
                        violation_error_message="Dit overleg is al bezig. Sluit eerst die vergadering.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionVersion",
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
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="steering.commission",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="versie van de opdracht")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "in voorbereiding"),
                            ("proposed", "voorgelegd"),
                            ("agreed", "afgesproken"),
                            ("refused", "niet afgesproken"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("result", models.TextField(blank=True, max_length=4000, verbose_name="resultaat")),
                (
                    "scope_in",
                    models.TextField(blank=True, max_length=4000, verbose_name="hoort erbij"),
                ),
                (
                    "scope_out",
                    models.TextField(blank=True, max_length=4000, verbose_name="hoort er niet bij"),
                ),
                ("mandate", models.TextField(blank=True, max_length=4000, verbose_name="mandaat")),
                (
                    "reporting",
                    models.TextField(blank=True, max_length=4000, verbose_name="verantwoording"),
                ),
                (
                    "stop_rules",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="wanneer stoppen we"
                    ),
                ),
                ("from_date", models.DateField(blank=True, null=True, verbose_name="begint op")),
                ("until_date", models.DateField(blank=True, null=True, verbose_name="klaar op")),
                (
                    "why",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="waarom deze versie"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="geschreven door",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="geschreven op")),
                (
                    "agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgesproken op"),
                ),
            ],
            options={
                "verbose_name": "versie van een opdracht",
                "ordering": ["commission", "round"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "commission", "round"), name="commission_round_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "proposed", "agreed", "refused", "withdrawn"])
                        ),
                        name="commission_version_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_date__isnull", True),
                            ("until_date__isnull", True),
                            ("until_date__gte", models.F("from_date")),
                            _connector="OR",
                        ),
                        name="commission_version_dates",
                        violation_error_message="Het einde ligt voor het begin.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "proposed"])),
                        fields=("municipality", "commission"),
                        name="one_open_commission_version",
                        violation_error_message="Er ligt al een voorstel. Handel dat eerst af.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", False), ("state", "agreed")),
                            models.Q(
                                models.Q(("state", "agreed"), _negated=True),
                                ("agreed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="commission_version_agreed_iff",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionRole",
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
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="steering.commission",
                    ),
                ),
                (
                    "rasci",
                    models.CharField(
                        choices=[
                            ("R", "voert uit"),
                            ("S", "helpt mee"),
                            ("C", "wordt vooraf gevraagd"),
                            ("I", "hoort het erna"),
                        ],
                        max_length=1,
                        verbose_name="rol",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medewerker",
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
                        verbose_name="partner",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.department",
                        verbose_name="afdeling",
                    ),
                ),
                ("what", models.CharField(blank=True, max_length=200, verbose_name="waarvoor")),
            ],
            options={
                "verbose_name": "rol in een opdracht",
                "ordering": ["rasci"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rasci__in", ["R", "S", "C", "I"])),
                        name="commission_role_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("department__isnull", True),
                                ("organisation__isnull", True),
                                ("user__isnull", False),
                            ),
                            models.Q(
                                ("department__isnull", True),
                                ("organisation__isnull", False),
                                ("user__isnull", True),
                            ),
                            models.Q(
                                ("department__isnull", False),
                                ("organisation__isnull", True),
                                ("user__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="commission_role_of_one",
                        violation_error_message="Kies één medewerker, partner of afdeling.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "commission", "user", "organisation", "department"),
                        name="commission_role_once",
                        nulls_distinct=False,
                        violation_error_message="Deze heeft al een rol in de opdracht.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
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
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="steering.indicator",
                    ),
                ),
                ("date", models.DateField(verbose_name="dag")),
                (
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=16, verbose_name="waarde"),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="bron")),
                ("grade", models.CharField(default="D", max_length=1, verbose_name="graad")),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingevuld door",
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="ingevuld op")),
            ],
            options={
                "verbose_name": "meting",
                "verbose_name_plural": "metingen",
                "ordering": ["-date"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "indicator", "date"),
                        name="reading_once",
                        violation_error_message="Voor deze dag staat er al een waarde.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])),
                        name="reading_grade",
                        violation_error_message="Kies graad A, B, C of D.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityInitiative",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="steering.activity",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programme.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "activiteit van een initiatief",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "activity", "initiative"),
                        name="activity_initiative_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cell",
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
                    "domain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cells",
                        to="steering.domain",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cells",
                        to="steering.activity",
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("in", "doet het"),
                            ("shared", "doet het samen"),
                            ("out", "doet het niet"),
                        ],
                        max_length=6,
                        verbose_name="wie doet wat",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ja gezegd door",
                    ),
                ),
                (
                    "agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ja gezegd op"),
                ),
            ],
            options={
                "verbose_name": "vak van de afbakening",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "domain", "activity"), name="cell_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stance__in", ["in", "shared", "out"])),
                        name="cell_stance_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cell_agreed_whole",
                        violation_error_message="Wie ja zei en wanneer, horen bij elkaar.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issue",
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
                            ("gap", "niemand doet dit"),
                            ("overlap", "meer dan één doet dit, zonder afspraak"),
                            ("join", "deze kunnen samen optrekken"),
                        ],
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                ("key", models.CharField(max_length=200, verbose_name="kenmerk")),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="issues",
                        to="steering.activity",
                    ),
                ),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="feiten")),
                (
                    "settler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie lost dit op",
                    ),
                ),
                ("due_date", models.DateField(blank=True, null=True, verbose_name="voor")),
                ("found_at", models.DateTimeField(verbose_name="gevonden op")),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="opgelost op"),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opgelost door",
                    ),
                ),
                ("how", models.TextField(blank=True, max_length=2000, verbose_name="hoe opgelost")),
            ],
            options={
                "verbose_name": "onduidelijkheid",
                "verbose_name_plural": "onduidelijkheden",
                "ordering": ["found_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["gap", "overlap", "join"])),
                        name="issue_kind_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at", None)),
                        fields=("municipality", "kind", "key"),
                        name="one_open_issue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_at__isnull", True),
                            models.Q(("how", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="issue_settled_with_how",
                        violation_error_message="Schrijf op hoe dit is opgelost.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="steering.meeting",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="steering.member",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medewerker",
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
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                ),
                (
                    "invited_sequence",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="laatst gemailde versie"
                    ),
                ),
                (
                    "coming",
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
                (
                    "replied_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="geantwoord op"),
                ),
                ("attended", models.BooleanField(blank=True, null=True, verbose_name="was er")),
            ],
            options={
                "verbose_name": "genodigde van een vergadering",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("coming__in", ["needs-action", "accepted", "tentative", "declined"])
                        ),
                        name="attendance_coming_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact__isnull", True), ("user__isnull", False)),
                            models.Q(("contact__isnull", False), ("user__isnull", True)),
                            _connector="OR",
                        ),
                        name="attendance_of_one",
                        violation_error_message="Kies één medewerker of één contactpersoon.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "meeting", "user", "contact"),
                        name="attendance_once",
                        nulls_distinct=False,
                        violation_error_message="Deze is al uitgenodigd.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="steering.meeting",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("title", models.CharField(max_length=300, verbose_name="punt")),
                (
                    "aim",
                    models.CharField(
                        choices=[
                            ("decide", "besluiten"),
                            ("discuss", "bespreken"),
                            ("inform", "weten"),
                        ],
                        default="discuss",
                        max_length=8,
                        verbose_name="doel",
                    ),
                ),
                (
                    "matter",
                    models.CharField(
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
                        default="other",
                        max_length=12,
                        verbose_name="waarover",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=10, verbose_name="minuten")),
                (
                    "presenter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie brengt het in",
                    ),
                ),
                (
                    "explanation",
                    models.TextField(blank=True, max_length=8000, verbose_name="toelichting"),
                ),
                ("source", models.CharField(blank=True, max_length=20, verbose_name="komt uit")),
                ("source_id", models.UUIDField(blank=True, null=True, verbose_name="kenmerk daar")),
                (
                    "source_key",
                    models.CharField(blank=True, max_length=200, verbose_name="sleutel daar"),
                ),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="feiten")),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="next_times",
                        to="steering.agendaitem",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "nog niet besproken"),
                            ("done", "besproken"),
                            ("carried", "naar de volgende keer"),
                            ("dropped", "van de agenda"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "notes",
                    models.TextField(blank=True, max_length=8000, verbose_name="aantekeningen"),
                ),
            ],
            options={
                "verbose_name": "agendapunt",
                "verbose_name_plural": "agendapunten",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("aim__in", ["decide", "discuss", "inform"])),
                        name="item_aim_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "matter__in",
                                [
                                    "plan",
                                    "start_stop",
                                    "money",
                                    "capacity",
                                    "commission",
                                    "demarcation",
                                    "precondition",
                                    "approach",
                                    "other",
                                ],
                            )
                        ),
                        name="item_matter_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done", "carried", "dropped"])),
                        name="item_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("municipality", "meeting", "source", "source_key"),
                        name="item_source_once",
                        violation_error_message="Dit staat al op de agenda.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("carried_from__isnull", False)),
                        fields=("municipality", "carried_from"),
                        name="item_carried_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 240))),
                        name="item_minutes",
                        violation_error_message="Geef een punt 1 tot en met 240 minuten.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="minutes_versions",
                        to="steering.meeting",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                ("content", models.JSONField(verbose_name="inhoud")),
                (
                    "changes",
                    models.JSONField(blank=True, default=list, verbose_name="wat is veranderd"),
                ),
                (
                    "sent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verstuurd op"),
                ),
            ],
            options={
                "verbose_name": "besluiten- en actielijst",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "meeting", "number"), name="minutes_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionHours",
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
                    "commission_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours",
                        to="steering.commissionversion",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.pool",
                        verbose_name="team",
                    ),
                ),
                ("hours", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="uren")),
            ],
            options={
                "verbose_name": "uren van een opdracht",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "commission_version", "pool"),
                        name="commission_hours_once",
                        violation_error_message="Dit team staat er al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0)),
                        name="commission_hours_positive",
                        violation_error_message="Vul meer dan 0 uren in.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionMoney",
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
                    "commission_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="money",
                        to="steering.commissionversion",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.fund",
                        verbose_name="geldbron",
                    ),
                ),
                ("eur", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="euro")),
            ],
            options={
                "verbose_name": "geld van een opdracht",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "commission_version", "fund"),
                        name="commission_money_once",
                        violation_error_message="Deze geldbron staat er al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("eur__gt", 0)),
                        name="commission_money_positive",
                        violation_error_message="Vul meer dan 0 euro in.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionStep",
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
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="steering.commission",
                    ),
                ),
                (
                    "commission_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="steering.commissionversion",
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("made", "gemaakt"),
                            ("offered", "aangeboden"),
                            ("accepted", "aangenomen"),
                            ("refused", "niet aangenomen"),
                            ("withdrawn", "ingetrokken"),
                            ("change_proposed", "wijziging voorgesteld"),
                            ("change_agreed", "wijziging aangenomen"),
                            ("change_refused", "wijziging niet aangenomen"),
                            ("change_withdrawn", "wijziging ingetrokken"),
                            ("discharge_asked", "décharge gevraagd"),
                            ("discharged", "décharge verleend"),
                            ("discharge_refused", "décharge nog niet verleend"),
                            ("return_asked", "teruggave gevraagd"),
                            ("returned", "teruggave aangenomen"),
                            ("return_refused", "teruggave niet aangenomen"),
                            ("discharge_withdrawn", "vraag om décharge ingetrokken"),
                            ("return_withdrawn", "vraag om teruggave ingetrokken"),
                            ("commissioner_changed", "andere opdrachtgever"),
                            ("contractor_changed", "andere opdrachtnemer"),
                        ],
                        max_length=20,
                        verbose_name="stap",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                ("by_name", models.CharField(max_length=200, verbose_name="door wie")),
                ("side", models.CharField(max_length=12, verbose_name="als")),
                ("state_after", models.CharField(max_length=16, verbose_name="status erna")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="toelichting")),
                ("was_name", models.CharField(blank=True, max_length=200, verbose_name="was")),
                ("is_name", models.CharField(blank=True, max_length=200, verbose_name="wordt")),
            ],
            options={
                "verbose_name": "stap van een opdracht",
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "act__in",
                                [
                                    "made",
                                    "offered",
                                    "accepted",
                                    "refused",
                                    "withdrawn",
                                    "change_proposed",
                                    "change_agreed",
                                    "change_refused",
                                    "change_withdrawn",
                                    "discharge_asked",
                                    "discharged",
                                    "discharge_refused",
                                    "return_asked",
                                    "returned",
                                    "return_refused",
                                    "discharge_withdrawn",
                                    "return_withdrawn",
                                    "commissioner_changed",
                                    "contractor_changed",
                                ],
                            )
                        ),
                        name="commission_act_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side__in", ["commissioner", "contractor", "coordinator"])
                        ),
                        name="commission_side_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("act__in", ("commissioner_changed", "contractor_changed")),
                                models.Q(("was_name", ""), _negated=True),
                                models.Q(("is_name", ""), _negated=True),
                                models.Q(("note", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("act__in", ("commissioner_changed", "contractor_changed")),
                                    _negated=True,
                                ),
                                ("is_name", ""),
                                ("was_name", ""),
                            ),
                            _connector="OR",
                        ),
                        name="commission_hand_over_names_both",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("question", models.CharField(max_length=300, verbose_name="vraag")),
                (
                    "background",
                    models.TextField(blank=True, max_length=8000, verbose_name="aanleiding"),
                ),
                (
                    "matter",
                    models.CharField(
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
                        max_length=12,
                        verbose_name="waarover",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("do", "besluit"), ("not_now", "nu niet"), ("stop", "stoppen")],
                        default="do",
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
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
                        related_name="decisions",
                        to="steering.meeting",
                        verbose_name="vergadering",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="steering.agendaitem",
                        verbose_name="agendapunt",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "gevraagd"),
                            ("decided", "besloten"),
                            ("succeeded", "vervangen"),
                            ("dropped", "niet meer gevraagd"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                (
                    "decide_before_date",
                    models.DateField(blank=True, null=True, verbose_name="besluit nodig voor"),
                ),
                ("outcome", models.TextField(blank=True, max_length=4000, verbose_name="besluit")),
                ("grounds", models.TextField(blank=True, max_length=8000, verbose_name="gronden")),
                (
                    "dissent",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="wie anders dacht, en waarom"
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="besloten op"),
                ),
                (
                    "decided_by",
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
                    "review_date",
                    models.DateField(blank=True, null=True, verbose_name="opnieuw bekijken op"),
                ),
                (
                    "succeeds",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="steering.decision",
                        verbose_name="komt na besluit",
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit",
                "verbose_name_plural": "besluiten",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"),
                        name="decision_number",
                        violation_error_message="Dit nummer is al gebruikt. Probeer het nog een keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "decided", "succeeded", "dropped"])
                        ),
                        name="decision_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["do", "not_now", "stop"])),
                        name="decision_kind_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "matter__in",
                                [
                                    "plan",
                                    "start_stop",
                                    "money",
                                    "capacity",
                                    "commission",
                                    "demarcation",
                                    "precondition",
                                    "approach",
                                    "other",
                                ],
                            )
                        ),
                        name="decision_matter_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("question", ""), _negated=True),
                        name="decision_question",
                        violation_error_message="Schrijf de vraag op.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decided_by", None),
                                ("state__in", ["asked", "dropped"]),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["decided", "succeeded"]),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("grounds", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_whole",
                        violation_error_message="Schrijf op wat is besloten, en op welke gronden.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "not_now"), _negated=True),
                            models.Q(("state__in", ["decided", "succeeded"]), _negated=True),
                            ("review_date__isnull", False),
                            _connector="OR",
                        ),
                        name="not_now_comes_back",
                        violation_error_message="Kies wanneer u dit opnieuw bekijkt.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("succeeds__isnull", False),
                            models.Q(("state", "dropped"), _negated=True),
                        ),
                        fields=("municipality", "succeeds"),
                        name="one_successor",
                        violation_error_message="Na dit besluit komt al een ander.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("succeeds", models.F("id")), _negated=True),
                        name="decision_not_after_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionOption",
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="steering.decision",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("title", models.CharField(max_length=200, verbose_name="optie")),
                (
                    "text",
                    models.TextField(blank=True, max_length=4000, verbose_name="wat dit betekent"),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.planrun",
                        verbose_name="berekening",
                    ),
                ),
                (
                    "households_now",
                    models.FloatField(blank=True, null=True, verbose_name="huishoudens nu"),
                ),
                (
                    "households_later",
                    models.FloatField(blank=True, null=True, verbose_name="huishoudens later"),
                ),
                ("hours", models.FloatField(blank=True, null=True, verbose_name="uren")),
                ("cost_eur", models.FloatField(blank=True, null=True, verbose_name="euro")),
                (
                    "snapshot",
                    models.JSONField(blank=True, default=dict, verbose_name="stand van toen"),
                ),
            ],
            options={
                "verbose_name": "optie van een besluit",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "decision", "title"),
                        name="option_title_once",
                        violation_error_message="Deze optie staat er al.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Voice",
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voices",
                        to="steering.decision",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medewerker",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                ("role", models.CharField(max_length=120, verbose_name="in welke rol")),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("for", "voor"),
                            ("against", "tegen"),
                            ("abstained", "onthield zich"),
                        ],
                        default="for",
                        max_length=10,
                        verbose_name="stem",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
            ],
            options={
                "verbose_name": "stem bij een besluit",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stand__in", ["for", "against", "abstained"])),
                        name="voice_stand_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "decision", "name"), name="voice_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trigger",
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="triggers",
                        to="steering.decision",
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("indicator", "een cijfer dat u bijhoudt"),
                            ("pool_fte", "fte van een team"),
                            ("pool_use", "bezetting van een team (%)"),
                            ("fund_left", "geld dat overblijft (euro)"),
                            ("signals", "signalen over een thema"),
                            ("late_signals", "signalen voorbij de belofte"),
                            ("unmet_preconditions", "open randvoorwaarden"),
                        ],
                        max_length=20,
                        verbose_name="wat",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="steering.indicator",
                        verbose_name="cijfer",
                    ),
                ),
                ("subject_code", models.CharField(blank=True, max_length=60, verbose_name="van")),
                ("is_above", models.BooleanField(verbose_name="boven de grens")),
                (
                    "limit",
                    models.DecimalField(decimal_places=4, max_digits=16, verbose_name="grens"),
                ),
                (
                    "judge_date",
                    models.DateField(blank=True, null=True, verbose_name="te beoordelen op"),
                ),
                ("from_date", models.DateField(blank=True, null=True, verbose_name="tel vanaf")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("watching", "wordt gevolgd"),
                            ("crossed", "over de grens"),
                            ("ended", "niet meer gevolgd"),
                        ],
                        default="watching",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "crossed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="over de grens op"),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=16,
                        null=True,
                        verbose_name="waarde toen",
                    ),
                ),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="feiten")),
            ],
            options={
                "verbose_name": "grens van een besluit",
                "verbose_name_plural": "grenzen van besluiten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "measure__in",
                                [
                                    "indicator",
                                    "pool_fte",
                                    "pool_use",
                                    "fund_left",
                                    "signals",
                                    "late_signals",
                                    "unmet_preconditions",
                                ],
                            )
                        ),
                        name="trigger_measure_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["watching", "crossed", "ended"])),
                        name="trigger_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("indicator__isnull", False), ("measure", "indicator")),
                            models.Q(
                                models.Q(("measure", "indicator"), _negated=True),
                                ("indicator__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="trigger_of_indicator",
                        violation_error_message="Kies het cijfer dat u wilt volgen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "crossed"), _negated=True),
                            ("crossed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="trigger_crossed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
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
                ("text", models.CharField(max_length=500, verbose_name="actie")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
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
                        verbose_name="partner",
                    ),
                ),
                ("due_date", models.DateField(verbose_name="voor")),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="steering.meeting",
                        verbose_name="vergadering",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="steering.agendaitem",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="steering.decision",
                        verbose_name="besluit",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="programme.initiative",
                        verbose_name="initiatief",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=20, verbose_name="komt uit")),
                ("source_id", models.UUIDField(blank=True, null=True, verbose_name="kenmerk daar")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("done", "gedaan"), ("dropped", "vervallen")],
                        default="open",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opgeschreven door",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="opgeschreven op")),
                (
                    "remind_days_before",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="herinner zoveel dagen vooraf"
                    ),
                ),
                (
                    "remind_every_days",
                    models.PositiveSmallIntegerField(
                        default=7, verbose_name="en erna om de zoveel dagen"
                    ),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="afgerond op"),
                ),
                (
                    "proof",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="waaraan is dat te zien"
                    ),
                ),
            ],
            options={
                "verbose_name": "actie",
                "verbose_name_plural": "acties",
                "ordering": ["due_date", "number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["municipality", "owner", "due_date"],
                        name="action_open_of",
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["municipality", "due_date"],
                        name="action_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "number"),
                        name="action_number",
                        violation_error_message="Dit nummer is al gebruikt. Probeer het nog een keer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done", "dropped"])),
                        name="steering_action_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="action_text",
                        violation_error_message="Schrijf op wat er moet gebeuren.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", True), ("owner__isnull", False)),
                            models.Q(("organisation__isnull", False), ("owner__isnull", True)),
                            _connector="OR",
                        ),
                        name="action_one_owner",
                        violation_error_message="Kies één medewerker of één partner die dit doet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state", "open")),
                            models.Q(
                                ("ended_at__isnull", False),
                                models.Q(("state", "open"), _negated=True),
                                models.Q(("proof", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="action_done_with_proof",
                        violation_error_message="Schrijf op waaraan te zien is dat het klaar is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("remind_days_before__lte", 60), ("remind_every_days__range", (1, 60))
                        ),
                        name="action_clock",
                        violation_error_message="Kies 1 tot en met 60 dagen.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="initiatives",
            field=models.ManyToManyField(
                related_name="activities",
                through="steering.ActivityInitiative",
                to="programme.initiative",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="at_item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="steering.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="chosen",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="steering.decisionoption",
            ),
        ),
    ]
