"""Each municipality sees its own network, and no row points into another municipality."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from bundel.accounts.tenancy import protect, reference

# Each table with its references to other tables of municipalities.
TABLES: dict[str, dict[str, str]] = {
    "network_term": {"parent_id": "network_term"},
    "network_synonym": {},
    "network_organisation": {"kind_id": "network_term", "merged_into_id": "network_organisation"},
    "network_contact": {
        "organisation_id": "network_organisation",
        "user_id": "accounts_user",
        "successor_id": "network_contact",
    },
    "network_contactexpertise": {"contact_id": "network_contact", "term_id": "network_term"},
    "network_location": {"organisation_id": "network_organisation", "area_id": "areas_area"},
    "network_series": {"area_id": "areas_area"},
    "network_gathering": {"series_id": "network_series", "area_id": "areas_area"},
    "network_theme": {"gathering_id": "network_gathering"},
    "network_invitee": {
        "gathering_id": "network_gathering",
        "organisation_id": "network_organisation",
        "contact_id": "network_contact",
    },
    "network_promise": {
        "gathering_id": "network_gathering",
        "organisation_id": "network_organisation",
        "owner_id": "network_contact",
    },
    "network_calendarkey": {"user_id": "accounts_user", "area_id": "areas_area"},
    "network_snapshot": {},
    "network_networksettings": {},
    "network_partnerlink": {
        "organisation_id": "network_organisation",
        "contact_id": "network_contact",
    },
    "network_feed": {},
    "network_feedload": {"feed_id": "network_feed"},
    "network_feedrecord": {"feed_id": "network_feed"},
    "network_pair": {},
    "network_merge": {},
    "network_digestchoice": {"contact_id": "network_contact"},
    "network_service": {
        "organisation_id": "network_organisation",
        "contact_id": "network_contact",
        "merged_into_id": "network_service",
    },
    "network_serviceterm": {"service_id": "network_service", "term_id": "network_term"},
    "network_servicearea": {"service_id": "network_service", "area_id": "areas_area"},
    "network_servicelanguage": {"service_id": "network_service"},
    "network_serviceatlocation": {
        "service_id": "network_service",
        "location_id": "network_location",
    },
    "network_schedule": {
        "service_id": "network_service",
        "at_location_id": "network_serviceatlocation",
    },
    "network_phone": {
        "organisation_id": "network_organisation",
        "service_id": "network_service",
        "location_id": "network_location",
    },
    "network_costoption": {"service_id": "network_service"},
    "network_agreement": {},
    "network_agreementparty": {
        "agreement_id": "network_agreement",
        "organisation_id": "network_organisation",
        "contact_id": "network_contact",
    },
    "network_goods": {
        "organisation_id": "network_organisation",
        "contact_id": "network_contact",
        "kind_id": "network_term",
        "area_id": "areas_area",
    },
    "network_match": {
        "offer_id": "network_goods",
        "request_id": "network_goods",
        "taker_id": "network_organisation",
    },
    "network_areaaction": {
        "organisation_id": "network_organisation",
        "contact_id": "network_contact",
        "kind_id": "network_term",
    },
    "network_areaactionarea": {"action_id": "network_areaaction", "area_id": "areas_area"},
    "network_areaactionpartner": {
        "action_id": "network_areaaction",
        "organisation_id": "network_organisation",
    },
    "network_confirmround": {
        "organisation_id": "network_organisation",
        "contact_id": "network_contact",
    },
    "network_correction": {
        "organisation_id": "network_organisation",
        "service_id": "network_service",
    },
}


class Migration(migrations.Migration):
    """Row policies, composite keys, and the partner that somebody works for."""

    dependencies: ClassVar = [
        ("network", "0001_initial"),
        ("accounts", "0006_organisation_and_calendar"),
    ]
    operations: ClassVar = [
        *(operation for table in TABLES for operation in protect(table)),
        *(
            reference(table, column, target)
            for table, references in TABLES.items()
            for column, target in references.items()
        ),
        reference("accounts_user", "organisation_id", "network_organisation"),
    ]
