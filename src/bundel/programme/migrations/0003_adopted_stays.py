"""An adopted plan is a decision: the database refuses to change or remove it."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

FREEZE = """
    CREATE FUNCTION programme_adopted_plan_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'an adopted plan does not change' USING ERRCODE = 'restrict_violation';
    END $$;
    CREATE TRIGGER adopted_plan_stays BEFORE UPDATE OR DELETE ON programme_adoptedplan
        FOR EACH ROW EXECUTE FUNCTION programme_adopted_plan_stays();
"""
THAW = """
    DROP TRIGGER adopted_plan_stays ON programme_adoptedplan;
    DROP FUNCTION programme_adopted_plan_stays();
"""


class Migration(migrations.Migration):
    """The trigger that keeps adopted plans as they are."""

    dependencies: ClassVar = [("programme", "0002_row_policies")]
    operations: ClassVar = [migrations.RunSQL(FREEZE, THAW)]
