"""What lies behind the sentences of a run, so that they can be said in another language."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programme", "0003_adopted_stays")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="planrun",
            name="said",
            field=models.JSONField(blank=True, default=dict, verbose_name="zinnen in delen"),
        ),
    ]
