"""Each municipality sees its own rows, and no row points into another municipality."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import protect, reference

# Each table with its references to other tables of municipalities.
TABLES: dict[str, dict[str, str]] = {
    "playbook_playbook": {"by_id": "accounts_user"},
    "playbook_takenpart": {"playbook_id": "playbook_playbook"},
}


class Migration(migrations.Migration):
    """Row policies and composite keys."""

    dependencies: ClassVar = [("playbook", "0001_initial")]
    operations: ClassVar = [
        *(operation for table in TABLES for operation in protect(table)),
        *(
            reference(table, column, target)
            for table, references in TABLES.items()
            for column, target in references.items()
        ),
    ]
