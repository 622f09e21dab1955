"""The trail stays within its municipality and is only ever added to."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import protect

APPEND_ONLY = """
    CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the trail is append-only' USING ERRCODE = 'insufficient_privilege';
    END $$;
    CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
    CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
        FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
"""
APPEND_ONLY_BACK = """
    DROP TRIGGER audit_entry_append_only ON audit_entry;
    DROP TRIGGER audit_seal_append_only ON audit_seal;
    DROP FUNCTION audit_refuse_change();
"""


class Migration(migrations.Migration):
    """Row policies and append-only triggers of audit."""

    dependencies: ClassVar = [("audit", "0001_initial")]
    operations: ClassVar = [
        *protect("audit_entry"),
        *protect("audit_seal"),
        *protect("audit_once"),
        migrations.RunSQL(APPEND_ONLY, APPEND_ONLY_BACK),
    ]
