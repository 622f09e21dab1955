"""The tables of HSDS 3.1 with their fields: one list for answers, document and packages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERSION = "3.1"
# `!` must be there; `@x` a format or type; `[x]` rows of a table below it; `{x}` one row of it.
_TABLES: Mapping[str, str] = {
    "organization": "id! name! alternate_name description! email@email website@uri"
    " year_incorporated@number legal_status logo uri@uri parent_organization_id"
    " additional_websites[url] funding[funding] contacts[contact] phones[phone]"
    " locations[location] programs[program] organization_identifiers[organization_identifier]"
    " services[service] attributes[attribute] metadata[metadata]",
    "program": "id! organization_id name! alternate_name description! attributes[attribute]"
    " metadata[metadata]",
    "service": "id! organization_id program_id name! alternate_name description url@uri"
    " email@email status! interpretation_services application_process fees_description"
    " accreditations eligibility_description minimum_age@number maximum_age@number"
    " assured_date@date assurer_email@email alert last_modified@date-time"
    " organization{organization} program{program} additional_urls[url] phones[phone]"
    " schedules[schedule]"
    " service_areas[service_area] service_at_locations[service_at_location] languages[language]"
    " funding[funding] cost_options[cost_option] required_documents[required_document]"
    " contacts[contact] capacities[service_capacity] attributes[attribute] metadata[metadata]",
    "service_at_location": "id! service_id location_id description service{service}"
    " location{location} service_areas[service_area] contacts[contact] phones[phone]"
    " schedules[schedule] attributes[attribute] metadata[metadata]",
    "location": "id! location_type! url@uri organization_id name alternate_name description"
    " transportation latitude@number longitude@number external_identifier"
    " external_identifier_type languages[language] addresses[address] contacts[contact]"
    " accessibility[accessibility] phones[phone] schedules[schedule] attributes[attribute]"
    " metadata[metadata]",
    "phone": "id! location_id service_id organization_id contact_id service_at_location_id number!"
    " extension@number type description languages[language] attributes[attribute]"
    " metadata[metadata]",
    "contact": "id! organization_id service_id service_at_location_id location_id name title"
    " department email@email phones[phone] attributes[attribute] metadata[metadata]",
    "address": "id! location_id attention address_1! address_2 city! region state_province!"
    " postal_code! country! address_type! attributes[attribute] metadata[metadata]",
    "schedule": "id! service_id location_id service_at_location_id valid_from@date valid_to@date"
    " dtstart@date timezone@number until@date count@number wkst freq interval@number byday"
    " byweekno bymonthday byyearday description opens_at closes_at schedule_link@uri"
    " attending_type notes attributes[attribute] metadata[metadata]",
    "funding": "id! organization_id service_id source attributes[attribute] metadata[metadata]",
    "service_area": "id! service_id service_at_location_id name description extent extent_type uri"
    " attributes[attribute] metadata[metadata]",
    "required_document": "id! service_id document uri@uri attributes[attribute] metadata[metadata]",
    "language": "id! service_id location_id phone_id name code note attributes[attribute]"
    " metadata[metadata]",
    "accessibility": "id! location_id description details url@uri attributes[attribute]"
    " metadata[metadata]",
    "cost_option": "id! service_id valid_from@date valid_to@date option currency amount@number"
    " amount_description attributes[attribute] metadata[metadata]",
    "organization_identifier": "id! organization_id identifier_scheme identifier_type! identifier!"
    " attributes[attribute] metadata[metadata]",
    "service_capacity": "id! service_id unit{unit} unit_id available!@number maximum@number"
    " description updated!@date-time attributes[attribute] metadata[metadata]",
    "unit": "id! name! scheme identifier uri@uri attributes[attribute] metadata[metadata]",
    "url": "id! label url!@uri organization_id service_id attributes[attribute] metadata[metadata]",
    "attribute": "id! link_id taxonomy_term_id link_type link_entity value label"
    " taxonomy_term{taxonomy_term} metadata[metadata]",
    "taxonomy_term": "id! code name! description! parent_id taxonomy language taxonomy_id"
    " term_uri@uri taxonomy_detail{taxonomy} metadata[metadata]",
    "taxonomy": "id! name! description! uri@uri version metadata[metadata]",
    "metadata": "id! resource_id resource_type last_action_date! last_action_type! field_name!"
    " previous_value! replacement_value! updated_by!",
    "meta_table_description": "id! name language character_set attributes[attribute]"
    " metadata[metadata]",
}
CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("service", "status"): ("active", "inactive", "defunct", "temporarily closed"),
    ("location", "location_type"): ("physical", "postal", "virtual"),
    ("address", "address_type"): ("physical", "postal", "virtual"),
    ("schedule", "freq"): ("WEEKLY", "MONTHLY"),
    ("schedule", "wkst"): ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
}
_FIELD = re.compile(r"(\w+)(!?)(?:@([\w-]+))?(?:\[(\w+)\])?(?:\{(\w+)\})?")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a table."""

    name: str
    is_required: bool
    # "", number, or a format of text such as uri or date.
    form: str
    # The table of which rows are nested here, if any, and whether that is one row.
    rows_of: str = ""
    is_one: bool = False


def _read(line: str) -> tuple[Field, ...]:
    found = [_FIELD.fullmatch(word) for word in line.split()]
    return tuple(
        Field(m[1], bool(m[2]), m[3] or "", m[4] or m[5] or "", bool(m[5])) for m in found if m
    )


TABLES: Mapping[str, tuple[Field, ...]] = {name: _read(line) for name, line in _TABLES.items()}


def columns(table: str) -> tuple[str, ...]:
    """Return the fields of a table that are one value: the columns of its CSV."""
    return tuple(field.name for field in TABLES[table] if not field.rows_of)


def schema(table: str) -> dict[str, Any]:
    """Return the JSON Schema of a table, with what hangs on it as references."""
    return {
        "type": "object",
        "required": [field.name for field in TABLES[table] if field.is_required],
        "properties": {field.name: _property(table, field) for field in TABLES[table]},
    }


def _property(table: str, field: Field) -> dict[str, Any]:
    if field.rows_of:
        other = {"$ref": f"#/components/schemas/{field.rows_of}"}
        return other if field.is_one else {"type": "array", "items": other}
    if field.form == "number":
        return {"type": "number"}
    choices = CHOICES.get((table, field.name))
    found: dict[str, Any] = {"type": "string"}
    if field.form:
        found["format"] = field.form
    if choices:
        found["enum"] = list(choices)
    return found
