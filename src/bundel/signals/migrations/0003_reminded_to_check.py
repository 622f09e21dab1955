"""Who checks what is held is reminded once."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A level beside the ladder."""

    dependencies: ClassVar = [("signals", "0002_row_policies")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="nudge",
            name="level",
            field=models.CharField(
                choices=[
                    ("first", "eerste herinnering"),
                    ("second", "tweede herinnering"),
                    ("commissioner", "naar de opdrachtgever"),
                    ("check", "nog niet nagekeken"),
                ],
                max_length=12,
                verbose_name="trede",
            ),
        ),
        migrations.RemoveConstraint(model_name="nudge", name="nudge_level_known"),
        migrations.AddConstraint(
            model_name="nudge",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["first", "second", "commissioner", "check"])),
                name="nudge_level_known",
            ),
        ),
    ]
