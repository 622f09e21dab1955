"""A mail may take a file along."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("accounts", "0007_user_added_at")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="mail",
            name="attachment",
            field=models.BinaryField(blank=True, default=b"", verbose_name="bijlage"),
        ),
        migrations.AddField(
            model_name="mail",
            name="attachment_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="naam van de bijlage"),
        ),
    ]
