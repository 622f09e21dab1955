"""What a rule is: what it looks for, how it says so, who must act and where."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bundel.core.quarters import parse_quarter
from bundel.steering.checks.context import Context

Facts = Mapping[str, Any]
# So many names fit in a sentence.
MOST_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    Something that a rule found.

    Args:
        kind: What it is about, such as "initiative".
        key: What tells it from the other findings of the rule, for as long as it lasts.
        facts: What fills the sentence, as plain values; days, not how many days ago.
        owner_id: Who must act; nobody means whoever coordinates the programme.
        owner_name: A team or partner that must act, when it is no person.
    """

    kind: str
    object_id: uuid.UUID | None
    key: str
    label: str
    facts: dict[str, Any] = field(default_factory=dict)
    owner_id: uuid.UUID | None = None
    owner_name: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the act is done: a route with what it needs."""

    route: str
    arguments: tuple[str, ...] = ()
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """
    A rule of the approach.

    Args:
        find: Yields what is not as it should be.
        say: Fills the sentence with the facts, in the language of the reader.
        place: Where somebody mends it, for what it is about and the facts.
        worse: How grave the facts are; an acceptance ends when one of these rises.
        limit: What it is held against; without one the rule has no limit.
    """

    code: str
    title: str | Promise
    why: str | Promise
    what_to_do: str | Promise
    act: str | Promise
    find: Callable[[Context, float], Iterator[Found]]
    say: Callable[[Facts], str]
    place: Callable[[uuid.UUID | None, Facts], Place]
    worse: Callable[[Facts], tuple[float, ...]] = lambda facts: ()
    limit: Decimal | None = None
    limit_label: str | Promise = ""


def initiative_page(query: str = "") -> Callable[[uuid.UUID | None, Facts], Place]:
    """Return a place on the card of the initiative that a finding is about."""
    return lambda object_id, facts: Place("programme:initiative", (str(object_id),), query)


def day(value: Any) -> str:
    """Return a day of the facts as people write it."""
    return f"{date.fromisoformat(str(value)):%d-%m-%Y}"


def quarter(value: Any) -> str:
    """Return a quarter of the facts as people say it."""
    parsed = parse_quarter(str(value))
    return _("%(number)se kwartaal %(year)s") % {"number": parsed.number, "year": parsed.year}


def number(value: Any) -> str:
    """Return an amount of the facts without decimals, in groups of three."""
    return number_format(round(float(value)), use_l10n=True, force_grouping=True)


def listed(names: Sequence[Any]) -> str:
    """Return names as a sentence has them; of many the first, and how many more there are."""
    first = ", ".join(map(str, names[:MOST_NAMES]))
    more = len(names) - MOST_NAMES
    return _("%(names)s en nog %(count)s") % {"names": first, "count": more} if more > 0 else first
