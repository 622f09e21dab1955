"""Each municipality sees its own people and keys; names of municipalities are public."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import CURRENT, protect

MUNICIPALITY = f"""
    ALTER TABLE accounts_municipality ENABLE ROW LEVEL SECURITY;
    ALTER TABLE accounts_municipality FORCE ROW LEVEL SECURITY;
    CREATE POLICY municipality_name_is_public ON accounts_municipality FOR SELECT USING (true);
    CREATE POLICY municipality_insert_own ON accounts_municipality FOR INSERT
        WITH CHECK (id = {CURRENT});
    CREATE POLICY municipality_update_own ON accounts_municipality FOR UPDATE
        USING (id = {CURRENT}) WITH CHECK (id = {CURRENT});
"""
MUNICIPALITY_BACK = """
    DROP POLICY municipality_name_is_public ON accounts_municipality;
    DROP POLICY municipality_insert_own ON accounts_municipality;
    DROP POLICY municipality_update_own ON accounts_municipality;
    ALTER TABLE accounts_municipality NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE accounts_municipality DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Row policies of accounts."""

    dependencies: ClassVar = [("accounts", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(MUNICIPALITY, MUNICIPALITY_BACK),
        *protect("accounts_user"),
        *protect("accounts_apitoken", references={"created_by_id": "accounts_user"}),
    ]
