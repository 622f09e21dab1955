"""The tables of playbook, with what must always be true of their rows."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0007_user_added_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="Playbook",
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
                    "direction",
                    models.CharField(
                        choices=[("out", "hier gemaakt"), ("in", "van elders")],
                        max_length=3,
                        verbose_name="richting",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("edition", models.PositiveIntegerField(verbose_name="editie")),
                (
                    "description",
                    models.TextField(blank=True, max_length=4000, verbose_name="omschrijving"),
                ),
                (
                    "made_by_municipality",
                    models.CharField(max_length=120, verbose_name="gemaakt door gemeente"),
                ),
                ("content", models.JSONField(verbose_name="inhoud")),
                ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
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
                (
                    "taken_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="overgenomen op"),
                ),
            ],
            options={
                "verbose_name": "draaiboek",
                "verbose_name_plural": "draaiboeken",
                "ordering": ["-at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["out", "in"])),
                        name="playbook_direction_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.UniqueConstraint(
                        fields=(
                            "municipality",
                            "direction",
                            "made_by_municipality",
                            "name",
                            "edition",
                        ),
                        name="playbook_edition_once",
                        violation_error_message="Deze editie van dit draaiboek is er al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition__gte", 1)), name="playbook_edition"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TakenPart",
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
                    "playbook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="playbook.playbook",
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="soort")),
                ("key", models.CharField(max_length=200, verbose_name="sleutel")),
                ("base", models.JSONField(verbose_name="zoals het kwam")),
                ("object_id", models.UUIDField(blank=True, null=True, verbose_name="kenmerk hier")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taken", "overgenomen"),
                            ("kept_own", "eigen versie gehouden"),
                            ("left_out", "niet overgenomen"),
                        ],
                        max_length=8,
                        verbose_name="wat ermee is gedaan",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
            ],
            options={
                "verbose_name": "deel van een draaiboek",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["taken", "kept_own", "left_out"])),
                        name="taken_part_state_known",
                        violation_error_message="Deze keuze bestaat niet.",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "playbook", "kind", "key"), name="taken_part_once"
                    ),
                ],
            },
        ),
    ]
