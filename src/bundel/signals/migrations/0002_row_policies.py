"""Each municipality sees its own signals, and no row points into another municipality."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import keep_apart, protect, reference

# Each table with its references to other tables of municipalities.
TABLES: dict[str, dict[str, str]] = {
    "signals_signaltheme": {"need_id": "network_term"},
    "signals_team": {"commissioner_id": "accounts_user"},
    "signals_teammember": {"team_id": "signals_team", "user_id": "accounts_user"},
    "signals_rulelist": {},
    "signals_routingrule": {
        "rules_id": "signals_rulelist",
        "team_id": "signals_team",
        "person_id": "accounts_user",
    },
    "signals_ruletheme": {"rule_id": "signals_routingrule", "theme_id": "signals_signaltheme"},
    "signals_rulearea": {"rule_id": "signals_routingrule", "area_id": "areas_area"},
    "signals_ruletrait": {"rule_id": "signals_routingrule", "term_id": "network_term"},
    "signals_thememodel": {},
    "signals_signal": {
        "theme_id": "signals_signaltheme",
        "suggested_theme_id": "signals_signaltheme",
        "area_id": "areas_area",
        "first_trait_id": "network_term",
        "second_trait_id": "network_term",
        "heard_at_id": "network_term",
        "organisation_id": "network_organisation",
        "reporter_id": "accounts_user",
        "contact_id": "network_contact",
        "team_id": "signals_team",
        "handler_id": "accounts_user",
        "rule_id": "signals_routingrule",
        "merged_into_id": "signals_signal",
    },
    "signals_heldreason": {"signal_id": "signals_signal"},
    "signals_follow": {"signal_id": "signals_signal", "user_id": "accounts_user"},
    "signals_photo": {"signal_id": "signals_signal", "checked_by_id": "accounts_user"},
    "signals_step": {
        "signal_id": "signals_signal",
        "by_id": "accounts_user",
        "rule_id": "signals_routingrule",
    },
    "signals_backquestion": {"signal_id": "signals_signal", "asked_by_id": "accounts_user"},
    "signals_answerlink": {"signal_id": "signals_signal"},
    "signals_nudge": {"signal_id": "signals_signal", "to_id": "accounts_user"},
    "signals_mailin": {
        "organisation_id": "network_organisation",
        "contact_id": "network_contact",
        "signal_id": "signals_signal",
    },
    "signals_signalsettings": {"fallback_team_id": "signals_team"},
    "signals_scanrun": {"asked_by_id": "accounts_user"},
    "signals_pattern": {
        "theme_id": "signals_signaltheme",
        "decided_by_id": "accounts_user",
        "found_by_id": "signals_scanrun",
        "seen_by_id": "signals_scanrun",
    },
    "signals_patternarea": {"pattern_id": "signals_pattern", "area_id": "areas_area"},
    "signals_patternsignal": {"pattern_id": "signals_pattern", "signal_id": "signals_signal"},
    "signals_outcome": {"pattern_id": "signals_pattern"},
}


class Migration(migrations.Migration):
    """Row policies and composite keys."""

    dependencies: ClassVar = [("signals", "0001_initial")]
    operations: ClassVar = [
        *(operation for table in TABLES for operation in protect(table)),
        *(
            reference(table, column, target)
            for table, references in TABLES.items()
            for column, target in references.items()
        ),
        keep_apart("signals_signalword"),
        reference("signals_signalword", "signal_id", "signals_signal"),
    ]
