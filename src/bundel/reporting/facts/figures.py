"""A figure that can be kept: its value and unit, of which day or year, its source and grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bundel.programme.templatetags.plan_format import rounded
from bundel.ui.templatetags.ui_format import about, euros, hours, number, share

Json = dict[str, Any]
ASSUMPTION = "D"
# What is counted of our own records follows from them.
COUNTED = "C"


def figure(
    value: float | None, unit: str, *, of: str, source: str, grade: str, low_high: Any = None
) -> Json:
    """
    Return a figure as a report keeps it.

    Args:
        unit: eur, hours, households, share or count.
        of: The day, year or quarters that it holds for, in words.
        low_high: The low and the high of an estimate.
    """
    kept: Json = {
        "value": None if value is None else round(float(value), 4),
        "unit": unit,
        "of": of,
        "source": source,
        "grade": grade,
    }
    if low_high is not None:
        kept["low"], kept["high"] = (round(float(end), 4) for end in low_high)
    return kept


def worst(grades: Iterable[str]) -> str:
    """Return the weakest of some grades: a sum is no better known than its weakest part."""
    return max((grade for grade in grades if grade), default=ASSUMPTION)


def written(kept: Mapping[str, Any] | None) -> str:
    """Return a figure as people read it: estimates rounded, counts and money whole."""
    if not kept or kept.get("value") is None:
        return "–"
    value = kept["value"]
    match kept["unit"]:
        case "eur":
            return euros(rounded(value) if kept["grade"] > "B" else value)
        case "hours":
            return hours(value)
        case "households":
            return about(value)
        case "share":
            return share(value)
    return number(value)


def exact(kept: Mapping[str, Any] | None) -> str:
    """Return a figure whole, for a table."""
    if not kept or kept.get("value") is None:
        return "–"
    if kept["unit"] == "eur":
        return euros(kept["value"])
    return share(kept["value"]) if kept["unit"] == "share" else number(kept["value"])


def is_assumed(kept: Mapping[str, Any] | None) -> bool:
    """Tell whether a figure rests on an assumption."""
    return bool(kept) and kept is not None and kept.get("grade") == ASSUMPTION


def iso(day: date | None) -> str:
    """Return a day as it is kept; nothing for none."""
    return day.isoformat() if day else ""
