"""What the planner says, in the language of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bundel.core.portfolio.said import Kind, decimals
from bundel.core.quarters import NotAQuarter, parse_quarter
from bundel.programme.outcome.reading import Json
from bundel.ui.templatetags.ui_format import number

# By kind of value and then by code.
Names = Mapping[str, Mapping[str, str]]
NO_NAMES: Final[Names] = {}


def sentences(parts: Iterable[Json], names: Names = NO_NAMES) -> list[str]:
    """
    Return what `write_sentence` wrote as sentences.

    Args:
        names: How the areas and groups are called of which the planner only knows the code.
    """
    return [sentence(part, names) for part in parts]


def sentence(part: Json, names: Names = NO_NAMES) -> str:
    """Return one sentence; without a translation it stays Dutch."""
    values: Mapping[str, Json] = part["values"]
    return _(part["text"]) % {place: _value(value, names) for place, value in values.items()}


def quarter_words(label: str) -> str:
    """Return a quarter as it stands in a sentence; a label of another form stays as it is."""
    try:
        quarter = parse_quarter(label)
    except NotAQuarter:
        return label
    return _("%(year)s-K%(number)s") % {"year": quarter.year, "number": quarter.number}


def _value(value: Json, names: Names) -> str:
    ((kind, held),) = value.items()
    known = names.get(kind)
    return WORDS[Kind(kind)](held if known is None else known.get(held, held))


def _names(names: list[str]) -> str:
    *first, last = [f"‘{name}’" for name in names]
    if not first:
        return last
    return _("%(names)s en %(last)s") % {"names": ", ".join(first), "last": last}


def _number(amount: float) -> str:
    return number(amount, decimals(amount))


def _hours(amount: float) -> str:
    one = round(abs(amount), decimals(amount)) == 1
    words = ngettext("%(number)s uur", "%(number)s uur", 1 if one else 2)
    return words % {"number": _number(amount)}


def _euros(amount: float) -> str:
    return f"€\u00a0{_number(amount)}"


def _quarters(count: float) -> str:
    return ngettext("%(count)s kwartaal", "%(count)s kwartalen", int(count)) % {"count": int(count)}


def _households(amount: float) -> str:
    words = ngettext("%(count)s huishouden", "%(count)s huishoudens", 1 if amount == 1 else 2)
    return words % {"count": _number(amount)}


WORDS: Final[Mapping[Kind, Callable[[Any], str]]] = {
    Kind.NAMES: _names,
    Kind.AREA: lambda code: _names([code]),
    Kind.GROUP: lambda code: _names([code]),
    Kind.QUARTER: quarter_words,
    Kind.QUARTERS: _quarters,
    Kind.HOURS: _hours,
    Kind.EUROS: _euros,
    Kind.HOUSEHOLDS: _households,
    Kind.COUNT: _number,
}
