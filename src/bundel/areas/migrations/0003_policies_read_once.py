"""Row policies that stand already read the setting once a statement, as new ones do."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import CURRENT, CURRENT_ONCE


def rewritten(current: str) -> str:
    """Return the statement that lets every policy of a tenant table compare with `current`."""
    rule = f"(municipality_id = {current})"
    # Constants of our own; format() quotes the names.
    return f"""
        DO $$
        DECLARE
            one record;
        BEGIN
            FOR one IN
                SELECT p.polname, c.relname
                FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
                WHERE c.relnamespace = 'public'::regnamespace
                    AND p.polname = left(c.relname || '_own_municipality', 63)
                    AND pg_get_expr(p.polqual, p.polrelid) LIKE '(municipality_id = %'
            LOOP
                EXECUTE format(
                    $alter$ALTER POLICY %I ON %I USING {rule} WITH CHECK {rule}$alter$,
                    one.polname, one.relname
                );
            END LOOP;
        END
        $$
    """  # noqa: S608  # see above


class Migration(migrations.Migration):
    """Rewrite the policies; tables that come later are made with the new form."""

    dependencies: ClassVar = [("areas", "0002_row_policies")]
    operations: ClassVar = [migrations.RunSQL(rewritten(CURRENT_ONCE), rewritten(CURRENT))]
