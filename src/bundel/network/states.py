"""How an organisation, service, location or contact stands, whole, in plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from bundel.audit import saving
from bundel.network.models import Contact, Kind, Location, Organisation, Phone, Service

FIELDS: Mapping[str, tuple[str, ...]] = {
    Kind.ORGANISATION: (
        "name",
        "alternate_name",
        "kind_id",
        "description",
        "url",
        "email",
        "legal_status",
        "state",
        "joined_date",
        "confirm_months",
        "archived_at",
        "merged_into_id",
    ),
    Kind.SERVICE: (
        "organisation_id",
        "name",
        "alternate_name",
        "description",
        "url",
        "email",
        "status",
        "application_process",
        "fees_description",
        "eligibility_description",
        "minimum_age",
        "maximum_age",
        "income_limit_pct",
        "interpretation_services",
        "contact_id",
        "room",
        "room_note",
        "waiting_weeks",
        "needs_agreement",
        "confirmed_at",
        "confirmed_by",
        "archived_at",
        "merged_into_id",
    ),
    Kind.LOCATION: (
        "organisation_id",
        "name",
        "location_type",
        "address",
        "postal_code",
        "city",
        "country",
        "area_id",
        "latitude",
        "longitude",
        "url",
        "transportation",
        "accessibility",
    ),
    Kind.CONTACT: (
        "organisation_id",
        "name",
        "function",
        "email",
        "phone",
        "visibility",
        "is_first",
        "user_id",
        "left_date",
        "handover_note",
        "successor_id",
    ),
}
KIND_OF: Mapping[type[Model], Kind] = {
    Organisation: Kind.ORGANISATION,
    Service: Kind.SERVICE,
    Location: Kind.LOCATION,
    Contact: Kind.CONTACT,
}


def state_of(row: Organisation | Service | Location | Contact) -> dict[str, Any]:
    """Return how a row stands now, with the rows that hang on it."""
    kind = KIND_OF[type(row)]
    fresh = type(row)._default_manager.get(pk=row.pk)
    state = {name: saving.plain(_number(getattr(fresh, name))) for name in FIELDS[kind]}
    return state | _PARTS[kind](fresh)


def _number(value: Any) -> Any:
    """Return times as text; what the trail knows to write stays as it is."""
    return value.isoformat("minutes") if type(value).__name__ == "time" else value


def _phones(phones: Any) -> list[dict[str, str]]:
    return [
        {"number": phone.number, "description": phone.description}
        for phone in phones.order_by("number", "description")
    ]


def _of_organisation(row: Any) -> dict[str, Any]:
    return {"phones": _phones(Phone.objects.filter(organisation=row))}


def _of_location(row: Any) -> dict[str, Any]:
    return {"phones": _phones(Phone.objects.filter(location=row))}


def _of_contact(row: Any) -> dict[str, Any]:
    return {"expertise": sorted(str(pk) for pk in row.expertise.values_list("pk", flat=True))}


def _of_service(row: Any) -> dict[str, Any]:
    return {
        "terms": sorted(str(pk) for pk in row.terms.values_list("pk", flat=True)),
        "areas": sorted(str(pk) for pk in row.areas.values_list("pk", flat=True)),
        "languages": list(row.languages.order_by("code").values("code", "note")),
        "locations": [
            {"location": str(at.location_id), "description": at.description}
            for at in row.location_rows.order_by("location__name")
        ],
        "schedules": [
            {
                "weekday": one.weekday,
                "opens_at": _number(one.opens_at),
                "closes_at": _number(one.closes_at),
                "location": str(one.at_location.location_id) if one.at_location else None,
                "valid_from_date": saving.plain(one.valid_from_date),
                "valid_to_date": saving.plain(one.valid_to_date),
                "note": one.note,
            }
            for one in row.schedules.select_related("at_location").order_by(
                "weekday", "opens_at", "pk"
            )
        ],
        "phones": _phones(Phone.objects.filter(service=row)),
        "costs": [
            {
                "option": cost.option,
                "amount_eur": saving.plain(cost.amount_eur),
                "description": cost.description,
            }
            for cost in row.costs.order_by("option", "amount_eur", "pk")
        ],
    }


_PARTS: Mapping[Kind, Callable[[Any], dict[str, Any]]] = {
    Kind.ORGANISATION: _of_organisation,
    Kind.SERVICE: _of_service,
    Kind.LOCATION: _of_location,
    Kind.CONTACT: _of_contact,
}
