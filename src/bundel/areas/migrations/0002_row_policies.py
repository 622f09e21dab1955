"""Each municipality sees its own rows, and no row points into another municipality."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import protect

# Each table with its references to other tables of municipalities.
TABLES: dict[str, dict[str, str]] = {
    "areas_area": {"parent_id": "areas_area"},
}


class Migration(migrations.Migration):
    """Row policies of areas."""

    dependencies: ClassVar = [("areas", "0001_initial"), ("accounts", "0002_row_policies")]
    operations: ClassVar = [
        operation
        for table, references in TABLES.items()
        for operation in protect(table, references)
    ]
