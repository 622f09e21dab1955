"""Finds the few services that are given in a rare language."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index from a language to its services."""

    dependencies: ClassVar = [("network", "0004_search_by_weight")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="servicelanguage",
            index=models.Index(
                fields=["municipality", "code", "service"], name="service_language_by_code"
            ),
        )
    ]
