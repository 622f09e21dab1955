"""Stamps are as unchangeable as the trail, and none of it is emptied, by its owner neither."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import protect

APPEND_ONLY = """
    CREATE TRIGGER audit_stamp_append_only BEFORE UPDATE OR DELETE ON audit_stamp
        FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
"""
TRAIL = ("audit_entry", "audit_seal", "audit_stamp")


class Migration(migrations.Migration):
    """Row policies of stamps and checks; no UPDATE, DELETE or TRUNCATE on the trail."""

    dependencies: ClassVar = [("audit", "0003_stamp_check")]
    operations: ClassVar = [
        *protect("audit_stamp"),
        *protect("audit_check"),
        migrations.RunSQL(APPEND_ONLY, "DROP TRIGGER audit_stamp_append_only ON audit_stamp"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()",
                f"DROP TRIGGER {table}_not_emptied ON {table}",
            )
            for table in TRAIL
        ),
    ]
