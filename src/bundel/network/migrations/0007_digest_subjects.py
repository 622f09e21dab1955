"""Subjects of the monthly mail may come from other modules."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The database no longer knows all subjects."""

    dependencies: ClassVar = [("network", "0006_feed_is_active")]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="digestchoice", name="digest_subject_known"),
        migrations.AlterField(
            model_name="digestchoice",
            name="subject",
            field=models.CharField(max_length=15, verbose_name="onderwerp"),
        ),
    ]
