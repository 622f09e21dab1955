"""Who sees to a precondition, by when, and the proof; what held initiatives up in a run."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from bundel.accounts.tenancy import reference

KINDS = (
    ("mandate", "mandaat"),
    ("privacy", "privacy"),
    ("procurement", "inkoop"),
    ("data", "gegevens"),
    ("people", "mensen"),
    ("communication", "communicatie"),
    ("money", "geld"),
    ("other", "anders"),
)


def person(words: str) -> models.ForeignKey:
    """Somebody who signs in; the row stays when they leave."""
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=words,
    )


FIELDS: dict[str, models.Field] = {
    "kind": models.CharField(
        choices=list(KINDS), default="other", max_length=13, verbose_name="soort"
    ),
    "owner": person("account van de eigenaar"),
    "owner_name": models.CharField(blank=True, max_length=120, verbose_name="eigenaar", default=""),
    "due_date": models.DateField(blank=True, null=True, verbose_name="voor"),
    "needed_for_start": models.BooleanField(default=True, verbose_name="nodig voor de start"),
    "proof": models.TextField(blank=True, max_length=2000, verbose_name="bewijs", default=""),
    "met_at": models.DateTimeField(blank=True, null=True, verbose_name="voldaan op"),
    "met_by": person("voldaan gemeld door"),
}


class Migration(migrations.Migration):
    """New columns, each with a value for the rows that stand."""

    dependencies: ClassVar = [
        ("accounts", "0008_mail_attachment"),
        ("programme", "0004_grounds"),
    ]
    operations: ClassVar = [
        *(
            migrations.AddField(
                model_name="precondition",
                name=name,
                field=field,
                preserve_default=name not in {"owner_name", "proof"},
            )
            for name, field in FIELDS.items()
        ),
        reference("programme_precondition", "owner_id", "accounts_user"),
        reference("programme_precondition", "met_by_id", "accounts_user"),
        migrations.AddField(
            model_name="planrun",
            name="held_up",
            field=models.JSONField(
                blank=True, default=dict, verbose_name="wacht op randvoorwaarden"
            ),
        ),
    ]
