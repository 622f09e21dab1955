"""The hours that there are, beside the question that grants what already runs a little more."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programme", "0005_say_it_in_words")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="planrun",
            name="pool_hours",
            field=models.JSONField(blank=True, default=dict, verbose_name="uren die er zijn"),
        ),
    ]
