"""Each municipality sees its own rows, and no row points into another municipality."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import protect, reference

# Each table with its references to other tables of municipalities.
TABLES: dict[str, dict[str, str]] = {
    "reporting_boardpack": {
        "made_by_id": "accounts_user",
        "frozen_by_id": "accounts_user",
        "body_id": "steering_body",
        "meeting_id": "steering_meeting",
    },
    "reporting_progressreport": {
        "made_by_id": "accounts_user",
        "frozen_by_id": "accounts_user",
        "initiative_id": "programme_initiative",
    },
    "reporting_letter": {"made_by_id": "accounts_user", "frozen_by_id": "accounts_user"},
    "reporting_audience": {"body_id": "steering_body"},
    "reporting_tellingrule": {"audience_id": "reporting_audience", "owner_id": "accounts_user"},
    "reporting_message": {
        "audience_id": "reporting_audience",
        "rule_id": "reporting_tellingrule",
        "owner_id": "accounts_user",
        "sent_by_id": "accounts_user",
    },
}

# What was frozen shows the same figures tomorrow.
FREEZE = """
    CREATE FUNCTION reporting_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a frozen report does not change' USING ERRCODE = 'restrict_violation';
    END $$;
    CREATE TRIGGER pack_stays BEFORE UPDATE OR DELETE ON reporting_boardpack
        FOR EACH ROW WHEN (OLD.state = 'frozen') EXECUTE FUNCTION reporting_stays();
    CREATE TRIGGER progress_stays BEFORE UPDATE OR DELETE ON reporting_progressreport
        FOR EACH ROW WHEN (OLD.state = 'frozen') EXECUTE FUNCTION reporting_stays();
    CREATE TRIGGER letter_stays BEFORE UPDATE OR DELETE ON reporting_letter
        FOR EACH ROW WHEN (OLD.state = 'frozen') EXECUTE FUNCTION reporting_stays();
"""
THAW = """
    DROP TRIGGER letter_stays ON reporting_letter;
    DROP TRIGGER progress_stays ON reporting_progressreport;
    DROP TRIGGER pack_stays ON reporting_boardpack;
    DROP FUNCTION reporting_stays();
"""


class Migration(migrations.Migration):
    """Row policies and composite keys."""

    dependencies: ClassVar = [("reporting", "0001_initial")]
    operations: ClassVar = [
        *(operation for table in TABLES for operation in protect(table)),
        *(
            reference(table, column, target)
            for table, references in TABLES.items()
            for column, target in references.items()
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
