"""Each municipality sees its own rows, and no row points into another municipality."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import protect, reference

# Each table with its references to other tables of municipalities.
TABLES: dict[str, dict[str, str]] = {
    "steering_body": {"refers_to_id": "steering_body", "area_id": "areas_area"},
    "steering_member": {
        "body_id": "steering_body",
        "user_id": "accounts_user",
        "organisation_id": "network_organisation",
    },
    "steering_checksetting": {},
    "steering_finding": {"owner_id": "accounts_user", "accepted_by_id": "accounts_user"},
    "steering_checkrun": {},
    "steering_commission": {
        "initiative_id": "programme_initiative",
        "commissioner_id": "accounts_user",
        "contractor_id": "accounts_user",
        "contractor_organisation_id": "network_organisation",
    },
    "steering_commissionversion": {
        "commission_id": "steering_commission",
        "made_by_id": "accounts_user",
    },
    "steering_commissionhours": {
        "commission_version_id": "steering_commissionversion",
        "pool_id": "programme_pool",
    },
    "steering_commissionmoney": {
        "commission_version_id": "steering_commissionversion",
        "fund_id": "programme_fund",
    },
    "steering_commissionstep": {
        "commission_id": "steering_commission",
        "commission_version_id": "steering_commissionversion",
        "by_id": "accounts_user",
    },
    "steering_commissionrole": {
        "commission_id": "steering_commission",
        "user_id": "accounts_user",
        "organisation_id": "network_organisation",
        "department_id": "programme_department",
    },
    "steering_meeting": {"body_id": "steering_body", "at_item_id": "steering_agendaitem"},
    "steering_attendance": {
        "meeting_id": "steering_meeting",
        "member_id": "steering_member",
        "user_id": "accounts_user",
        "contact_id": "network_contact",
    },
    "steering_agendaitem": {
        "meeting_id": "steering_meeting",
        "presenter_id": "accounts_user",
        "carried_from_id": "steering_agendaitem",
    },
    "steering_minutes": {"meeting_id": "steering_meeting", "made_by_id": "accounts_user"},
    "steering_decision": {
        "body_id": "steering_body",
        "meeting_id": "steering_meeting",
        "item_id": "steering_agendaitem",
        "initiative_id": "programme_initiative",
        "asked_by_id": "accounts_user",
        "chosen_id": "steering_decisionoption",
        "decided_by_id": "accounts_user",
        "succeeds_id": "steering_decision",
    },
    "steering_decisionoption": {"decision_id": "steering_decision", "run_id": "programme_planrun"},
    "steering_voice": {"decision_id": "steering_decision", "user_id": "accounts_user"},
    "steering_indicator": {},
    "steering_reading": {"indicator_id": "steering_indicator", "entered_by_id": "accounts_user"},
    "steering_trigger": {"decision_id": "steering_decision", "indicator_id": "steering_indicator"},
    "steering_domain": {
        "department_id": "programme_department",
        "organisation_id": "network_organisation",
        "speaker_id": "accounts_user",
    },
    "steering_activity": {},
    "steering_activityinitiative": {
        "activity_id": "steering_activity",
        "initiative_id": "programme_initiative",
    },
    "steering_cell": {
        "domain_id": "steering_domain",
        "activity_id": "steering_activity",
        "agreed_by_id": "accounts_user",
    },
    "steering_issue": {
        "activity_id": "steering_activity",
        "settler_id": "accounts_user",
        "settled_by_id": "accounts_user",
    },
    "steering_action": {
        "owner_id": "accounts_user",
        "organisation_id": "network_organisation",
        "meeting_id": "steering_meeting",
        "item_id": "steering_agendaitem",
        "decision_id": "steering_decision",
        "initiative_id": "programme_initiative",
        "made_by_id": "accounts_user",
    },
    "steering_reminder": {"to_id": "accounts_user"},
    "steering_risk": {"owner_id": "accounts_user", "initiative_id": "programme_initiative"},
}

# What was agreed, decided or done stays as it was, whoever asks.
FREEZE = """
    CREATE FUNCTION steering_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'what was agreed or decided does not change'
            USING ERRCODE = 'restrict_violation';
    END $$;
    CREATE TRIGGER agreed_version_stays BEFORE UPDATE OR DELETE ON steering_commissionversion
        FOR EACH ROW WHEN (OLD.state = 'agreed') EXECUTE FUNCTION steering_stays();
    CREATE TRIGGER step_stays BEFORE UPDATE OR DELETE ON steering_commissionstep
        FOR EACH ROW EXECUTE FUNCTION steering_stays();
    -- Its hours and money are part of what was agreed.
    CREATE FUNCTION steering_part_of_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE about uuid;
    BEGIN
        about := CASE WHEN TG_OP = 'DELETE' THEN OLD.commission_version_id
                      ELSE NEW.commission_version_id END;
        IF EXISTS (SELECT 1 FROM steering_commissionversion AS v
                   WHERE v.id = about AND v.state = 'agreed')
        THEN
            RAISE EXCEPTION 'what was agreed does not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END $$;
    CREATE TRIGGER agreed_hours_stay BEFORE INSERT OR UPDATE OR DELETE ON steering_commissionhours
        FOR EACH ROW EXECUTE FUNCTION steering_part_of_version_stays();
    CREATE TRIGGER agreed_money_stays BEFORE INSERT OR UPDATE OR DELETE ON steering_commissionmoney
        FOR EACH ROW EXECUTE FUNCTION steering_part_of_version_stays();
    -- A commission that ended is not brought back: the same is commissioned anew.
    CREATE TRIGGER ended_commission_stays BEFORE UPDATE OF state ON steering_commission
        FOR EACH ROW WHEN (
            OLD.state IN ('discharged', 'returned', 'refused', 'withdrawn')
            AND NEW.state <> OLD.state
        ) EXECUTE FUNCTION steering_stays();
    -- A decision that was taken keeps every word; only that another came after it is added.
    CREATE FUNCTION steering_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.state = 'decided' AND NEW.state = 'succeeded'
            AND to_jsonb(NEW) - 'state' - 'version' = to_jsonb(OLD) - 'state' - 'version'
        THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'a decision does not change' USING ERRCODE = 'restrict_violation';
    END $$;
    CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE ON steering_decision
        FOR EACH ROW WHEN (OLD.state IN ('decided', 'succeeded'))
        EXECUTE FUNCTION steering_decision_stays();
    -- Its options and voices stay with it.
    CREATE FUNCTION steering_part_of_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE about uuid;
    BEGIN
        about := CASE WHEN TG_OP = 'DELETE' THEN OLD.decision_id ELSE NEW.decision_id END;
        IF EXISTS (SELECT 1 FROM steering_decision AS d
                   WHERE d.id = about AND d.state IN ('decided', 'succeeded'))
        THEN
            RAISE EXCEPTION 'a decision does not change' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END $$;
    CREATE TRIGGER option_stays BEFORE INSERT OR UPDATE OR DELETE ON steering_decisionoption
        FOR EACH ROW EXECUTE FUNCTION steering_part_of_decision_stays();
    CREATE TRIGGER voice_stays BEFORE INSERT OR UPDATE OR DELETE ON steering_voice
        FOR EACH ROW EXECUTE FUNCTION steering_part_of_decision_stays();
"""
THAW = """
    DROP TRIGGER voice_stays ON steering_voice;
    DROP TRIGGER option_stays ON steering_decisionoption;
    DROP FUNCTION steering_part_of_decision_stays();
    DROP TRIGGER decision_stays ON steering_decision;
    DROP FUNCTION steering_decision_stays();
    DROP TRIGGER ended_commission_stays ON steering_commission;
    DROP TRIGGER agreed_money_stays ON steering_commissionmoney;
    DROP TRIGGER agreed_hours_stay ON steering_commissionhours;
    DROP FUNCTION steering_part_of_version_stays();
    DROP TRIGGER step_stays ON steering_commissionstep;
    DROP TRIGGER agreed_version_stays ON steering_commissionversion;
    DROP FUNCTION steering_stays();
"""


class Migration(migrations.Migration):
    """Row policies and composite keys."""

    dependencies: ClassVar = [("steering", "0001_initial")]
    operations: ClassVar = [
        *(operation for table in TABLES for operation in protect(table)),
        *(
            reference(table, column, target)
            for table, references in TABLES.items()
            for column, target in references.items()
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
