"""Since when somebody may sign in here: the demo keeps its own people before who came later."""

from typing import ClassVar

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """When each person was added; who is there already counts from now."""

    dependencies: ClassVar = [("accounts", "0006_organisation_and_calendar")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="user",
            name="added_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="toegevoegd op"
            ),
        )
    ]
