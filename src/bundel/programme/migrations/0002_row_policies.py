"""Each municipality sees its own rows, and no row points into another municipality."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import protect

# Each table with its references to other tables of municipalities.
TABLES: dict[str, dict[str, str]] = {
    "programme_programme": {},
    "programme_saturationstep": {},
    "programme_department": {},
    "programme_goal": {},
    "programme_benefit": {"goal_id": "programme_goal"},
    "programme_measuregroup": {},
    "programme_pool": {"department_id": "programme_department"},
    "programme_poolchange": {"pool_id": "programme_pool"},
    "programme_fund": {},
    "programme_fundchange": {"fund_id": "programme_fund"},
    "programme_fundpayee": {"fund_id": "programme_fund", "department_id": "programme_department"},
    "programme_initiative": {
        "department_id": "programme_department",
        "lead_user_id": "accounts_user",
    },
    "programme_contribution": {
        "initiative_id": "programme_initiative",
        "goal_id": "programme_goal",
    },
    "programme_precondition": {"initiative_id": "programme_initiative"},
    "programme_level": {"initiative_id": "programme_initiative"},
    "programme_commitment": {
        "initiative_id": "programme_initiative",
        "level_id": "programme_level",
    },
    "programme_levelhours": {"level_id": "programme_level", "pool_id": "programme_pool"},
    "programme_levelmoney": {"level_id": "programme_level", "fund_id": "programme_fund"},
    "programme_reach": {
        "level_id": "programme_level",
        "area_id": "areas_area",
        "group_id": "programme_measuregroup",
    },
    "programme_scenario": {},
    "programme_planrun": {"scenario_id": "programme_scenario"},
    "programme_adoptedplan": {"run_id": "programme_planrun"},
    "programme_notnow": {
        "adopted_plan_id": "programme_adoptedplan",
        "initiative_id": "programme_initiative",
    },
    "programme_upload": {},
    "programme_atrisk": {"area_id": "areas_area", "group_id": "programme_measuregroup"},
    "programme_precedence": {
        "before_id": "programme_initiative",
        "after_id": "programme_initiative",
    },
    "programme_rule": {},
    "programme_rulemember": {"rule_id": "programme_rule", "initiative_id": "programme_initiative"},
    "programme_rulehours": {"rule_id": "programme_rule", "pool_id": "programme_pool"},
    "programme_floor": {"area_id": "areas_area", "group_id": "programme_measuregroup"},
}


class Migration(migrations.Migration):
    """Row policies of programme."""

    dependencies: ClassVar = [
        ("programme", "0001_initial"),
        ("areas", "0002_row_policies"),
        ("accounts", "0002_row_policies"),
    ]
    operations: ClassVar = [
        operation
        for table, references in TABLES.items()
        for operation in protect(table, references)
    ]
