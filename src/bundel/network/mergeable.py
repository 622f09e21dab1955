"""What of the directory can be made one, and which fields one can choose from when it is."""

from __future__ import annotations

from collections.abc import Mapping

from bundel.network.models import Contact, Kind, Location, Organisation, Service

MODELS: Mapping[str, type[Organisation | Service | Location | Contact]] = {
    Kind.ORGANISATION: Organisation,
    Kind.SERVICE: Service,
    Kind.LOCATION: Location,
    Kind.CONTACT: Contact,
}
# What one can choose per field; all else of the row that goes stays with it.
FIELDS: Mapping[str, tuple[str, ...]] = {
    Kind.ORGANISATION: (
        "name", "alternate_name", "kind_id", "description", "url", "email", "legal_status",
        "joined_date", "confirm_months",
    ),
    Kind.SERVICE: (
        "name", "alternate_name", "description", "url", "email", "application_process",
        "fees_description", "eligibility_description", "contact_id", "room", "room_note",
        "waiting_weeks",
    ),
    Kind.LOCATION: (
        "name", "address", "postal_code", "city", "area_id", "latitude", "longitude", "url",
        "transportation", "accessibility",
    ),
    Kind.CONTACT: ("name", "function", "email", "phone", "visibility"),
}  # fmt: skip
