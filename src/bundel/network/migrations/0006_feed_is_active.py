"""A source can be switched off: what came from it stays, and nothing new comes in."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Whether a source is read."""

    dependencies: ClassVar = [("network", "0005_language_by_code")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="feed",
            name="is_active",
            field=models.BooleanField(default=True, verbose_name="staat aan"),
        )
    ]
