"""What hangs on an object of HSDS, in our own shape: numbers, terms, areas, hours, costs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from bundel.network.hsds import words

Object = Mapping[str, Any]
# Takes a field, and why we cannot keep what stands there.
Note = Callable[[str, str], None]
MOST_ROWS = 200
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_AREA = re.compile(rf"{words.AREA_URI}\d+:([A-Za-z0-9._-]{{1,40}})")


def text(row: Any, name: str, most: int = 300) -> str:
    """Return one value of an object as text; what is no value is empty."""
    value = row.get(name) if isinstance(row, Mapping) else None
    if value is None or isinstance(value, dict | list | bool):
        return ""
    return str(value).replace("\x00", "").strip()[:most]


def rows(row: Any, name: str) -> list[dict[str, Any]]:
    """Return the objects that hang on another."""
    given = row.get(name) if isinstance(row, Mapping) else None
    if not isinstance(given, list):
        return []
    return [one for one in given if isinstance(one, dict)][:MOST_ROWS]


def whole(value: Any) -> int | None:
    """Return a whole number, or None."""
    found = re.fullmatch(r"\s*(\d{1,4})(?:\.0+)?\s*", str(value))
    return int(found[1]) if found else None


def shortened(number: str) -> str:
    """18.0 becomes 18: some write whole numbers so."""
    return re.sub(r"\.0+$", "", number)


def degrees(value: str) -> str:
    """Return a coordinate as we keep it, or what was given if it is no number."""
    try:
        number = Decimal(value)
        return str(number.quantize(Decimal("0.00001"))) if number.is_finite() else value
    except InvalidOperation:
        return value


def phones(row: Object) -> list[dict[str, str]]:
    """Return telephone numbers, each once."""
    found = [
        {"number": text(one, "number", 40), "description": text(one, "description", 200)}
        for one in rows(row, "phones")
    ]
    return _once([one for one in found if one["number"]])


def terms(row: Object) -> list[dict[str, str]]:
    """Return the terms that hold for an object; the taxonomy is ours where we know it."""
    return [
        {
            "taxonomy": words.TAXONOMY_OF_ID.get(text(term, "taxonomy_id"), "")
            or _known(text(term, "taxonomy")),
            "code": text(term, "code") or text(one, "taxonomy_term_id"),
            "name": text(term, "name") or text(one, "label"),
            "value": text(one, "value"),
        }
        for one in rows(row, "attributes")
        for term in [one.get("taxonomy_term") or {}]
    ]


def _known(taxonomy: str) -> str:
    return taxonomy if taxonomy in words.TAXONOMIES else ""


def areas(row: Object) -> list[dict[str, str]]:
    """Return the areas that a service covers, by our code where it is given, and by name."""
    found = []
    for one in rows(row, "service_areas"):
        code = _AREA.fullmatch(text(one, "uri"))
        found.append({"code": code[1] if code else "", "name": text(one, "name")})
    return _once(found)


def languages(row: Object, note: Note) -> list[dict[str, str]]:
    """Return languages by their code."""
    found: dict[str, dict[str, str]] = {}
    for one in rows(row, "languages"):
        code = text(one, "code").lower()
        if re.fullmatch("[a-z]{2,3}", code):
            found.setdefault(code, {"code": code, "note": text(one, "note", 200)})
        else:
            note("languages", _("Een taal zonder goede code valt weg."))
    return list(found.values())


def places(row: Object, known: Collection[str], note: Note) -> list[dict[str, str]]:
    """Return the locations of a service, by their id at the source."""
    found: dict[str, dict[str, str]] = {}
    for one in rows(row, "service_at_locations"):
        external_id = text(one, "location_id") or text(one.get("location"), "id")
        if external_id in known:
            line = {"location": external_id, "description": text(one, "description")}
            found.setdefault(external_id, line)
        else:
            note("service_at_locations", _("Een locatie die niet in de bron staat, valt weg."))
    return list(found.values())


def schedules(row: Object, note: Note) -> list[dict[str, Any]]:
    """Return weekly openings of a service, and of a service at one location."""
    found = [line for one in rows(row, "schedules") for line in _opening(one, "", note)]
    for at in rows(row, "service_at_locations"):
        external_id = text(at, "location_id") or text(at.get("location"), "id")
        for one in rows(at, "schedules"):
            found += _opening(one, external_id, note)
    return _once(found)


def _opening(row: Object, location: str, note: Note) -> list[dict[str, Any]]:
    days = [day.strip().upper() for day in text(row, "byday").split(",") if day.strip()]
    weekly = text(row, "freq") in {"", "WEEKLY"} and text(row, "interval") in {"", "1", "1.0"}
    if not weekly or not days or any(day not in words.WEEKDAYS for day in days):
        note("schedules", _("Een tijd die niet elke week geldt, valt weg."))
        return []
    opens, closes = _clock(row, "opens_at"), _clock(row, "closes_at")
    if not opens or not closes or opens >= closes:
        if text(row, "opens_at") or text(row, "closes_at"):
            note("schedules", _("Een tijd die niet klopt, valt weg. De dag blijft staan."))
        opens = closes = None
    first, last = _day(row, "valid_from"), _day(row, "valid_to")
    if first and last and first > last:
        first = last = None
    return [
        {
            "weekday": words.WEEKDAYS.index(day) + 1,
            "opens_at": opens,
            "closes_at": closes,
            "location": location,
            "valid_from_date": first,
            "valid_to_date": last,
            "note": text(row, "description", 200) or text(row, "notes", 200),
        }
        for day in days
    ]


def _clock(row: Object, name: str) -> str | None:
    """Return the time as it is written; nearly everybody writes local time, whatever follows."""
    found = _CLOCK.match(text(row, name))
    return found[0] if found else None


def _day(row: Object, name: str) -> str | None:
    try:
        return date.fromisoformat(text(row, name)[:10]).isoformat()
    except ValueError:
        return None


def costs(row: Object, note: Note) -> list[dict[str, Any]]:
    """Return what a service costs, in euros."""
    found = []
    for one in rows(row, "cost_options"):
        amount = text(one, "amount")
        if amount and text(one, "currency").upper() not in {"", "EUR"}:
            note("cost_options", _("Een bedrag dat niet in euro's is, valt weg."))
            amount = ""
        found.append(
            {
                "option": text(one, "option", 200),
                "amount_eur": _euros(amount),
                "description": text(one, "amount_description"),
            }
        )
    return _once([one for one in found if any(one.values())])


def _euros(amount: str) -> str | None:
    try:
        number = Decimal(amount)
    except InvalidOperation:
        return None
    if not number.is_finite() or not 0 <= number < 10_000_000:
        return None
    return str(number.quantize(Decimal("0.01")))


def _once(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return each line once, in order."""
    found = {tuple(sorted((k, str(v)) for k, v in line.items())): line for line in lines}
    return list(found.values())
