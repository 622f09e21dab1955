"""Reads of a usual word only the services of which it says the most."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index by weight: the best services of a word without those that follow."""

    dependencies: ClassVar = [("network", "0003_search")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="searchposting",
            index=models.Index(
                models.F("municipality"),
                models.F("word"),
                models.OrderBy(models.F("weight"), descending=True),
                models.F("service"),
                name="search_posting_by_weight",
            ),
        )
    ]
