"""An answer to an invitation counts only for the time that the gathering still has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0003_freshness"),
    ]

    operations = [
        migrations.AddField(
            model_name="gathering",
            name="moved_sequence",
            field=models.PositiveIntegerField(
                default=0, editable=False, verbose_name="versie van de laatste verplaatsing"
            ),
        ),
    ]
