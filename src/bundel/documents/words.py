"""The few words that a document says of itself, in its own language and not the reader's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bundel.documents.parts import Language


@dataclass(frozen=True, slots=True)
class Words:
    """What the frame of a document says in one language."""

    tag: str
    months: str
    as_of: str
    page: str
    contents: str
    sources: str
    picture: str

    def day(self, day: date) -> str:
        """Return a day in full, without a zero in front."""
        return f"{day.day} {self.months.split()[day.month - 1]} {day.year}"

    def state(self, day: date) -> str:
        """Return the line that says what day the figures are of."""
        return self.as_of.format(day=self.day(day))


DUTCH = Words(
    tag="nl-NL",
    months="januari februari maart april mei juni "
    "juli augustus september oktober november december",
    as_of="Stand van {day}",
    page="{page} van {pages}",
    contents="Inhoud",
    sources="Bronnen",
    picture="In woorden",
)
ENGLISH = Words(
    tag="en-GB",
    months="January February March April May June July August September October November December",
    as_of="As of {day}",
    page="{page} of {pages}",
    contents="Contents",
    sources="Sources",
    picture="In words",
)
ALL: dict[Language, Words] = {"nl": DUTCH, "en": ENGLISH}
