"""What a program may ask of a list, by the names of the standard, each within its bounds."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.errors import Fault, Invalid

PER_PAGE, MOST_PER_PAGE, MOST_FULL_PER_PAGE = 50, 500, 100
# The standard wants a minimal list on one page.
MINIMAL_PER_PAGE, MOST_MINIMAL_PER_PAGE = 5_000, 10_000
LAST_PAGE = 1_000_000
MOST_CHARACTERS = 200


class WrongQuestion(Invalid):
    """A parameter has a value that it cannot have. [400]"""

    status = 400
    sentence = gettext_lazy("Er klopt iets niet in het verzoek.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a list; what was not asked is None or False."""

    page: int = 1
    per_page: int | None = None
    search: str = ""
    format: str = "json"
    modified_after: datetime | None = None
    taxonomy_id: uuid.UUID | None = None
    taxonomy_term_id: uuid.UUID | None = None
    organization_id: uuid.UUID | None = None
    parent_id: uuid.UUID | None = None
    postcode: str = ""
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    top_only: bool = False

    @property
    def size(self) -> int:
        """How many a page holds at most."""
        usual, most = PER_PAGE, MOST_FULL_PER_PAGE if self.full else MOST_PER_PAGE
        if self.minimal:
            usual, most = MINIMAL_PER_PAGE, MOST_MINIMAL_PER_PAGE
        return min(self.per_page or usual, most)


def _number(text: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= most:
        raise ValueError(_("Geef een heel getal van 1 tot en met %(most)s.") % {"most": most})
    return int(text)


def _page(text: str) -> int:
    return _number(text, LAST_PAGE)


def _per_page(text: str) -> int:
    return _number(text, MOST_MINIMAL_PER_PAGE)


def _words(text: str) -> str:
    if len(text) > MOST_CHARACTERS or "\x00" in text:
        raise ValueError(_("Geef hooguit %(most)s tekens.") % {"most": MOST_CHARACTERS})
    return text.strip()


def _json(text: str) -> str:
    if text != "json":
        raise ValueError(_("Alleen 'json' bestaat hier."))
    return text


def _moment(text: str) -> datetime:
    # A plus in an address is a space.
    text = re.sub(r" (\d\d:?\d\d)$", r"+\1", text)
    try:
        found = parse_datetime(text)
        day = None if found else parse_date(text)
    except ValueError:
        found = day = None
    if found is None and day is None:
        raise ValueError(_("Geef een tijdstip, zoals 2027-01-31T12:00:00Z."))
    found = found or datetime.combine(day or date.min, time())
    if found.tzinfo is None:
        return found.replace(tzinfo=UTC)
    try:
        # The database knows no offset of more than sixteen hours.
        return found.astimezone(UTC)
    except OverflowError:
        raise ValueError(_("Geef een tijdstip, zoals 2027-01-31T12:00:00Z.")) from None


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise ValueError(_("Dit is geen UUID.")) from None


def _yes_or_no(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(_("Geef 'true' of 'false'."))
    return text == "true"


_READ: Mapping[str, Callable[[str], Any]] = {
    "page": _page,
    "per_page": _per_page,
    "search": _words,
    "postcode": _words,
    "format": _json,
    "modified_after": _moment,
    "taxonomy_id": _id,
    "taxonomy_term_id": _id,
    "organization_id": _id,
    "parent_id": _id,
    "minimal": _yes_or_no,
    "full": _yes_or_no,
    "full_service": _yes_or_no,
    "top_only": _yes_or_no,
}
PARAMETERS = tuple(field.name for field in fields(Asked))


def asked(given: Mapping[str, str], known: Collection[str]) -> Asked:
    """
    Return what is asked; a parameter that a list does not know changes nothing.

    Raises:
        WrongQuestion: with a fault for each parameter that has a wrong value.
    """
    values, faults = {}, []
    for name in known:
        if text := given.get(name, ""):
            try:
                values[name] = _READ[name](text)
            except ValueError as error:
                faults.append(Fault(name, str(error)))
    if faults:
        raise WrongQuestion(faults=faults)
    return Asked(**values)
